"""Late, deep in scrollers, moving, in frames, in shadow roots: the ring is where the target is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card
from tests.flows.rows.conftest import Walk
from tests.flows.rows.eyes import covers, expect_ring_around
from tests.flows.scripted import Scene, make_step

FRAMES_UNTIL_SEEN = """(where) => new Promise((done) => {
  bring(where);
  let frames = 0;
  const look = () => {
    const card = document.querySelector("[data-handrail]")?.shadowRoot.querySelector(".card");
    if (card || frames > 30) done(frames);
    else { frames++; requestAnimationFrame(look); }
  };
  requestAnimationFrame(look);
})"""


def locate(where: str) -> dict[str, object]:
    frames = {"frame": [{"css": "iframe"}], "nested frame": [{"css": "iframe"}, {"css": "iframe"}]}
    return {"css": "#late", **({"frame": frames[where]} if where in frames else {})}


@pytest.mark.parametrize("where", ["page", "shadow", "late shadow", "frame", "nested frame"])
def test_a_target_that_appears_late_is_seen_within_a_frame(page: Page, scene: Scene, walk: Walk, where: str) -> None:
    walk("places", make_step("late", target=[locate(where)], on_missing={"after": 60_000, "do": "pause"}))
    scene.wait_for(page, "tour_started")
    page.wait_for_load_state("networkidle")
    # One frame in which it is seen, one in which this looks.
    assert page.evaluate(FRAMES_UNTIL_SEEN, where) <= 2
    expect(card(page, "Title late")).to_be_visible()


def test_a_target_deep_in_two_scrollers_is_revealed(page: Page, walk: Walk) -> None:
    walk("places", make_step("deep"))
    target = page.get_by_role("button", name="Deep")
    expect(target).to_be_in_viewport(ratio=1)
    expect_ring_around(page, target)
    assert not covers(card(page, "Title deep"), target)


@pytest.mark.parametrize(
    "change",
    [
        "document.getElementById('inner').scrollTop -= 40",
        "document.getElementById('outer').scrollTop += 30",
        "document.querySelector('h1').style.marginTop = '70px'",
        "document.getElementById('deep').style.padding = '30px'",
        "document.getElementById('outer').style.transform = 'translateX(60px)'",
    ],
    ids=["inner scroll", "outer scroll", "layout shift", "growth", "transform"],
)
def test_the_card_follows_inner_scroll_layout_shift_and_growth(page: Page, walk: Walk, change: str) -> None:
    walk("places", make_step("deep"))
    target = page.get_by_role("button", name="Deep")
    expect_ring_around(page, target)
    target.evaluate("(it) => it.scrollIntoView({ block: 'center' })")
    page.evaluate(change)
    expect_ring_around(page, target)


def test_a_target_in_a_nested_frame_of_the_same_origin(page: Page, scene: Scene, walk: Walk) -> None:
    frames = [{"css": "iframe"}, {"css": "iframe"}]
    locator = {"role": "button", "name": "Nested button", "frame": frames}
    walk("places", make_step("nested", target=[locator], advance={"on": "click"}), make_step("one"))
    target = page.frame_locator("iframe").frame_locator("iframe").get_by_role("button", name="Nested button")
    expect_ring_around(page, target)
    target.click()
    expect(card(page, "Title one")).to_be_visible()


def test_a_target_inside_open_shadow_roots_from_json(page: Page, walk: Walk) -> None:
    locator = {"role": "button", "name": "In two shadow roots"}
    walk("places", make_step("shadowed", target=[locator], advance={"on": "click"}), make_step("one"))
    target = page.get_by_role("button", name="In two shadow roots")
    expect_ring_around(page, target)
    target.press("Enter")
    expect(card(page, "Title one")).to_be_visible()
