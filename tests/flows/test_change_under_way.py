"""A tour is changed by its authors while somebody is in the middle of it: the host works on, and the tour goes on or says why it does not."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, expect_no_card, press, recorded
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.scripted import wait_until

STEPS = ("one", "two", "three")


def make_tour(*steps: str | dict[str, Any], id_: str = "tour", **more: Any) -> dict[str, Any]:
    """Of modal steps, each titled as it is called."""
    made = [{"type": "modal", **(step if isinstance(step, dict) else {"id": step, "title": step})} for step in steps]
    return {"kind": "tour", "id": id_, "title": "The tour", "steps": made, **more}


@pytest.fixture
def host(host_app: HostFactory, page: Page) -> HostApp:
    """Somebody is at the second of three steps."""
    host = host_app("pages")
    host.site.publish_tour(make_tour(*STEPS))
    page.goto(f"{host.url}/plain.html")
    with recorded(page, "step_shown"):
        press(page, "one", "Next")
    expect(card(page, "two")).to_be_visible()
    return host


def sync(page: Page) -> None:
    """The page hears of what was published."""
    with page.expect_response("**/v1/sync"):
        page.evaluate("handrail.identify('')")


def test_a_new_version_does_not_change_what_was_begun(page: Page, host: HostApp) -> None:
    host.site.publish_tour(make_tour("one", {"id": "two", "title": "Another two"}, "three"))
    sync(page)
    expect(card(page, "two")).to_be_visible()
    page.reload()
    expect(card(page, "two")).to_be_visible()
    press(page, "two", "Next")
    with recorded(page, "tour_completed"):
        press(page, "three", "Done")
    expect_no_card(page)


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        pytest.param(make_tour(*STEPS, id_="new-name", was=["tour"]), "two", id="renamed"),
        pytest.param(make_tour("one", {"id": "second", "was": ["two"], "title": "second"}), "two", id="step renamed"),
        pytest.param(make_tour("one", "three"), "three", id="shortened"),
    ],
)
def test_whoever_comes_back_goes_on(page: Page, host: HostApp, changed: dict[str, Any], at: str) -> None:
    """With what they began; where their step is gone and no `was` names it, after it."""
    watch = host.watch(page)
    host.site.publish_tour(changed)
    sync(page)
    page.reload()
    expect(card(page, at)).to_be_visible()
    while page.get_by_role("button", name="Next", exact=True).count():
        page.get_by_role("button", name="Next", exact=True).click()
    with recorded(page, "tour_completed"):
        page.get_by_role("button", name="Done", exact=True).click()
    expect_no_card(page)
    assert host.site.report(changed["id"])["completed"] == 1
    watch.assert_clean()


def test_what_is_done_in_a_page_that_held_the_former_name_is_done(page: Page, host: HostApp) -> None:
    host.site.publish_tour(make_tour(*STEPS, id_="new-name", was=["tour"]))
    with page.expect_response("**/v1/sync"):
        page.reload()
    press(page, "two", "Next")
    with recorded(page, "tour_completed"):
        press(page, "three", "Done")
    expect_no_card(page)
    with page.expect_response("**/v1/sync"):
        page.reload()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    expect_no_card(page)
    assert host.site.report("new-name")["completed"] == 1


def test_the_host_may_go_on_to_call_it_by_its_former_name(page: Page, host: HostApp) -> None:
    with recorded(page, "tour_dismissed"):
        press(page, "two", "Not now")
    host.site.publish_tour(make_tour(*STEPS, id_="new-name", was=["tour"]))
    page.reload()
    wait_until(page, lambda: page.evaluate("handrail.why('tour').then(([listed]) => listed.value)"))
    called, by_name = page.evaluate("Promise.all([handrail.why('tour'), handrail.why('new-name')])")
    assert called == by_name
    assert page.evaluate("handrail.start('tour')")
    expect(card(page, "one")).to_be_visible()
    assert not page.evaluate("handrail.start('never')")


def test_what_had_not_been_told_yet_is_no_hindrance(page: Page, host: HostApp) -> None:
    """The first answer to the next page already calls by its new name what this device still takes up by the former."""
    page.route("**/v1/sync", lambda route: route.abort())
    press(page, "two", "Back")
    press(page, "one", "Next")
    expect(card(page, "two")).to_be_visible()
    host.site.publish_tour(make_tour(*STEPS, id_="new-name", was=["tour"]))
    page.unroute("**/v1/sync")
    page.reload()
    press(page, "two", "Next")
    with recorded(page, "tour_completed"):
        press(page, "three", "Done")
    expect_no_card(page)
    report = host.site.report("new-name")
    assert (report["started"], report["completed"]) == (1, 1)


def test_a_tour_that_is_withdrawn_steps_aside_and_says_so_and_comes_back_with_the_version(
    page: Page, host: HostApp
) -> None:
    watch = host.watch(page)
    host.site.publish_tour(make_tour("other", id_="other", start={"on": "manual"}))
    with recorded(page, "withdrawn"):
        sync(page)
    expect_no_card(page)
    page.get_by_label("Name").fill("The host works on")
    page.reload()
    page.get_by_role("button", name="Save").click()
    expect_no_card(page)

    host.site.call("POST", "/environments/production/rollback")
    page.reload()
    expect(card(page, "two")).to_be_visible()
    watch.assert_clean()
