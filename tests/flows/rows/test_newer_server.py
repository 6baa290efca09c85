"""What a newer server tells of and this release does not know: nothing breaks, and whoever is in a tour can go on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, press
from tests.flows.rows.conftest import Walk
from tests.flows.scripted import Scene, make_step, make_tour

UNKNOWN = {"weather": "fine"}
ABSENT = {"element": {"css": "#nowhere"}, "state": "visible"}


@pytest.mark.parametrize(
    ("on", "when"),
    [
        pytest.param(None, UNKNOWN, id="alone"),
        pytest.param("click", {"not": UNKNOWN}, id="not"),
        pytest.param(None, {"any": [ABSENT, UNKNOWN]}, id="any"),
        pytest.param("next", {"all": [UNKNOWN, {"device": "desktop"}]}, id="all"),
        pytest.param(None, {"all": 3}, id="of another shape"),
    ],
)
def test_an_outcome_that_nobody_here_can_tell_is_passed_by_a_button(
    page: Page, scene: Scene, walk: Walk, on: str | None, when: dict[str, Any]
) -> None:
    walk("plain", make_step("one", advance={"on": on, "when": when}), make_step("two"))
    press(page, "Title one", "Next")
    press(page, "Title two", "Done")
    scene.wait_for(page, "tour_completed")


def test_a_step_that_waits_unseen_for_such_an_outcome_is_passed_over(page: Page, scene: Scene, walk: Walk) -> None:
    walk.failures = 1
    walk("plain", make_step("one"), make_step("wait", type="hidden", advance={"when": UNKNOWN}), make_step("two"))
    press(page, "Title one", "Next")
    press(page, "Title two", "Done")
    scene.wait_for(page, "tour_completed")


def test_what_is_not_so_yet_is_waited_for_whatever_else_nobody_can_tell(page: Page, walk: Walk) -> None:
    walk("plain", make_step("one", advance={"when": {"all": [UNKNOWN, ABSENT]}}), make_step("two"))
    expect(card(page, "Title one").get_by_role("button", name="Not now")).to_be_visible()
    expect(card(page, "Title one").get_by_role("button", name="Next", exact=True)).to_have_count(0)
    page.evaluate("document.querySelector('main').id = 'nowhere'")
    press(page, "Title one", "Next")
    expect(card(page, "Title two")).to_be_visible()


def test_a_text_of_other_nodes_says_what_can_be_said(page: Page, scene: Scene, walk: Walk) -> None:
    nodes = [
        {"tag": "p", "children": ["Press ", {"tag": "kbd", "children": "Ctrl"}, {"tag": "icon", "name": "key"}, "."]},
        {"tag": "figure", "children": [{"kind": "note"}, "Below it."]},
        {"tag": "divider"},
    ]
    walk("plain", make_step("one", title=["On ", {"tag": "emoji"}, "one"], text=nodes))
    expect(card(page, "On one")).to_contain_text("Press Ctrl.Below it.")
    press(page, "On one", "Done")
    scene.wait_for(page, "tour_completed")


@pytest.mark.parametrize("schedule", [{"weeks": [1]}, {"days": {}, "until": 5, "hours": 9}])
def test_a_schedule_of_another_shape_breaks_nothing(page: Page, scene: Scene, walk: Walk, schedule: Any) -> None:
    scene.server.offer(make_tour("odd", make_step("two")), schedule=schedule, priority=-1)
    walk("plain", make_step("one"))
    expect(card(page, "Title one")).to_be_visible()
    said = page.evaluate("handrail.why('odd')")
    assert "schedule" in [one["clause"] for one in said]
