"""What all that starts may name: its audience, where and on what it starts, its theme, the people of its tests."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.content.startable import OWN_STARTS, ContentTest, Startable
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.names import NameCheck, listed

STARTS = "leave it out, or let the {} start on a page or an event"


def check_startable(names: NameCheck, item: Startable) -> Iterator[Fault]:
    if item.audience:
        yield from names.check(item.audience, ("audience",), "audience")
    if item.start.when:
        yield from names.check(item.start.when, ("start", "when"), "page")
    yield from check_theme_name(names, item.theme)
    yield from check_start_event(names, item)
    if item.start.on == "manual":
        yield from check_manual(names, item)
    for index, test in enumerate(item.tests):
        yield from check_test(names, test, ("tests", index))


def check_theme_name(names: NameCheck, theme: str) -> Iterator[Fault]:
    if theme not in names.declared.themes:
        fix = suggest(theme, sorted(names.declared.themes))
        yield names.document.fault(("theme",), f'there is no theme "{theme}"', fix)


def check_start_event(names: NameCheck, item: Startable) -> Iterator[Fault]:
    """One of the host, or one of our own that something may start on."""
    start = item.start
    if start.event is None:
        return
    if start.event not in OWN_STARTS:
        yield from names.check_event_name(start.event, ("start", "event"), OWN_STARTS)
    kind = OWN_STARTS.get(start.event)
    if start.of is not None and kind is not None:
        yield from names.check_item(start.of, ("start", "of"), [kind])


def check_manual(names: NameCheck, item: Startable) -> Iterator[Fault]:
    """What is about starting by itself says nothing where nothing does."""
    for key in ("days", "hours"):
        if item.schedule and getattr(item.schedule, key):
            problem = f"{key} say nothing of a {item.kind} that never starts by itself"
            yield names.document.fault(("schedule", key), problem, STARTS.format(item.kind), warning=True)
    if item.start.share < 1:
        problem = f"a share says nothing of a {item.kind} that never starts by itself"
        yield names.document.fault(("start", "share"), problem, STARTS.format(item.kind), warning=True)


def check_test(names: NameCheck, test: ContentTest, path: Path) -> Iterator[Fault]:
    person = test.person
    sections = (("traits", names.declared.traits), ("account", names.declared.account))
    for section, fields in sections:
        for name, value in getattr(person, section).items():
            yield from names.check_value(section, name, value, fields, (*path, "person", section, name))
    for standing in ("seen", "completed", "dismissed", "active"):
        for item, at in listed(getattr(person, standing), (*path, "person", standing)):
            yield from names.check_item(item, at)
    for quiz, at in listed(person.passed, (*path, "person", "passed")):
        yield from names.check_passed(quiz, at)
    for index, event in enumerate(person.events):
        yield from names.check_event_name(event.name, (*path, "person", "events", index, "name"))
