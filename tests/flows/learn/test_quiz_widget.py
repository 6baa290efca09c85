"""The quiz in a card, with a server that is only played: each kind of question by keys alone, what is told when, what goes wrong with
sending, finders, and how each state looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.flows.axe import assert_accessible
from tests.flows.learn.quiz_pages import Quizzes
from tests.flows.learn.quiz_pages import quizzes as quizzes
from tests.flows.learn.quiz_pages import step_pages as step_pages


def test_each_kind_of_question_by_keys_alone(quizzes: Quizzes) -> None:
    keys = quizzes.page.keyboard
    quizzes.open()
    expect(quizzes.card.get_by_role("heading", name="Invoice basics")).to_be_focused()
    quizzes.expect_question("Who adds the tax?")
    # Nothing chosen: it says so, and ties it to the options.
    keys.press("Tab")  # past the way out
    quizzes.card.get_by_label("You do", exact=True).focus()
    keys.press("Enter")
    expect(quizzes.card.get_by_role("alert")).to_have_text("Choose an answer.")
    expect(quizzes.card.get_by_label("You do", exact=True)).to_have_accessible_description("Choose an answer.")
    expect(quizzes.card.get_by_label("You do", exact=True)).to_have_attribute("aria-invalid", "true")
    quizzes.expect_focus("radio you")
    keys.press("ArrowDown")
    quizzes.expect_focus("radio we")
    expect(quizzes.card.get_by_role("alert")).to_be_hidden()
    keys.press("ArrowUp")
    # A hint is there for who wants it.
    keys.press("Tab")
    quizzes.expect_focus("Hint")
    keys.press("Enter")
    expect(quizzes.card.get_by_text("You never typed it in.")).to_be_visible()
    keys.press("Tab")
    keys.press("Enter")

    quizzes.expect_heading("Which states can an invoice be in?")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    quizzes.expect_focus("checkbox sent")
    keys.press("Enter")

    quizzes.expect_heading("A sent invoice can be changed.")
    keys.press("Tab")
    keys.press("ArrowDown")
    quizzes.expect_focus("radio false")
    keys.press("Enter")

    quizzes.expect_heading("What is an invoice called before it is sent?")
    keys.press("Tab")
    keys.press("Enter")
    expect(quizzes.card.get_by_label("Your answer")).to_have_accessible_description("Write an answer.")
    keys.type("  an offer ")
    keys.press("Enter")

    quizzes.expect_heading("How much is the tax on 50 at 25 %?")
    keys.press("Tab")
    keys.type("twelve")
    keys.press("Enter")
    expect(quizzes.card.get_by_label("Your answer")).to_have_accessible_description("kr Write a number, such as 12.5.")
    keys.press("ControlOrMeta+a")
    keys.type("12.5 kr")
    keys.press("Enter")

    quizzes.expect_heading("Save a draft.")
    keys.press("Tab")
    quizzes.expect_focus("Go and do it")
    keys.press("Enter")
    assert quizzes.calls == ["begun", "aside save: Do this on the page, then come back."]
    quizzes.page.evaluate("quizzes.finishDoing('save')")
    expect(quizzes.card.get_by_role("status").filter(has_text="Done. It was noticed.")).to_be_visible()
    # One may still look back, and change what was said.
    quizzes.press("Previous question")
    expect(quizzes.card.get_by_label("Your answer")).to_have_value("12.5")
    quizzes.press("Next question")
    quizzes.expect_heading("Save a draft.")
    assert quizzes.sent == []
    quizzes.press("Finish")

    quizzes.expect_heading("Not passed yet")
    expect(quizzes.card.get_by_text("4 of 6 points · 80% to pass")).to_be_visible()
    lines = quizzes.card.get_by_role("listitem")
    expect(lines).to_contain_text(["Not right", "Right", "Right", "Not right", "Right", "Right"])
    expect(lines.first).to_contain_text("Your answer: You do")
    expect(lines.first).to_contain_text("You could, but need not.")
    expect(lines.first).not_to_contain_text("It is added for you")  # there is another attempt
    (first,) = quizzes.sent
    given = {answer["question"]: answer["answer"] for answer in first["answers"]}
    assert given == {
        "tax": "you",
        "states": ["draft", "sent"],
        "edit": False,
        "term": "an offer",
        "rate": 12.5,
        "save": True,
    }
    assert first["finish"] is True
    assert quizzes.calls[-1] == 'finished {"passed":false,"score":4,"of":6,"left":null}'

    quizzes.press("Try the 2 missed questions again")
    quizzes.expect_heading("Who adds the tax?")
    expect(quizzes.card.get_by_text("1 of 2")).to_be_visible()
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("Enter")
    quizzes.expect_heading("What is an invoice called before it is sent?")
    keys.press("Tab")
    keys.type("draft")
    keys.press("Enter")
    quizzes.expect_heading("Passed")
    expect(quizzes.card.get_by_role("button", name="Start again")).to_be_visible()
    assert quizzes.sent[1]["retry_of"] == first["attempt"] != quizzes.sent[1]["attempt"]
    assert [answer["question"] for answer in quizzes.sent[1]["answers"]] == ["tax", "term"]


def test_what_is_told_after_each_answer_and_what_is_kept_while_nobody_answers(quizzes: Quizzes) -> None:
    quizzes.open(feedback="each", attempts=1, only=["tax", "states", "term"])
    quizzes.choose("You do")
    quizzes.press("Check")
    quizzes.expect_heading("Not right")
    option = quizzes.card.locator(".option")
    expect(option.filter(has_text="You do")).to_contain_text("Not right")
    expect(option.filter(has_text="It is added for you")).not_to_contain_text("ight")  # there may be another attempt
    expect(quizzes.card.get_by_text("Because of tax.")).to_be_visible()
    # It stands.
    expect(quizzes.card.get_by_label("Nobody does")).to_be_disabled()
    expect(quizzes.card.get_by_role("button", name="Previous question")).to_have_count(0)
    quizzes.press("Next question")

    quizzes.expect_heading("Which states can an invoice be in?")
    # How it is answered is a chunk of its own, which nothing brings once the network is gone.
    expect(quizzes.card.get_by_label("Draft", exact=True)).to_be_visible()
    quizzes.reply("offline")
    quizzes.page.context.set_offline(True)
    quizzes.choose("Draft", "Sent")
    quizzes.press("Check")
    quizzes.expect_heading("You are offline")
    expect(quizzes.card.get_by_text("Your answers are kept on this device.")).to_be_visible()
    quizzes.press("Go on without")
    quizzes.expect_heading("What is an invoice called before it is sent?")
    quizzes.write("draft")
    quizzes.press("Check")
    quizzes.expect_heading("You are offline")
    # Left and opened again, it is as it was; back online it goes on by itself.
    quizzes.open(feedback="each", attempts=1, used=1, only=["tax", "states", "term"], fresh=False)
    expect(quizzes.card.get_by_label("Your answer")).to_have_value("draft")
    quizzes.expect_question("What is an invoice called before it is sent?")
    expect(quizzes.card.get_by_role("heading", name="You are offline")).to_be_visible()
    quizzes.reply("yes")
    quizzes.page.context.set_offline(False)
    expect(quizzes.card.get_by_role("heading", name="Right", exact=True)).to_be_visible()
    quizzes.press("Show the result")
    quizzes.expect_heading("Not passed yet")
    expect(quizzes.card.get_by_text("There are no attempts left.")).to_be_visible()
    expect(quizzes.card.get_by_role("listitem").first).to_contain_text("Right answer: It is added for you")
    expect(quizzes.card.get_by_role("button", name="again")).to_have_count(0)
    assert len({attempt["attempt"] for attempt in quizzes.sent}) == 1
    assert quizzes.sent[-1]["finish"] is True
    finished = [call for call in quizzes.calls if call.startswith("finished")]
    assert finished == ['finished {"passed":false,"score":2,"of":3,"left":0}']

    # What the server would not take is said, with what can be done.
    quizzes.open(only=["term"])
    quizzes.reply({"status": 409, "problem": "answered_already"})
    quizzes.write("draft")
    quizzes.press("Finish")
    quizzes.expect_heading("Your answers could not be taken: this was answered before, or the quiz has changed.")
    quizzes.press("Start again")
    quizzes.expect_heading("What is an invoice called before it is sent?")
    expect(quizzes.card.get_by_label("Your answer")).to_have_value("")
    for refusal, said in (
        ({"status": 429, "problem": "too-many"}, "Your answers could not be sent"),
        ({"status": 409, "problem": "no_attempts_left"}, "There are no attempts left."),
        ({"status": 404, "problem": "not-found"}, "This quiz is no longer there."),
    ):
        quizzes.open(only=["term"])
        quizzes.reply(refusal)
        quizzes.write("draft")
        quizzes.press("Finish")
        quizzes.expect_heading(said)
    quizzes.open(attempts=3, used=1, only=["term"])
    expect(quizzes.card.get_by_text("80% to pass · 2 attempts left")).to_be_visible()
    quizzes.open(attempts=3, used=3, passed=True)
    expect(quizzes.card.get_by_role("heading", name="You have passed this.")).to_be_visible()
    quizzes.noise = [line for line in quizzes.noise if not line.startswith("Failed to load resource")]


def test_a_finder_leads_by_branches_and_by_weights(quizzes: Quizzes) -> None:
    quizzes.open(finder=True)
    expect(quizzes.card.get_by_text("Question 1")).to_be_visible()
    quizzes.choose("Just me")
    quizzes.press("Next question")
    quizzes.expect_heading("The small plan")
    quizzes.press("Show me")
    quizzes.press("Start again")
    quizzes.expect_heading("How many are you?")
    quizzes.choose("A team")
    quizzes.press("Next question")
    quizzes.choose("More seats")
    quizzes.press("Previous question")
    expect(quizzes.card.get_by_label("A team")).to_be_checked()
    quizzes.press("Next question")
    quizzes.choose("An API", "More seats")
    quizzes.press("Show the result")
    quizzes.expect_heading("The team plan")
    expect(quizzes.card.get_by_role("link", name="See the plan")).to_have_attribute("href", "/plans")
    assert quizzes.sent == []
    assert [call for call in quizzes.calls if not call.startswith("answered")] == [
        "begun",
        'finished {"outcome":"solo"}',
        "act start",
        "begun",
        'finished {"outcome":"team"}',
    ]


def reach_result(quizzes: Quizzes) -> None:
    quizzes.choose("You do")
    quizzes.press("Next question")
    quizzes.write("draft")
    quizzes.press("Finish")
    quizzes.expect_heading("Not passed yet")


def reach_wrong(quizzes: Quizzes) -> None:
    quizzes.choose("You do")
    quizzes.press("Check")
    quizzes.expect_heading("Not right")


def reach_unsent(quizzes: Quizzes) -> None:
    quizzes.reply("offline")
    quizzes.write("draft")
    quizzes.press("Finish")
    quizzes.expect_heading("Your answers could not be sent")


def reach_error(quizzes: Quizzes) -> None:
    quizzes.card.locator(".primary").click()
    expect(quizzes.card.get_by_role("alert")).to_be_visible()


def reach_outcome(quizzes: Quizzes) -> None:
    quizzes.choose("Just me")
    quizzes.press("Next question")
    quizzes.expect_heading("The small plan")


def stay(quizzes: Quizzes) -> None:
    expect(quizzes.card.locator("fieldset")).to_be_visible()


def reach_images(quizzes: Quizzes) -> None:
    expect(quizzes.card.get_by_role("img", name="An invoice")).to_be_visible()
    expect(quizzes.card.get_by_role("img", name="An envelope")).to_be_visible()


STATES: dict[str, tuple[dict[str, object], Callable[[Quizzes], None]]] = {
    "choice": ({}, stay),
    "error": ({}, reach_error),
    "choices": ({"only": ["states"]}, reach_images),
    "number": ({"only": ["rate"], "locale": "de"}, reach_error),
    "do": ({"only": ["save"]}, stay),
    "wrong": ({"feedback": "each"}, reach_wrong),
    "unsent": ({"only": ["term"]}, reach_unsent),
    "result": ({"only": ["tax", "term"]}, reach_result),
    "outcome": ({"finder": True}, reach_outcome),
    "arabic": ({"locale": "ar"}, reach_error),
}


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_every_state_is_accessible(quizzes: Quizzes, pytestconfig: pytest.Config, colours: str) -> None:
    """At 320 px with 400 % of zoom, too (WCAG 1.4.10): axe finds nothing, nothing scrolls sideways. A picture of each is left."""
    pictures = Path(pytestconfig.getoption("--output")) / "states"
    page = quizzes.page
    page.emulate_media(
        color_scheme="dark" if colours == "dark" else "light", forced_colors="active" if colours == "forced" else "none"
    )
    for state, (options, reach) in STATES.items():
        page.set_viewport_size({"width": 1280, "height": 860})
        quizzes.reply("yes")
        quizzes.open(**options)
        reach(quizzes)
        for size, width, height in (("wide", 1280, 860), ("zoomed", 320, 256), ("phone", 360, 740)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=pictures / f"quiz-{state}-{size}-{colours}.png")
            fits = "() => { const { scrollWidth, clientWidth } = quizzes.root.querySelector('.body'); return scrollWidth <= clientWidth; }"
            assert page.evaluate(fits), f"{state} scrolls sideways at {width} px"
        if colours != "forced":  # where no colour is ours
            assert_accessible(page)
