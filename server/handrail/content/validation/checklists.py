"""Whether a checklist can be done: what its entries lead to, and what they wait for. A checklist in, faults out."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.content.checklist import Checklist, Entry
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.flow import reach
from handrail.content.validation.names import NameCheck
from handrail.content.validation.quizzes import check_ids
from handrail.content.validation.references import check_address
from handrail.content.validation.startables import check_startable


def check_checklist(names: NameCheck, checklist: Checklist) -> Iterator[Fault]:
    yield from check_startable(names, checklist)
    yield from check_ids(names, checklist.items, ("items",), "entry")
    for index, entry in enumerate(checklist.items):
        yield from check_entry(names, entry, ("items", index))
    if all(entry.optional for entry in checklist.items):
        problem = "every entry is optional: it is done before anything is"
        yield names.document.fault(("items",), problem, "leave optional out where something has to be done", key=True)
    yield from check_order(names, checklist)


def check_entry(names: NameCheck, entry: Entry, path: Path) -> Iterator[Fault]:
    if entry.tour:
        yield from names.check_tour(entry.tour, (*path, "tour"))
    if entry.article:
        yield from names.check_item(entry.article, (*path, "article"), ["article"])
    if entry.quiz:
        yield from names.check_item(entry.quiz, (*path, "quiz"), ["quiz"])
        if entry.quiz in names.declared.finders and entry.done is None and not entry.by_hand:
            problem = f'"{entry.quiz}" is not graded: nobody passes it'
            fix = f'say when it is done: "done": {{ "completed": "{entry.quiz}" }}'
            yield names.document.fault((*path, "quiz"), problem, fix)
    if entry.url:
        yield from check_address(names, entry.url, (*path, "url"))
        if not entry.url.startswith("/") and entry.done is None and not entry.by_hand:
            problem = "nobody sees whether a page elsewhere was visited"
            yield names.document.fault((*path, "url"), problem, 'give it done, or "by_hand": true')
    if entry.done:
        yield from names.check(entry.done, (*path, "done"), "page")


def check_order(names: NameCheck, checklist: Checklist) -> Iterator[Fault]:
    """What is waited for is there, and does not wait itself."""
    known = [entry.id for entry in checklist.items]
    waits = list_waits(checklist)
    for index, entry in enumerate(checklist.items):
        for place, before in enumerate(entry.after):
            path: Path = ("items", index, "after", place)
            if before not in known:
                yield names.document.fault(path, f'there is no entry "{before}"', suggest(before, known))
            elif before == entry.id:
                yield names.document.fault(path, "an entry does not wait for itself", "leave it out")
            elif entry.id in reach(waits, before):
                problem = f'"{before}" waits for this entry, too: neither can be done'
                fix = "in an ordered checklist each waits for the one before" if checklist.ordered else "leave one out"
                yield names.document.fault(path, problem, fix)


def list_waits(checklist: Checklist) -> dict[str, set[str]]:
    """By entry those that it waits for."""
    before = [None, *(entry.id for entry in checklist.items)]
    return {
        entry.id: {*entry.after, *([previous] if checklist.ordered and previous else [])}
        for entry, previous in zip(checklist.items, before, strict=False)
    }
