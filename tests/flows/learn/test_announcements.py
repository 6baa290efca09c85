"""Announcements on a page: each way to show one, what they lead to, one at a time across kinds, and what a person said no to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.flows.axe import assert_accessible
from tests.flows.cards import decline
from tests.flows.learn.places import Place
from tests.flows.learn.places import place as place
from tests.flows.panels import expect_view, panel
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


def test_its_text_and_its_buttons_lead_into_the_help(place: Place) -> None:
    """Whoever takes what it offers is through with it, and finds it again under What's new."""
    quiz = {
        "kind": "quiz",
        "id": "basics",
        "title": "Basics",
        "questions": [{"id": "q", "type": "true-false", "text": "So?", "answer": True}],
    }
    read = {"label": "How it works", "do": "article", "article": "exports"}
    place.publish(
        announce("big", "modal", priority=3, text="See [how](article:exports#later), please.", buttons=[read]),
        announce("wide", "banner", priority=2, text="Now try [it](quiz:basics)."),
        announce("small", "slide-out", priority=1, buttons=[{"label": "Go there", "do": "link", "url": "/exports"}]),
        quiz,
        articles={"exports": "They are CSV.\n\n## Later\n\nMore comes.\n"},
    )
    place.listen()
    place.open()
    big = place.card("About big")
    # By keys alone.
    link = big.get_by_role("link", name="how", exact=True)
    link.focus()
    assert_accessible(place.page)
    place.page.keyboard.press("Enter")
    expect(panel(place.page).get_by_role("heading", name="Later")).to_be_focused()
    expect(big).to_have_count(0)
    place.page.keyboard.press("Escape")
    expect(panel(place.page)).to_have_count(0)

    place.page.get_by_role("region", name="About wide").get_by_role("link", name="it", exact=True).click()
    expect_view(place.page, "Basics")
    place.page.keyboard.press("Escape")
    place.card("About small").get_by_role("link", name="Go there").click()
    place.page.wait_for_url("**/exports")

    # None comes again, and all of it is there to be read.
    place.page.evaluate("handrail.push(['open', 'news'])")
    expect_view(place.page, "What's new")
    expect(place.cards).to_have_count(0)
    news = panel(place.page)
    news.get_by_role("button", name="How it works").click()
    expect_view(place.page, "Exports")
    news.get_by_role("button", name="Back").click()
    news.get_by_role("link", name="it", exact=True).click()
    expect_view(place.page, "Basics")
    assert place.page.url.endswith("/exports")
    place.assert_clean()


def test_what_is_over_leaves_an_open_page(place: Place) -> None:
    end = datetime.now(UTC) + timedelta(hours=1)
    place.publish(
        announce("brief", "panel", schedule={"until": end.isoformat(timespec="seconds")}),
        announce("lasting", "panel"),
    )
    place.page.clock.install()
    place.open()
    place.page.evaluate("handrail.push(['open', 'news'])")
    news = panel(place.page)
    expect(news.get_by_text("About brief")).to_be_visible()
    place.page.clock.fast_forward("01:01:00")
    expect(news.get_by_text("About brief")).to_have_count(0)
    expect(news.get_by_text("About lasting")).to_be_visible()
