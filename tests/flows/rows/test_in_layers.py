"""A target inside a `showModal()` dialog, a popover, full screen or a framework's modal: by mouse and by keyboard.

And what has no target, while one of them is open: it can be used all the same. What is about something behind it waits.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, decline, press, wait_for_tab_order
from tests.flows.rows.conftest import Walk
from tests.flows.scripted import Scene, make_step

LAYERS = ["dialog", "popover", "full", "framework"]
LATER = {"after": 60_000, "do": "pause"}


def open_layer(page: Page, layer: str) -> None:
    page.locator(f"#open-{layer}").click()
    expect(page.locator(f"#in-{layer}")).to_be_visible()


def has_focus(page: Page, title: str) -> bool:
    return bool(card(page, title).evaluate("(it) => it.matches(':focus-within')"))


def tab_into(page: Page, title: str) -> None:
    wait_for_tab_order(page)
    for _ in range(6):
        if has_focus(page, title):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab did not come to the card.")


@pytest.mark.parametrize("interaction", ["open", "blocked"])
@pytest.mark.parametrize("layer", LAYERS)
def test_a_target_inside_it_by_mouse(page: Page, scene: Scene, walk: Walk, layer: str, interaction: str) -> None:
    step = make_step(f"in-{layer}", interaction=interaction, on_missing=LATER)
    walk("layers", make_step("one"), step)
    press(page, "Title one", "Next")
    open_layer(page, layer)
    press(page, f"Title in-{layer}", "Done")
    scene.wait_for(page, "tour_completed")
    expect(page.locator(f"#in-{layer}")).to_be_visible()


@pytest.mark.parametrize("layer", LAYERS)
def test_a_target_inside_it_by_keyboard(page: Page, scene: Scene, walk: Walk, layer: str) -> None:
    walk("layers", make_step(f"in-{layer}", on_missing=LATER))
    scene.wait_for(page, "tour_started")
    open_layer(page, layer)
    title = f"Title in-{layer}"
    expect(card(page, title)).to_be_visible()
    page.locator(f"#in-{layer}").focus()
    tab_into(page, title)
    page.keyboard.press("Escape")
    scene.wait_for(page, "tour_dismissed")
    expect(card(page, title)).to_have_count(0)
    expect(page.locator(f"#in-{layer}")).to_be_visible()


@pytest.mark.parametrize("layer", LAYERS)
def test_a_card_without_a_target_while_it_is_open(page: Page, scene: Scene, walk: Walk, layer: str) -> None:
    walk("layers", make_step("note", type="slide-out"), make_step("one"))
    expect(card(page, "Title note")).to_be_visible()
    open_layer(page, layer)
    press(page, "Title note", "Next")
    scene.wait_for(page, "step_completed")


CLOSE = {"dialog": "document.getElementById('dialog').close()", "full": "document.exitFullscreen()"}


def close_layer(page: Page, layer: str) -> None:
    if layer in CLOSE:
        page.evaluate(CLOSE[layer])
    else:
        page.keyboard.press("Escape")


@pytest.mark.parametrize("layer", ["dialog", "full", "framework"])
def test_a_card_about_what_is_behind_it_steps_aside_until_it_closes(
    page: Page, scene: Scene, walk: Walk, layer: str
) -> None:
    walk("layers", make_step("one"))
    expect(card(page, "Title one")).to_be_visible()
    open_layer(page, layer)
    expect(page.locator("[data-handrail]")).to_have_count(0)
    close_layer(page, layer)
    press(page, "Title one", "Done")
    scene.wait_for(page, "tour_completed")
    (paused,) = scene.wait_for(page, "tour_paused")
    assert paused["props"] == {"reason": "out_of_reach"}
    assert [name for name in scene.server.names if name in ("step_shown", "tour_resumed")] == [
        "step_shown",
        "tour_resumed",
    ]


def test_a_target_that_is_found_by_its_role_is_not_missing_behind_a_modal(page: Page, scene: Scene, walk: Walk) -> None:
    """The framework hides all around it from assistive technology, and nothing there has a role then."""
    named = [{"role": "button", "name": "One", "within": {"css": "#app"}}]
    walk(
        "layers",
        make_step("one", target=named, on_missing={"after": 100, "do": "skip"}),
        make_step("note", type="modal"),
    )
    expect(card(page, "Title one")).to_be_visible()
    open_layer(page, "framework")
    (paused,) = scene.wait_for(page, "tour_paused")
    assert paused["props"] == {"reason": "out_of_reach"}
    close_layer(page, "framework")
    press(page, "Title one", "Next")
    press(page, "Title note", "Done")
    scene.wait_for(page, "tour_completed")
    assert "target_missing" not in scene.server.names


def test_a_card_about_what_is_in_a_frame_that_fills_the_screen_steps_aside(
    page: Page, scene: Scene, walk: Walk
) -> None:
    """Nothing of ours can be put into the frame, and beside it nothing can be used."""
    scene.host.pages["/full"] = "<button id=framed>In a frame</button>"
    walk("layers", make_step("framed", target=[{"css": "#framed", "frame": [{"css": "iframe"}]}], on_missing=LATER))
    scene.wait_for(page, "tour_started")
    page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), { src: '/full' }))")
    expect(card(page, "Title framed")).to_be_visible()
    page.evaluate("document.querySelector('iframe').requestFullscreen()")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    close_layer(page, "full")
    press(page, "Title framed", "Done")
    scene.wait_for(page, "tour_completed")


def test_a_card_that_comes_back_leaves_the_focus_where_it_is(page: Page, walk: Walk) -> None:
    walk("layers", make_step("note", type="slide-out"), make_step("one"))
    press(page, "Title note", "Next")
    expect(card(page, "Title one")).to_be_visible()
    open_layer(page, "dialog")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    close_layer(page, "dialog")
    expect(card(page, "Title one")).to_be_visible()
    expect(page.locator("#open-dialog")).to_be_focused()


def test_a_card_that_dims_the_rest_steps_aside_for_a_dialog_above_it(page: Page, walk: Walk) -> None:
    walk("layers", make_step("one", interaction="blocked"))
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate("document.getElementById('dialog').showModal()")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    close_layer(page, "dialog")
    press(page, "Title one", "Done")


def test_a_dialog_above_the_one_that_a_card_is_in(page: Page, walk: Walk) -> None:
    """In the page the upper one stands before the lower one."""
    walk("layers", make_step("in-dialog", on_missing=LATER))
    open_layer(page, "dialog")
    expect(card(page, "Title in-dialog")).to_be_visible()
    page.evaluate(
        """() => {
          const upper = document.createElement("dialog");
          upper.append(document.createElement("button"));
          document.body.prepend(upper);
          upper.showModal();
        }"""
    )
    expect(page.locator("[data-handrail]")).to_have_count(0)
    page.evaluate("document.querySelector('dialog').close()")
    press(page, "Title in-dialog", "Done")


def test_a_tour_that_begins_behind_a_dialog_waits_for_it(page: Page, scene: Scene, walk: Walk) -> None:
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.getElementById('dialog').showModal())")
    walk("layers", make_step("one"))
    scene.wait_for(page, "tour_paused")
    assert "step_shown" not in scene.server.names
    close_layer(page, "dialog")
    press(page, "Title one", "Done")
    scene.wait_for(page, "tour_completed")


@pytest.mark.parametrize("layer", ["dialog", "framework"])
def test_the_line_that_can_be_undone_while_it_is_open(page: Page, scene: Scene, walk: Walk, layer: str) -> None:
    walk("layers", make_step("note", type="slide-out"))
    expect(card(page, "Title note")).to_be_visible()
    open_layer(page, layer)
    decline(page, "Title note", "Don't show this again")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(card(page, "Title note")).to_be_visible()
    expect(page.locator(f"#in-{layer}")).to_be_visible()


def test_the_line_that_can_be_undone_leaves_a_popover_open(page: Page, scene: Scene, walk: Walk) -> None:
    walk("layers", make_step("in-popover", on_missing=LATER))
    scene.wait_for(page, "tour_started")
    open_layer(page, "popover")
    decline(page, "Title in-popover", "Don't show this again")
    page.get_by_role("button", name="Undo").click()
    expect(card(page, "Title in-popover")).to_be_visible()
    expect(page.locator("#in-popover")).to_be_visible()


def press_by_keys(page: Page, name: str, key: str = "Tab") -> None:
    """Gone to with one key, then pressed."""
    wanted = page.get_by_role("button", name=name).or_(page.get_by_role("menuitem", name=name))
    expect(wanted).to_be_visible()
    for _ in range(8):
        if wanted.evaluate("(it) => it.matches(':focus')"):
            break
        page.keyboard.press(key)
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("layer", ["dialog", "framework"])
def test_declined_and_undone_by_keys_alone_while_it_is_open(page: Page, scene: Scene, walk: Walk, layer: str) -> None:
    walk("layers", make_step("note", type="slide-out"))
    expect(card(page, "Title note")).to_be_visible()
    open_layer(page, layer)
    page.locator(f"#in-{layer}").focus()
    press_by_keys(page, "More options")
    press_by_keys(page, "Don't show this again", "ArrowDown")
    expect(card(page, "Title note")).to_have_count(0)
    expect(page.locator(f"#in-{layer}")).to_be_focused()
    press_by_keys(page, "Undo")
    expect(card(page, "Title note")).to_be_visible()
    expect(page.locator(f"#in-{layer}")).to_be_visible()


def test_a_popover_that_a_modal_step_closes_is_waited_for(page: Page, scene: Scene, walk: Walk) -> None:
    """The browser closes it, as for any modal. Whoever opens it again goes on where they were."""
    again = make_step("again", target=[{"css": "#in-popover"}], on_missing=LATER)
    walk(
        "layers",
        make_step("in-popover", interaction="blocked", on_missing=LATER),
        make_step("said", type="modal"),
        again,
    )
    scene.wait_for(page, "tour_started")
    open_layer(page, "popover")
    # A step about what is in it leaves it open, even if all else is blocked.
    press(page, "Title in-popover", "Next")
    press(page, "Title said", "Next")
    expect(page.locator("#in-popover")).to_be_hidden()
    open_layer(page, "popover")
    press(page, "Title again", "Done")
    scene.wait_for(page, "tour_completed")
    expect(page.locator("#in-popover")).to_be_visible()


def test_a_modal_step_that_is_in_use_when_all_is_there(page: Page, scene: Scene, walk: Walk) -> None:
    """It has the focus itself then, and must not be taken for a dialog of the host's."""
    walk("layers", make_step("first", type="modal"), make_step("second", type="modal"), make_step("one"))
    press(page, "Title first", "Next")
    page.wait_for_load_state("networkidle")
    press(page, "Title second", "Next")
    press(page, "Title one", "Done")
    scene.wait_for(page, "tour_completed")


def test_a_first_card_without_a_target_comes_at_once_into_it(page: Page, scene: Scene, walk: Walk) -> None:
    """Not beside the dialog that is open and then into it: what is being pressed would be gone."""
    page.add_init_script(
        """{
          window.places = [];
          const look = (records) => {
            for (const { addedNodes, target } of records)
              for (const node of addedNodes) if (node.matches?.("[data-handrail]")) places.push(target.id || target.localName);
          };
          new MutationObserver(look).observe(document, { childList: true, subtree: true });
          addEventListener("DOMContentLoaded", () => document.getElementById("dialog").showModal());
        }"""
    )
    walk("layers", make_step("first", type="modal"), make_step("second", type="modal"))
    press(page, "Title first", "Next")
    press(page, "Title second", "Done")
    scene.wait_for(page, "tour_completed")
    assert page.evaluate("() => places") == ["dialog"]
