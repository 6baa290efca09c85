"""What the person does moves the tour: clicks, changes, keys, events, outcomes. Never in the middle of it, and no key is taken."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card
from tests.flows.rows.conftest import Walk
from tests.flows.scripted import Scene, make_step

DONE = make_step("other")


def expect_done(page: Page) -> None:
    expect(card(page, "Title other")).to_be_visible()


def begin(page: Page, walk: Walk, id_: str, **advance: object) -> None:
    walk("acts", make_step(id_, advance=advance), DONE)
    expect(card(page, f"Title {id_}")).to_be_visible()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("key", ["Enter", " "])
@pytest.mark.parametrize("id_", ["plain", "swallows"])
def test_advance_on_click_by_key_also_where_a_component_makes_no_click(
    page: Page, scene: Scene, walk: Walk, id_: str, key: str
) -> None:
    begin(page, walk, id_, on="click")
    page.locator("#other").press(key)
    expect(card(page, f"Title {id_}")).to_be_visible()
    page.locator(f"#{id_}").press(key)
    expect_done(page)
    scene.wait_for(page, "step_shown", 2)
    assert scene.server.names.count("step_completed") == 1


def test_advance_on_click_of_what_hears_only_a_key(page: Page, walk: Walk) -> None:
    begin(page, walk, "enter", on="click")
    page.locator("#enter").press("Enter")
    expect_done(page)
    expect(page.locator("#log")).to_contain_text("entered")


def test_advance_on_click_of_what_opens_on_pointer_down(page: Page, walk: Walk) -> None:
    begin(page, walk, "opens", on="click")
    page.locator("#opens").click(force=True)
    expect_done(page)


def test_a_press_that_is_taken_back_is_no_click(page: Page, walk: Walk) -> None:
    begin(page, walk, "opens", on="click")
    page.locator("#opens").hover()
    page.mouse.down()
    page.mouse.move(5, 500)
    page.mouse.up()
    page.locator("#plain").focus()
    expect(card(page, "Title opens")).to_be_visible()


def test_advance_on_change_never_on_the_first_keystroke(page: Page, scene: Scene, walk: Walk) -> None:
    begin(page, walk, "text", on="change")
    page.locator("#text").press_sequentially("Ada")
    expect(card(page, "Title text")).to_be_visible()
    assert "step_completed" not in scene.server.names
    page.locator("#text").press("Tab")
    expect_done(page)


def test_a_date_that_is_typed_counts_when_it_is_left(page: Page, walk: Walk) -> None:
    begin(page, walk, "date", on="change")
    page.locator("#date").press_sequentially("12252031")
    expect(page.locator("#date")).to_have_value("2031-12-25")
    expect(card(page, "Title date")).to_be_visible()
    page.locator("#plain").focus()
    expect_done(page)


def test_a_choice_by_arrows_counts_when_it_is_left(page: Page, walk: Walk) -> None:
    begin(page, walk, "choice", on="change")
    page.locator("#choice").press("ArrowDown")
    page.locator("#choice").press("ArrowDown")
    expect(page.locator("#choice")).to_have_value("Second")
    expect(card(page, "Title choice")).to_be_visible()
    page.locator("#choice").press("Tab")
    expect_done(page)


@pytest.mark.parametrize("how", ["key", "pointer"])
def test_a_tick_counts_at_once(page: Page, walk: Walk, how: str) -> None:
    begin(page, walk, "tick", on="change")
    if how == "key":
        page.locator("#tick").press(" ")
    else:
        page.locator("#tick").click()
    expect_done(page)


@pytest.mark.parametrize(("id_", "name"), [("rich", "Rich"), ("inner", "Inner")])
def test_a_change_of_which_no_event_tells(page: Page, walk: Walk, id_: str, name: str) -> None:
    """What is edited as rich text has no `change`, and that of a field in a shadow root stays there."""
    begin(page, walk, id_, on="change")
    page.get_by_role("textbox", name=name).press_sequentially("Ada")
    expect(card(page, f"Title {id_}")).to_be_visible()
    page.locator("#plain").focus()
    expect_done(page)


def test_advance_on_key_but_not_while_a_word_is_composed(page: Page, walk: Walk) -> None:
    begin(page, walk, "text", on="key", key="Enter")
    compose = (
        "(it) => it.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    page.locator("#text").evaluate(compose)
    expect(card(page, "Title text")).to_be_visible()
    page.locator("#text").press("Enter")
    expect_done(page)


def test_advance_on_an_event_of_the_host(page: Page, walk: Walk) -> None:
    begin(page, walk, "plain", on="event", event="saved")
    page.evaluate("handrail.track('saved')")
    expect_done(page)


def test_advance_on_an_outcome(page: Page, walk: Walk) -> None:
    begin(page, walk, "plain", when={"element": {"css": "#outcome"}})
    page.evaluate(
        "void (document.body.append(Object.assign(document.createElement('p'), { id: 'outcome', textContent: 'There' })))"
    )
    expect_done(page)


def test_gating_a_click_counts_for_an_outcome_that_comes_a_moment_later(page: Page, walk: Walk) -> None:
    begin(page, walk, "plain", on="click", when={"url": "/saved"})
    page.evaluate(
        "void (document.getElementById('plain').onclick = () => setTimeout(() => history.pushState(null, '', '/saved'), 200))"
    )
    page.locator("#plain").click()
    expect_done(page)


def test_gating_an_outcome_alone_offers_a_button(page: Page, walk: Walk) -> None:
    begin(page, walk, "plain", on="click", when={"url": "/saved"})
    page.evaluate("history.pushState(null, '', '/saved')")
    card(page, "Title plain").get_by_role("button", name="Next").click()
    expect_done(page)


@pytest.mark.parametrize("id_", ["text", "rich"])
def test_arrow_keys_while_the_user_types_do_nothing_to_the_tour_and_are_not_stolen(
    page: Page, walk: Walk, id_: str
) -> None:
    begin(page, walk, id_, on="next")
    field = page.locator(f"#{id_}")
    field.press_sequentially("ab")
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown"):
        field.press(key)
    expect(page.locator("#log")).to_contain_text("ArrowLeft ArrowRight ArrowRight ArrowUp ArrowDown")
    expect(page.locator("#log")).not_to_contain_text("stolen")
    expect(card(page, f"Title {id_}")).to_be_visible()
    expect(field).to_be_focused()
