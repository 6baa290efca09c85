"""Nobody is nagged: leaving, declining, undoing, switching off and on again, in this browser and in all others."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.cards import card, decline, expect_no_card, press, recorded, sign_in
from tests.flows.conftest import HostApp

WELCOME = "Welcome to Acme Invoices"


def open_again(page: Page, acme: HostApp) -> None:
    """The overview anew, with the server's word on what is due."""
    with page.expect_response("**/v1/sync"):
        page.goto(f"{acme.url}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def in_another_browser(new_context: Callable[..., BrowserContext], acme: HostApp, user: str) -> Page:
    other = new_context().new_page()
    with other.expect_response("**/v1/sync"):
        sign_in(other, acme, user)
    return other


def test_not_now_leaves_and_does_not_come_back_by_itself(
    page: Page, acme: HostApp, new_context: Callable[..., BrowserContext]
) -> None:
    sign_in(page, acme, "paula")
    with recorded(page, "tour_dismissed"):
        press(page, WELCOME, "Not now")
    expect_no_card(page)
    open_again(page, acme)
    expect_no_card(page)
    expect_no_card(in_another_browser(new_context, acme, "paula"))
    assert acme.site.report("welcome")["left"] == 1


def test_escape_is_not_now(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    expect(card(page, WELCOME)).to_be_visible()
    with recorded(page, "tour_dismissed"):
        page.keyboard.press("Escape")
    expect_no_card(page)


def test_never_again_means_in_no_browser(page: Page, acme: HostApp, new_context: Callable[..., BrowserContext]) -> None:
    sign_in(page, acme, "paula")
    expect(card(page, WELCOME)).to_be_visible()
    with recorded(page, "preferences_changed"):
        decline(page, WELCOME, "Don't show this again")
    expect_no_card(page)
    expect_no_card(in_another_browser(new_context, acme, "paula"))
    assert acme.site.report("welcome")["declined"] == 1


def test_undo_brings_the_tour_back(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    decline(page, WELCOME, "Don't show this again")
    expect_no_card(page)
    with recorded(page, "tour_resumed"):
        page.get_by_role("button", name="Undo").click()
    expect(card(page, WELCOME)).to_be_visible()
    page.reload()
    expect(card(page, WELCOME)).to_be_visible()


def test_no_more_tours_silences_all_until_they_are_switched_on(
    page: Page, acme: HostApp, new_context: Callable[..., BrowserContext]
) -> None:
    sign_in(page, acme, "frank")
    with recorded(page, "preferences_changed"):
        decline(page, WELCOME, "No more tours")
    expect_no_card(page)
    other = in_another_browser(new_context, acme, "frank")
    expect_no_card(other)

    with other.expect_response("**/v1/sync"):
        other.goto(f"{acme.url}/settings")
    expect(other.get_by_test_id("tours")).not_to_be_checked()
    with recorded(other, "preferences_changed"):
        other.get_by_test_id("tours").check()
    page.goto(f"{acme.url}/settings")
    expect(page.get_by_test_id("tours")).to_be_checked()


def test_a_declined_tour_that_is_switched_on_again_goes_on(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    with recorded(page, "preferences_changed"):
        decline(page, WELCOME, "Don't show this again")
    page.reload()
    expect_no_card(page)
    with recorded(page, "tour_resumed"):
        page.evaluate("handrail.preferences({ items: { welcome: true } })")
    expect(card(page, WELCOME)).to_be_visible()
    page.reload()
    expect(card(page, WELCOME)).to_be_visible()


def test_what_somebody_asks_for_always_runs(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    with recorded(page, "preferences_changed"):
        decline(page, WELCOME, "No more tours")
    page.goto(f"{acme.url}/settings")
    page.get_by_test_id("replay-first-invoice").click()
    page.get_by_role("button", name="Go there").click()
    expect(card(page, "Start here")).to_be_visible()
