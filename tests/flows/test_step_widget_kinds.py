"""Tooltip, slide-out and banner by mouse, by keys and to the ear; and rings around several elements."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.flows.steps import Steps, poll

TIP: dict[str, Any] = {"kind": "tooltip", "target": "#customer", "entered": "by-itself"}
ANNOUNCED = "Tour: Send your first invoice. Start here"


def beacon(steps: Steps) -> Locator:
    return steps.page.locator("#ours").get_by_role("button", name="Start here", exact=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def walk(steps: Steps, key: str, times: int) -> list[str]:
    seen = []
    for _ in range(times):
        steps.page.keyboard.press(key)
        seen.append(steps.focused)
    return seen


def test_a_tooltip_is_a_button_that_says_whether_its_card_is_open(steps: Steps, page: Page) -> None:
    page.locator("#name").focus()
    steps.show(**TIP)
    expect(beacon(steps)).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("steps.root.getElementById(steps.root.querySelector('.beacon').getAttribute('aria-controls'))")
    expect(steps.card).to_be_hidden()
    expect(steps.page.get_by_role("status")).to_have_text(ANNOUNCED)
    assert steps.focused == "name"
    beacon(steps).click()
    expect(beacon(steps)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("dialog", name="Start here")).to_be_visible()
    assert not steps.covers("#customer")


def test_a_tooltip_opens_under_the_pointer_which_may_go_into_it(steps: Steps, page: Page) -> None:
    steps.show(**TIP)
    beacon(steps).hover()
    expect(steps.card).to_be_visible()
    steps.card.get_by_role("heading").hover()
    expect(steps.card).to_be_visible()
    steps.card.get_by_role("button", name="Next").click()
    assert steps.calls == ["Next"]
    # Not while the pointer is over it, nor while the focus is in it.
    page.mouse.move(5, 5)
    expect(steps.card).to_be_visible()
    page.locator("#name").focus()
    expect(steps.card).to_be_hidden()


def test_what_the_pointer_opened_closes_when_it_leaves(steps: Steps, page: Page) -> None:
    steps.show(**TIP)
    beacon(steps).hover()
    expect(steps.card).to_be_visible()
    page.mouse.move(5, 5)
    expect(steps.card).to_be_hidden()
    beacon(steps).click()
    page.locator("#name").focus()
    page.mouse.move(5, 5)
    # A press keeps it; the next one closes it.
    beacon(steps).click()
    page.mouse.move(5, 5)
    expect(steps.card).to_be_hidden()


def test_escape_closes_a_tooltip_without_moving_pointer_or_focus(steps: Steps, page: Page) -> None:
    page.evaluate("() => void document.addEventListener('keydown', ({ key }) => steps.calls.push(key))")
    steps.show(**TIP)
    page.locator("#name").focus()
    beacon(steps).hover()
    expect(steps.card).to_be_visible()
    press(page, "Escape")
    expect(steps.card).to_be_hidden()
    assert steps.focused == "name"
    assert steps.calls == ["Escape"]  # the host's too
    beacon(steps).focus()
    expect(steps.card).to_be_visible()
    steps.card.get_by_role("button", name="Back").focus()
    press(page, "Escape")
    expect(steps.card).to_be_hidden()
    assert steps.focused == "Start here"
    assert steps.calls == ["Escape"]
    press(page, "Enter")
    expect(steps.card).to_be_visible()
    press(page, "Enter")
    expect(steps.card).to_be_hidden()


def test_a_tooltip_comes_right_after_its_target(steps: Steps, page: Page) -> None:
    steps.show(**TIP)
    expect(beacon(steps)).to_be_visible()
    page.locator("#name").focus()
    assert walk(steps, "Tab", 2) == ["customer", "Start here"]
    expect(steps.card).to_be_visible()
    assert walk(steps, "Tab", 5) == ["Not now", "More options", "Back", "Next", "notes"]
    expect(steps.card).to_be_hidden()
    assert walk(steps, "Shift+Tab", 2) == ["Start here", "customer"]


@pytest.mark.parametrize(
    "options",
    [{"kind": "slide-out"}, {"kind": "banner", "edge": "top"}, {"kind": "open", "target": "#fact"}, {"kind": "float"}],
)
def test_whoever_went_in_comes_back_to_where_they_were(steps: Steps, page: Page, options: dict[str, str]) -> None:
    steps.show(entered="by-itself", **options)
    page.locator("#name").focus()
    page.locator("#customer").focus()
    steps.card.get_by_role("button", name="Next").focus()
    steps.show(title="And then", entered="by-person", **options)
    assert steps.focused == "heading"
    steps.end()
    assert steps.focused == "customer"


def test_a_tooltip_that_the_person_came_to_has_the_focus_and_gives_it_back(steps: Steps, page: Page) -> None:
    page.locator("#begin").focus()
    steps.show(**{**TIP, "entered": "by-person", "target": "#last"})
    expect(steps.card).to_be_visible()
    assert steps.focused == "Start here"
    expect(page.locator("#last")).to_be_in_viewport(ratio=0.9)
    steps.end()
    assert steps.focused == "begin"


@pytest.mark.parametrize("size", [(1280, 800), (360, 740), (320, 256)])
def test_a_tooltip_stands_clear(steps: Steps, page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    for target in ("#begin", "#new", "#customer", "#save", "#last"):
        steps.show(kind="tooltip", target=target, title=f"About {target}", entered="by-person")
        expect(steps.card).to_be_visible()
        poll(lambda target=target: not steps.covers(target), f"the card covers {target}")  # type: ignore[misc]  # mypy: default
        assert steps.is_in_window(".card"), target
        assert steps.is_in_window(".beacon"), target
        others = page.evaluate(
            """() => {
              const { x, y, width, height } = steps.root.querySelector(".beacon").getBoundingClientRect();
              return document.elementsFromPoint(x + width / 2, y + height / 2).filter((it) => it.matches("button, input, a")).map(({ id }) => id);
            }"""
        )
        assert set(others) <= {target[1:]}, target


def test_a_finger_finds_the_button_of_a_tooltip(browser: Browser, step_pages: str) -> None:
    steps = Steps(browser.new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}), step_pages)
    steps.show(**TIP)
    box = beacon(steps).bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    beacon(steps).tap()
    expect(steps.card).to_be_visible()
    beacon(steps).tap()
    expect(steps.card).to_be_hidden()
    steps.assert_clean()
    steps.page.close()


def test_the_button_of_a_tooltip_goes_where_its_target_goes(steps: Steps, page: Page) -> None:
    steps.show(kind="tooltip", target="#row-3", entered="by-itself")
    expect(beacon(steps)).to_be_visible()
    steps.rest()
    before = beacon(steps).bounding_box()
    page.locator("#list").evaluate("(list) => list.scrollBy(0, 20)")
    assert before is not None
    poll(
        lambda: abs((beacon(steps).bounding_box() or {"y": 0})["y"] - before["y"] + 20) < 1,
        "the button does not follow",
    )
    page.locator("#list").evaluate("(list) => list.scrollTo(0, 900)")
    expect(beacon(steps)).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "role", "more"),
    [("slide-out", "dialog", {}), ("banner", "region", {"edge": "bottom"}), ("banner", "region", {"edge": "top"})],
)
def test_what_stands_aside_is_announced_and_takes_no_focus(
    steps: Steps, page: Page, kind: str, role: Any, more: dict[str, str]
) -> None:
    page.locator("#name").focus()
    steps.show(kind=kind, entered="by-person", **more)
    region = page.get_by_role(role, name="Start here", exact=True)
    expect(region).to_be_visible()
    expect(region.get_by_role("status")).to_have_text(ANNOUNCED)
    assert steps.focused == "name"
    press(page, "a", "Escape")
    expect(page.locator("#name")).to_have_value("a")
    assert steps.calls == []
    region.get_by_role("button", name="Next").focus()
    press(page, "Enter", "Escape")
    assert steps.calls == ["Next", "not now"]
    # The focus was in our card: it goes on in the next one.
    steps.show(kind=kind, title="And then", entered="by-person", **more)
    assert steps.focused == "heading"
    steps.show(kind="slide-out" if kind == "banner" else "banner", title="Last", edge="top", entered="by-person")
    expect(page.get_by_role("heading", name="Last")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 800), (360, 740), (320, 256)])
@pytest.mark.parametrize("kind", ["slide-out", "banner"])
def test_nothing_focused_is_covered(steps: Steps, page: Page, size: tuple[int, int], kind: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    steps.show(kind=kind, edge="bottom", entered="by-itself")
    expect(steps.card).to_be_visible()
    page.locator("#begin").focus()
    for target in ("new", "export", "list", "name", "customer", "notes", "save", "last"):
        for _ in range(3):
            if steps.focused != target:
                press(page, "Tab")
        assert steps.focused == target
        if target != "list":  # larger than what is left of a low window
            poll(lambda target=target: not steps.covers(f"#{target}"), f"{target} is covered")  # type: ignore[misc]  # mypy: default
    press(page, "Shift+Tab", "Shift+Tab")
    poll(lambda: not steps.covers("#notes"), "notes is covered")


def test_a_banner_is_as_wide_as_the_window_and_touches_nothing(steps: Steps, page: Page) -> None:
    outside = "document.documentElement.outerHTML.replace(/<div id=.ours.*?<.div>/, '')"
    before = page.evaluate(outside)
    steps.show(kind="banner", edge="top")
    steps.settle()
    box = steps.card.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, page.evaluate("document.documentElement.clientWidth"))
    assert page.evaluate(outside) == before
    steps.end()
    assert page.evaluate("steps.root.childElementCount") == 0


def test_several_elements_have_a_ring_each(steps: Steps, page: Page) -> None:
    steps.show(kind="blocked", target="#new", highlights=["#export", "#customer"], padding=10, radius=3)
    rings = page.locator("#ours .ring")
    expect(rings).to_have_count(3)
    steps.settle()
    for at, target in enumerate(("#new", "#export", "#customer")):
        ring, box = rings.nth(at).bounding_box(), page.locator(target).bounding_box()
        assert ring is not None
        assert box is not None
        assert abs(ring["x"] - box["x"] + 12) < 1.5, target
        assert abs(ring["width"] - box["width"] - 24) < 1.5, target
        assert rings.nth(at).evaluate("(ring) => getComputedStyle(ring).borderRadius") == "3px"
    holes = page.locator("#ours mask rect")
    expect(holes).to_have_count(4)
    steps.show(kind="open", target="#new", title="One again")
    expect(rings).to_have_count(1)
    expect(page.locator("#ours .shade")).to_have_count(0)


def test_a_highlight_follows_its_own_element(steps: Steps, page: Page) -> None:
    steps.show(kind="open", target="#new", highlights=["#row-3"])
    ring = page.locator("#ours .ring").nth(1)
    expect(ring).to_be_visible()
    steps.settle()
    before = ring.bounding_box()
    page.locator("#list").evaluate("(list) => list.scrollBy(0, 20)")
    assert before is not None
    poll(lambda: abs((ring.bounding_box() or {"y": 0})["y"] - before["y"] + 20) < 1, "the ring does not follow")
    page.locator("#list").evaluate("(list) => list.scrollTo(0, 900)")
    expect(ring).to_be_hidden()


def test_a_button_may_be_a_link(steps: Steps, page: Page) -> None:
    steps.show(kind="float")
    page.evaluate(
        """async () => {
          const props = await steps.props({ kind: "float" });
          const onPress = () => steps.calls.push("link");
          const buttons = [
            { label: "Read more", href: "https://example.org/", primary: false, onPress },
            { label: "Go", href: "#start", primary: true, onPress },
            { label: "Not that", href: "javascript:steps.calls.push('ran')", primary: false, onPress },
          ];
          steps.mounted.update({ ...props, buttons });
        }"""
    )
    far = steps.card.get_by_role("link", name="Read more")
    expect(far).to_have_attribute("target", "_blank")
    expect(far).to_have_attribute("rel", "noopener")
    said = steps.card.get_by_role("button", name="Not that")
    look = "(one) => { const { borderRadius, textDecorationLine, paddingBlock } = getComputedStyle(one); return [borderRadius, textDecorationLine, paddingBlock, one.offsetHeight]; }"
    assert far.evaluate(look) == said.evaluate(look)
    assert steps.card.get_by_role("link", name="Go").evaluate(look) == said.evaluate(look)
    steps.card.get_by_role("link", name="Go").click()
    steps.card.get_by_role("button", name="Not that").click()
    assert steps.calls == ["link", "link"]
    assert page.url.endswith("#start")
