"""A card by keyboard: where the focus goes, where Tab leads, what Escape does, and where the focus is afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.steps import Steps

CARD = ["Not now", "More options"]
REMIND = ["Remind me in an hour", "Remind me tomorrow", "Remind me next week"]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def walk(steps: Steps, key: str, times: int) -> list[str]:
    seen = []
    for _ in range(times):
        steps.page.keyboard.press(key)
        seen.append(steps.focused)
    return seen


@pytest.mark.parametrize("options", [{"kind": "modal"}, {"kind": "blocked", "target": "#new"}])
def test_a_modal_takes_the_focus_keeps_it_and_gives_it_back(steps: Steps, page: Page, options: dict[str, str]) -> None:
    page.locator("#begin").focus()
    steps.show(**options)
    assert steps.focused == "heading"
    assert steps.card.evaluate("(card) => card.matches(':modal')")
    assert walk(steps, "Tab", 6) == [*CARD, "Back", "Next", *CARD]
    assert walk(steps, "Shift+Tab", 3) == ["Not now", "Next", "Back"]
    press(page, "Escape")
    assert steps.calls == ["not now"]
    expect(steps.card).to_be_visible()  # whoever mounted it decides
    steps.end()
    assert steps.focused == "begin"


def test_the_target_of_a_blocked_spotlight_is_seen_and_out_of_reach(steps: Steps, page: Page) -> None:
    page.evaluate("() => void (document.querySelector('#new').onclick = () => steps.calls.push('operated'))")
    steps.show(kind="blocked", target="#new")
    box = page.locator("#new").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 10, box["y"] + 10)
    page.locator("#new").evaluate("(button) => button.focus()")
    assert steps.focused != "new"
    assert steps.calls == []
    expect(steps.card).to_be_visible()
    assert "0.45" in steps.ring.evaluate("(ring) => getComputedStyle(ring).boxShadow")


def test_tab_goes_from_an_open_card_to_its_target_to_the_page_and_back(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#customer")
    assert steps.focused == "heading"
    assert walk(steps, "Tab", 7) == [*CARD, "Back", "Go to field", "Next", "customer", "notes"]
    assert walk(steps, "Shift+Tab", 3) == ["customer", "Next", "Go to field"]
    assert walk(steps, "Shift+Tab", 4) == ["Back", "More options", "Not now", "name"]
    assert walk(steps, "Tab", 2) == CARD
    assert steps.card.evaluate("(card) => !card.matches(':modal')")
    assert page.locator("#customer").evaluate("(field) => field.outerHTML") == '<input id="customer">'


def test_keys_that_follow_faster_than_a_timer_lead_nowhere_twice(steps: Steps, page: Page) -> None:
    """A browser that has much to do lets keys in before timers: what the first has led is not led again after the second."""
    steps.show(kind="open", target="#customer")
    page.locator("#name").focus()
    steps.card.evaluate(
        """(card) => {
          const press = (from) =>
            from.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true, composed: true }));
          press(document.activeElement);
          if (!card.matches(":focus-within")) throw new Error("Not in the card.");
          const next = card.querySelector(".primary");
          next.focus();
          press(next);
          return new Promise((resolve) => setTimeout(resolve));
        }"""
    )
    assert steps.focused == "customer"


def test_an_open_card_is_no_trap(steps: Steps, page: Page) -> None:
    """Forwards from the end of the page the card comes last; then Tab leaves the page."""
    steps.show(kind="open", target="#customer")
    page.locator("#last").focus()
    assert walk(steps, "Tab", 5) == [*CARD, "Back", "Go to field", "Next"]
    press(page, "Tab")
    assert steps.focused not in {"customer", "Not now"}
    # Backwards from the top of the card to the start of the page.
    steps.card.get_by_role("button", name="Not now").focus()
    walked = walk(steps, "Shift+Tab", 8)
    assert walked[0] == "name"
    assert {"export", "new", "search", "begin"} <= set(walked)


def test_a_target_that_takes_no_focus_is_passed_over(steps: Steps) -> None:
    steps.show(kind="open", target="#fact", buttons=["Next"])
    expect(steps.card.get_by_role("button", name="Go to field")).to_have_count(0)
    assert walk(steps, "Tab", 4) == [*CARD, "Next", "save"]
    assert walk(steps, "Shift+Tab", 2) == ["Next", "More options"]


def test_go_to_field_goes_there(steps: Steps) -> None:
    steps.show(kind="open", target="#customer")
    steps.card.get_by_role("button", name="Go to field").click()
    assert steps.focused == "customer"
    steps.end()
    assert steps.focused == "customer"


def test_escape_counts_in_the_card_and_in_the_target_only(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#customer", entered="by-itself")
    press(page, "Escape")
    page.locator("#name").focus()
    press(page, "Escape")
    assert steps.calls == []
    page.evaluate("() => void (document.querySelector('#customer').onkeydown = (event) => event.preventDefault())")
    page.locator("#customer").focus()
    press(page, "Escape")
    assert steps.calls == []
    page.evaluate("document.querySelector('#customer').onkeydown = null")
    press(page, "Escape")
    assert steps.calls == ["not now"]
    steps.card.get_by_role("button", name="Next").focus()
    press(page, "Escape")
    assert steps.calls == ["not now", "not now"]


@pytest.mark.parametrize("kind", ["open", "modal"])
def test_more_options_is_a_menu(steps: Steps, page: Page, kind: str) -> None:
    steps.show(kind=kind, **({"target": "#customer"} if kind == "open" else {}))
    button = steps.card.get_by_role("button", name="More options")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    press(page, "Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert steps.focused == REMIND[0]
    assert walk(steps, "ArrowDown", 5) == [*REMIND[1:], "Don't show this again", "No more tours", REMIND[0]]
    assert walk(steps, "ArrowUp", 1) == ["No more tours"]
    assert [*walk(steps, "Home", 1), *walk(steps, "End", 1)] == [REMIND[0], "No more tours"]
    press(page, "Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert (steps.focused, steps.calls) == ("More options", [])
    press(page, "ArrowUp", "Enter")
    assert steps.calls == ["no more tours"]
    for at in range(3):
        press(page, "ArrowDown", *["ArrowDown"] * at, "Enter")
    assert steps.calls[1:] == ["snooze hour", "snooze day", "snooze week"]
    press(page, "ArrowDown", "Tab")
    expect(steps.card.get_by_role("menu", include_hidden=True)).to_be_hidden()
    press(page, "Escape")
    assert steps.calls[4:] == ["not now"]


def test_an_automatic_start_is_announced_and_leaves_the_focus(steps: Steps, page: Page) -> None:
    page.locator("#name").focus()
    steps.show(kind="open", target="#customer", entered="by-itself")
    expect(steps.card.get_by_role("status")).to_have_text("Tour: Send your first invoice. Start here")
    assert steps.focused == "name"
    press(page, "a")
    expect(page.locator("#name")).to_have_value("a")
    steps.end()
    assert steps.focused == "name"


def test_a_modal_that_comes_by_itself_waits_until_the_person_lets_go_of_their_field(steps: Steps, page: Page) -> None:
    page.locator("#name").focus()
    steps.show(kind="blocked", target="#new", entered="by-itself")
    expect(steps.card.get_by_role("status")).to_have_text("Tour: Send your first invoice. Start here")
    press(page, "a", "b")
    expect(page.locator("#name")).to_have_value("ab")
    assert not steps.card.evaluate("(card) => card.matches(':modal')")
    press(page, "Tab")
    expect(page.locator("#ours .card:modal")).to_be_visible()
    assert steps.focused == "heading"
    assert walk(steps, "Shift+Tab", 2) == ["Next", "Back"]
    steps.end()
    assert steps.focused == "customer"  # where Tab had brought them


def test_a_modal_that_comes_by_itself_takes_the_focus_from_what_is_no_field(steps: Steps, page: Page) -> None:
    page.locator("#begin").focus()
    steps.show(kind="modal", entered="by-itself")
    assert steps.card.evaluate("(card) => card.matches(':modal')")
    assert steps.focused == "heading"
    steps.end()
    assert steps.focused == "begin"


def test_its_buttons_work_while_it_waits(steps: Steps, page: Page) -> None:
    page.locator("#name").focus()
    steps.show(kind="blocked", target="#new", entered="by-itself")
    steps.settle()
    steps.card.get_by_role("button", name="Next").click()
    assert steps.calls == ["Next"]
    expect(page.locator("#ours .card:modal")).to_be_visible()
    assert steps.focused == "Next"


def test_the_focus_goes_back_to_where_it_was_within_a_shadow_root(steps: Steps, page: Page) -> None:
    """Of a move from one of its fields to another the page outside hears nothing."""
    page.evaluate(
        """() => {
          const root = document.querySelector("#fact").attachShadow({ mode: "open" });
          for (const id of ["street", "town"]) root.append(Object.assign(document.createElement("input"), { id }));
        }"""
    )
    page.locator("#street").focus()
    steps.show(kind="open", target="#new", entered="by-itself")
    page.keyboard.press("Tab")
    assert steps.focused == "town"
    steps.card.get_by_role("button", name="Not now").focus()
    steps.end()
    assert steps.focused == "town"


def test_next_moves_the_focus_to_the_new_heading_in_place(steps: Steps, page: Page) -> None:
    page.locator("#begin").focus()
    steps.show(kind="modal")
    page.evaluate("steps.first = steps.root.querySelector('.card')")
    for kind, target in [("blocked", "#new"), ("open", "#customer"), ("float", None), ("modal", None)]:
        steps.card.get_by_role("button", name="Next").focus()
        steps.show(kind=kind, target=target, title=f"This is {kind}")
        assert steps.focused == "heading"
        expect(page.get_by_role("dialog", name=f"This is {kind}")).to_be_visible()
        expect(steps.card.get_by_role("status")).to_be_empty()
    assert page.evaluate("steps.first === steps.root.querySelector('.card')")
    steps.end()
    assert steps.focused == "begin"


def test_a_step_that_the_page_advanced_leaves_the_focus(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#name")
    page.locator("#name").focus()
    steps.show(kind="open", target="#customer", title="Choose a customer", entered="by-itself")
    assert steps.focused == "name"
    expect(steps.card.get_by_role("status")).to_have_text("Tour: Send your first invoice. Choose a customer")


def test_the_same_step_again_is_not_announced_and_takes_no_focus(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#name")
    page.locator("#name").focus()
    steps.show(kind="open", target="#customer")
    assert steps.focused == "name"
    steps.card.get_by_role("button", name="Next").focus()
    steps.show(kind="open", target="#name")
    assert steps.focused == "Next"  # the same button still: it may be about to be pressed


def test_a_notice_is_announced_and_its_buttons_are_in_reach(steps: Steps, page: Page) -> None:
    page.locator("#last").focus()
    steps.show(kind="notice", buttons=["Undo"])
    expect(page.get_by_role("status")).to_have_text("You won’t see this again.")
    assert steps.focused == "last"
    assert walk(steps, "Tab", 2) == ["Undo", "Close"]
    press(page, "Enter")
    page.get_by_role("button", name="Undo").click()
    assert steps.calls == ["close", "Undo"]


def test_the_host_hears_nothing_of_what_happens_in_the_card(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          steps.heard = [];
          for (const kind of ["keydown", "click", "pointerdown", "mousedown", "focusin"])
            document.addEventListener(kind, () => steps.heard.push(kind));
        }"""
    )
    steps.show(kind="open", target="#customer")
    steps.settle()
    steps.card.get_by_role("button", name="Next").click()
    press(page, "Escape", "ArrowDown", "x")
    assert page.evaluate("steps.heard") == []


def test_a_focus_trap_of_the_hosts_lets_the_person_into_the_card(steps: Steps, page: Page) -> None:
    """As focus-trap, Radix and Bootstrap do it: whatever is focused outside, the focus is pulled back; a press outside closes."""
    page.evaluate(
        """() => {
          const form = document.querySelector("form");
          const pull = (event) => form.contains(event.target) || document.querySelector("#name").focus();
          document.addEventListener("focusin", pull, true);
          document.addEventListener("focusin", pull);
          for (const kind of ["pointerdown", "mousedown", "touchstart"])
            document.addEventListener(kind, () => steps.calls.push("closed"), true);
        }"""
    )
    page.locator("#name").focus()
    steps.show(kind="open", target="#customer")
    steps.settle()
    assert steps.focused == "heading"
    assert walk(steps, "Tab", 2) == CARD
    steps.card.get_by_role("button", name="Next").click()
    assert (steps.calls, steps.focused) == (["Next"], "Next")
