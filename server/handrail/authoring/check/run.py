"""Walks, several at a time: a plan in, results out as they come. What was walked is kept, so that a run that was stopped can go on."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from playwright.async_api import Browser, BrowserContext, Error, async_playwright

from handrail.authoring.browser import NoBrowser
from handrail.authoring.check.links import check_links
from handrail.authoring.check.loader import block_our_own
from handrail.authoring.check.plan import Walk, read_viewport
from handrail.authoring.check.results import Remark, StepResult, WalkResult
from handrail.authoring.check.setting import Browsers, Setting
from handrail.authoring.check.sign_in import SignIn, SignInFailed
from handrail.authoring.check.visit import Gone, Visit, is_lost
from handrail.authoring.check.walk_page import walk_checklist, walk_snippet, walk_start
from handrail.authoring.check.walk_tour import TourWalk
from handrail.authoring.check.walker import Walker
from handrail.content.checklist import Checklist
from handrail.content.snippet import Snippet
from handrail.content.tour import Tour

LONGEST, LONGEST_STEP = 300.0, 60.0
"""s for one walk, and for each of its steps where that is more."""
Told = Callable[[WalkResult], None]


async def run_walks(setting: Setting, walks: Sequence[Walk], told: Told) -> None:
    """`told` of each as it ends. Raises `NoBrowser`."""
    async with async_playwright() as playwright:
        browsers = Browsers(playwright, setting.browser)
        try:
            await browsers.get()
            waiting: asyncio.Queue[Walk] = asyncio.Queue()
            for walk in walks:
                waiting.put_nowait(walk)
            sign_in = SignIn(browsers, setting)
            workers = [Worker(setting, browsers, sign_in, told) for _ in range(min(setting.workers, len(walks)))]
            await finish_all([asyncio.create_task(worker.run(waiting)) for worker in workers])
        except (asyncio.CancelledError, Error, NoBrowser) as error:
            task = asyncio.current_task()
            if not (task and task.cancelling()):
                raise
            # Ctrl-C reaches the browser as well; what it leaves unanswered is nobody's concern any more.
            asyncio.get_running_loop().set_exception_handler(lambda _, __: None)
            raise asyncio.CancelledError from error
        finally:
            await browsers.close()


async def finish_all(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Until all are done, or one fails or this is cancelled: then none of them goes on. A TaskGroup's own cancelling could not be told from Ctrl-C."""
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class BrowserLost(Exception):
    """It went down in the middle of a walk."""


class Worker:
    """One walk after the other. A context is made anew for each, so that what a walk leaves behind is not there for the next."""

    def __init__(self, setting: Setting, browsers: Browsers, sign_in: SignIn, told: Told) -> None:
        self.setting = setting
        self.browsers = browsers
        self.sign_in = sign_in
        self.told = told

    async def run(self, waiting: asyncio.Queue[Walk]) -> None:
        while not waiting.empty():
            walk = waiting.get_nowait()
            began = time.monotonic()
            result = await self.walk(walk)
            self.told(result.model_copy(update={"seconds": round(time.monotonic() - began, 2)}))

    async def walk(self, walk: Walk) -> WalkResult:
        """Where the browser goes down it takes all walks with it, whichever of them it was: each has another try, in a browser by itself."""
        browser = await self.browsers.get()
        with contextlib.suppress(BrowserLost):
            result = await self.take(browser, walk)
            if browser.is_connected():
                return result
        async with self.browsers.open_another() as own:
            return await self.take(own, walk, is_last=True)

    async def take(self, browser: Browser, walk: Walk, *, is_last: bool = False) -> WalkResult:
        """Whatever happens it is a result, with the steps that were walked until then. Raises `BrowserLost` where there is another try."""
        steps: list[StepResult] = []
        remarks: list[Remark] = []
        item = walk.item
        per_step = max(LONGEST_STEP, 2 * self.setting.seconds)
        longest = max(LONGEST, per_step * len(item.steps)) if isinstance(item, Tour) else LONGEST
        try:
            state = await self.sign_in.get(walk.key.role, walk.who, walk.key.locale)
            async with asyncio.timeout(longest), self.open(browser, walk, state) as context:
                noted: list[Remark] = []
                visit = await Visit.open_in(context, noted.append, self.setting.seconds)
                walker = Walker(walk, self.setting.site, self.setting.url, visit, self.setting.pictures, noted)
                async for step in stroll(walker):
                    steps.append(step)
                remarks += [*walker.draw_remarks(), *await check_links(walker)]
        except SignInFailed as error:
            path = ("check", "roles", walk.key.role)
            fix = "nothing was walked as this role"
            remarks.append(Remark(rule="sign-in-failed", problem=str(error), fix=fix, path=path))
        except Gone as gone:
            remarks.append(Remark(rule=gone.rule, problem=str(gone), fix="does it do so by hand as well?"))
        except TimeoutError:
            fix = "walk it by itself with --only, or leave it out in check.skip of site.json"
            remarks.append(Remark(rule="walk-failed", problem=f"it was not done within {longest:g} s", fix=fix))
        except Error as error:
            lost = is_lost(error) or not browser.is_connected()
            if lost and not is_last:
                raise BrowserLost from error
            problem = f"the browser could not go on: {error.message.partition(chr(10))[0]}"
            remarks.append(
                say_lost(walk, steps) if lost else Remark(rule="walk-failed", problem=problem, fix="run it again")
            )
        except Exception as error:  # one walk that fails in a way of its own takes no other with it
            problem = f"it could not go on: {type(error).__name__}: {error}"[:200]
            remarks.append(Remark(rule="walk-failed", problem=problem, fix="run it again"))
        return WalkResult(key=walk.key, kind=walk.item.kind, file=walk.file, steps=tuple(steps), remarks=tuple(remarks))

    @contextlib.asynccontextmanager
    async def open(self, browser: Browser, walk: Walk, state: Any) -> AsyncIterator[BrowserContext]:
        width, height = read_viewport(walk.key.viewport)
        try:
            context = await browser.new_context(
                **self.setting.describe_session(walk.key.locale),
                viewport={"width": width, "height": height},
                storage_state=state,
                reduced_motion="reduce",
            )
        except Error as error:
            if state is None or is_lost(error) or not browser.is_connected():
                raise
            problem = f"the session of {walk.key.role} is none that a browser takes"
            raise SignInFailed(f"{problem} ({error.message.partition(chr(10))[0]})") from error
        try:
            await block_our_own(context)
            yield context
        finally:
            with contextlib.suppress(Error, TimeoutError):  # gone with a browser that crashed
                async with asyncio.timeout(self.setting.seconds):
                    await context.close()


def say_lost(walk: Walk, steps: Sequence[StepResult]) -> Remark:
    """With the place of the step that it did not come back from."""
    walked = {step.id for step in steps}
    planned = enumerate(walk.item.steps if isinstance(walk.item, Tour) else ())
    index, id_ = next(((index, step.id) for index, step in planned if step.id not in walked), (None, ""))
    return Remark(
        rule="walk-failed",
        problem="the browser went down, and so did another one" + (f', at step "{id_}"' if id_ else ""),
        fix="is there memory enough for that page? What follows it was not looked at",
        path=() if index is None else ("steps", index),
    )


def stroll(walker: Walker) -> AsyncIterator[StepResult]:
    item = walker.walk.item
    if isinstance(item, Tour):
        return TourWalk(walker, item).run()
    if isinstance(item, Snippet):
        return walk_snippet(walker, item)
    if isinstance(item, Checklist):
        return walk_checklist(walker, item)
    return walk_start(walker, item)
