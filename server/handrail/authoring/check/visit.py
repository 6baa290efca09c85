"""One page of the browser, with what happens to it meanwhile: requests under way, dialogs, downloads, new tabs, a crash, a script that never ends."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from playwright.async_api import (
    BrowserContext,
    Dialog,
    Download,
    ElementHandle,
    Error,
    JSHandle,
    Page,
    Request,
    Response,
)

from handrail.authoring.check.addresses import origin_of, say_address
from handrail.authoring.check.results import Remark
from handrail.authoring.probe import probe_script

WAITED_FOR = {"document", "script", "stylesheet", "xhr", "fetch"}
LOADED = {"document", "script", "stylesheet", "image", "font", "media"}
"""What a page is not complete without."""
LONG_POLL = 4.0
"""s: a request that takes longer is one that stays open."""
MOST_THROWN = 3
T = TypeVar("T")


class Gone(Exception):
    """Nothing can be asked of the page any more: it crashed, a script of it never ends, or it is on its way to one that never comes. Says which."""

    def __init__(self, problem: str, rule: str = "page-crashed") -> None:
        super().__init__(problem)
        self.rule = rule


class Visit:
    """`seconds` is how long a page may take to come, and to answer what one that is well answers at once."""

    def __init__(self, page: Page, note: Callable[[Remark], None], seconds: float) -> None:
        self.page = page
        self.note = note
        self.seconds = seconds
        self.pending: dict[Request, float] = {}
        self.going: Request | None = None
        self.crashed = False
        self.status: int | None = None
        self.probe: JSHandle | None = None
        self.thrown: set[str] = set()
        self.listen(page)

    def listen(self, page: Page) -> None:
        page.on("request", self.begin)
        page.on("requestfinished", self.end)
        page.on("requestfailed", self.end)
        page.on("response", self.heed)
        page.on("dialog", self.answer)
        page.on("download", self.refuse)
        page.on("pageerror", self.tell_thrown)
        page.on("crash", self.crash)
        page.on("popup", self.take_over)

    @classmethod
    async def open_in(cls, context: BrowserContext, note: Callable[[Remark], None], seconds: float) -> Visit:
        return cls(await context.new_page(), note, seconds)

    async def begin_anew(self) -> None:
        """With a fresh page, in the same session, in place of one that is gone."""
        lost, context = self.page, self.page.context
        self.page = await context.new_page()
        self.crashed, self.status, self.probe, self.going = False, None, None, None
        self.pending.clear()
        self.listen(self.page)
        with contextlib.suppress(Error, TimeoutError):  # it is of no use either way
            async with asyncio.timeout(self.seconds):
                await lost.close()

    async def in_time(self, answer: Awaitable[T]) -> T:
        """What a page is asked. Raises `Gone` where it does not answer at all."""
        try:
            async with asyncio.timeout(self.seconds):
                return await answer
        except TimeoutError as error:
            raise self.gone() from error

    async def require_answer(self) -> None:
        """Raises `Gone`."""
        with contextlib.suppress(Error):  # between two documents
            await self.in_time(self.page.evaluate("() => true"))

    def gone(self) -> Gone:
        if self.going:
            return Gone(self.say_unanswered(self.going), "page-failed")
        where = say_address(self.page.url)
        return Gone(f"{where} crashed" if self.crashed else f"{where} answers no more: a script of it never ends")

    @property
    def url(self) -> str:
        return self.page.url

    @property
    def is_busy(self) -> bool:
        now = time.monotonic()
        return any(
            now - since < LONG_POLL for request, since in self.pending.items() if request.resource_type in WAITED_FOR
        )

    def say_unanswered(self, request: Request) -> str:
        return f"{say_address(request.url)} was not answered within {self.seconds:g} s"

    def say_awaited(self) -> str:
        """What the page is not complete without and has not got yet; empty where there is no such thing."""
        awaited = [say_address(one.url)[:120] for one in self.pending if one.resource_type in LOADED]
        more = f" and {len(awaited) - 1} more" if len(awaited) > 1 else ""
        return f"it waits for {awaited[0]}{more}" if awaited else ""

    async def go(self, url: str) -> Remark | None:
        """What kept it from being opened; None when nothing did."""
        self.status = None
        try:
            response = await self.page.goto(url, wait_until="domcontentloaded", timeout=self.seconds * 1000)
        except Error as error:
            if self.crashed or "frame was detached" in error.message:
                self.crashed = True
                raise self.gone() from error
            if is_lost(error):
                raise
            if "Timeout" in error.message:
                return await self.explain_wait(url)
            return explain_opening(url, error.message)
        self.status = response.status if response else None
        if response is not None and response.status >= 400:
            fix = "is the address right, and does the app run there with data that has it? Another address goes into check.pages"
            return Remark(rule="page-failed", problem=f"{url} answered {response.status}", fix=fix)
        return None

    async def explain_wait(self, url: str) -> Remark:
        """Why it did not come in time. Raises `Gone` where the page that is there does not answer either."""
        if self.going:
            problem = self.say_unanswered(self.going)
            await self.begin_anew()  # on its way for ever, it would answer nothing
        else:
            await self.require_answer()
            awaited = self.say_awaited()
            problem = f"{url} did not come within {self.seconds:g} s{awaited and f': {awaited}'}"
        return Remark(rule="page-failed", problem=problem, fix="is the app well?")

    async def ask(self, call: str, *arguments: Any) -> Any:
        """A function of the probe's `check`, as in `see`. None while the page changes under its hands."""
        script = f"(probe, given) => probe.check.{call}(...given)"
        for _ in range(2):
            try:
                if self.probe is None:
                    self.probe = await self.in_time(self.page.evaluate_handle(probe_script()))
                return await self.in_time(self.probe.evaluate(script, list(arguments)))
            except Error as error:
                self.probe = None
                if self.crashed or self.page.is_closed():
                    raise self.gone() from error
        return None

    async def hold(self, locators: list[dict[str, Any]]) -> ElementHandle | None:
        """The element, to be acted on."""
        if self.probe is None:
            self.probe = await self.in_time(self.page.evaluate_handle(probe_script()))
        handle = await self.in_time(
            self.probe.evaluate_handle("(probe, locators) => probe.check.hold(locators)", locators)
        )
        return handle.as_element()

    async def ask_of(self, element: ElementHandle, call: str) -> Any:
        """As `ask`, about an element that is held."""
        assert self.probe is not None
        return await self.in_time(self.probe.evaluate(f"(probe, element) => probe.check.{call}(element)", element))

    async def hold_of(self, element: ElementHandle, call: str) -> list[ElementHandle]:
        """Elements that a function of the probe gives for one."""
        assert self.probe is not None
        found = await self.in_time(
            self.probe.evaluate_handle(f"(probe, element) => [probe.check.{call}(element)].flat()", element)
        )
        held = [handle.as_element() for handle in (await found.get_properties()).values()]
        return [handle for handle in held if handle]

    async def was_told(self, event: str, seconds: float) -> bool:
        """Whether the host tracks it within that time."""
        told = """(event) => [window.handrail?.kept, window.handrail].some((calls) => Array.isArray(calls) && calls.some((call) => call?.[0] === "track" && call[1] === event))"""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if await self.in_time(self.page.evaluate(told, event)):
                    return True
            except Error as error:
                if self.crashed:
                    raise self.gone() from error
            await asyncio.sleep(0.1)
        return False

    def begin(self, request: Request) -> None:
        self.pending[request] = time.monotonic()
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.going = request

    def end(self, request: Request) -> None:
        self.pending.pop(request, None)
        if request is self.going:
            self.going = None

    def heed(self, response: Response) -> None:
        """What the page itself was answered, by whatever way it was come to."""
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
            self.going = None

    def tell_thrown(self, error: Error) -> None:
        """The first few: one that repeats itself says nothing new."""
        said = " ".join(error.message.split())[:160]
        if said in self.thrown or len(self.thrown) >= MOST_THROWN or "ResizeObserver" in said:
            return
        self.thrown.add(said)
        self.note(Remark(rule="page-threw", problem=f'a script of the page threw "{said}"'))

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
        """A link that opens a tab of its own is followed in this one, as long as it leads to another page of the app."""
        origin = origin_of(self.url)
        try:
            await popup.wait_for_url(lambda url: url != "about:blank", wait_until="commit", timeout=self.seconds * 1000)
        except Error:  # a window that stays empty leads nowhere
            url = ""
        else:
            url = popup.url
        try:
            await popup.close()
            if origin_of(url) == origin:
                await self.page.goto(url, wait_until="domcontentloaded", timeout=self.seconds * 1000)
        except Error:  # the step's own outcome tells what did not come
            return

    def crash(self, page: Page) -> None:
        self.crashed = self.crashed or page == self.page


def is_lost(error: Error) -> bool:
    """Whether the browser went down: nobody else closes a page that is walked."""
    return "has been closed" in error.message


def explain_opening(url: str, message: str) -> Remark:
    reason = message.partition("\n")[0].removeprefix("Page.goto: ")
    if "ERR_CONNECTION_REFUSED" in reason or "ERR_NAME_NOT_RESOLVED" in reason:
        return Remark(rule="page-failed", problem=f"nothing answers at {url}", fix="is the app running there?")
    if "ERR_TOO_MANY_REDIRECTS" in reason:
        fix = "does the session hold? A role in check.roles says how to sign in"
        return Remark(rule="page-failed", problem=f"{url} leads round in a circle", fix=fix)
    if "ERR_INVALID_AUTH_CREDENTIALS" in reason:
        fix = "a user and a password go into --url, as in https://user:password@staging.example.com"
        return Remark(rule="page-failed", problem=f"{url} asks for a user and a password", fix=fix)
    if "ERR_CERT" in reason:
        return Remark(rule="page-failed", problem=f"{url} has a certificate that is not trusted ({reason})")
    return Remark(rule="page-failed", problem=f"{url} cannot be opened ({reason})")
