"""Surveys on a page, against a real server: by mouse and by keys alone, what is asked after what, and what is kept of it where."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.flows.axe import assert_accessible
from tests.flows.contact.agent import Agent
from tests.flows.contact.conftest import expect_sent, open_contact, write
from tests.flows.learn.places import Place
from tests.flows.learn.places import place as place
from tests.flows.scripted import wait_until

SURVEY: dict[str, Any] = {
    "kind": "survey",
    "id": "how",
    "title": "How is it going?",
    "text": "Five short questions, at the most.",
    "thanks": "Thank you. **It helps.**",
    "questions": [
        {"id": "likely", "type": "nps", "text": "Would you *recommend* Acme?", "required": True},
        {"id": "why-not", "type": "text", "text": "What is missing?", "placeholder": "In your words", "if": {"answer": "likely", "lte": 6}},
        {"id": "why", "type": "text", "text": "What do you like?", "if": {"answer": "likely", "gte": 9}},
        {"id": "easy", "type": "ces", "text": "How easy was it?", "low": "A struggle", "high": "A breeze"},
        {"id": "used", "type": "poll", "several": True, "text": "What do you use?", "required": True,
         "options": [{"id": "lists", "text": "Lists"}, {"id": "exports", "text": "Exports"}, {"id": "none", "text": "Neither"}]},
    ],
}  # fmt: skip


def choose(card: Locator, name: str) -> None:
    card.get_by_role("radio", name=name, exact=True).check(force=True)


def test_by_mouse_with_a_question_that_follows_from_an_answer(place: Place) -> None:
    sent = note_sent(place.page)
    place.publish(SURVEY)
    place.listen()
    place.open()
    card = place.card("How is it going?")
    expect(card.get_by_text("Five short questions")).to_be_visible()
    expect(card.get_by_role("group", name="Would you recommend Acme?")).to_be_visible()
    assert place.page.evaluate("document.activeElement === document.body"), "It came by itself, and took the focus."
    assert_accessible(place.page)
    # What is required is asked for, and says what is wrong.
    card.get_by_role("button", name="Next").click()
    expect(card.get_by_role("alert")).to_have_text("Choose an answer.")
    expect(card.get_by_role("group")).to_have_accessible_description("Choose an answer.")
    assert_accessible(place.page)
    choose(card, "0, Not likely")
    expect(card.get_by_role("alert")).to_be_empty()
    choose(card, "6")
    card.get_by_role("button", name="Next").click()
    # Whoever answered is at the next question.
    expect(card.get_by_role("textbox", name="What is missing?")).to_be_visible()
    expect(card.locator(".question")).to_be_focused()
    expect(card.get_by_text("Five short questions")).to_be_hidden()
    assert_accessible(place.page)
    card.get_by_role("textbox").fill("A dark mode")
    card.get_by_role("button", name="Next").click()
    expect(card.get_by_text("A struggle")).to_be_visible()
    card.get_by_role("button", name="Skip").click()
    card.get_by_role("checkbox", name="Exports").check()
    card.get_by_role("checkbox", name="Lists").check()
    assert_accessible(place.page)
    # The thanks stay until they were read, whatever the server says of it meanwhile.
    with place.page.expect_response(
        lambda answer: "survey_completed" in (answer.request.post_data or "") and answer.ok
    ):
        card.get_by_role("button", name="Send").click()
        expect(card.get_by_text("It helps.")).to_be_visible()
        assert_accessible(place.page)
        place.wait_to_hear("survey_started how", "question_answered how", "survey_completed how")
    expect(card.get_by_text("It helps.")).to_be_visible()
    card.get_by_role("button", name="Done").click()
    expect(place.cards).to_have_count(0)
    wait_until(place.page, lambda: len(sent) >= 3)
    assert sent[-1]["answers"] == [
        {"question": "likely", "answer": 6},
        {"question": "why-not", "answer": "A dark mode"},
        {"question": "used", "answer": ["lists", "exports"]},
    ]
    assert len({one["response"] for one in sent}) == 1
    wait_until(place.page, lambda: not list_waiting(place.page))
    assert "survey_dismissed" not in " ".join(place.heard)
    place.assert_clean()


def note_sent(page: Page) -> list[dict[str, Any]]:
    """What goes to the server of surveys, from now on."""
    sent: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if "/v1/surveys/" in request.url:
            sent.append(json.loads(request.post_data or "{}"))

    page.on("request", note)
    return sent


def list_waiting(page: Page) -> list[str]:
    names: list[str] = page.evaluate("Object.keys(localStorage).filter((name) => name.includes(':said:'))")
    return names


def test_by_keys_alone_after_a_tour_and_nobody_is_named(place: Place) -> None:
    tour = {
        "kind": "tour",
        "id": "walk",
        "title": "Walk",
        "steps": [{"id": "a", "type": "modal", "title": "A walk"}],
    }
    after = {"on": "event", "event": "tour_completed", "of": "walk"}
    survey = SURVEY | {"anonymous": True, "start": after, "questions": SURVEY["questions"][:3]}
    sent = note_sent(place.page)
    place.publish(tour, survey)
    place.listen()
    place.open()
    place.card("A walk").get_by_role("button", name="Done").press("Enter")
    card = place.card("How is it going?")
    expect(card.get_by_text("Anonymous: your answers are kept without who you are.")).to_be_visible()
    keys = place.page.keyboard
    card.get_by_role("radio", name="0, Not likely").focus()
    keys.press("Space")
    for _ in range(9):
        keys.press("ArrowRight")
    expect(card.get_by_role("radio", name="9")).to_be_focused()
    expect(card.get_by_role("radio", name="9")).to_be_checked()
    keys.press("Enter")
    field = card.get_by_role("textbox", name="What do you like?")
    expect(field).to_be_visible()
    keys.press("Tab")
    expect(field).to_be_focused()
    # The network goes: what is said now is kept, and sent on another page.
    wait_until(place.page, lambda: len(sent) == 1 and not list_waiting(place.page))
    place.page.route("**/v1/surveys/**", lambda route: route.abort())
    keys.type("That it is quick")
    keys.press("Tab")
    keys.press("Enter")
    expect(card.get_by_text("It helps.")).to_be_visible()
    expect(card.locator(".thanks")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(place.cards).to_have_count(0)
    wait_until(place.page, lambda: len(list_waiting(place.page)) == 1)
    place.page.unroute("**/v1/surveys/**")
    place.open("/other")
    wait_until(place.page, lambda: not list_waiting(place.page))
    first, *_, last = sent
    assert first["response"] == last["response"]
    assert last["answers"] == [{"question": "likely", "answer": 9}, {"question": "why", "answer": "That it is quick"}]
    assert all("token" not in one and "device" not in one for one in sent)
    assert "question_answered" not in " ".join(place.heard)
    # Once is enough.
    place.page.evaluate("new Promise((done) => handrail.push(['on', 'ready', () => setTimeout(done)]))")
    expect(place.cards).to_have_count(0)
    assert place.watch.errors == []


def test_one_that_was_left_goes_on_where_it_was(place: Place) -> None:
    place.publish(SURVEY)
    place.open()
    card = place.card("How is it going?")
    choose(card, "7")
    card.get_by_role("button", name="Next").click()
    expect(card.get_by_role("group", name="How easy was it?")).to_be_visible()
    # Under way on the next page, and by hand after Not now.
    place.open("/other")
    expect(card.get_by_role("group", name="How easy was it?")).to_be_visible()
    place.page.locator("#note").fill("The host's page is there to be used.")
    card.get_by_role("button", name="Not now").click()
    expect(place.cards).to_have_count(0)
    place.start("how")
    expect(card.get_by_role("group", name="Would you recommend Acme?")).to_be_visible()
    place.assert_clean()


@pytest.mark.parametrize("stays", [True, False], ids=["there", "away"])
def test_after_a_conversation_whether_or_not_the_page_hears_of_its_end(place: Place, stays: bool) -> None:
    after = {
        "kind": "survey",
        "id": "after-help",
        "title": "Did we help?",
        "questions": [{"id": "well", "type": "csat", "text": "How was it?"}],
        "start": {"on": "event", "event": "conversation_closed"},
    }
    help_ = {"kind": "snippet", "id": "whole", "title": "About it", "text": "It is a page.", "page": "/"}
    place.publish(after, help_, contact={"conversations": True})
    agent = Agent(place.site)
    place.open()
    open_contact(place.page)
    write(place.page, "Where is it?")
    expect_sent(place.page, "Where is it?")
    place.page.keyboard.press("Escape")
    if not stays:
        place.page.goto("about:blank")
    agent.close()
    if not stays:
        place.open()
    expect(place.card("Did we help?")).to_be_visible()
    place.assert_clean()


def test_after_the_article_that_it_names(place: Place) -> None:
    def ask_after(article: str, **more: Any) -> dict[str, Any]:
        questions = [{"id": "well", "type": "csat", "text": "How was it?", "required": True}]
        start = {"on": "event", "event": "article_read", "of": article}
        return {
            "kind": "survey",
            "id": f"of-{article}",
            "title": f"After {article}",
            "priority": 2,
            "questions": questions,
            "start": start,
            **more,
        }

    articles = {"exports": "They are CSV.", "refunds": "They take a day."}
    known = {"id": "known", "title": "Asked before", "audience": {"completed": "of-exports"}, "priority": 1}
    place.publish(
        ask_after("exports", frequency={"every": "90d"}),
        ask_after("exports", **known),
        ask_after("refunds"),
        articles=articles,
    )
    place.listen()
    place.open()
    expect(place.page.get_by_role("button", name="Help")).to_be_visible()
    read(place, "exports")
    card = place.card("After exports")
    choose(card, "4")
    card.get_by_role("button", name="Send").click()
    place.wait_to_hear("article_read exports", "survey_started of-exports", "survey_completed of-exports")
    expect(place.card("After refunds")).to_have_count(0)

    # Another visit is within its gap: what comes then is for those who were asked before.
    place.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=2))
    place.open()
    read(place, "exports")
    expect(place.card("Asked before")).to_be_visible()
    expect(card).to_have_count(0)
    assert place.heard.count("survey_started of-exports") == 0
    place.assert_clean()


def read(place: Place, article: str) -> None:
    place.page.evaluate("(path) => { handrail.push(['open', path]) }", f"articles/{article}")
    place.wait_to_hear(f"article_read {article}")
    place.page.keyboard.press("Escape")
