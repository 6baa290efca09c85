"""One page of the browser, with what happens to it meanwhile: requests under way, dialogs, downloads, new tabs, a crash."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Dialog, Download, ElementHandle, Error, Page, Request, Route

from handrail.authoring.check.results import Remark
from handrail.core.resources import resource
from handrail.sdk.bundle import load_bundle

LOADER = re.compile(r"/sdk/(?:handrail\.js|[0-9a-f]{16}/[\w.-]+\.js)(?:\?|$)")
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


@cache
def read_script() -> str:
    """The finder that tours use, as an expression, and what is asked of it."""
    built = resource("sdk") / load_bundle().hash / "find.js"
    module = built.read_text("utf-8")
    body, _, exported = module.rpartition("export{")
    pairs = [pair.strip().split(" as ") for pair in exported.partition("}")[0].split(",")]
    finder = ",".join(f"{pair[-1]}:{pair[0]}" for pair in pairs)
    look = (Path(__file__).parent / "look.js").read_text("utf-8")
    return f"() => {{ globalThis.handrailCheck ??= ({look})((() => {{ {body}; return {{{finder}}}; }})()); }}"


class Visit:
    def __init__(self, page: Page, note: Callable[[Remark], None]) -> None:
        self.page = page
        self.note = note
        self.pending: dict[Request, float] = {}
        self.crashed = False
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
        try:
            response = await self.page.goto(url, wait_until="domcontentloaded", timeout=OPENING)
        except Error as error:
            if self.crashed:
                raise Gone from error
            return explain_opening(url, error.message)
        if response is not None and response.status >= 400:
            fix = "is the address right, and does the app run there with data that has it? Another address goes into check.pages"
            return Remark(rule="page-failed", problem=f"{url} answered {response.status}", fix=fix)
        return None

    async def ask(self, name: str, argument: Any = None) -> Any:
        """One of the functions of `look.js`. None while the page changes under its hands."""
        call = f"(argument) => globalThis.handrailCheck && globalThis.handrailCheck.{name}(argument)"
        try:
            found = await self.page.evaluate(call, argument)
            if found is None:
                await self.page.evaluate(read_script())
                found = await self.page.evaluate(call, argument)
            return found
        except Error as error:
            if self.crashed or self.page.is_closed():
                raise Gone from error
            return None

    async def hold(self, locators: list[dict[str, Any]]) -> ElementHandle | None:
        await self.page.evaluate(read_script())
        handle = await self.page.evaluate_handle("(locators) => handrailCheck.element(locators)", locators)
        return handle.as_element()

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
