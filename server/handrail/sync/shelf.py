"""A published version made ready for syncs in one locale, once per process: offers to choose from, and the JSON text of what goes over the wire as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from handrail.conditions.schema import EventCount, Time
from handrail.content.compiled import CompiledStart
from handrail.content.published import Kept, Published
from handrail.content.published_tour import PublishedTour
from handrail.content.schema import Every, Frequency
from handrail.people.recognise import Fields
from handrail.progress.audience import name_events, walk_clauses
from handrail.sync.choose import Choice, Offer
from handrail.sync.schema import Attention

FREQUENCY: TypeAdapter[Frequency] = TypeAdapter(Frequency)
NULL = "null"


@dataclass(frozen=True)
class Label:
    """A `ListedItem` as text, open where it differs from person to person."""

    head: str
    middle: str
    tail: str

    def write(self, choice: Choice) -> str:
        return f'{self.head}"{choice.hash}"{self.middle}{"true" if choice.auto else "false"}{self.tail}'


@dataclass(frozen=True, eq=False)
class Shelf:
    """`tracked`: the events of the host that audiences count; `timeless`: what is chosen depends neither on these nor on the time. `bodies` by hash, `themes` by id, `theme_of` by tour."""

    published: Published | None
    locale: str
    fields: Fields
    offers: tuple[Offer, ...]
    labels: Mapping[str, Label]
    bodies: Mapping[str, str]
    traits: Mapping[str, frozenset[str]]
    themes: Mapping[str, str]
    theme_of: Mapping[str, str]
    attention: str
    tracked: frozenset[str]
    timeless: bool


ATTENTION = Attention(gap=30_000, day=5, week=15).model_dump_json()
EMPTY_SHELF = Shelf(None, "", Fields({}, {}), (), {}, {}, {}, {}, {}, ATTENTION, frozenset(), True)
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
        bodies={tour.hash: tour.body_json(locale).decode() for tour in tours},
        traits={tour.id: tour.traits for tour in tours},
        themes={id_: theme.model_dump_json() for id_, theme in published.themes.items()},
        theme_of={tour.id: tour.tour.theme for tour in tours},
        attention=ATTENTION,
        tracked=name_events(published),
        timeless=is_timeless(published),
    )


def is_timeless(published: Published) -> bool:
    frequencies = [tour.tour.frequency for tour in published.tours.values()]
    clauses = {type(clause) for clause in walk_clauses(published)}
    return not clauses & {EventCount, Time} and not any(isinstance(frequency, Every) for frequency in frequencies)


def offer_tour(tour: PublishedTour, start: CompiledStart) -> Offer:
    return Offer(
        id=tour.id,
        hash=tour.hash,
        audience=tour.audience,
        frequency=tour.tour.frequency,
        by_itself=start.on != "manual",
        where=start.when,
        steps=tour.steps,
    )


def label_tour(tour: PublishedTour, start: CompiledStart) -> Label:
    """Slugs need no escaping."""
    group = f'"{tour.tour.group}"' if tour.tour.group else NULL
    frequency = FREQUENCY.dump_json(tour.tour.frequency).decode()
    return Label(
        head=f'{{"id":"{tour.id}","kind":"tour","hash":',
        middle=f',"start":{start.model_dump_json()},"auto":',
        tail=f',"priority":{tour.tour.priority},"group":{group},"frequency":{frequency},"held":false,"schedule":null}}',
    )
