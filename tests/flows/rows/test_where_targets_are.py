"""Late, deep in scrollers, moving, in frames, in shadow roots: the ring is where the target is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, press
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


def test_a_target_in_details_that_are_opened_and_closed(page: Page, walk: Walk) -> None:
    """In a shadow root of others."""
    walk("folded", make_step("folded", on_missing={"after": 60_000, "do": "pause"}))
    more, deeper = page.get_by_text("More", exact=True), page.get_by_text("Even more")
    target = page.get_by_role("button", name="Folded button")
    more.click()
    expect(deeper).to_be_visible()
    expect(page.locator("[data-handrail]")).to_have_count(0)
    deeper.click()
    expect_ring_around(page, target)
    more.click()
    expect(page.locator("[data-handrail]")).to_have_count(0)
    page.evaluate("document.getElementById('outer').open = true")
    expect_ring_around(page, target)


def test_a_target_in_frames_that_are_written_into_the_page(page: Page, walk: Walk) -> None:
    locator = {"css": "#written", "frame": [{"css": "iframe"}, {"css": "iframe"}]}
    walk("folded", make_step("written", target=[locator], advance={"on": "click"}), make_step("one"))
    target = page.frame_locator("iframe").frame_locator("iframe").get_by_role("button", name="Written")
    expect_ring_around(page, target)
    target.click()
    expect(card(page, "Title one")).to_be_visible()


NEAR = "performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/near.js'))"


def test_the_focus_goes_near_to_what_had_it_last_inside_a_shadow_root(page: Page, walk: Walk) -> None:
    """Of a move within it nobody outside is told."""
    walk("folded", make_step("one", interaction="open"))
    expect(card(page, "Title one")).to_be_visible()
    page.wait_for_function(f"() => !!{NEAR}")
    page.evaluate(f"() => import({NEAR}.name).then(() => true)")
    page.get_by_role("button", name="First").focus()
    page.get_by_role("button", name="Second").focus()
    card(page, "Title one").get_by_role("button", name="More options").focus()
    page.evaluate("draw()")
    press(page, "Title one", "Not now")
    expect(page.get_by_role("button", name="Second")).to_be_focused()
