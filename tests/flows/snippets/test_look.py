"""Every state of a snippet: axe finds nothing, nothing scrolls sideways, and nothing covers its element; from right to left, too."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.flows.axe import assert_accessible
from tests.flows.scripted import Scene
from tests.flows.snippets.conftest import Helped
from tests.flows.snippets.test_open import RICH

STYLES = "body { font: 15px/1.6 sans-serif; padding: 24px; max-width: 720px } input, button { font: inherit }"
SIZES: dict[str, ViewportSize] = {
    "wide": {"width": 1000, "height": 700},
    "phone": {"width": 360, "height": 740},
    "zoomed": {"width": 320, "height": 256},
}
KINDS: dict[str, dict[str, Any]] = {
    "beside": {"price": {"text": RICH}, "save": {}},
    "underline": {"vat": {"text": RICH, "show": "underline"}, "terms": {"show": "underline"}},
    "focus": {"price": {"text": RICH, "show": "focus"}},
}


@pytest.fixture
def pictures(pytestconfig: pytest.Config) -> Path:
    return Path(pytestconfig.getoption("--output")) / "states"


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_accessible(page: Page, helped: Helped, scene: Scene, pictures: Path, kind: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    scene.host.styles = STYLES
    helped("form", **KINDS[kind])
    helped.ready()
    id_ = next(iter(KINDS[kind]))
    assert_accessible(page)
    page.locator(f"#{id_}").focus() if kind == "focus" else helped.mark(id_).dispatch_event("click")
    helped.opened(id_)
    for (size, viewport), scheme in product(SIZES.items(), ("light", "dark")):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        expect(helped.hint(id_)).to_be_in_viewport()
        page.screenshot(path=pictures / f"snippet-{kind}-{size}-{scheme}.png")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_right_to_left(browser: Browser, scene: Scene, pictures: Path) -> None:
    page = browser.new_page(locale="ar")
    scene.host.tag += ' data-locale="ar"'
    scene.host.styles = STYLES + " body { direction: rtl }"
    helped = Helped(page, scene)
    helped("form", price={"text": RICH})
    helped.mark("price").click()
    helped.opened("price")
    page.screenshot(path=pictures / "snippet-rtl.png")
    mark, field = helped.mark("price").bounding_box(), page.locator("#price").bounding_box()
    assert mark is not None
    assert field is not None
    assert mark["x"] + mark["width"] <= field["x"]
    expect(helped.hint("price")).to_have_css("direction", "rtl")
    page.close()


def test_forced_colours(browser: Browser, scene: Scene, pictures: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    scene.host.styles = STYLES
    helped = Helped(page, scene)
    helped("form", "save", price={"text": RICH}, vat={"show": "underline"})
    helped.mark("price").click()
    helped.opened("price")
    page.screenshot(path=pictures / "snippet-forced-colours.png")
    expect(helped.mark("save")).to_be_visible()
    context.close()
