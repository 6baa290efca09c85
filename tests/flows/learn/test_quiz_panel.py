"""Quizzes in the help panel, against a real server: found from an article, kept while offline, and used up for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.conftest import HostApp
from tests.flows.learn.quiz_site import BASICS, EACH, choose, expect_question, open_page, press, publish_quizzes
from tests.flows.learn.quiz_site import host as host
from tests.flows.panels import expect_view, panel


def test_a_quiz_in_the_panel_waits_while_offline_and_loses_nothing(page: Page, host: HostApp) -> None:
    open_page(page, host)
    page.evaluate("handrail.push(['open', 'articles/fees'])")
    expect_view(page, "Fees")
    panel(page).get_by_role("link", name="quiz").click()
    expect_view(page, "Invoice basics")
    box = panel(page)
    choose(box, "It is added")
    press(box, "Next question")
    choose(box, "Draft", "Sent")
    press(box, "Next question")
    choose(box, "False")
    press(box, "Next question")
    box.get_by_label("Your answer").fill("draft")
    press(box, "Next question")
    box.get_by_label("Your answer").fill("12.5")
    press(box, "Next question")
    expect_question(box, "Save one.")
    assert_accessible(page)
    # Nothing is in the way of the page here.
    expect(box.get_by_text("Do this on the page. It is noticed by itself.")).to_be_visible()
    page.context.set_offline(True)
    press(box, "Skip this")
    expect(box.get_by_role("heading", name="You are offline")).to_be_focused()
    page.context.set_offline(False)
    expect(box.get_by_role("heading", name="Passed", exact=True)).to_be_visible()
    expect(box.get_by_text("5 of 6 points")).to_be_visible()
    assert_accessible(page)


def test_a_quiz_opens_in_its_article_and_leads_back_to_where_it_was_read(page: Page, host: HostApp) -> None:
    paragraphs = "\n\n".join(f"## Part {n}\n\nThere are none in part {n}." for n in range(30))
    text = f"{paragraphs}\n\nNow take [the quiz](quiz:basics) on it.\n\n{paragraphs.replace('Part', 'Section')}"
    publish_quizzes(host, articles={"long": f"---\ntitle: All about fees\ntopic: billing\n---\n{text}\n"})
    open_page(page, host)
    page.evaluate("handrail.push(['open', 'articles/long'])")
    expect_view(page, "All about fees")
    box = panel(page)
    link = box.get_by_role("link", name="the quiz")
    link.focus()
    expect(link).to_be_in_viewport()
    before = box.locator(".pane").evaluate("(pane) => pane.scrollTop")
    assert before > 500
    page.keyboard.press("Enter")
    expect_view(page, "Invoice basics")
    choose(box, "It is added")
    press(box, "Next question")
    expect_question(box, "Which states are there?")

    press(box, "Back")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.wait_for_function(
        """(before) => {
          const panel = [...document.querySelectorAll("[data-handrail]")].map((one) => one.shadowRoot?.querySelector(".pane"));
          return panel.some((pane) => pane && Math.abs(pane.scrollTop - before) <= 2);
        }""",
        arg=before,
    )
    # What was answered stands, from here or from the article again.
    press(box, "Forward")
    expect_question(box, "Which states are there?")
    press(box, "Back")
    link.click()
    expect_question(box, "Which states are there?")
    assert_accessible(page)


def test_an_attempt_that_is_open_in_two_tabs_is_one(page: Page, host: HostApp) -> None:
    """What is done in either is shown in the other, and it counts once."""
    other = page.context.new_page()
    for tab in (page, other):
        open_page(tab, host)
        tab.evaluate("handrail.push(['open', 'quizzes/basics'])")
        expect_view(tab, "Invoice basics")
        expect_question(panel(tab), "Who adds the tax?")
    here, there = panel(page), panel(other)
    choose(here, "It is added")
    press(here, "Next question")
    expect_question(there, "Which states are there?")
    choose(there, "Draft", "Sent")
    press(there, "Next question")
    expect_question(here, "A sent invoice can be changed.")
    press(here, "Previous question")
    expect(here.get_by_label("Sent", exact=True)).to_be_checked()
    press(here, "Next question")
    choose(here, "False")
    press(here, "Next question")
    expect_question(there, "What is it called before it is sent?")
    there.get_by_label("Your answer").fill("draft")
    press(there, "Next question")
    expect_question(here, "The tax on 50 at 25 %?")
    here.get_by_label("Your answer").fill("12.5")
    press(here, "Next question")
    expect_question(there, "Save one.")
    press(there, "Skip this")
    for box in (there, here):
        expect(box.get_by_role("heading", name="Passed", exact=True)).to_be_visible()
        expect(box.get_by_text("5 of 6 points")).to_be_visible()
        # Two of the three are left: it was one attempt.
        expect(box.get_by_text("2 attempts left")).to_be_visible()
    press(here, "Start again")
    expect_question(there, "Who adds the tax?")


def test_attempts_that_are_used_up_stay_so_in_another_version(page: Page, host: HostApp) -> None:
    open_page(page, host)
    page.evaluate("handrail.push(['open', 'quizzes/each'])")
    expect_view(page, "Two at a time")
    box = panel(page)
    # By keys alone.
    box.get_by_label("You do", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(box.get_by_role("heading", name="Not right", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(box.get_by_role("heading", name="A sent invoice can be changed.")).to_be_focused()

    # Left in the middle; meanwhile there is another version, and still it is finished on this one.
    publish_quizzes(host, each={**EACH, "title": "Another title", "questions": EACH["questions"][:1]})
    open_page(page, host)
    page.evaluate("handrail.push(['open', 'quizzes/each'])")
    expect_view(page, "Two at a time")
    expect_question(box, "A sent invoice can be changed.")
    choose(box, "False")
    press(box, "Check")
    expect(box.get_by_role("heading", name="Right", exact=True)).to_be_focused()
    press(box, "Show the result")
    expect(box.get_by_role("heading", name="Not passed yet")).to_be_focused()
    expect(box.get_by_role("listitem").first).to_contain_text("Right answer: It is added")
    assert_accessible(page)
    page.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('Another title'))")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)

    page.evaluate("handrail.push(['open', 'quizzes/each'])")
    expect_view(page, "Another title")
    expect(box.get_by_role("heading", name="There are no attempts left.")).to_be_visible()
    expect(box.get_by_role("radio")).to_have_count(0)


def test_something_is_done_on_the_page_under_the_panel_of_a_phone(
    page: Page, host: HostApp, pytestconfig: pytest.Config
) -> None:
    """In Arabic, with its digits. What is asked makes room, and is there again once it is done."""
    pictures = Path(pytestconfig.getoption("--output")) / "quizzes"
    rate, save = BASICS["questions"][4:]
    publish_quizzes(host, short={"title": "باختصار", "pass": 1, "questions": [rate, save]})
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto(f"{host.url}/arabic.html")
    page.evaluate("handrail.push(['open', 'quizzes/short'])")
    box = page.get_by_role("dialog")
    expect(box.get_by_role("heading", name="باختصار", level=2)).to_be_focused()
    expect(box).to_have_attribute("dir", "rtl")
    box.get_by_label("إجابتك").fill("١٢٫٥")
    page.screenshot(path=pictures / "number-in-arabic.png")
    assert_accessible(page)
    press(box, "السؤال التالي")
    expect_question(box, "Save one.")
    page.screenshot(path=pictures / "do-in-arabic.png")
    assert_accessible(page)
    press(box, "اذهب ونفّذه")
    expect(page.get_by_text("نفّذ هذا في الصفحة ثم عد.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.screenshot(path=pictures / "aside-in-arabic.png")
    page.evaluate("handrail.push(['track', 'saved'])")
    expect_question(box, "Save one.")
    expect(box.get_by_text("Done. It was noticed.")).to_be_visible()
    assert_accessible(page)
    press(box, "Finish")
    expect(box.get_by_role("heading", name="Passed", exact=True)).to_be_visible()
