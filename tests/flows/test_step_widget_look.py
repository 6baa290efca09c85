"""Every state to the eye and to axe: light and dark, wide and narrow. The screenshots are in test-results/steps."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flows.axe import SOURCE
from tests.flows.steps import ROOT, Steps

PICTURES = ROOT / "test-results/steps"
STATES: dict[str, dict[str, Any]] = {
    "modal": {"kind": "modal", "title": "Welcome to Northwind", "buttons": ["Show me around"], "position": 1},
    "blocked": {"kind": "blocked", "target": "#new"},
    "open": {"kind": "open", "target": "#customer", "title": "Choose a customer", "buttons": ["Back"]},
    "float": {"kind": "float", "title": "Almost there", "position": None, "total": None, "buttons": ["Done"]},
    "notice": {"kind": "notice", "buttons": ["Undo"]},
    "themed": {
        "kind": "blocked",
        "target": "#new",
        "theme": {
            "scheme": "auto",
            "light": {"accent": "#ffd400", "on_accent": "#000000", "mark": "#16181d"},
            "dark": {
                "surface": "#10241c",
                "ink": "#d7f5e6",
                "muted": "#93b8a6",
                "line": "#2d4a3e",
                "accent": "#5be3a4",
                "on_accent": "#04160d",
                "mark": "#5be3a4",
            },
            "font": "Georgia, serif",
            "width": 300,
            "radius": 4,
        },
    },
    "tooltip": {"kind": "tooltip", "target": "#customer"},
    "slide-out": {"kind": "slide-out", "title": "What is new"},
    "banner": {"kind": "banner", "edge": "bottom", "title": "Prices go up in May"},
    "highlights": {"kind": "blocked", "target": "#new", "highlights": ["#export", "#customer"], "padding": 10},
    "arabic banner": {
        "kind": "banner",
        "edge": "top",
        "locale": "ar",
        "title": "ابدأ هنا",
        "text": ["كل فاتورة تبدأ من هنا."],
    },
    "rich": {
        "kind": "modal",
        "text": [
            {
                "tag": "p",
                "children": ["Read ", {"tag": "a", "href": "https://example.org/", "children": ["the guide"]}],
            },
            {
                "tag": "ul",
                "children": [{"tag": "li", "children": [{"tag": "code", "children": ["INV-1"]}, " is first"]}],
            },
        ],
    },
    "arabic": {
        "kind": "open",
        "target": "#new",
        "locale": "ar",
        "title": "ابدأ هنا",
        "text": ["كل فاتورة تبدأ من هنا."],
    },
}


def find_faults(page: Page) -> list[str]:
    """By axe, of our own elements alone. Colours over a picture or a shade it leaves to the eye."""
    found = page.evaluate("axe.run({ include: [['#ours']] }, { resultTypes: ['violations', 'incomplete'] })")
    unsure = [fault for fault in found["incomplete"] if fault["id"] != "color-contrast"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found["violations"] + unsure for node in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_is_sound(steps: Steps, page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate(SOURCE)
    for state, options in STATES.items():
        steps.show(**options)
        page.screenshot(path=PICTURES / f"{state}-{scheme}-{width}.png")
        assert find_faults(page) == [], state
        if state != "notice":
            steps.card.locator(".more").click()
            page.screenshot(path=PICTURES / f"{state}-menu-{scheme}-{width}.png")
            assert find_faults(page) == [], state
        steps.end()


def test_a_dialog_by_its_role_and_name(steps: Steps, page: Page) -> None:
    for state in ("modal", "blocked", "open", "float"):
        steps.show(**{**STATES[state], "title": "Start here"})
        dialog = page.get_by_role("dialog", name="Start here", exact=True)
        expect(dialog).to_have_count(1)
        expect(dialog.get_by_role("heading", name="Start here")).to_be_visible()
        expect(dialog.get_by_role("button", name="Not now", exact=True)).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(steps: Steps, page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.evaluate(SOURCE)
    steps.show(kind="blocked", target="#new")
    steps.settle()
    page.screenshot(path=PICTURES / f"forced-{scheme}.png")
    assert "0.45" in steps.ring.evaluate("(ring) => getComputedStyle(ring).boxShadow")
    assert find_faults(page) == []


@pytest.mark.parametrize(
    "rule",
    [
        "* { all: unset }",
        "* { display: none !important; font-size: 40px !important }",
        "* { visibility: hidden !important; text-transform: uppercase !important; letter-spacing: 9px !important }",
    ],
)
def test_no_rule_of_the_hosts_gets_in(steps: Steps, page: Page, rule: str) -> None:
    steps.show(kind="float")
    steps.settle()
    look = "(e) => JSON.stringify(Object.fromEntries([...getComputedStyle(e)].map((n) => [n, getComputedStyle(e)[n]])))"
    parts = ["h2", ".text", ".primary", ".foot"]
    before = [steps.card.locator(part).evaluate(look) for part in parts]
    page.evaluate(
        """(rule) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rule.replaceAll("*", "body *"));
          document.adoptedStyleSheets = [sheet];
        }""",
        rule,
    )
    assert [steps.card.locator(part).evaluate(look) for part in parts] == before
    expect(steps.card).to_be_visible()


PARTS = [
    "card",
    "title",
    "text",
    "media",
    "close",
    "primary",
    "plain",
    "count",
    "bar",
    "ring",
    "notice",
    "banner",
    "beacon",
    "menu",
    "item",
]


def test_a_hosts_style_sheet_reaches_the_parts_and_no_more(steps: Steps, page: Page) -> None:
    page.evaluate(
        """(parts) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(parts.map((part) => `#ours::part(${part}) { outline-color: rgb(1, 2, 3) }`).join(""));
          document.adoptedStyleSheets = [sheet];
        }""",
        PARTS,
    )
    found: set[str] = set()
    for kind in ("blocked", "banner", "tooltip", "notice"):
        steps.show(kind=kind, target="#customer", edge="top")
        shown = page.locator("#ours [part~=card], #ours [part~=notice]").first
        expect(shown).to_be_visible()
        found |= set(
            page.evaluate(
                """(parts) => parts.filter((part) => {
                  const element = steps.root.querySelector(`[part~=${part}]`);
                  return element && getComputedStyle(element).outlineColor === "rgb(1, 2, 3)";
                })""",
                PARTS,
            )
        )
    assert found == set(PARTS)


def test_it_speaks_in_the_hosts_font(steps: Steps, page: Page) -> None:
    page.evaluate("document.body.style.fontFamily = 'Georgia, serif'")
    steps.show(kind="float")
    for part in ("h2", "button"):
        font = steps.card.locator(part).first.evaluate("(e) => getComputedStyle(e).fontFamily")
        assert font == "Georgia, serif"


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_targets_are_large_enough(browser: Browser, step_pages: str, touch: bool, least: int) -> None:
    steps = Steps(browser.new_page(has_touch=touch, is_mobile=touch), step_pages)
    steps.show(kind="open", target="#customer")
    steps.settle()
    steps.card.locator(".more").click()
    for button in steps.card.get_by_role("button").all() + steps.card.get_by_role("menuitem").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= least, button.text_content()
    steps.page.close()


def test_nothing_is_printed(steps: Steps, page: Page) -> None:
    steps.show(kind="blocked", target="#new")
    page.emulate_media(media="print")
    expect(steps.card).to_be_hidden()
    expect(steps.ring).to_be_hidden()
    steps.show(kind="tooltip", target="#new", title="And this")
    expect(page.locator("#ours .beacon")).to_be_hidden()


def test_the_page_is_left_as_it_was(steps: Steps, page: Page) -> None:
    outside = "document.documentElement.outerHTML.replace(/<div id=.ours.*?<.div>/, '')"
    before = page.evaluate(outside)
    for kind, target in [("open", "#customer"), ("blocked", "#new"), ("modal", None), ("notice", None)]:
        steps.show(kind=kind, target=target)
        assert page.evaluate(outside) == before
    steps.end()
    steps.end()
    assert page.evaluate(outside) == before
    assert page.evaluate("steps.root.childElementCount") == 0


def test_what_is_thrown_goes_to_whoever_mounted_it(steps: Steps, page: Page) -> None:
    steps.show(kind="float")
    page.evaluate("steps.mounted.update({ kind: 'open', target: null })")
    errors = page.evaluate("steps.errors.splice(0)")
    assert len(errors) == 1
    steps.show(kind="float", title="Still here")
    expect(page.get_by_role("dialog", name="Still here")).to_be_visible()
