"""Marks stand beside their elements, wherever those are and wherever they go; and leave the host as it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.scripted import Scene
from tests.flows.snippets.conftest import Helped
from tests.flows.steps import poll
from tests.flows.watch import OUTLINE


def is_beside(mark: Locator, target: Locator) -> bool:
    """To the right of it, in the middle of its height."""
    a, b = mark.bounding_box(), target.bounding_box()
    if a is None or b is None:
        return False
    across = a["x"] - b["x"] - b["width"]
    along = a["y"] + a["height"] / 2 - b["y"] - b["height"] / 2
    return abs(across - 4) <= 1 and abs(along) <= 1


def expect_beside(mark: Locator, target: Locator) -> None:
    expect(mark).to_be_visible()
    poll(lambda: is_beside(mark, target), f"{mark.bounding_box()} is not beside {target.bounding_box()}")


def test_in_the_page_in_shadow_roots_and_in_frames(page: Page, helped: Helped) -> None:
    frame = {"target": [{"css": "#framed", "frame": [{"css": "iframe"}]}]}
    helped("places", "shadowed", framed=frame)
    expect_beside(helped.mark("shadowed"), page.locator("#shadowed"))
    expect_beside(helped.mark("framed"), page.frame_locator("iframe").locator("#framed"))
    helped.mark("framed").click()
    helped.opened("framed")


def test_the_page_takes_them_along_when_it_scrolls(page: Page, helped: Helped) -> None:
    helped("places", "low", "shadowed")
    expect_beside(helped.mark("shadowed"), page.locator("#shadowed"))
    page.locator("#low").scroll_into_view_if_needed()
    expect_beside(helped.mark("low"), page.locator("#low"))
    page.mouse.wheel(0, 120)
    expect_beside(helped.mark("low"), page.locator("#low"))


def test_none_stands_out_of_the_window_or_on_what_can_be_pressed(page: Page, helped: Helped) -> None:
    """At the upper edge, between others, there is room below; and what comes into sight is looked at then."""
    helped("crowded", "first", "second")
    for name in ("first", "second"):
        target, mark = page.locator(f"#{name}"), helped.mark(name)
        target.evaluate("(element) => element.scrollIntoView({ block: 'center' })")

        def is_below(mark: Locator = mark, target: Locator = target) -> bool:
            a, b = mark.bounding_box(), target.bounding_box()
            return a is not None and b is not None and a["y"] >= b["y"] + b["height"]

        poll(is_below, f"{name} has its mark {mark.bounding_box()}, and is {target.bounding_box()}")


def test_a_scroller_hides_and_shows_them(page: Page, helped: Helped) -> None:
    helped("places", "deep", "shadowed")
    expect(helped.mark("shadowed")).to_be_visible()
    expect(helped.mark("deep")).to_have_count(0)
    page.locator("#deep").scroll_into_view_if_needed()
    expect_beside(helped.mark("deep"), page.locator("#deep"))
    page.evaluate("document.getElementById('scroller').scrollTop -= 30")
    expect_beside(helped.mark("deep"), page.locator("#deep"))
    page.evaluate("document.getElementById('scroller').scrollTop = 0")
    expect(helped.mark("deep")).to_be_hidden()


def test_keys_lead_to_a_mark_that_its_scroller_hides(page: Page, helped: Helped) -> None:
    helped("places", "deep", "shadowed")
    helped.ready()
    expect(helped.mark("shadowed")).to_be_visible()
    page.locator("#shadowed").focus()
    page.keyboard.press("Shift+Tab")
    expect(helped.mark("deep")).to_be_focused()
    expect_beside(helped.mark("deep"), page.locator("#deep"))
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#deep")).to_be_focused()


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('h1').style.marginTop = '90px'",
        "document.querySelector('x-panel').style.cssText = 'display: block; transform: translateX(60px)'",
        "document.querySelector('x-panel').shadowRoot.firstElementChild.style.padding = '20px'",
    ],
    ids=["layout shift", "transform", "growth"],
)
def test_they_follow(page: Page, helped: Helped, change: str) -> None:
    helped("places", "shadowed")
    expect_beside(helped.mark("shadowed"), page.locator("#shadowed"))
    page.evaluate(change)
    expect_beside(helped.mark("shadowed"), page.locator("#shadowed"))


def test_elements_come_and_go_and_are_made_anew(page: Page, helped: Helped) -> None:
    helped("form", "price", "save")
    expect_beside(helped.mark("save"), page.locator("#save"))
    page.evaluate("window.held = document.querySelector('#price'); held.remove()")
    expect(helped.mark("price")).to_have_count(0)
    page.evaluate("document.querySelector('label').append(held)")
    expect_beside(helped.mark("price"), page.locator("#price"))
    page.evaluate("const it = document.querySelector('#save'); it.replaceWith(it.cloneNode(true))")
    expect_beside(helped.mark("save"), page.locator("#save"))
    helped.mark("save").click()
    helped.opened("save")


def test_in_a_modal_of_the_hosts_they_can_be_used(page: Page, helped: Helped) -> None:
    helped("places", "inside", "shadowed")
    expect(helped.mark("shadowed")).to_be_visible()
    expect(helped.mark("inside")).to_have_count(0)
    page.evaluate("document.getElementById('dialog').showModal()")
    expect_beside(helped.mark("inside"), page.locator("#inside"))
    helped.mark("inside").click()
    helped.opened("inside")
    page.keyboard.press("Escape")
    expect(helped.hint("inside")).to_have_count(0)
    expect(page.locator("#dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(helped.mark("inside")).to_have_count(0)


def test_a_bar_of_the_hosts_covers_a_mark_as_it_covers_its_element(page: Page, helped: Helped) -> None:
    helped("places", "low")
    page.evaluate("scrollTo(0, document.getElementById('low').getBoundingClientRect().y + scrollY - 10)")
    expect(helped.mark("low")).to_have_count(1)
    box = helped.mark("low").bounding_box()
    assert box is not None
    assert box["y"] < 40
    on_top = "([x, y]) => document.elementFromPoint(x, y).id"
    poll(lambda: page.evaluate(on_top, [box["x"] + 10, box["y"] + 10]) == "bar", "the mark lies over the bar")


def test_a_page_of_its_own_and_a_condition(page: Page, helped: Helped) -> None:
    helped(
        "form", price={"when": {"url": "/elsewhere"}}, due={"when": {"element": {"css": "#save"}, "state": "visible"}}
    )
    expect(helped.mark("due")).to_be_visible()
    expect(helped.mark("price")).to_have_count(0)
    page.evaluate("history.pushState({}, '', '/elsewhere'); document.querySelector('#save').hidden = true")
    expect(helped.mark("price")).to_be_visible()
    expect(helped.mark("due")).to_have_count(0)


def test_nothing_of_the_host_is_touched_and_nothing_is_left(page: Page, helped: Helped, scene: Scene) -> None:
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ window.before = ({OUTLINE})(); }})")
    helped("form", "price", "save", vat={"show": "underline"}, due={"show": "focus"})
    expect(helped.mark("price")).to_be_visible()
    helped.mark("price").click()
    helped.opened("price")
    outline = page.evaluate(OUTLINE)
    assert [line for line in outline if "data-handrail" not in line] == page.evaluate("before")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_has_no_snippet_here_fetches_nothing_for_them(page: Page, helped: Helped, scene: Scene) -> None:
    helped("form", page_wide={"target": []})
    page.wait_for_load_state("networkidle")
    assert helped.watch is not None
    asked = [request.url.rpartition("/")[2] for request in helped.watch.requests]
    assert "help.js" in asked
    assert not {"snippets.js", "marks.js"} & set(asked)
