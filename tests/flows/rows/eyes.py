"""What a person sees of the ring and the card, in the coordinates of the window."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.flows.scripted import wait_until


def ring(page: Page) -> Locator:
    return page.locator("[data-handrail] .ring").first


def is_around(page: Page, target: Locator, air: float) -> bool:
    """Whether the ring stands around it, that many px out on each side, or as far as the window lets it."""
    have, inner, window = ring(page).bounding_box(), target.bounding_box(), page.viewport_size
    if not have or not inner or not window:
        return False
    across = (have["x"], have["width"], inner["x"], inner["width"], window["width"])
    down = (have["y"], have["height"], inner["y"], inner["height"], window["height"])
    for start, length, at, size, room in (across, down):
        edges = [(start, at - air), (start + length, at + size + air)]
        if any(abs(edge - min(max(wanted, 1), room - 1)) > 2 for edge, wanted in edges):
            return False
    return True


def expect_ring_around(page: Page, target: Locator, air: float = 8) -> None:
    wait_until(page, lambda: is_around(page, target, air))


def covers(card: Locator, target: Locator) -> bool:
    a, b = card.bounding_box(), target.bounding_box()
    assert a
    assert b
    return (
        a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    )
