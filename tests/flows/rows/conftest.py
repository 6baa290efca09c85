"""One scripted server and one small page for each row of what a person may notice of a tour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.flows.scripted import Json, Scene, make_tour, open_scene
from tests.flows.watch import Watch

PAGES = Path(__file__).parent / "pages"


@dataclass
class Walk:
    """`walk("late", step, …)`: the page of that name, with a tour of these steps. `failures`: of steps, where that is the point."""

    page: Page
    scene: Scene
    failures: int = 0

    def __call__(self, name: str, *steps: Json, path: str = "/", **tour: Any) -> None:
        host = self.scene.host
        host.markup = (PAGES / f"{name}.html").read_text()
        for inner in PAGES.glob(f"{name}-*.html"):
            host.pages[f"/{inner.name}"] = inner.read_text()
        self.scene.server.offer(make_tour("t", *steps, **tour))
        self.scene.open(self.page, path)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        yield scene


@pytest.fixture
def walk(page: Page, scene: Scene) -> Iterator[Walk]:
    """Nothing of ours may fail into the page."""
    watch = Watch(page, scene.server.url)
    walk = Walk(page, scene)
    yield walk
    watch.assert_clean()
    assert scene.server.names.count("step_failed") == walk.failures
