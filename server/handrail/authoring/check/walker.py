"""What the walks of all kinds have in common: getting to a page, looking for what is named there, asking conditions, taking a picture."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from playwright.async_api import Error

from handrail.authoring.check.addresses import choose_page, fits, join, origin_of, say_address
from handrail.authoring.check.asking import list_elements, tell
from handrail.authoring.check.look import POLL, Sought, View, Words, look, look_until_at_rest, measure
from handrail.authoring.check.plan import Walk, describe
from handrail.authoring.check.propose import propose
from handrail.authoring.check.results import Box, Remark, Sighting, StepResult, Use
from handrail.authoring.check.visit import Gone, Visit
from handrail.conditions.address import read_path
from handrail.conditions.context import Context
from handrail.conditions.schema import Condition, ElementState
from handrail.content.schema import Site
from handrail.content.validation.faults import Path

ARRIVING = 5.0
"""s that a page of the app's own making is given to change its address."""
PATIENCE = 4.0
"""s to look for what says nothing of how long it may take."""


@dataclass
class Walker:
    walk: Walk
    site: Site
    base: str
    visit: Visit
    pictures: FilePath | None = None
    remarks: list[Remark] = field(default_factory=list)
    taken: int = 0
    newest: tuple[str | None, Box | None] = (None, None)
    """The picture of the step that is being walked, once there is one."""
    restless: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        key = self.walk.key
        self.words = Words(key.locale, self.site.locales[0])
        self.context = describe(self.site, self.walk.item, self.walk.who, key.locale, key.viewport)

    def draw_remarks(self) -> tuple[Remark, ...]:
        """What was noted since they were last drawn."""
        drawn, self.remarks[:] = tuple(dict.fromkeys(self.remarks)), []
        return drawn

    async def survive(self, attempt: Awaitable[StepResult], instead: StepResult) -> StepResult:
        """Where the page goes down on the way, `instead` with what is to be said of it; the walk goes on in a fresh one."""
        self.newest = (None, None)
        try:
            return await attempt
        except Gone as gone:
            return await self.give_up(gone, instead)

    async def give_up(self, gone: Gone, instead: StepResult) -> StepResult:
        remarks = (self.say_gone(gone, instead.path), *self.draw_remarks())
        picture, box = self.newest
        await self.visit.begin_anew()
        return instead.model_copy(update={"status": "broken", "remarks": remarks, "picture": picture, "box": box})

    def say_gone(self, gone: Gone, path: Path) -> Remark:
        fix = "does it do so by hand as well? The walk went on in a fresh page"
        return Remark(rule=gone.rule, problem=str(gone), fix=fix, path=path)

    def tell_refused(self, path: Path) -> Remark | None:
        """Where the app has led to a page that it answered with an error."""
        if (self.visit.status or 0) < 400:
            return None
        problem = f"{say_address(self.visit.url)} answered {self.visit.status}"
        return Remark(rule="page-failed", problem=problem, fix="the step before led here", path=path)

    async def open(self, url: str) -> Remark | None:
        """What kept it from being opened, a page of another origin among it."""
        failed = await self.visit.go(url)
        if failed is None and origin_of(self.visit.url) != origin_of(self.base):
            problem = f"{url} leads to {origin_of(self.visit.url)}, which is another origin"
            return Remark(rule="page-elsewhere", problem=problem, fix=self.say_sign_in())
        return failed

    def say_sign_in(self) -> str:
        if self.walk.key.role:
            return f'is "{self.walk.key.role}" signed in there? See check.roles.{self.walk.key.role} in site.json'
        return "does it want somebody signed in? A role in check.roles of site.json says how"

    async def reach(self, globs: Sequence[str], path: Path, known: Sequence[str] = ()) -> Remark | None:
        """A page that one of the globs takes; None once it is there."""
        address = choose_page(globs, self.site.check.pages, known)
        pages = " or ".join(f'"{glob}"' for glob in globs)
        if address is None:
            fix = 'give check.pages in site.json one address of it, as in { "/invoices/*": "/invoices/1" }'
            return Remark(rule="no-address", problem=f"no address of {pages} is known", fix=fix, path=path)
        url = join(self.base, address)
        failed = await self.open(url)
        if self.visit.status == 404 and not url.endswith("/") and "?" not in url:
            failed = await self.open(f"{url}/") and failed  # content leaves it out, the app may insist on it
        if failed is None and not await self.arrive(globs):
            problem = f"{url} leads to {say_address(self.visit.url)}, which is no page of {pages}"
            failed = Remark(rule="page-elsewhere", problem=problem, fix=self.say_sign_in())
        return failed and failed.model_copy(update={"path": path})

    async def arrive(self, globs: Sequence[str]) -> bool:
        """Whether the page's address comes to fit."""
        deadline = time.monotonic() + ARRIVING
        while not fits(globs, self.visit.url):
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(POLL)
        return True

    async def rest(self, sought: Sequence[Sought] = (), patience: float = PATIENCE) -> View:
        view = await look_until_at_rest(self.visit, self.words, sought, patience if sought else 0)
        if not view.rested and read_path(self.visit.url) not in self.restless:
            self.restless.add(read_path(self.visit.url))
            why = ("" if view.ready else self.visit.say_awaited()) or "it goes on loading or changing"
            problem = f"{say_address(self.visit.url)} never comes to rest: {why}"
            self.remarks.append(Remark(rule="never-settles", problem=problem, fix="it was looked at as it was"))
        return view

    async def holds(self, condition: Condition, target: Sought | None = None) -> bool | None:
        """Now; None where it cannot be told by a page alone."""
        asked: list[ElementState] = [state for state, _, _ in list_elements(condition, ())]
        view = await look(self.visit, self.words, [target] if target else [], asked)
        if view is None:
            return False
        answers = {id(state): answer for state, answer in zip(asked, view.answers, strict=True)}
        return tell(condition, self.know(view.url), lambda state: answers.get(id(state)))

    def know(self, url: str) -> Context:
        return replace(self.context, url=url)

    async def holds_in_time(self, condition: Condition, patience: float, target: Sought | None = None) -> bool | None:
        deadline = time.monotonic() + patience
        while True:
            held = await self.holds(condition, target)
            if held or time.monotonic() > deadline:
                return held
            await asyncio.sleep(POLL)

    async def sight(
        self,
        sought: Sought,
        view: View,
        index: int,
        use: Use,
        *,
        optional: bool = False,
        others: Sequence[Sought] = (),
    ) -> Sighting:
        """With what would find it, where it was not found."""
        tries, winner = view.tries[index], view.winners[index]
        outline: tuple[object, ...] = ()
        if tries and any(one.missing for one in tries):
            tries, outline = await propose(self.visit, self.words, sought, tries, winner, others)
        return Sighting(path=sought.path, use=use, tries=tries, winner=winner, optional=optional, outline=outline)

    async def bring_into_view(self, sought: Sought) -> None:
        handle = await self.visit.hold([self.words.write(one) for one in sought.locators])
        if handle:
            with contextlib.suppress(Error):  # gone again: the picture is of where it was
                await self.visit.in_time(
                    handle.evaluate("(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
                )

    async def take_picture(self, sought: Sought | None) -> tuple[str | None, Box | None]:
        """A file's name, and where in it the element is."""
        if self.pictures is None or self.visit.url == "about:blank":
            return None, None
        key = self.walk.key
        parts = (key.item, key.role, key.locale, key.viewport, str(self.taken))
        name = (
            "-".join("".join(c if c.isalnum() or c in "._" else "_" for c in part) for part in parts if part) + ".jpg"
        )
        self.taken += 1
        try:
            box = await measure(self.visit, self.words, sought) if sought else None
            shot = await self.visit.page.screenshot(type="jpeg", quality=60, timeout=10_000, animations="allow")
        except Error:  # a report without this picture is still one
            return None, None
        await asyncio.to_thread((self.pictures / name).write_bytes, shot)
        self.newest = name, box
        return name, box
