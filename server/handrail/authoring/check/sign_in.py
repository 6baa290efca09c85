"""A role and a locale in, a session that pages can have out: what the sign-in script left behind, or what was kept.

The script is the author's own, run on the author's machine. `def sign_in(page, url, role, locale)` has a page of Playwright's synchronous
interface, `async def` one of the asynchronous.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import runpy
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Page
from playwright.sync_api import Page as SyncPage
from playwright.sync_api import sync_playwright

from handrail.authoring.browser import launch
from handrail.authoring.check.addresses import say_address
from handrail.authoring.check.loader import block_our_own, block_our_own_sync
from handrail.authoring.check.setting import Browsers, Setting
from handrail.content.site_check import CheckRole

SECONDS = 60.0
HOW_TO_KEEP = "make it with: playwright codegen --save-storage={} URL"


class SignInFailed(Exception):
    """Why, and what to do about it."""


class SignIn:
    """Each role once per locale; whoever comes meanwhile waits for it."""

    def __init__(self, browsers: Browsers, setting: Setting) -> None:
        self.browsers = browsers
        self.setting = setting
        self.made: dict[tuple[str, str], asyncio.Task[Any]] = {}

    async def get(self, name: str, who: CheckRole, locale: str) -> Any:
        """A storage state; None for nobody. Raises `SignInFailed`."""
        if who.storage_state:
            return read_state(self.setting.folder / who.storage_state, name)
        if who.sign_in is None:
            return None
        key = (name, locale)
        if key not in self.made:
            self.made[key] = asyncio.create_task(self.run(name, self.setting.folder / who.sign_in, locale))
        return await asyncio.shield(self.made[key])

    async def run(self, name: str, file: Path, locale: str) -> Any:
        script = load_script(file)
        try:
            async with asyncio.timeout(SECONDS):
                if inspect.iscoroutinefunction(script):
                    return await self.run_async(script, name, locale)
                return await run_in_thread(lambda: self.run_sync(script, name, locale))
        except TimeoutError as error:
            raise SignInFailed(f"{file} took more than {SECONDS:g} s to sign {name} in") from error
        except SignInFailed:
            raise
        except (Exception, SystemExit) as error:  # whatever the author's script raises is told, with its line
            raise SignInFailed(describe(error, file, name)) from error

    async def run_async(self, script: Callable[..., Any], name: str, locale: str) -> Any:
        async with self.browsers.open_another() as browser:
            context = await browser.new_context(**self.setting.describe_session(locale))
            await block_our_own(context)
            page = await context.new_page()
            with noting_place(page):
                await script(page, self.setting.url, name, locale)
            return await context.storage_state(indexed_db=True)

    def run_sync(self, script: Callable[..., Any], name: str, locale: str) -> Any:
        """In a browser of its own: Playwright's two interfaces share nothing."""
        with sync_playwright() as playwright:
            browser = launch(playwright, self.setting.browser)
            context = browser.new_context(**self.setting.describe_session(locale))
            block_our_own_sync(context)
            page = context.new_page()
            page.set_default_timeout(SECONDS * 500)
            with noting_place(page):
                script(page, self.setting.url, name, locale)
            return context.storage_state(indexed_db=True)


@contextlib.contextmanager
def noting_place(page: Page | SyncPage) -> Iterator[None]:
    """What fails says where it was: more often than not that is another page than the author believes."""
    try:
        yield
    except Exception as error:
        error.add_note(f"at {say_address(page.url)}")
        raise


def load_script(file: Path) -> Callable[..., Any]:
    if not file.is_file():
        raise SignInFailed(f"there is no {file}, which site.json names under check.roles")
    try:
        found = runpy.run_path(str(file)).get("sign_in")
    except (Exception, SystemExit) as error:  # the author's script may raise anything while it is read
        raise SignInFailed(describe(error, file, "anybody")) from error
    if not callable(found):
        raise SignInFailed(f"{file} has no function sign_in; begin with: def sign_in(page, url, role, locale):")
    script: Callable[..., Any] = found
    return script


async def run_in_thread(work: Callable[[], Any]) -> Any:
    """In one that nobody waits for in the end: a script may never come back."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Any] = loop.create_future()

    def tell(result: Any, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is None:
            done.set_result(result)
        else:
            done.set_exception(error)

    def run() -> None:
        result, failed = None, None
        try:
            result = work()
        except (Exception, SystemExit) as error:  # is raised where it is waited for
            # What ends a process would end the loop that waits for it.
            failed = RuntimeError(say(error)) if isinstance(error, SystemExit) else error
            failed.__traceback__ = error.__traceback__
        with contextlib.suppress(RuntimeError):  # nobody waits any more
            loop.call_soon_threadsafe(tell, result, failed)

    threading.Thread(target=run, daemon=True).start()
    return await done


def read_state(file: Path, name: str) -> Any:
    try:
        state = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SignInFailed(f"{file}, the session of {name}, cannot be read; {HOW_TO_KEEP.format(file)}") from error
    if not isinstance(state, dict) or not state.keys() & {"cookies", "origins"}:
        raise SignInFailed(f"{file} is no session that Playwright kept; {HOW_TO_KEEP.format(file)}")
    return state


def describe(error: BaseException, file: Path, name: str) -> str:
    """With the line of the script, where it is one."""
    line, trace = "", error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = f":{trace.tb_lineno}"
        trace = trace.tb_next
    reason = say(error).partition("\n")[0].rstrip(".")
    return ", ".join([f"{file}{line} could not sign {name} in: {reason}", *getattr(error, "__notes__", ())])


def say(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"it ended with {error}"
    return (error.message if isinstance(error, Error) else str(error)) or type(error).__name__
