"""Card and ring stay with a target that moves for whatever reason, and what zooms or transforms the page puts them nowhere else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.steps import Steps, poll


@pytest.mark.parametrize(
    "change",
    [
        "document.body.style.zoom = 1.5",
        "document.documentElement.style.zoom = 0.8",
        "document.querySelector('main').style.zoom = 1.25",
        "document.querySelector('main').style.transform = 'scale(.8) rotate(1deg)'",
        "document.body.style.transform = 'translate(20px, 30px) scale(.9)'",
        "document.body.style.filter = 'grayscale(1)'",
        "document.body.style.perspective = '500px'",
        "document.querySelector('form').style.contentVisibility = 'auto'",
        "document.body.style.contain = 'paint'",
    ],
)
@pytest.mark.parametrize("kind", ["open", "blocked"])
def test_zoomed_transformed_and_contained(steps: Steps, page: Page, change: str, kind: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(f"() => void ({change})")
    for target in ("#new", "#customer", "#last"):
        steps.show(kind=kind, target=target, title=f"About {target}")
        steps.settle()
        steps.expect_ring_at(target)
        expect(page.locator(target)).to_be_in_viewport()
        assert steps.is_in_window(".card"), target
        assert not steps.covers(target), target


@pytest.mark.parametrize(
    "move",
    [
        "document.querySelector('main').style.transform = 'translateX(40px)'",
        "document.querySelector('main').style.paddingTop = '90px'",
        "document.querySelector('#start').remove()",
        "document.querySelector('#customer').style.height = '90px'",
        "document.querySelector('#customer').style.scale = '1.2'",
        "document.querySelector('form').animate({ translate: ['0', '60px'] }, { duration: 300, fill: 'forwards' })",
        "document.body.style.zoom = 1.1",
        "document.documentElement.style.fontSize = '22px'",
    ],
)
def test_it_goes_where_its_target_goes(steps: Steps, page: Page, move: str) -> None:
    steps.show(kind="open", target="#customer")
    steps.settle()
    steps.expect_ring_at("#customer")
    page.evaluate(f"() => void ({move})")
    steps.expect_ring_at("#customer")
    assert not steps.covers("#customer")


def test_a_sticky_target(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#begin")
    steps.settle()
    page.evaluate("scrollBy(0, 400)")
    steps.expect_ring_at("#begin")
    page.evaluate("document.querySelector('header').style.position = 'static'")
    page.evaluate("scrollTo(0, 0)")
    steps.expect_ring_at("#begin")


def test_it_moves_in_the_same_frame_as_what_moves_for_a_while(steps: Steps, page: Page) -> None:
    """Once it is seen to move it is looked at in every frame; a look of ours comes after it, so we see what is painted."""
    steps.show(kind="open", target="#customer")
    steps.settle()
    apart = page.evaluate(
        """async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const main = document.querySelector("main");
          const customer = document.querySelector("#customer");
          const ring = steps.root.querySelector(".ring");
          const seen = [];
          for (let i = 1; i <= 40; i++) {
            main.style.transform = `translateY(${i * 3}px)`;
            await frame();
            await new Promise(setTimeout);
            seen.push(Math.abs(ring.getBoundingClientRect().top - customer.getBoundingClientRect().top + 8) > 1.5);
          }
          return seen.slice(10).filter(Boolean).length;
        }"""
    )
    assert apart == 0


def test_a_frame_that_moves(steps: Steps, page: Page) -> None:
    page.evaluate(
        """() => {
          const frame = document.createElement("iframe");
          frame.id = "frame";
          frame.title = "Payment";
          document.querySelector("#fact").after(frame);
          const field = frame.contentDocument.createElement("input");
          field.id = "iban";
          field.setAttribute("aria-label", "IBAN");
          frame.contentDocument.body.append(field);
        }"""
    )
    steps.show(kind="open", target="#iban", frame="#frame")
    steps.settle()

    def is_around() -> bool:
        ring, field = steps.ring.bounding_box(), page.frame_locator("#frame").locator("#iban").bounding_box()
        return bool(ring and field and abs(ring["x"] - field["x"] + 8) < 1.5 and abs(ring["y"] - field["y"] + 8) < 1.5)

    poll(is_around, "the ring is not around the field")
    page.locator("#frame").evaluate("(frame) => { frame.style.transform = 'translate(60px, 10px)'; }")
    poll(is_around, "the ring does not go where the frame goes")
    page.locator("#frame").evaluate("(frame) => { frame.style.transform = 'scale(.8)'; }")
    poll(is_around, "the ring is not in the scale of the frame")


def test_nothing_is_left_after_many(steps: Steps, page: Page) -> None:
    cdp = page.context.new_cdp_session(page)

    def count() -> tuple[int, int]:
        cdp.send("HeapProfiler.collectGarbage")
        counters = cdp.send("Memory.getDOMCounters")
        return counters["nodes"], counters["jsEventListeners"]

    def show_all() -> None:
        for options in (
            {"kind": "open", "target": "#customer", "highlights": ["#new"]},
            {"kind": "blocked", "target": "#new"},
            {"kind": "tooltip", "target": "#save"},
            {"kind": "banner", "edge": "top"},
            {"kind": "notice", "buttons": ["Undo"]},
        ):
            steps.show(**options)
        steps.end()
        page.evaluate("document.querySelector('#ours').remove()")

    # What is fetched once is there before anything is counted.
    show_all()
    page.wait_for_load_state("networkidle")
    show_all()
    nodes, listeners = count()
    for _ in range(10):
        show_all()
    # What waits for a frame ends with it.
    poll(lambda: count()[0] - nodes < 60, "nodes are left")
    poll(lambda: count()[1] - listeners < 10, "listeners are left")
