"""A target that is lost, ambiguous, hidden or replaced: never a wrong element, what `on_missing` says, and one report."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, press
from tests.flows.rows.conftest import Walk
from tests.flows.rows.eyes import expect_ring_around
from tests.flows.scripted import Scene, make_step, wait_until

LOSE = {
    "absent": "document.getElementById('one').remove()",
    "hidden": "document.getElementById('one').style.display = 'none'",
    "ambiguous": "document.getElementById('one').after(document.getElementById('one').cloneNode(true))",
}
BRING = "document.querySelector('main').prepend(Object.assign(document.createElement('button'), { id: 'late', textContent: 'Late' }))"

AIR = """() => {
  const ring = [...document.querySelectorAll("[data-handrail]")].map(({ shadowRoot }) => shadowRoot.querySelector(".ring")).find(Boolean);
  const [outer, inner] = [ring, document.getElementById("two")].map((one) => one?.getBoundingClientRect());
  return outer && [inner.left - outer.left, outer.bottom - inner.bottom].map(Math.round);
}"""


@pytest.mark.parametrize("reason", LOSE)
@pytest.mark.parametrize(
    ("do", "then"), [("float", "float"), ("skip", "Title two"), ("pause", "Resume"), ("end", None)]
)
def test_what_on_missing_says_and_one_report(
    page: Page, scene: Scene, walk: Walk, reason: str, do: str, then: str | None
) -> None:
    walk("plain", make_step("one", on_missing={"after": 100, "do": do}), make_step("two"))
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate(f"void ({LOSE[reason]})")
    (missing,) = scene.wait_for(page, "target_missing")
    outline = missing["props"].pop("outline")
    assert [one["role"] for one in outline] == ["main"]
    assert missing["props"] == {"locator": {"css": "#one"}, "reason": reason}
    if then == "float":
        expect(card(page, "Title one").get_by_role("button", name="Next", exact=True)).to_be_visible()
        expect(page.locator("[data-handrail] .ring")).to_be_hidden()
    elif then == "Resume":
        expect(page.get_by_role("button", name="Resume")).to_be_visible()
    elif then:
        expect(card(page, then)).to_be_visible()
    else:
        scene.wait_for(page, "tour_failed")
        expect(page.locator("[data-handrail]")).to_have_count(0)
    assert scene.server.names.count("target_missing") == 1


@pytest.mark.parametrize("bent", ["querySelectorAll", "getClientRects"])
def test_a_locator_that_throws_finds_nothing(page: Page, scene: Scene, walk: Walk, bent: str) -> None:
    """By itself, or because the host made what it takes its own: the next locator counts, then what is said of those that are missing."""
    # In tests and sandboxes such are for some elements only.
    throws = "function (...all) { if (this.id === 'three' || all[0] === '#three') throw new Error('Not here'); return real.apply(this, all); }"
    owner = "Document" if bent == "querySelectorAll" else "Element"
    page.add_init_script(f"{{ const real = {owner}.prototype.{bent}; {owner}.prototype.{bent} = {throws}; }}")
    broken = [{"css": "###"}, {"css": "a:no-such(b)"}, {"css": "b", "within": {"css": "::"}}, {"css": "#three"}]
    walk(
        "plain",
        make_step("one", target=broken, on_missing={"after": 100, "do": "float"}),
        make_step("two", target=[*broken, {"css": "#two"}]),
    )
    expect(card(page, "Title one")).to_be_visible()
    (missing,) = scene.wait_for(page, "target_missing")
    assert missing["props"]["reason"] == "absent"
    press(page, "Title one", "Next")
    expect_ring_around(page, page.locator("#two"))
    press(page, "Title two", "Done")
    scene.wait_for(page, "tour_completed")


def test_a_form_that_is_called_hidden_hides_no_page(page: Page, scene: Scene, walk: Walk) -> None:
    """It is `document.hidden` then."""
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.body.append(Object.assign(document.createElement('form'), { name: 'hidden' })))"
    )
    walk("plain", make_step("nowhere", on_missing={"after": 100, "do": "float"}))
    expect(card(page, "Title nowhere")).to_be_visible()


def test_a_row_whose_element_now_shows_another_is_no_target(page: Page, walk: Walk) -> None:
    step = make_step("row", target=[{"text": "Invoice 2"}], on_missing={"after": 60_000, "do": "pause"})
    walk("plain", step)
    expect_ring_around(page, page.get_by_text("Invoice 2"))
    page.evaluate("showRows(40)")
    expect(card(page, "Title row")).to_have_count(0)
    page.evaluate("showRows(0)")
    expect_ring_around(page, page.get_by_text("Invoice 2"))


def test_a_target_that_is_replaced_on_every_render(page: Page, scene: Scene, walk: Walk) -> None:
    walk(
        "plain", make_step("one", advance={"on": "next"}), make_step("two", advance={"on": "click"}), make_step("three")
    )
    page.evaluate("""void setInterval(() => {
      for (const id of ["one", "two"]) { const it = document.getElementById(id); it.replaceWith(it.cloneNode(true)); }
    }, 20)""")
    press(page, "Title one", "Next")
    # In one look: between two of them there is another element.
    wait_until(page, lambda: page.evaluate(AIR) == [8, 8])
    page.evaluate("document.getElementById('two').click()")
    expect(card(page, "Title three")).to_be_visible()
    scene.wait_for(page, "step_shown", 3)
    assert scene.server.names.count("step_shown") == 3


def test_a_floating_card_goes_to_its_target_when_that_comes(page: Page, walk: Walk) -> None:
    walk("plain", make_step("late", on_missing={"after": 50, "do": "float"}))
    expect(card(page, "Title late")).to_be_visible()
    page.evaluate(f"void {BRING}")
    expect_ring_around(page, page.locator("#late"))
