"""Branching, `if`, back and gating, all in JSON; and the progress that is shown stays true."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.cards import card, press
from tests.flows.rows.conftest import Walk
from tests.flows.scripted import Scene, make_step

PHONE = {"if": {"device": "phone"}}


def note(id_: str, **rest: object) -> dict[str, object]:
    return make_step(id_, type="slide-out", **rest)


def expect_progress(page: Page, title: str, text: str) -> None:
    expect(card(page, title)).to_contain_text(text)


def test_branching_and_if_with_progress_that_stays_true(page: Page, walk: Walk) -> None:
    branches = [{"if": {"url": "/nowhere"}, "to": "b"}, {"if": {"url": "/"}, "to": "d"}]
    walk("plain", note("a", next=branches), note("b"), note("c"), note("d"), note("e", **PHONE), note("f"))
    expect_progress(page, "Title a", "1 of 3")
    press(page, "Title a", "Next")
    expect_progress(page, "Title d", "2 of 3")
    press(page, "Title d", "Next")
    expect_progress(page, "Title f", "3 of 3")
    press(page, "Title f", "Back")
    expect_progress(page, "Title d", "2 of 3")
    press(page, "Title d", "Back")
    expect_progress(page, "Title a", "1 of 3")


def test_a_circle_that_a_person_walks_does_not_count_on(page: Page, walk: Walk) -> None:
    walk("plain", note("a"), note("b", next=[{"if": None, "to": "a"}]), note("c"))
    for _ in range(2):
        expect_progress(page, "Title a", "1 of 2")
        press(page, "Title a", "Next")
        expect_progress(page, "Title b", "2 of 2")
        press(page, "Title b", "Next")
    expect(card(page, "Title a").get_by_role("button", name="Back", exact=True)).to_have_count(0)


def test_back_after_a_reload_follows_the_way_that_was_walked(page: Page, scene: Scene, walk: Walk) -> None:
    branch = [{"if": {"url": "/start"}, "to": "c"}]
    walk("plain", note("a", next=branch), note("b"), note("c"), path="/start")
    press(page, "Title a", "Next")
    expect(card(page, "Title c")).to_be_visible()
    scene.open(page, "/elsewhere")
    expect_progress(page, "Title c", "2 of 2")
    press(page, "Title c", "Back")
    expect(card(page, "Title a")).to_be_visible()


def test_back_across_pages_says_where_at_once(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", note("a", page="/first"), note("b", page="/second"), path="/first")
    press(page, "Title a", "Next")
    page.get_by_role("button", name="Go there").click()
    press(page, "Title b", "Back")
    page.get_by_role("button", name="Go there").click()
    expect(page).to_have_url(f"{scene.host.url}/first")
    expect(card(page, "Title a")).to_be_visible()


def test_back_to_what_is_done_already_offers_a_button_also_after_a_reload(page: Page, walk: Walk) -> None:
    done_later = {"when": {"url": "/done"}}
    walk("plain", note("a", advance=done_later), note("b"))
    expect(card(page, "Title a")).to_be_visible()
    page.evaluate("history.pushState(null, '', '/done')")
    press(page, "Title b", "Back")
    expect(card(page, "Title a")).to_be_visible()
    page.reload()
    press(page, "Title a", "Next")
    expect(card(page, "Title b")).to_be_visible()


def test_gating_next_comes_when_the_condition_holds(page: Page, walk: Walk) -> None:
    gate = {"on": "next", "when": {"element": "target", "state": "filled"}}
    walk("plain", make_step("name", advance=gate), make_step("one"))
    following = card(page, "Title name").get_by_role("button", name="Next", exact=True)
    expect(card(page, "Title name")).to_be_visible()
    expect(following).to_have_count(0)
    page.locator("#name").fill("Ada")
    page.locator("#two").focus()
    following.click()
    expect(card(page, "Title one")).to_be_visible()


def test_what_goes_in_circles_unseen_ends(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", note("a", **PHONE), note("b", next=[{"if": None, "to": "a"}], **PHONE))
    assert scene.wait_for(page, "tour_failed")[0]["props"] == {"reason": "circle"}


def test_its_own_buttons_link_track_and_snooze(page: Page, scene: Scene, walk: Walk) -> None:
    def button(do: str, **rest: str) -> dict[str, object]:
        plain = {"label": do, "do": do, "tour": None, "to": None, "for": None, "url": None, "event": None}
        return {**plain, **rest}

    buttons = [button("track", event="liked"), button("link", url="/help"), button("snooze", **{"for": "day"})]
    walk("plain", note("a", buttons=buttons), note("b", buttons=buttons))
    press(page, "Title a", "track")
    link = card(page, "Title b").get_by_role("link", name="link")
    link.click()
    expect(page).to_have_url(f"{scene.host.url}/help")
    press(page, "Title b", "snooze")
    (snoozed,) = scene.wait_for(page, "tour_snoozed")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    until = page.evaluate(
        "(text) => { const at = new Date(text); return [at.getHours(), at.getMinutes(), at > Date.now()]; }",
        snoozed["props"]["until"],
    )
    assert until == [8, 0, True]
    assert scene.server.names.count("liked") == 1
