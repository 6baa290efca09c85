"""The bar of a preview, as an author uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Handrail preview")


def press(page: Page, name: str) -> None:
    bar(page).get_by_role("button", name=name, exact=True).click()
