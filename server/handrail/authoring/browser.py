"""The browser that authoring works with, driven by Playwright: an extra of the package, for nothing else needs it.

It is the one that `HANDRAIL_BROWSER` names, else Playwright's own, else the first Chromium or Chrome of the machine.
"""

from __future__ import annotations

import importlib.util
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Browser as AsyncBrowser
    from playwright.async_api import Playwright as AsyncPlaywright
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGS = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")


class NoBrowser(Exception):
    """There is no Playwright, or no browser that it could drive; says what to do about it."""


def require_playwright() -> None:
    """Raises `NoBrowser` where the extra is not installed. To be called before Playwright is imported."""
    try:
        found = importlib.util.find_spec("playwright.async_api")
    except (ImportError, ValueError):  # there is no `playwright`, or one that cannot be imported
        found = None
    if found is None:
        raise NoBrowser("this needs a browser that is driven by Playwright: pip install 'handrail[check]'")


def launch(playwright: Playwright, named: str | None = None, *, headless: bool = True) -> Browser:
    """`named` is `Settings.browser`: a path, or a name on the PATH. Raises `NoBrowser`."""
    from playwright.sync_api import Error

    attempts = list_attempts(named)
    for attempt in attempts:
        try:
            return playwright.chromium.launch(headless=headless, args=list(ARGS), **attempt)
        except Error as error:
            if attempt is attempts[-1]:
                raise NoBrowser(explain(attempt, error.message)) from error
    raise AssertionError("there is an attempt")


async def launch_async(playwright: AsyncPlaywright, named: str | None = None, *, headless: bool = True) -> AsyncBrowser:
    """As `launch`."""
    from playwright.async_api import Error

    attempts = list_attempts(named)
    for attempt in attempts:
        try:
            return await playwright.chromium.launch(headless=headless, args=list(ARGS), **attempt)
        except Error as error:
            if attempt is attempts[-1]:
                raise NoBrowser(explain(attempt, error.message)) from error
    raise AssertionError("there is an attempt")


def list_attempts(named: str | None) -> list[dict[str, Any]]:
    """Options of a launch, the preferred first. A browser that was named is the only one that is tried."""
    if named:
        return [{"executable_path": shutil.which(named) or named}]
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return [{}, {"executable_path": found}] if found else [{}]


def explain(attempt: dict[str, Any], message: str) -> str:
    if "Missing X server" in message or "DISPLAY" in message:
        return "there is no screen for the browser's window: name the element with --selector, or run it where there is one"
    if not attempt:
        return "there is no browser here: run `playwright install chromium`, or name one in HANDRAIL_BROWSER"
    reason = message.partition("\n")[0].removeprefix("BrowserType.launch: ")
    return f"{attempt['executable_path']} does not start ({reason}); HANDRAIL_BROWSER names another one"
