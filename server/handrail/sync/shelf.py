"""A published version made ready for syncs in one locale, once per process: offers to choose from, and the JSON text of what goes over the wire as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from handrail.conditions.compare import to_instant
from handrail.conditions.schema import EventCount, Time
from handrail.content.compiled import CompiledStart
from handrail.content.kept import Kept
from handrail.content.published import Published
from handrail.content.published_tour import PublishedTour
from handrail.content.schema import Attention, Every, Frequency
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
    """The share of people who do not get a tour by itself. `name`: what the tour was called first."""

    tour: str
    name: str
    share: float


@dataclass(frozen=True, eq=False)
class Shelf:
    """`tours` by hash, `themes` by id, `theme_of` by tour.

    `tracked`: the events of the host that audiences count. `turns`: instants at which something else may be chosen, from an audience or a
    schedule. `timeless`: between two of these, what is chosen depends neither on the time nor on what was tracked.
    """

    published: Published | None
    locale: str
    fields: Fields
    offers: tuple[Offer, ...]
    labels: Mapping[str, Label]
    tours: Mapping[str, PublishedTour]
    traits: Mapping[str, frozenset[str]]
    themes: Mapping[str, str]
    beside: Beside
    theme_of: Mapping[str, str]
    limits: Limits
    formerly: Formerly
    hold_outs: tuple[HoldOut, ...]
    turns: tuple[int, ...]
    tracked: frozenset[str]
    timeless: bool

    def find_body(self, hash_: str) -> str | None:
        """JSON. Compiled when it is first asked for: of hundreds of tours few are due where somebody is."""
        tour = self.tours.get(hash_)
        return None if tour is None else tour.body_json(self.locale).decode()

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
    tours={},
    traits={},
    themes={},
    beside=NOTHING,
    theme_of={},
    limits=read_limits(Attention()),
    formerly={},
    hold_outs=(),
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
    tours = list(published.tours.values())
    return Shelf(
        published=published,
        locale=locale,
        fields=Fields(published.site.traits, published.site.account),
        offers=tuple(offer_tour(tour, tour.start(locale)) for tour in tours),
        labels={tour.id: label_tour(tour, tour.start(locale)) for tour in tours},
        tours={tour.hash: tour for tour in tours},
        traits={tour.id: tour.traits for tour in tours},
        themes={id_: theme.model_dump_json() for id_, theme in published.themes.items()},
        beside=stock_beside(published, locale),
        theme_of={tour.id: tour.tour.theme for tour in tours},
        limits=read_limits(published.site.attention),
        formerly=name_formers(published),
        hold_outs=tuple(found for tour in tours if (found := hold_out_of(tour))),
        turns=tuple(sorted(set(list_turns(published)))),
        tracked=name_events(published),
        timeless=is_timeless(published),
    )


def is_timeless(published: Published) -> bool:
    frequencies = [tour.tour.frequency for tour in published.tours.values()]
    clauses = {type(clause) for clause in walk_clauses(published)}
    return EventCount not in clauses and not any(isinstance(frequency, Every) for frequency in frequencies)


def list_turns(published: Published) -> Iterator[int]:
    tours, snippets = published.tours.values(), published.snippets.values()
    spans = (*(one.tour.schedule for one in tours), *(one.snippet.schedule for one in snippets))
    periods = [clause.time for clause in walk_clauses(published) if isinstance(clause, Time)]
    for instant in (
        *(at for span in spans if span for at in (span.from_, span.until)),
        *(at for period in periods for at in (period.after, period.before)),
    ):
        if instant is not None:
            yield to_instant(instant)


def hold_out_of(tour: PublishedTour) -> HoldOut | None:
    goal = tour.tour.goal
    return HoldOut(tour.id, next(iter(tour.tour.was), tour.id), goal.hold_out) if goal and goal.hold_out else None


def offer_tour(tour: PublishedTour, start: CompiledStart) -> Offer:
    schedule = tour.tour.schedule
    return Offer(
        id=tour.id,
        hash=tour.hash,
        audience=tour.audience,
        frequency=tour.tour.frequency,
        by_itself=start.on != "manual",
        where=start.when,
        steps=tour.steps,
        names=frozenset({tour.id, *tour.tour.was}),
        priority=tour.tour.priority,
        group=tour.tour.group,
        since=to_instant(schedule.from_) if schedule and schedule.from_ else None,
        until=to_instant(schedule.until) if schedule and schedule.until else None,
    )


def label_tour(tour: PublishedTour, start: CompiledStart) -> Label:
    """Slugs need no escaping."""
    group = f'"{tour.tour.group}"' if tour.tour.group else NULL
    frequency = FREQUENCY.dump_json(tour.tour.frequency).decode()
    return Label(
        head=f'{{"id":"{tour.id}","kind":"tour","hash":',
        middle=f',"start":{start.model_dump_json()},"auto":',
        tail=f',"priority":{tour.tour.priority},"group":{group},"frequency":{frequency},"schedule":{write_schedule(tour)}}}',
    )


def write_schedule(tour: PublishedTour) -> str:
    """As far as a page has to keep it: what begins later is not listed before."""
    schedule = tour.tour.schedule
    if schedule is None or not (schedule.until or schedule.days or schedule.hours):
        return NULL
    hours = schedule.hours
    return ListedSchedule(
        days=list(schedule.days or []),
        hours=Hours(from_=hours.from_, to=hours.to) if hours else None,
        until=to_iso(to_instant(schedule.until)) if schedule.until else None,
    ).model_dump_json()
