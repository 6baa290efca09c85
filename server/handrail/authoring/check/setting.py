"""What is the same for all walks: the site, where its app runs, and the browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, HttpCredentials, Playwright

from handrail.authoring.browser import launch_async
from handrail.conditions.authored import to_milliseconds
from handrail.content.schema import Site


@dataclass(frozen=True)
class Setting:
    """`browser` is `Settings.browser`."""

    site: Site
    folder: Path
    url: str
    pictures: Path | None = None
    browser: str | None = None
    workers: int = 2
    credentials: HttpCredentials | None = None

    @property
    def seconds(self) -> float:
        """For a page to come, and to answer."""
        return to_milliseconds(self.site.check.timeout) / 1000

    def describe_session(self, locale: str) -> dict[str, Any]:
        """What is the same for who signs in and who walks."""
        return {"locale": locale, "http_credentials": self.credentials}


class Browsers:
    """One browser for all, started again where it went down, and one by itself for whoever wants that."""

    def __init__(self, playwright: Playwright, named: str | None) -> None:
        self.playwright = playwright
        self.named = named
        self.lock = asyncio.Lock()
        self.browser: Browser | None = None

    async def get(self) -> Browser:
        """Raises `NoBrowser`."""
        async with self.lock:
            if self.browser is None or not self.browser.is_connected():
                self.browser = await launch_async(self.playwright, self.named)
            return self.browser

    @contextlib.asynccontextmanager
    async def open_another(self) -> AsyncIterator[Browser]:
        """Raises `NoBrowser`."""
        browser = await launch_async(self.playwright, self.named)
        try:
            yield browser
        finally:
            await close(browser)

    async def close(self) -> None:
        if self.browser:
            await close(self.browser)


async def close(browser: Browser) -> None:
    with contextlib.suppress(Exception):  # it may be what failed, or have heard Ctrl-C
        await browser.close()
