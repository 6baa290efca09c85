"""Every place of an item that names something declared elsewhere: conditions, locators, events, tours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handrail.conditions.address import matches_path, read_path
from handrail.conditions.schema import Condition
from handrail.content.own_events import OWN_EVENTS
from handrail.content.schema import Site
from handrail.content.segments import find_circle
from handrail.content.snippet import Snippet
from handrail.content.step import Button, Hidden, QuizStep, Spotlight, Step, Tooltip, advance_of
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.names import NameCheck, Place, listed
from handrail.content.validation.startables import STARTS, check_startable, check_theme_name

SAFE_ADDRESS = re.compile(r"(?:https://[^/\\?#@\s]+(?:[/?#]\S*)?|mailto:\S+|/(?![/\\])\S*)")


def is_safe_address(url: str) -> bool:
    """Where a button may lead: browsers drop tabs and line ends in addresses and take a backslash for a slash, so neither is let through."""
    return url.isprintable() and "\\" not in url and SAFE_ADDRESS.fullmatch(url) is not None


def check_site(names: NameCheck, site: Site) -> Iterator[Fault]:
    for name in site.events:
        if name in OWN_EVENTS:
            problem = f'"{name}" is recorded by Handrail itself, and the host\'s own would be taken for it'
            yield names.document.fault(("events", name), problem, "call it otherwise", warning=True, key=True)
    for name, condition in site.segments.items():
        yield from names.check(condition, ("segments", name), "audience")
        if find_circle(site.segments, name):
            problem = f'segment "{name}" asks for itself'
            yield names.document.fault(("segments", name), problem, "it can't be told", key=True)
    seen: set[str] = set()
    for index, topic in enumerate(site.topics):
        if topic.id in seen:
            yield names.document.fault(
                ("topics", index, "id"), f'"{topic.id}" is a topic already', "ids are told apart"
            )
        seen.add(topic.id)
    yield from check_walks(names, site)
    if site.contact and site.contact.url and not is_safe_address(site.contact.url):
        fix = "a path of the site, as in /support, or https://…"
        yield names.document.fault(("contact", "url"), f'the link to "{site.contact.url[:60]}" is not allowed', fix)


def check_walks(names: NameCheck, site: Site) -> Iterator[Fault]:
    """What `handrail check` is told."""
    for index, locale in enumerate(site.check.locales):
        if locale not in site.locales:
            problem = f'"{locale}" is not among the locales of the site'
            yield names.document.fault(("check", "locales", index), problem, suggest(locale, site.locales))
    for glob, address in site.check.pages.items():
        if not matches_path(glob, read_path(address)):
            problem = f'"{address[:60]}" is no page of "{glob[:60]}"'
            fix = "the key is what steps say as their page, the value one address of it"
            yield names.document.fault(("check", "pages", glob), problem, fix)
    for name, role in site.check.roles.items():
        for kind, said, declared in (
            ("traits", role.traits, site.traits),
            ("account", role.account, site.account),
        ):
            for field in said:
                if field not in declared:
                    path = ("check", "roles", name, kind, field)
                    problem = f'"{field}" is not declared under {kind}'
                    yield names.document.fault(path, problem, suggest(field, declared), key=True)


def check_snippet(names: NameCheck, snippet: Snippet) -> Iterator[Fault]:
    if not names.document.value.get("text") and not names.document.value.get("media"):
        yield names.document.fault((), "there is neither text nor media", "say what helps")
    if snippet.audience:
        yield from names.check(snippet.audience, ("audience",), "audience")
    if snippet.when:
        yield from names.check(snippet.when, ("when",), "page")
    if snippet.page:
        yield from names.check_globs(snippet.page, ("page",))
    for locator, at in listed(snippet.target, ("target",)) if snippet.target else ():
        yield from names.check_locator(locator, at)
    yield from check_theme_name(names, snippet.theme)


def check_tour(names: NameCheck, tour: Tour) -> Iterator[Fault]:
    yield from check_startable(names, tour)
    for condition, path, where in list_conditions(tour):
        yield from names.check(condition, path, where)
    if tour.goal:
        yield from names.check_event_name(tour.goal.event, ("goal", "event"))
        if tour.start.on == "manual" and tour.goal.hold_out:
            problem = "nobody is held out of a tour that never starts by itself"
            yield names.document.fault(("goal", "hold_out"), problem, STARTS.format("tour"), warning=True)
    for index, step in enumerate(tour.steps):
        yield from check_step(names, step, ("steps", index))


def list_conditions(tour: Tour) -> Iterator[tuple[Condition, Path, Place]]:
    """But for those that whatever starts has."""
    if tour.pause_when:
        yield tour.pause_when, ("pause_when",), "page"
    for index, step in enumerate(tour.steps):
        path = ("steps", index)
        if step.if_:
            yield step.if_, (*path, "if"), "page"
        if when := advance_of(step).when:
            yield when, (*path, "advance", "when"), "own target" if isinstance(step, Spotlight | Tooltip) else "page"
        for branch, at in listed(step.next if isinstance(step.next, list) else [], (*path, "next")):
            if branch.if_:
                yield branch.if_, (*at, "if"), "page"


def check_step(names: NameCheck, step: Step, path: Path) -> Iterator[Fault]:
    if step.page:
        yield from names.check_globs(step.page, (*path, "page"))
    if isinstance(step, Spotlight | Tooltip):
        for locator, at in listed(step.target, (*path, "target")):
            yield from names.check_locator(locator, at)
    for index, highlight in enumerate(step.highlights if isinstance(step, Spotlight) else ()):
        for locator, at in listed(highlight, (*path, "highlights", index)):
            yield from names.check_locator(locator, at)
    if isinstance(step, QuizStep):
        yield from names.check_item(step.quiz, (*path, "quiz"), ["quiz"])
    if event := advance_of(step).event:
        yield from names.check_event_name(event, (*path, "advance", "event"))
    yield from check_buttons(names, [] if isinstance(step, Hidden) else step.buttons, (*path, "buttons"))


def check_buttons(names: NameCheck, buttons: Sequence[Button], path: Path) -> Iterator[Fault]:
    for index, button in enumerate(buttons):
        if button.tour:
            yield from names.check_item(button.tour, (*path, index, "tour"))
        if button.url:
            yield from check_address(names, button.url, (*path, index, "url"))
        if button.article:
            yield from names.check_item(button.article, (*path, index, "article"), ["article"])
        if button.event:
            yield from names.check_event_name(button.event, (*path, index, "event"))


def check_address(names: NameCheck, url: str, path: Path) -> Iterator[Fault]:
    if not is_safe_address(url):
        fix = "a path of the site, as in /settings, or https://… or mailto:…"
        yield names.document.fault(path, f'the link to "{url[:60]}" is not allowed', fix)
