"""Where a target can be: late, far down, in a dialog, under a framework's modal, in a shadow root, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect

from tests.flows.cards import card, expect_no_card, press, recorded, wait_for_tab_order
from tests.flows.conftest import HostApp, HostFactory


def publish_step(host_app: HostFactory, step: Mapping[str, Any]) -> HostApp:
    """A host with a tour of one spotlight, completed by Done unless it says otherwise."""
    host = host_app("pages")
    spotlight = {"id": "one", "title": "Look here", "interaction": "open", "advance": {"on": "next"}, **step}
    host.site.publish_tour({"kind": "tour", "id": "one-step", "title": "One step", "steps": [spotlight]})
    return host


def test_late(page: Page, host_app: HostFactory) -> None:
    host = publish_step(host_app, {"target": {"role": "button", "name": "Late button"}})
    with page.expect_response("**/v1/sync"):
        page.goto(f"{host.url}/late.html")
    expect_no_card(page)
    page.get_by_role("button", name="Bring it").click()
    press(page, "Look here", "Done")


def test_far_down_in_a_box_that_scrolls(page: Page, host_app: HostFactory) -> None:
    host = publish_step(host_app, {"target": {"role": "button", "name": "Deep button"}})
    page.goto(f"{host.url}/scroll.html")
    expect(card(page, "Look here")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Deep button")).to_be_in_viewport()


def test_in_a_native_dialog(page: Page, host_app: HostFactory) -> None:
    host = publish_step(host_app, {"target": {"label": "Inside"}})
    page.goto(f"{host.url}/layers.html")
    page.get_by_role("button", name="Native dialog").click()
    press(page, "Look here", "Done")
    expect(page.get_by_role("dialog", name="Native")).to_be_visible()


def test_in_a_frameworks_modal(page: Page, host_app: HostFactory) -> None:
    host = publish_step(host_app, {"target": {"label": "Caught"}})
    page.goto(f"{host.url}/layers.html")
    page.get_by_role("button", name="Framework dialog").click()
    press(page, "Look here", "Done")
    expect(page.get_by_role("dialog", name="Framework")).to_be_visible()


def test_in_a_focus_trap_the_card_is_in_the_keyboards_reach(page: Page, host_app: HostFactory) -> None:
    """Of a dialog that does not say it is modal; and Escape in the card is "Not now", which leaves the dialog open."""
    step = {"interaction": "open", "advance": {"on": "next"}}
    host = publish_step(host_app, {"target": {"label": "First"}, **step})
    page.goto(f"{host.url}/trap.html")
    page.get_by_role("button", name="New project").click()
    following = card(page, "Look here").get_by_role("button", name="Done")
    expect(following).to_be_visible()
    wait_for_tab_order(page)
    page.keyboard.press("Shift+Tab")
    expect(following).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("First")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(card(page, "Look here").get_by_role("button", name="Not now")).to_be_focused()
    with recorded(page, "tour_dismissed"):
        page.keyboard.press("Escape")
    expect(card(page, "Look here")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Create")).to_be_visible()


def test_in_an_open_shadow_root(page: Page, host_app: HostFactory) -> None:
    host = publish_step(host_app, {"target": {"role": "button", "name": "In the shadow"}, "advance": {"on": "click"}})
    page.goto(f"{host.url}/layers.html")
    expect(card(page, "Look here")).to_be_visible()
    with recorded(page, "tour_completed"):
        page.get_by_role("button", name="In the shadow").click()
    expect_no_card(page)


def test_missing_is_told_once_and_never_guessed(page: Page, host_app: HostFactory) -> None:
    target = {"role": "button", "name": "Renamed"}
    host = publish_step(host_app, {"target": target, "on_missing": {"after": "200ms", "do": "end"}})
    with recorded(page, "target_missing"):
        page.goto(f"{host.url}/plain.html")
    expect_no_card(page)
    assert host.site.report("one-step")["target_missing"] == 1


def test_several_are_missing_too(page: Page, host_app: HostFactory) -> None:
    target = {"css": "a, button"}
    host = publish_step(host_app, {"target": target, "on_missing": {"after": "200ms", "do": "float"}})
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "Look here")).to_be_visible()
    press(page, "Look here", "Done")


def test_the_first_locator_that_finds_one_wins(page: Page, host_app: HostFactory) -> None:
    target = [{"test_id": "gone"}, {"text": "Save"}]
    host = publish_step(host_app, {"target": target, "advance": {"on": "click"}})
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "Look here")).to_be_visible()
    with recorded(page, "tour_completed"):
        page.get_by_role("button", name="Save", exact=True).click()
