"""Announcements on a page: each way to show one, what they lead to, one at a time across kinds, and what a person said no to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.flows.axe import assert_accessible
from tests.flows.cards import decline
from tests.flows.learn.places import Place
from tests.flows.learn.places import place as place
from tests.flows.scripted import wait_until


def announce(id_: str, show: str, **more: Any) -> dict[str, Any]:
    said = {"title": f"About {id_}", "text": "Exports come as **CSV** now."}
    return {"kind": "announcement", "id": id_, "show": show, **said, **more}


def test_each_way_to_show_one_comes_by_itself_one_after_another(place: Place) -> None:
    buttons = [{"label": "Got it", "do": "complete"}, {"label": "Tell me later", "do": "snooze", "for": "day"}]
    place.publish(
        announce("big", "modal", priority=3, buttons=buttons),
        announce("wide", "banner", position="top", priority=2),
        announce("small", "slide-out", priority=1, buttons=buttons),
        announce("kept", "panel"),
    )
    place.listen()
    place.open()
    big = place.card("About big")
    expect(big).to_be_visible()
    expect(place.cards).to_have_count(1)
    # It is no tour of one step, and says nothing of tours but where it is asked.
    expect(big.get_by_text("1 of 1")).to_have_count(0)
    expect(big.get_by_role("status")).to_have_text("About big")
    assert_accessible(place.page)
    big.get_by_role("button", name="Got it").click()

    wide = place.page.get_by_role("region", name="About wide")
    expect(wide).to_be_visible()
    expect(wide.get_by_text("CSV")).to_be_visible()
    expect(place.cards).to_have_count(1)
    assert_accessible(place.page)
    wide.get_by_role("button", name="Done").click()

    small = place.card("About small")
    expect(small).to_be_visible()
    assert_accessible(place.page)
    small.get_by_role("button", name="Tell me later").click()
    expect(place.cards).to_have_count(0)
    place.wait_to_hear(
        "announcement_started big",
        "announcement_completed big",
        "announcement_started wide",
        "announcement_completed wide",
        "announcement_started small",
        "announcement_snoozed small",
    )
    # What is for the panel alone comes by hand.
    place.start("kept")
    expect(place.card("About kept")).to_be_visible()
    assert "tour_started" not in " ".join(place.heard)
    place.assert_clean()


def test_no_is_no_for_one_and_for_all_of_them(place: Place) -> None:
    survey = {
        "kind": "survey",
        "id": "how",
        "title": "How is it?",
        "questions": [{"id": "q", "type": "csat", "text": "So?"}],
    }
    tour = {"kind": "tour", "id": "walk", "title": "Walk", "steps": [{"id": "a", "type": "modal", "title": "Walk"}]}
    place.publish(announce("first", "slide-out", priority=9), announce("second", "modal", priority=5), survey, tour)
    place.open()
    expect(place.card("About first")).to_be_visible()
    decline(place.page, "About first", "Don't show this again")
    expect(place.page.get_by_text("You won't see “About first” again.")).to_be_visible()
    place.page.get_by_role("button", name="Undo").click()
    expect(place.card("About first")).to_be_visible()
    decline(place.page, "About first", "No more tours")
    expect(place.page.get_by_text("No more tours will start by themselves.")).to_be_visible()
    wait_until(place.page, lambda: place.page.evaluate("handrail.preferences().then(({ tours }) => !tours)"))
    # Of no kind does anything come by itself from now on, and by hand everything does.
    with place.page.expect_response(lambda answer: answer.url.endswith("/v1/sync") and answer.ok):
        place.open("/other")
    place.page.evaluate("new Promise((done) => handrail.push(['on', 'ready', () => setTimeout(done)]))")
    expect(place.cards).to_have_count(0)
    reasons = place.page.evaluate("handrail.why('second')")
    assert {"clause": "preferences", "value": False, "saw": {"tours": False, "item": None}} in reasons
    place.start("how")
    expect(place.card("How is it?")).to_be_visible()
    place.start("second")
    expect(place.card("About second")).to_be_visible()
    expect(place.cards).to_have_count(1)
    place.assert_clean()


def test_it_leads_to_a_tour_and_waits_for_an_event_of_the_hosts(place: Place, tmp_path: Path) -> None:
    tour = {
        "kind": "tour",
        "id": "exports",
        "title": "Exports",
        "start": {"on": "manual"},
        "steps": [{"id": "a", "type": "modal", "title": "Here they are"}],
    }
    after = {"on": "event", "event": "tour_completed", "of": "exports"}
    place.publish(
        announce("news", "slide-out", start={"on": "event", "event": "saved"}, buttons=[{"label": "Show me", "do": "start", "tour": "exports"}]),
        announce("more", "slide-out", start=after),
        tour,
        events={"saved": {}},
    )  # fmt: skip
    place.listen()
    place.open()
    place.page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    expect(place.cards).to_have_count(0)
    place.page.evaluate("handrail.push(['track', 'saved'])")
    place.card("About news").get_by_role("button", name="Show me").click()
    place.card("Here they are").get_by_role("button", name="Done").click()
    # What waited for that comes once there is room.
    expect(place.card("About more")).to_be_visible()
    place.wait_to_hear("announcement_completed news", "tour_completed exports", "announcement_started more")
    place.assert_clean()
