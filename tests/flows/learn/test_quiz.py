"""Quizzes against a real server, wherever they stand: alone, as a tour's step; by mouse and by keys."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.axe import assert_accessible
from tests.flows.conftest import HostApp
from tests.flows.learn.quiz_site import BASICS, card, choose, expect_question, open_page, press, publish_quizzes, start
from tests.flows.learn.quiz_site import host as host


def test_a_quiz_stands_alone_and_outlasts_the_page_and_a_new_version(page: Page, host: HostApp) -> None:
    open_page(page, host)
    start(page, "basics")
    box = card(page, "Invoice basics")
    expect_question(box, "Who adds the tax?")
    expect(box.get_by_text("80% to pass · 3 attempts left")).to_be_visible()
    expect(box.get_by_role("button", name="Done")).to_have_count(0)
    choose(box, "You do")
    press(box, "Next question")
    choose(box, "Draft", "Lost")
    press(box, "Next question")
    expect_question(box, "A sent invoice can be changed.")

    # Another version comes, and the page again: they finish the one that they began.
    publish_quizzes(host, basics={**BASICS, "questions": BASICS["questions"][:1]})
    open_page(page, host)
    expect_question(box, "A sent invoice can be changed.")
    press(box, "Previous question")
    expect(box.get_by_label("Lost", exact=True)).to_be_checked()
    press(box, "Next question")
    choose(box, "False")
    press(box, "Next question")
    box.get_by_label("Your answer").fill("  A DRAFT. ")
    page.keyboard.press("Enter")
    expect_question(box, "The tax on 50 at 25 %?")
    box.get_by_label("Your answer").fill("12,45 kr")
    page.keyboard.press("Enter")

    # What is asked is done on the page: the card makes room, and comes back.
    expect_question(box, "Save one.")
    press(box, "Go and do it")
    expect(box).to_have_count(0)
    expect(page.get_by_text("Do this on the page, then come back.")).to_be_visible()
    page.evaluate("handrail.push(['track', 'saved'])")
    expect(box.get_by_text("Done. It was noticed.")).to_be_visible()
    press(box, "Finish")
    expect(box.get_by_role("heading", name="Not passed yet")).to_be_focused()
    lines = box.get_by_role("listitem")
    expect(lines).to_contain_text(["Not right", "Not right", "Right", "Right", "Right", "Right"])
    expect(lines.first).to_contain_text("You could, but need not.")
    expect(lines.first).not_to_contain_text("It is added")
    expect(box.get_by_text("2 attempts left")).to_be_visible()
    expect(box.get_by_role("button", name="Done")).to_be_visible()
    assert_accessible(page)

    press(box, "Try the 2 missed questions again")
    choose(box, "It is added")
    press(box, "Next question")
    choose(box, "Draft", "Sent")
    press(box, "Finish")
    expect(box.get_by_role("heading", name="Passed", exact=True)).to_be_focused()
    # The whole of it: what was right before counts, and is shown with what was said then.
    expect(box.get_by_text("6 of 6")).to_be_visible()
    expect(lines).to_have_count(6)
    for line, said in enumerate(("It is added", "Draft, Sent", "False", "A DRAFT.", "12.45 kr")):
        expect(lines.nth(line)).to_contain_text(f"Your answer: {said}")
    expect(lines.filter(has_text="Not right")).to_have_count(0)
    assert_accessible(page)
    press(box, "Done")
    expect(box).to_have_count(0)
    page.wait_for_function("() => heard.some(([name, { props }]) => name === 'quiz_completed' && props.passed)")


def test_a_tour_goes_on_by_whether_its_quiz_was_passed(page: Page, host: HostApp) -> None:
    open_page(page, host)
    start(page, "checked")
    press(card(page, "Look here"), "Next")
    box = card(page, "Quick check")
    expect_question(box, "Who adds the tax?")
    expect(box.get_by_role("heading", name="Quick check")).to_be_focused()
    # By keys alone.
    for _ in range(4):
        if box.get_by_label("You do", exact=True).evaluate("(one) => one.getRootNode().activeElement === one"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box.get_by_role("heading", name="Right", exact=True)).to_be_focused()
    expect(box.get_by_text("It is added for you.")).to_be_visible()
    expect(box.get_by_role("button", name="Next", exact=True)).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(box.get_by_role("heading", name="A sent invoice can be changed.")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box.get_by_role("heading", name="Right", exact=True)).to_be_focused()
    press(box, "Show the result")
    expect(box.get_by_role("heading", name="Passed", exact=True)).to_be_focused()
    press(box, "Next")
    expect(card(page, "Well done")).to_be_visible()


def test_a_tour_goes_the_other_way_when_the_attempts_are_used_up(page: Page, host: HostApp) -> None:
    open_page(page, host)
    start(page, "checked")
    press(card(page, "Look here"), "Next")
    box = card(page, "Quick check")
    choose(box, "You do")
    press(box, "Check")
    expect(box.get_by_role("heading", name="Not right", exact=True)).to_be_focused()
    press(box, "Next question")
    # In the middle of it the page goes.
    page.reload()
    expect_question(box, "A sent invoice can be changed.")
    choose(box, "False")
    press(box, "Check")
    press(box, "Show the result")
    expect(box.get_by_role("heading", name="Not passed yet")).to_be_focused()
    expect(box.get_by_text("There are no attempts left.")).to_be_visible()
    expect(box.get_by_role("listitem").first).to_contain_text("Right answer: It is added")
    press(box, "Next")
    expect(card(page, "Once more")).to_be_visible()
    press(card(page, "Once more"), "Next")
    press(card(page, "The end"), "Done")

    # Nothing more is asked of who walks it again, and nobody is held up.
    start(page, "checked")
    press(card(page, "Look here"), "Next")
    expect(box.get_by_text("There are no attempts left.")).to_be_visible()
    press(box, "Next")
    expect(card(page, "Once more")).to_be_visible()


def test_a_finder_leads_to_what_fits(page: Page, host: HostApp) -> None:
    open_page(page, host)
    start(page, "plan")
    box = card(page, "Which plan?")
    expect(box.get_by_text("Question 1")).to_be_visible()
    choose(box, "A team")
    press(box, "Next question")
    choose(box, "An API")
    press(box, "Previous question")
    choose(box, "A team")
    press(box, "Next question")
    choose(box, "An API", "Seats")
    press(box, "Show the result")
    expect(box.get_by_role("heading", name="The team plan")).to_be_focused()
    assert_accessible(page)
    press(box, "Start again")
    choose(box, "Just me")
    press(box, "Next question")
    expect(box.get_by_role("heading", name="The small plan")).to_be_focused()
    press(box, "Show me")
    expect(card(page, "Save it")).to_be_visible()
    page.wait_for_function(
        "() => heard.some(([name, { props }]) => name === 'quiz_completed' && props.outcome === 'solo')"
    )
