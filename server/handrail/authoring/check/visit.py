"""One page of the browser, with what happens to it meanwhile: requests under way, dialogs, downloads, new tabs, a crash."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.async_api import BrowserContext, Dialog, Download, ElementHandle, Error, JSHandle, Page, Request, Route

from handrail.authoring.check.results import Remark
from handrail.authoring.probe import probe_script

LOADER = re.compile(r"/sdk/(?:handrail\.js|[0-9a-f]{8,40}/[\w.-]+\.js)(?:\?|$)")
WAITED_FOR = {"document", "script", "stylesheet", "xhr", "fetch"}
LONG_POLL = 4.0
"""s: a request that takes longer is one that stays open."""
OPENING = 30_000  # ms
# In the place of ours: what a host tells it is kept, and answers to nothing.
STUB = """(() => {
  const kept = Array.isArray(window.handrail) ? [...window.handrail] : [];
  const nothing = async () => {};
  const names = ["identify", "context", "start", "open", "on", "preferences", "why", "reset", "off"];
  const stub = Object.fromEntries(names.map((name) => [name, nothing]));
  window.handrail = { ...stub, kept, push: (...calls) => kept.push(...calls), track: async (...said) => { kept.push(["track", ...said]); } };
})()"""


class Gone(Exception):
    """The page crashed."""


class Visit:
    def __init__(self, page: Page, note: Callable[[Remark], None]) -> None:
        self.page = page
        self.note = note
        self.pending: dict[Request, float] = {}
        self.crashed = False
        self.status: int | None = None
        self.probe: JSHandle | None = None
        page.on("request", self.begin)
        page.on("requestfinished", self.end)
        page.on("requestfailed", self.end)
        page.on("dialog", self.answer)
        page.on("download", self.refuse)
        page.on("crash", self.crash)
        page.on("popup", self.take_over)

    @classmethod
    async def open_in(cls, context: BrowserContext, note: Callable[[Remark], None]) -> Visit:
        return cls(await context.new_page(), note)

    @property
    def url(self) -> str:
        return self.page.url

    @property
    def is_busy(self) -> bool:
        now = time.monotonic()
        return any(now - since < LONG_POLL for since in self.pending.values())

    async def go(self, url: str) -> Remark | None:
        """What kept it from being opened; None when nothing did."""
        self.status = None
        try:
            response = await self.page.goto(url, wait_until="domcontentloaded", timeout=OPENING)
        except Error as error:
            if self.crashed:
                raise Gone from error
            return explain_opening(url, error.message)
        self.status = response.status if response else None
        if response is not None and response.status >= 400:
            fix = "is the address right, and does the app run there with data that has it? Another address goes into check.pages"
            return Remark(rule="page-failed", problem=f"{url} answered {response.status}", fix=fix)
        return None

    async def ask(self, call: str, *arguments: Any) -> Any:
        """A function of the probe's `check`, as in `see`. None while the page changes under its hands."""
        script = f"(probe, given) => probe.check.{call}(...given)"
        for _ in range(2):
            try:
                if self.probe is None:
                    self.probe = await self.page.evaluate_handle(probe_script())
                return await self.probe.evaluate(script, list(arguments))
            except Error as error:
                self.probe = None
                if self.crashed or self.page.is_closed():
                    raise Gone from error
        return None

    async def hold(self, locators: list[dict[str, Any]]) -> ElementHandle | None:
        """The element, to be acted on."""
        if self.probe is None:
            self.probe = await self.page.evaluate_handle(probe_script())
        handle = await self.probe.evaluate_handle("(probe, locators) => probe.check.hold(locators)", locators)
        return handle.as_element()

    async def ask_of(self, element: ElementHandle, call: str) -> Any:
        """As `ask`, about an element that is held."""
        assert self.probe is not None
        return await self.probe.evaluate(f"(probe, element) => probe.check.{call}(element)", element)

    async def hold_of(self, element: ElementHandle, call: str) -> list[ElementHandle]:
        """Elements that a function of the probe gives for one."""
        assert self.probe is not None
        found = await self.probe.evaluate_handle(f"(probe, element) => [probe.check.{call}(element)].flat()", element)
        held = [handle.as_element() for handle in (await found.get_properties()).values()]
        return [handle for handle in held if handle]

    async def was_told(self, event: str, seconds: float) -> bool:
        """Whether the host tracks it within that time."""
        told = """(event) => [window.handrail?.kept, window.handrail].some((calls) => Array.isArray(calls) && calls.some((call) => call?.[0] === "track" && call[1] === event))"""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if await self.page.evaluate(told, event):
                    return True
            except Error as error:
                if self.crashed:
                    raise Gone from error
            await asyncio.sleep(0.1)
        return False

    def begin(self, request: Request) -> None:
        if request.resource_type in WAITED_FOR:
            self.pending[request] = time.monotonic()

    def end(self, request: Request) -> None:
        self.pending.pop(request, None)

    async def answer(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            problem = f'the page asked "{dialog.message[:120]}" in a dialog of the browser, and was told OK'
            self.note(Remark(rule="dialog", problem=problem))
        try:
            await dialog.accept()
        except Error:  # it went with its page
            return

    async def refuse(self, download: Download) -> None:
        self.note(Remark(rule="download", problem=f"{download.suggested_filename} would have been downloaded"))
        try:
            await download.cancel()
        except Error:  # it was there already
            return

    async def take_over(self, popup: Page) -> None:
        """A link that opens a tab of its own is followed in this one."""
        try:
            await popup.wait_for_load_state("domcontentloaded", timeout=OPENING)
            url = popup.url
            await popup.close()
            await self.page.goto(url, wait_until="domcontentloaded", timeout=OPENING)
        except Error:  # the step's own outcome tells what did not come
            return

    def crash(self, _: Page) -> None:
        self.crashed = True


def explain_opening(url: str, message: str) -> Remark:
    reason = message.partition("\n")[0].removeprefix("Page.goto: ")
    if "ERR_CONNECTION_REFUSED" in reason or "ERR_NAME_NOT_RESOLVED" in reason:
        return Remark(rule="page-failed", problem=f"nothing answers at {url}", fix="is the app running there?")
    if "Timeout" in reason:
        problem = f"{url} did not come within {OPENING // 1000} s"
        return Remark(rule="page-failed", problem=problem, fix="is the app well?")
    if "ERR_TOO_MANY_REDIRECTS" in reason:
        fix = "does the session hold? A role in check.roles says how to sign in"
        return Remark(rule="page-failed", problem=f"{url} leads round in a circle", fix=fix)
    if "ERR_CERT" in reason:
        return Remark(rule="page-failed", problem=f"{url} has a certificate that is not trusted ({reason})")
    return Remark(rule="page-failed", problem=f"{url} cannot be opened ({reason})")


async def block_our_own(context: BrowserContext) -> None:
    """No published tour gets in the way; what the host says to us goes nowhere."""

    async def give_stub(route: Route) -> None:
        if route.request.url.partition("?")[0].endswith("/handrail.js"):
            await route.fulfill(body=STUB, content_type="text/javascript")
        else:
            await route.abort()

    await context.route(LOADER, give_stub)
