"""Quizzes in the help panel, against a real server: found from an article, kept while offline, and used up for good."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.conftest import HostApp
from tests.flows.learn.quiz_site import EACH, choose, expect_question, open_page, press, publish_quizzes
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
    expect_view(page, "All about fees")
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
