"""Functions of the host's that a tour waits for, each with a time after which it goes on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.cards import card, press
from tests.flows.rows.conftest import Walk
from tests.flows.scripted import Scene, make_step, wait_until

STEPS = (make_step("one"), make_step("two"), make_step("three"))


def begin(page: Page, walk: Walk, script: str) -> None:
    page.add_init_script(f"window.asked = []; (window.handrail = window.handrail || []); {script}")
    walk("plain", *STEPS)


def test_the_tour_waits_for_what_a_hook_returns(page: Page, scene: Scene, walk: Walk) -> None:
    begin(page, walk, """
      for (const name of ["before_step", "after_step"]) handrail.push(["on", name, (detail) => {
        asked.push([name, detail.tour, detail.step, detail.index].join(" "));
        return name === "before_step" && detail.index === 1 ? new Promise((done) => { window.open_ = done; }) : null;
      }]);
    """)  # fmt: skip
    press(page, "Title one", "Next")
    wait_until(page, lambda: bool(page.evaluate("!!window.open_")))
    # What is shown stays meanwhile, and pressing it again does nothing twice.
    press(page, "Title one", "Next")
    page.evaluate("open_()")
    expect(card(page, "Title two")).to_be_visible()
    expect(card(page, "Title two")).to_contain_text("2 of 3")
    asked = ["before_step t one 0", "after_step t one 0", "before_step t two 1"]
    assert page.evaluate("asked") == asked
    scene.wait_for(page, "step_shown", 2)
    assert scene.server.names.count("step_completed") == 1


def test_false_from_before_step_passes_the_step_over(page: Page, walk: Walk) -> None:
    begin(page, walk, """handrail.push(["on", "before_step", async ({ step }) => step !== "two"]);""")
    press(page, "Title one", "Next")
    expect(card(page, "Title three")).to_contain_text("2 of 2")


def test_a_hook_that_fails_or_is_late_is_told_and_the_tour_goes_on(page: Page, scene: Scene, walk: Walk) -> None:
    begin(page, walk, """
      handrail.push(["on", "before_step", ({ index }) => index ? new Promise(() => {}) : null, { timeout: 50 }]);
      handrail.push(["on", "after_step", async () => { throw new Error("The host's own"); }]);
    """)  # fmt: skip
    press(page, "Title one", "Next")
    expect(card(page, "Title two")).to_be_visible()
    failed = scene.wait_for(page, "hook_failed", 2)
    told = [(event["step"], event["props"]["hook"], event["props"]["reason"]) for event in failed]
    assert told == [("one", "after_step", "error"), ("two", "before_step", "timeout")]


def test_without_end_it_is_waited_for_as_long_as_for_any(page: Page, scene: Scene, walk: Walk) -> None:
    begin(
        page,
        walk,
        """handrail.push(["on", "before_step", ({ index }) => index && new Promise((done) => { window.open_ = done; }), { timeout: Infinity }]);""",
    )
    press(page, "Title one", "Next")
    wait_until(page, lambda: bool(page.evaluate("!!window.open_")))
    page.evaluate("setTimeout(() => setTimeout(open_))")
    expect(card(page, "Title two")).to_be_visible()
    scene.wait_for(page, "step_shown", 2)
    assert "hook_failed" not in scene.server.names


def test_it_can_be_left_while_a_hook_is_waited_for(page: Page, scene: Scene, walk: Walk) -> None:
    begin(page, walk, """handrail.push(["on", "after_step", () => new Promise(() => {})]);""")
    press(page, "Title one", "Next")
    press(page, "Title one", "Not now")
    scene.wait_for(page, "tour_dismissed")
    expect(page.locator("[data-handrail]")).to_have_count(0)
