"""A role and a locale in, a session that pages can have out: what the sign-in script left behind, or what was kept.

The script is the author's own, run on the author's machine. `def sign_in(page, url, role, locale)` has a page of Playwright's synchronous
interface, `async def` one of the asynchronous.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Error
from playwright.sync_api import sync_playwright

from handrail.authoring.browser import launch
from handrail.authoring.check.visit import block_our_own
from handrail.content.site_check import CheckRole

SECONDS = 60.0


class SignInFailed(Exception):
    """Why, and what to do about it."""


class SignIn:
    """Each role once per locale; whoever comes meanwhile waits for it."""

    def __init__(self, browser: Browser, folder: Path, url: str, named: str | None) -> None:
        self.browser = browser
        self.folder = folder
        self.url = url
        self.named = named
        self.made: dict[tuple[str, str], asyncio.Task[Any]] = {}

    async def get(self, name: str, who: CheckRole, locale: str) -> Any:
        """A storage state; None for nobody. Raises `SignInFailed`."""
        if who.storage_state:
            return read_state(self.folder / who.storage_state, name)
        if who.sign_in is None:
            return None
        key = (name, locale)
        if key not in self.made:
            self.made[key] = asyncio.create_task(self.run(name, self.folder / who.sign_in, locale))
        return await asyncio.shield(self.made[key])

    async def run(self, name: str, file: Path, locale: str) -> Any:
        script = load_script(file)
        try:
            async with asyncio.timeout(SECONDS):
                if inspect.iscoroutinefunction(script):
                    return await self.run_async(script, name, locale)
                return await asyncio.to_thread(self.run_sync, script, name, locale)
        except TimeoutError as error:
            raise SignInFailed(f"{file} took more than {SECONDS:g} s to sign {name} in") from error
        except SignInFailed:
            raise
        except Exception as error:  # whatever the author's script raises is told, with its line
            raise SignInFailed(describe(error, file, name)) from error

    async def run_async(self, script: Callable[..., Any], name: str, locale: str) -> Any:
        context = await self.browser.new_context(locale=locale)
        try:
            await block_our_own(context)
            page = await context.new_page()
            await script(page, self.url, name, locale)
            return await context.storage_state(indexed_db=True)
        finally:
            await context.close()

    def run_sync(self, script: Callable[..., Any], name: str, locale: str) -> Any:
        """In a browser of its own: Playwright's two interfaces share nothing."""
        with sync_playwright() as playwright:
            browser = launch(playwright, self.named)
            context = browser.new_context(locale=locale)
            page = context.new_page()
            page.set_default_timeout(SECONDS * 500)
            script(page, self.url, name, locale)
            return context.storage_state(indexed_db=True)


def load_script(file: Path) -> Callable[..., Any]:
    if not file.is_file():
        raise SignInFailed(f"there is no {file}, which site.json names under check.roles")
    try:
        found = runpy.run_path(str(file)).get("sign_in")
    except Exception as error:  # as above
        raise SignInFailed(describe(error, file, "anybody")) from error
    if not callable(found):
        raise SignInFailed(f"{file} has no function sign_in; begin with: def sign_in(page, url, role, locale):")
    script: Callable[..., Any] = found
    return script


def read_state(file: Path, name: str) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        problem = f"{file}, the session of {name}, cannot be read"
        raise SignInFailed(f"{problem}; make it with: playwright codegen --save-storage={file} URL") from error


def describe(error: BaseException, file: Path, name: str) -> str:
    """With the line of the script, where it is one."""
    line, trace = "", error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = f":{trace.tb_lineno}"
        trace = trace.tb_next
    message = (error.message if isinstance(error, Error) else str(error)) or type(error).__name__
    return f"{file}{line} could not sign {name} in: {message.partition(chr(10))[0]}"
