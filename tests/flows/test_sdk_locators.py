"""Locators in a real browser: what only one with styles, layout and frames can tell. `handrail.why` says what a condition comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card
from tests.flows.scripted import Scene, make_step, make_tour, open_scene

MARKUP = """
<header id=top><a href=/>Home</a></header>
<main><article><header>Not a banner</header><h2>Lines</h2></article>
<table data-testid=lines><thead><tr><th>What</th></tr></thead><tbody><tr><td><input aria-label=Price></td></tr></tbody></table>
<fieldset disabled><legend>Address</legend><input id=street aria-label=Street></fieldset>
<b data-test="1:'x']">odd</b>
<p class=unseen>Unseen</p><p class=see-through>Transparent</p><p class=flat>Flat</p><p class=far>Far down</p>
<details><summary>More</summary><i id=folded>Folded</i></details>
<div class=contents id=contents><span>Inside</span></div>
<svg role=img aria-label=Chart width=9 height=9></svg>
<input id=typed aria-label=Typed><input id=given aria-label=Given value=x>
<select aria-label=Plan><option value="">Choose<option>pro</select>
<progress aria-label=Upload></progress><button>Twice</button><button>Twice</button>
<button><strong>Paula</strong><span class=line>Owner</span></button><button>In<b>box</b><i class=pill>3</i></button>
</main>
<iframe data-testid=pay src=/frame title=Pay></iframe>
"""
STYLE = ".unseen { visibility: hidden } .see-through { opacity: 0 } .flat { height: 0; width: 0; overflow: hidden; position: absolute } .far { margin-top: 4000px } .contents { display: contents } .line { display: block } .pill { display: inline-block }"
FRAME = "<label>Card <input id=card></label><iframe src=/inner></iframe>"
INNER = "<button>Deep</button>"


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        scene.host.styles = STYLE
        scene.host.pages = {"/frame": FRAME, "/inner": INNER}
        scene.host.markup = MARKUP
        yield scene


def element(state: str = "visible", **locator: Any) -> dict[str, Any]:
    return {"element": locator, "state": state}


LINES = {"test_id": "lines"}
PAY = {"test_id": "pay"}
CASES: list[tuple[str, dict[str, Any], bool | None]] = [
    ("a header that is a banner", element(role="banner"), True),
    ("a header in an article is not", element("absent", role="banner", within={"role": "article"}), True),
    ("a row counted from the first", element(role="textbox", name="Price", within={"role": "row", "nth": 2, "within": LINES}), True),
    ("not in the first row", element("absent", role="textbox", within={"role": "row", "nth": 1, "within": LINES}), True),
    ("disabled with its fieldset", element("enabled", label="Street"), False),
    ("a group by its legend", element(role="group", name="Address"), True),
    ("any test id", element(test_id="1:'x']"), True),
    ("hidden by visibility", element(text="Unseen"), False),
    ("transparent is there", element(text="Transparent"), True),
    ("without a size", element(text="Flat"), False),
    ("far down is there", element(text="Far down"), True),
    ("folded away", element(css="#folded"), False),
    ("a summary is a button", element(role="button", name="More"), True),
    ("an image drawn in the page", element(role="img", name="Chart"), True),
    ("a bar of progress", element(role="progressbar", name="Upload"), True),
    ("an empty field", element("filled", label="Typed"), False),
    ("a field with a value", element("filled", label="Given"), True),
    ("a choice that is none", element("filled", label="Plan"), False),
    ("several are not absent", element("absent", role="button", name="Twice"), False),
    ("several: whether enabled is unknown", element("enabled", role="button", name="Twice"), None),
    ("words on lines of their own", element(role="button", name="Paula Owner"), True),
    ("a word in two parts, and a pill", element(role="button", name="Inbox 3"), True),
    ("in a frame", element(label="Card", frame=[PAY]), True),
    ("not outside of it", element("absent", label="Card"), True),
    ("in a frame in a frame", element(role="button", name="Deep", frame=[PAY, {"css": "iframe"}]), True),
    ("in a frame that is not there", element("absent", label="Card", frame=[LINES]), True),
]  # fmt: skip


def test_every_locator_finds_what_a_person_sees(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("t", make_step("a")), auto=False, start={"when": {"all": [case[1] for case in CASES]}})
    scene.open(page)
    expect(page.frame_locator("[data-testid=pay]").frame_locator("iframe").get_by_role("button")).to_be_visible()
    page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    said = {one["clause"]: one["value"] for one in page.evaluate("handrail.why('t')")}
    found = {name: said[f"start.when.all[{index}]"] for index, (name, _, _) in enumerate(CASES)}
    assert found == {name: expected for name, _, expected in CASES}


def test_a_target_in_a_frame(page: Page, scene: Scene) -> None:
    target = [{"label": "Card", "frame": [PAY]}]
    filled = {"on": "change", "when": {"element": "target", "state": "filled"}}
    scene.server.offer(make_tour("t", make_step("a", target=target, advance=filled), make_step("b", type="modal")))
    scene.open(page)
    expect(card(page, "Title a")).to_be_visible()
    field = page.frame_locator("[data-testid=pay]").get_by_label("Card")
    field.press_sequentially("42")
    field.press("Tab")
    expect(card(page, "Title b")).to_be_visible()
