"""What is no tour: a snippet on its pages, the addresses of a checklist, and the page where something else starts."""

from __future__ import annotations

from collections.abc import AsyncIterator

from handrail.authoring.check.addresses import find_globs, join, list_globs, say_address
from handrail.authoring.check.asking import list_elements
from handrail.authoring.check.look import Sought
from handrail.authoring.check.results import Remark, Status, StepResult
from handrail.authoring.check.walker import Walker
from handrail.conditions.address import read_path
from handrail.conditions.schema import Condition
from handrail.content.checklist import Checklist, Entry
from handrail.content.snippet import Snippet
from handrail.content.startable import Startable
from handrail.content.validation.faults import Path


def is_path(url: str | None) -> bool:
    return bool(url) and str(url).startswith("/")


async def walk_snippet(walker: Walker, snippet: Snippet) -> AsyncIterator[StepResult]:
    """On each page that has an address, or on the first of them that has one by what `check.pages` says."""
    globs = list_globs(snippet.page) or find_globs(snippet.when)
    several = isinstance(snippet.page, list)
    for index, glob in enumerate(globs or [""]):
        path: Path = () if not glob else ("page", index) if several else ("page",) if snippet.page else ("when",)
        yield await walker.survive(visit_for_snippet(walker, snippet, glob, path), StepResult(id=glob, path=path))


async def visit_for_snippet(walker: Walker, snippet: Snippet, glob: str, path: Path) -> StepResult:
    failed = await (walker.reach([glob], path) if glob else walker.open(walker.base))
    if failed:
        return await tell_not_reached(walker, glob, failed)
    return await look_at_snippet(walker, snippet, glob, path)


async def look_at_snippet(walker: Walker, snippet: Snippet, glob: str, path: Path) -> StepResult:
    target = Sought.of(snippet.target, ("target",)) if snippet.target else None
    view = await walker.rest([target] if target else [])
    if snippet.when and await walker.holds(snippet.when) is False:
        return StepResult(
            id=glob, path=path, status="passed over", address=say_address(view.url), remarks=walker.draw_remarks()
        )
    sightings = (await walker.sight(target, view, 0, "target"),) if target else ()
    found = target if sightings and sightings[0].winner is not None else None
    if found:
        await walker.bring_into_view(found)
    picture, box = await walker.take_picture(found)
    return StepResult(
        id=glob,
        title=snippet.title,
        path=path,
        status="passed" if found or not target else "broken",
        address=say_address(view.url),
        sightings=sightings,
        remarks=walker.draw_remarks(),
        picture=picture,
        box=box,
    )


async def walk_checklist(walker: Walker, checklist: Checklist) -> AsyncIterator[StepResult]:
    """The addresses that its entries lead to; what it starts is walked by itself."""
    async for result in walk_start(walker, checklist):
        yield result
    for index, entry in enumerate(checklist.items):
        if is_path(entry.url):
            path: Path = ("items", index, "url")
            yield await walker.survive(visit_entry(walker, entry, path), StepResult(id=entry.id, path=path))


async def visit_entry(walker: Walker, entry: Entry, path: Path) -> StepResult:
    failed = await walker.open(join(walker.base, entry.url or ""))
    if failed:
        return await tell_not_reached(walker, entry.id, failed.model_copy(update={"path": path}))
    view = await walker.rest()
    picture, box = await walker.take_picture(None)
    address, remarks = say_address(view.url), walker.draw_remarks()
    return StepResult(
        id=entry.id, title=entry.title, path=path, address=address, remarks=remarks, picture=picture, box=box
    )


async def walk_start(walker: Walker, item: Startable) -> AsyncIterator[StepResult]:
    """The page where it starts, and the elements that it waits for there."""
    when = item.start.when
    globs = find_globs(when)
    sought = list_wanted(when, ("start", "when")) if when else []
    if globs or sought:
        path: Path = ("start", "when")
        yield await walker.survive(visit_start(walker, item, globs, sought), StepResult(id="start", path=path))


async def visit_start(walker: Walker, item: Startable, globs: list[str], sought: list[Sought]) -> StepResult:
    known = [read_path(test.url) for test in item.tests]
    path: Path = ("start", "when")
    failed = await (walker.reach(globs, path, known) if globs else walker.open(walker.base))
    if failed:
        return await tell_not_reached(walker, "start", failed)
    view = await walker.rest(sought)
    sightings = [await walker.sight(one, view, index, "condition", optional=True) for index, one in enumerate(sought)]
    picture, box = await walker.take_picture(None)
    lost = any(one.winner is None for one in sightings)
    status: Status = "passed over" if lost else "passed"
    return StepResult(
        id="start",
        title=item.title,
        path=path,
        status=status,
        address=say_address(view.url),
        sightings=tuple(sightings),
        remarks=walker.draw_remarks(),
        picture=picture,
        box=box,
    )


def list_wanted(when: Condition, path: Path) -> list[Sought]:
    return [
        Sought.of(state.element, (*at, "element"))
        for state, at, negated in list_elements(when, path)
        if not negated and state.state != "absent" and not isinstance(state.element, str)
    ]


async def tell_not_reached(walker: Walker, id_: str, failed: Remark) -> StepResult:
    picture, _ = await walker.take_picture(None)
    remarks = (failed, *walker.draw_remarks())
    return StepResult(id=id_, path=failed.path, status="not reached", remarks=remarks, picture=picture)
