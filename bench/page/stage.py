"""What the page benchmark needs to be running: Handrail with its sites, the measured page on an origin of its own, and Chromium."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from bench.page.content import (
    Json,
    list_by_hand,
    list_crowd,
    list_due,
    list_elsewhere,
    list_hints,
    list_no_hints,
    write_files,
)
from bench.servers import find_port, make_database, serve, serve_handrail
from bench.site import ask
from handrail.app import create_app
from handrail.core.signing import Purpose
from handrail.settings import Settings
from tests.browser import LAUNCH_ARGS, find_browser, install_browser

ROOT = Path(__file__).parents[2]
OUT = ROOT / "bench/peers/dist"
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
SITES = {
    "by-hand": list_by_hand(),
    "due": list_due(),
    "elsewhere": list_elsewhere(),
    "crowd": list_crowd(200),
    "help": list_no_hints(),
    "few-hints": list_hints(3),
    "hints": list_hints(300),
}

TAG = """<script>answered = new Promise((resolve) => (window.handrail = []).push(["on", "ready", resolve]))</script>
<script async src="{handrail}/sdk/handrail.js" data-key="{key}"></script>"""


@dataclass(frozen=True)
class Weight:
    """A library's version and what it costs to load with its style sheet, bytes."""

    version: str
    brotli: int
    gzip: int


@dataclass(frozen=True)
class Stage:
    browser: Browser
    origin: str
    handrail: str
    weights: dict[str, Weight]

    @contextmanager
    def profile(self, *, still: bool = True) -> Iterator[BrowserContext]:
        """A browser profile of its own, which nobody has visited anything with."""
        context = self.browser.new_context(viewport=VIEWPORT, reduced_motion="reduce" if still else "no-preference")
        try:
            yield context
        finally:
            context.close()

    @contextmanager
    def open(self, *, still: bool = True, **asked: str) -> Iterator[Page]:
        """The measured page, loaded, with `asked` in its address."""
        with self.profile(still=still) as context:
            page = context.new_page()
            page.goto(self.address(**({"still": ""} if still else {}), **asked))
            yield page

    def address(self, **asked: str) -> str:
        # It takes ours by name, and the site with its tours.
        site = {"site": "by-hand"} if asked.get("with_") == "handrail" else {}
        return f"{self.origin}/?{urlencode({key.rstrip('_'): value for key, value in (site | asked).items()})}"


def talk(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


@contextmanager
def set_stage() -> Iterator[Stage]:
    weights = {name: Weight(**weight) for name, weight in bundle().items()}
    port = find_port()
    origin = f"http://localhost:{port}"
    with make_database("sqlite") as url:
        keys = asyncio.run(create_sites(url, origin))
        with serve_handrail(url) as ours:
            handrail = f"http://localhost:{ours}"
            tags = {site: TAG.format(handrail=handrail, key=key) for site, key in keys.items()}
            command = ["-m", "uvicorn", "bench.page.host:app", "--no-access-log"]
            with serve(command, "/nothing", port, BENCH_TAGS=json.dumps(tags), BENCH_OUT=str(OUT)), launch() as browser:
                yield Stage(browser, origin, handrail, weights)


@contextmanager
def launch() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = find_browser() or install_browser()
        # Playwright switches the back/forward cache off; whether a page may go there is among what we ask.
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=LAUNCH_ARGS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        try:
            yield browser
        finally:
            browser.close()


def bundle() -> Json:
    command = [ROOT / ".venv/bin/node", ROOT / "bench/page/bundle.mjs", OUT]
    weights: Json = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return weights


async def create_sites(url: str, origin: str) -> dict[str, str]:
    """Publishable keys by site."""
    app = create_app(Settings(database_url=url))
    services = app.state.services
    await services.start()
    keys = {}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as client,
    ):
        for site, tours in SITES.items():
            bearer = {"Authorization": f"Bearer {services.signer.dumps(Purpose.OPERATOR, 'bench')}"}
            made = await ask(client, "/api/sites", {"site": site, "origins": [origin]}, bearer)
            api = f"/api/sites/{site}"
            pushed = await ask(client, f"{api}/versions", {"files": write_files(site, tours)}, bearer)
            await ask(client, f"{api}/environments/production/publish", {"version": pushed["version"]}, bearer)
            keys[site] = made["environments"][0]["publishable_key"]
    return keys
