"""A published version made ready for syncs in one locale, once per process: offers to choose from, and the JSON text of what goes over the wire as it is."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from handrail.conditions.compare import to_instant
from handrail.conditions.schema import EventCount, Time
from handrail.content.announcement import Announcement
from handrail.content.checklist import Checklist
from handrail.content.compile import Compiler
from handrail.content.compiled import CompiledStart
from handrail.content.kept import Kept
from handrail.content.published import Published
from handrail.content.published_startable import PublishedStartable
from handrail.content.schema import AnyStartable, Attention
from handrail.content.startable import Every, Frequency, Schedule
from handrail.content.tour import Tour
from handrail.core.clock import to_iso
from handrail.people.recognise import Fields
from handrail.progress.audience import name_events, walk_clauses
from handrail.progress.renamed import Formerly, name_formers
from handrail.sync.beside import NOTHING, NULL, Beside, stock_beside
from handrail.sync.budget import Limits, read_limits
from handrail.sync.choose import Choice, Offer
from handrail.sync.schema import Hours, ListedSchedule

FREQUENCY: TypeAdapter[Frequency] = TypeAdapter(Frequency)


@dataclass(frozen=True)
class Label:
    """A `ListedItem` as text, open where it differs from person to person."""

    head: str
    middle: str
    tail: str

    def write(self, choice: Choice) -> str:
        auto, held = "true" if choice.auto else "false", "true" if choice.held else "false"
        return f'{self.head}"{choice.hash}"{self.middle}{auto},"held":{held}{self.tail}'


@dataclass(frozen=True)
class HoldOut:
    """The share of people who do not get something by itself. `name`: what it was called first."""

    item: str
    name: str
    share: float


@dataclass(frozen=True)
class Share:
    """The share of people for whom something starts by itself. `name`: what it was called first."""

    item: str
    name: str
    share: float


@dataclass(frozen=True, eq=False)
class Shelf:
    """`startables` by hash, `themes` by id, `theme_of` by item. `shares`: of what starts by itself for some people alone.

    `tracked`: the events of the host that audiences count. `turns`: instants at which something else may be chosen, from an audience or a
    schedule. `timeless`: between two of these, what is chosen depends neither on the time nor on what was tracked.
    """

    published: Published | None
    locale: str
    fields: Fields
    offers: tuple[Offer, ...]
    labels: Mapping[str, Label]
    startables: Mapping[str, PublishedStartable]
    traits: Mapping[str, frozenset[str]]
    themes: Mapping[str, str]
    beside: Beside
    theme_of: Mapping[str, str]
    limits: Limits
    formerly: Formerly
    hold_outs: tuple[HoldOut, ...]
    shares: tuple[Share, ...]
    turns: tuple[int, ...]
    tracked: frozenset[str]
    timeless: bool

    def find_body(self, hash_: str) -> str | None:
        """JSON. Compiled when it is first asked for: of hundreds few are due where somebody is."""
        found = self.startables.get(hash_)
        return None if found is None else found.body_json(self.locale).decode()

    def last_turn(self, now: int) -> int:
        """What is chosen now was so from then on."""
        index = bisect_right(self.turns, now)
        return self.turns[index - 1] if index else 0


EMPTY_SHELF = Shelf(
    published=None,
    locale="",
    fields=Fields({}, {}),
    offers=(),
    labels={},
    startables={},
    traits={},
    themes={},
    beside=NOTHING,
    theme_of={},
    limits=read_limits(Attention()),
    formerly={},
    hold_outs=(),
    shares=(),
    turns=(),
    tracked=frozenset(),
    timeless=True,
)
_shelves: Kept[tuple[str, str], Shelf] = Kept(256)


def stock(published: Published, locale: str) -> Shelf:
    """`locale`: one of the site's."""
    key = (published.version_id, locale)
    return _shelves.get(key) or _shelves.put(key, stock_anew(published, locale))


def stock_anew(published: Published, locale: str) -> Shelf:
    there = list(published.startables.values())
    return Shelf(
        published=published,
        locale=locale,
        fields=Fields(published.site.traits, published.site.account),
        offers=tuple(offer_item(one, one.start(locale)) for one in there),
        labels={one.id: label_item(one, locale) for one in there},
        startables={one.hash: one for one in there},
        traits={one.id: one.traits for one in there},
        themes={id_: theme.model_dump_json() for id_, theme in published.themes.items()},
        beside=stock_beside(published, locale),
        theme_of={one.id: one.item.theme for one in there},
        limits=read_limits(published.site.attention),
        formerly=name_formers(published),
        hold_outs=tuple(found for one in there if (found := hold_out_of(one))),
        shares=tuple(share for one in there if (share := share_of(one))),
        turns=tuple(sorted(set(list_turns(published)))),
        tracked=name_events(published),
        timeless=is_timeless(published),
    )


def is_timeless(published: Published) -> bool:
    frequencies = [one.item.frequency for one in published.startables.values()]
    clauses = {type(clause) for clause in walk_clauses(published)}
    return EventCount not in clauses and not any(isinstance(frequency, Every) for frequency in frequencies)


def list_turns(published: Published) -> Iterator[int]:
    there, snippets = published.startables.values(), published.snippets.values()
    spans = (*(one.item.schedule for one in there), *(one.snippet.schedule for one in snippets))
    periods = [clause.time for clause in walk_clauses(published) if isinstance(clause, Time)]
    for instant in (
        *(at for span in spans if span for at in (span.from_, span.until)),
        *(at for period in periods for at in (period.after, period.before)),
    ):
        if instant is not None:
            yield to_instant(instant)


def hold_out_of(one: PublishedStartable) -> HoldOut | None:
    goal = one.item.goal if isinstance(one.item, Tour) else None
    return HoldOut(one.id, first_name(one), goal.hold_out) if goal and goal.hold_out else None


def share_of(one: PublishedStartable) -> Share | None:
    share = one.item.start.share
    return Share(one.id, first_name(one), share) if share < 1 else None


def first_name(one: PublishedStartable) -> str:
    return next(iter(one.item.was), one.id)


def offer_item(one: PublishedStartable, start: CompiledStart) -> Offer:
    item, schedule = one.item, one.item.schedule
    return Offer(
        id=one.id,
        hash=one.hash,
        audience=one.audience,
        frequency=item.frequency,
        by_itself=start.on != "manual" and not is_for_panel(item),
        where=start.when,
        steps=one.steps,
        names=frozenset({one.id, *item.was}),
        priority=item.priority,
        group=item.group,
        since=to_instant(schedule.from_) if schedule and schedule.from_ else None,
        until=to_instant(schedule.until) if schedule and schedule.until else None,
    )


def is_for_panel(item: AnyStartable) -> bool:
    """Alone: it never stands on the page by itself."""
    return isinstance(item, Announcement) and item.show == "panel"


def label_item(one: PublishedStartable, locale: str) -> Label:
    """Slugs need no escaping. What is nothing to a kind is left out."""
    item, start = one.item, one.start(locale)
    group = f'"{item.group}"' if item.group else NULL
    frequency = FREQUENCY.dump_json(item.frequency).decode()
    schedule = write_schedule(item.schedule)
    return Label(
        head=f'{{"id":"{one.id}","kind":"{one.kind}","hash":',
        middle=f',"start":{start.model_dump_json()},"auto":',
        tail=f',"priority":{item.priority},"group":{group},"frequency":{frequency},"schedule":{schedule}{write_rest(one, locale)}}}',
    )


def write_rest(one: PublishedStartable, locale: str) -> str:
    """What few have: former names; and of all but tours how they are told of before they are opened."""
    item = one.item
    told: dict[str, object] = {"was": item.was} if item.was else {}
    if not isinstance(item, Tour):
        told |= tell_before(one, locale)
    return "," + json.dumps(told, ensure_ascii=False, separators=(",", ":"))[1:-1] if told else ""


def tell_before(one: PublishedStartable, locale: str) -> dict[str, object]:
    item = one.item
    told: dict[str, object] = {"title": Compiler(one.source, one.choose_locale(locale)).text("title", item.title)}
    if is_for_panel(item):
        told["show"] = "panel"
    if isinstance(item, Checklist) or (isinstance(item, Announcement) and item.in_panel):
        told["in_panel"] = True
    if item.schedule and item.schedule.from_:
        told["since"] = to_iso(to_instant(item.schedule.from_))
    return told


def write_schedule(schedule: Schedule | None) -> str:
    """As far as a page has to keep it: what begins later is not listed before."""
    if schedule is None or not (schedule.until or schedule.days or schedule.hours):
        return NULL
    hours = schedule.hours
    return ListedSchedule(
        days=list(schedule.days or []),
        hours=Hours(from_=hours.from_, to=hours.to) if hours else None,
        until=to_iso(to_instant(schedule.until)) if schedule.until else None,
    ).model_dump_json()
