"""Routes, reloads, other pages, tabs and devices; and a tour that is changed while somebody is in it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.flows.cards import card, press
from tests.flows.rows.conftest import Walk
from tests.flows.scripted import Scene, make_step, make_tour


def note(id_: str, **rest: Any) -> dict[str, Any]:
    return make_step(id_, type="slide-out", **rest)


def test_full_reload_other_page_other_tab(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", note("a"), note("b"), note("c"))
    press(page, "Title a", "Next")
    expect(card(page, "Title b")).to_be_visible()
    page.reload()
    expect(card(page, "Title b")).to_be_visible()
    scene.open(page, "/other")
    expect(card(page, "Title b")).to_be_visible()
    scene.wait_for(page, "step_shown", 2)
    tab = page.context.new_page()
    page.close()
    scene.open(tab)
    expect(card(tab, "Title b")).to_be_visible()


def test_a_copy_of_the_page_brings_nothing_dead_of_ours(page: Page, walk: Walk) -> None:
    """As Turbo does it: the page is left for another without a load, and comes back as the copy that was made of it."""
    walk("plain", make_step("one"))
    expect(card(page, "Title one")).to_be_visible()
    # What Turbo leaves out of its copies by itself stays in this one.
    assert page.locator("[data-handrail][data-turbo-temporary]").count() == 1
    page.evaluate(
        """() => {
          document.body.append(Object.assign(document.createElement("i"), { id: "hosts" }));
          document.getElementById("hosts").setAttribute("data-handrail", "help");
          const copy = document.body.cloneNode(true);
          const other = document.createElement("body");
          document.body.replaceWith(other);
          window.comeBack = () => other.replaceWith(copy);
        }"""
    )
    expect(card(page, "Title one")).to_have_count(0)
    page.evaluate("comeBack()")
    expect(card(page, "Title one")).to_be_visible()
    expect(page.locator("[data-handrail]:not(#hosts)")).to_have_count(1)
    press(page, "Title one", "Not now")
    expect(page.locator("[data-handrail]:not(#hosts)")).to_have_count(0)
    # What the host has marked itself, for what reason ever, is not ours to take.
    expect(page.locator("#hosts")).to_have_count(1)


def test_another_device(page: Page, scene: Scene, walk: Walk, browser: Browser) -> None:
    """The server has one person here: what one device did, the other goes on with, and the first follows."""
    walk("plain", note("a"), note("b"), note("c"))
    press(page, "Title a", "Next")
    scene.wait_for(page, "step_shown", 2)
    context = browser.new_context()
    other = context.new_page()
    scene.open(other)
    press(other, "Title b", "Next")
    expect(card(other, "Title c")).to_contain_text("3 of 3")
    scene.wait_for(other, "step_shown", 4)
    context.close()
    # It goes on at once with what this device knows, and follows when it hears of the other.
    page.reload()
    expect(card(page, "Title c")).to_be_visible()


def test_a_route_change_in_the_middle_of_a_scroll(page: Page, scene: Scene, walk: Walk) -> None:
    page.emulate_media(reduced_motion="no-preference")
    walk("places", make_step("one", page="/"), make_step("deep", page="/"), note("end", page="/next"))
    press(page, "Title one", "Next")
    page.evaluate("history.pushState(null, '', '/next')")
    expect(card(page, "Title deep")).to_have_count(0)
    expect(page.get_by_role("button", name="Go there").or_(page.get_by_role("button", name="Close"))).not_to_have_count(
        0
    )
    page.evaluate("history.back()")
    press(page, "Title deep", "Next")


def change(page: Page, scene: Scene, *steps: dict[str, Any]) -> None:
    """Another version is published, and the page hears of it; its next load has that one alone."""
    scene.server.revision += 1
    scene.server.bodies.clear()
    scene.server.offer(make_tour("t", *steps))
    with page.expect_response(lambda answer: '"saved"' in (answer.request.post_data or "")) as heard:
        page.evaluate("handrail.track('saved')")
    heard.value.finished()
    page.wait_for_load_state("networkidle")
    page.reload()


def test_a_step_that_was_renamed_in_the_middle(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", note("a"), note("b"), note("c"))
    press(page, "Title a", "Next")
    scene.wait_for(page, "step_shown", 2)
    change(page, scene, note("a"), note("new", was=["b"]), note("c"))
    expect(card(page, "Title new")).to_contain_text("2 of 3")


def test_a_tour_that_was_shortened_in_the_middle(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", note("a"), note("b"), note("c"))
    press(page, "Title a", "Next")
    press(page, "Title b", "Next")
    scene.wait_for(page, "step_shown", 3)
    change(page, scene, note("a"), note("b"))
    press(page, "Title b", "Done")
    scene.wait_for(page, "tour_completed")


def test_a_tour_that_was_withdrawn_goes(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", note("a"), note("b"))
    expect(card(page, "Title a")).to_be_visible()
    scene.wait_for(page, "step_shown")
    scene.server.items.clear()
    scene.server.revision += 1
    page.evaluate("handrail.track('saved')")
    expect(page.locator("[data-handrail]")).to_have_count(0)


def test_an_item_of_a_newer_server(page: Page, scene: Scene, walk: Walk) -> None:
    walk.failures = 1
    newer = {"do": "teleport", "label": "Later", "tour": None, "to": None, "for": None, "url": None, "event": None}
    walk(
        "plain",
        note("a", buttons=[newer]),
        make_step("b", type="hologram"),
        note("c", advance={"on": "gaze"}, **{"if": {"weather": "fine"}}),
        make_step("one", advance={"on": "gaze"}, placement="inside"),
        pause_when={"weather": "bad"},
    )
    press(page, "Title a", "Later")
    expect(card(page, "Title one")).to_contain_text("2 of 2")
    assert scene.wait_for(page, "step_failed")[0]["props"] == {"reason": "unknown_type"}
    press(page, "Title one", "Done")
    scene.wait_for(page, "tour_completed")


def test_a_step_that_throws_is_passed_over(page: Page, scene: Scene, walk: Walk) -> None:
    walk.failures = 1
    walk("plain", note("a"), note("b", title=None), note("c"))
    press(page, "Title a", "Next")
    expect(card(page, "Title c")).to_be_visible()
    scene.wait_for(page, "step_failed")


def test_pause_when_makes_way_and_comes_back(page: Page, scene: Scene, walk: Walk) -> None:
    walk("plain", make_step("one"), pause_when={"element": {"role": "alertdialog"}})
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate(
        """void document.body.append(Object.assign(document.createElement("div"), { role: "alertdialog", textContent: "Sure?" }))"""
    )
    expect(card(page, "Title one")).to_have_count(0)
    page.evaluate("document.querySelector('[role=alertdialog]').remove()")
    expect(card(page, "Title one")).to_be_visible()
    scene.wait_for(page, "tour_resumed")
