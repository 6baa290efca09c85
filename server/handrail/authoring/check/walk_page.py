"""What is no tour: a snippet on its pages, the addresses of a checklist, and the page where something else starts."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.authoring.check.addresses import find_globs, join, list_globs
from handrail.authoring.check.asking import list_elements
from handrail.authoring.check.look import Sought
from handrail.authoring.check.results import Remark, Status, StepResult
from handrail.authoring.check.walker import Walker
from handrail.conditions.address import read_path
from handrail.conditions.schema import Condition
from handrail.content.checklist import Checklist
from handrail.content.snippet import Snippet
from handrail.content.startable import Startable
from handrail.content.validation.faults import Path


def names_something(item: Startable | Snippet) -> bool:
    """Whether there is anything to look at but the app's first page."""
    if isinstance(item, Snippet):
        return bool(item.target or item.page)
    if isinstance(item, Checklist) and any(is_path(entry.url) for entry in item.items):
        return True
    when = item.start.when
    return when is not None and bool(find_globs(when) or list(list_elements(when, ())))


def is_path(url: str | None) -> bool:
    return bool(url) and str(url).startswith("/")


async def walk_snippet(walker: Walker, snippet: Snippet) -> list[StepResult]:
    """On each page that has an address, or on the first of them that has one by what `check.pages` says."""
    pages = list_globs(snippet.page) or find_globs(snippet.when)
    if not pages:
        failed = await walker.open(walker.base)
        return [await look_at_snippet(walker, snippet, "", ()) if failed is None else not_reached("", failed)]
    results = []
    for index, glob in enumerate(pages):
        several = isinstance(snippet.page, list)
        path: Path = ("page", index) if several else ("page",) if snippet.page else ("when",)
        failed = await walker.reach([glob], path)
        if failed:
            results.append(not_reached(glob, failed, walker.draw_remarks()))
        else:
            results.append(await look_at_snippet(walker, snippet, glob, path))
    return results


async def look_at_snippet(walker: Walker, snippet: Snippet, glob: str, path: Path) -> StepResult:
    target = Sought.of(snippet.target, ("target",)) if snippet.target else None
    view = await walker.rest([target] if target else [])
    if snippet.when and await walker.holds(snippet.when) is False:
        return StepResult(id=glob, path=path, status="passed over", address=view.url, remarks=walker.draw_remarks())
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
        address=view.url,
        sightings=sightings,
        remarks=walker.draw_remarks(),
        picture=picture,
        box=box,
    )


async def walk_checklist(walker: Walker, checklist: Checklist) -> list[StepResult]:
    """The addresses that its entries lead to; what it starts is walked by itself."""
    results = await walk_start(walker, checklist)
    for index, entry in enumerate(checklist.items):
        if entry.url is None or not is_path(entry.url):
            continue
        failed = await walker.open(join(walker.base, entry.url))
        path: Path = ("items", index, "url")
        if failed:
            results.append(not_reached(entry.id, failed.model_copy(update={"path": path})))
            continue
        view = await walker.rest()
        picture, box = await walker.take_picture(None)
        remarks = walker.draw_remarks()
        results.append(
            StepResult(
                id=entry.id, title=entry.title, path=path, address=view.url, remarks=remarks, picture=picture, box=box
            )
        )
    return results


async def walk_start(walker: Walker, item: Startable) -> list[StepResult]:
    """The page where it starts, and the elements that it waits for there."""
    when = item.start.when
    globs = find_globs(when)
    sought = list_wanted(when, ("start", "when")) if when else []
    if not globs and not sought:
        return []
    known = [read_path(test.url) for test in item.tests]
    path: Path = ("start", "when")
    failed = await (walker.reach(globs, path, known) if globs else walker.open(walker.base))
    if failed:
        return [not_reached("start", failed, walker.draw_remarks())]
    view = await walker.rest(sought)
    sightings = [await walker.sight(one, view, index, "condition", optional=True) for index, one in enumerate(sought)]
    picture, box = await walker.take_picture(None)
    lost = any(one.winner is None for one in sightings)
    status: Status = "passed over" if lost else "passed"
    return [
        StepResult(
            id="start",
            title=item.title,
            path=path,
            status=status,
            address=view.url,
            sightings=tuple(sightings),
            remarks=walker.draw_remarks(),
            picture=picture,
            box=box,
        )
    ]


def list_wanted(when: Condition, path: Path) -> list[Sought]:
    return [
        Sought.of(state.element, (*at, "element"))
        for state, at, negated in list_elements(when, path)
        if not negated and state.state != "absent" and not isinstance(state.element, str)
    ]


def not_reached(id_: str, failed: Remark, more: Sequence[Remark] = ()) -> StepResult:
    return StepResult(id=id_, path=failed.path, status="not reached", remarks=(failed, *more))
