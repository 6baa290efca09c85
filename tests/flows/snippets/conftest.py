"""A small page, and snippets on its elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.scripted import Scene, open_scene
from tests.flows.watch import Watch

PAGES = Path(__file__).parent / "pages"


@dataclass
class Helped:
    """`helped("form", price={"show": "focus"})`: the page of that name, with a snippet on `#price`."""

    page: Page
    scene: Scene
    watch: Watch | None = None

    def __call__(self, name: str, *also: str, **snippets: dict[str, Any]) -> None:
        host = self.scene.host
        host.markup = (PAGES / f"{name}.html").read_text()
        for inner in PAGES.glob(f"{name}-*.html"):
            host.pages[f"/{inner.name}"] = inner.read_text()
        for id_, listed in {**{key: {} for key in also}, **snippets}.items():
            self.scene.server.help_with(id_, **listed)
        self.scene.open(self.page)

    def ready(self) -> None:
        """What opens them has come: it is the last that does."""
        self.page.wait_for_function(
            "() => performance.getEntriesByType('resource').some(({ name }) => /use.js$/.test(name))"
        )

    def mark(self, id_: str) -> Locator:
        return self.page.get_by_role("button", name=f"About {id_}", exact=True)

    def hint(self, id_: str) -> Locator:
        return self.page.get_by_role("dialog", name=f"About {id_}", exact=True)

    def opened(self, id_: str) -> None:
        """It says what it has to say."""
        expect(self.hint(id_)).to_be_visible()
        expect(self.hint(id_)).not_to_have_attribute("aria-busy", "true")


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        yield scene


@pytest.fixture
def helped(page: Page, scene: Scene) -> Iterator[Helped]:
    """Nothing of ours may fail into the page."""
    watch = Watch(page, scene.server.url)
    yield Helped(page, scene, watch)
    watch.assert_clean()
