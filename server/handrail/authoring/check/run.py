"""Walks, several at a time: a plan in, results out as they come. What was walked is kept, so that a run that was stopped can go on."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Error, async_playwright

from handrail.authoring.browser import launch_async
from handrail.authoring.check.plan import Walk, read_viewport
from handrail.authoring.check.results import Remark, StepResult, WalkResult
from handrail.authoring.check.sign_in import SignIn, SignInFailed
from handrail.authoring.check.visit import Gone, Visit, block_our_own
from handrail.authoring.check.walk_page import walk_checklist, walk_snippet, walk_start
from handrail.authoring.check.walk_tour import TourWalk
from handrail.authoring.check.walker import Walker
from handrail.content.checklist import Checklist
from handrail.content.schema import Site
from handrail.content.snippet import Snippet
from handrail.content.tour import Tour

LONGEST = 300.0
"""s for one walk."""
Told = Callable[[WalkResult], None]


@dataclass(frozen=True)
class Setting:
    """What is the same for all walks. `browser` is `Settings.browser`."""

    site: Site
    folder: Path
    url: str
    pictures: Path | None = None
    browser: str | None = None
    workers: int = 2


async def run_walks(setting: Setting, walks: Sequence[Walk], told: Told) -> None:
    """`told` of each as it ends. Raises `NoBrowser`."""
    async with async_playwright() as playwright:
        browser = await launch_async(playwright, setting.browser)
        try:
            waiting: asyncio.Queue[Walk] = asyncio.Queue()
            for walk in walks:
                waiting.put_nowait(walk)
            sign_in = SignIn(browser, setting.folder, setting.url, setting.browser)
            workers = [Worker(setting, browser, sign_in, told) for _ in range(min(setting.workers, len(walks)))]
            async with asyncio.TaskGroup() as group:
                for worker in workers:
                    group.create_task(worker.run(waiting))
        except asyncio.CancelledError:
            # Ctrl-C reaches the browser as well; what it leaves unanswered is nobody's concern any more.
            asyncio.get_running_loop().set_exception_handler(lambda _, __: None)
            raise
        finally:
            with contextlib.suppress(Exception):  # it may be what failed, or have heard Ctrl-C
                await browser.close()


class Worker:
    """One walk after the other. A context is made anew for each, so that what a walk leaves behind is not there for the next."""

    def __init__(self, setting: Setting, browser: Browser, sign_in: SignIn, told: Told) -> None:
        self.setting = setting
        self.browser = browser
        self.sign_in = sign_in
        self.told = told

    async def run(self, waiting: asyncio.Queue[Walk]) -> None:
        while not waiting.empty():
            walk = waiting.get_nowait()
            began = time.monotonic()
            result = await self.take(walk)
            self.told(result.model_copy(update={"seconds": round(time.monotonic() - began, 2)}))

    async def take(self, walk: Walk) -> WalkResult:
        """Whatever happens it is a result."""
        steps: list[StepResult] = []
        remarks: list[Remark] = []
        try:
            state = await self.sign_in.get(walk.key.role, walk.who, walk.key.locale)
            async with self.open(walk, state) as context, asyncio.timeout(LONGEST):
                noted: list[Remark] = []
                visit = await Visit.open_in(context, noted.append)
                walker = Walker(walk, self.setting.site, self.setting.url, visit, self.setting.pictures, noted)
                steps = await stroll(walker)
                remarks += walker.draw_remarks()
        except SignInFailed as error:
            path = ("check", "roles", walk.key.role)
            fix = "nothing was walked as this role"
            remarks.append(Remark(rule="sign-in-failed", problem=str(error), fix=fix, path=path))
        except Gone:
            remarks.append(
                Remark(rule="page-crashed", problem="the page crashed", fix="does it do so by hand as well?")
            )
        except TimeoutError:
            fix = "walk it by itself with --only, or leave it out in check.skip of site.json"
            remarks.append(Remark(rule="walk-failed", problem=f"it was not done within {LONGEST:g} s", fix=fix))
        except Error as error:
            problem = f"the browser could not go on: {error.message.partition(chr(10))[0]}"
            remarks.append(Remark(rule="walk-failed", problem=problem, fix="run it again"))
        return WalkResult(key=walk.key, kind=walk.item.kind, file=walk.file, steps=tuple(steps), remarks=tuple(remarks))

    @contextlib.asynccontextmanager
    async def open(self, walk: Walk, state: Any) -> AsyncIterator[BrowserContext]:
        width, height = read_viewport(walk.key.viewport)
        context = await self.browser.new_context(
            locale=walk.key.locale,
            viewport={"width": width, "height": height},
            storage_state=state,
            reduced_motion="reduce",
        )
        try:
            await block_our_own(context)
            yield context
        finally:
            with contextlib.suppress(Error):  # gone with a browser that crashed
                await context.close()


async def stroll(walker: Walker) -> list[StepResult]:
    item = walker.walk.item
    if isinstance(item, Tour):
        return await TourWalk(walker, item).run()
    if isinstance(item, Snippet):
        return await walk_snippet(walker, item)
    if isinstance(item, Checklist):
        return await walk_checklist(walker, item)
    return await walk_start(walker, item)
