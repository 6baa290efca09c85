"""Events in, one by one: the good ones to be stored, the bad ones by index with what is wrong. One bad event spoils no other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from handrail.conditions.authored import Slug
from handrail.conditions.compare import to_instant
from handrail.content.compiled import Wire
from handrail.content.schema import EventDeclaration, FieldDeclaration, FieldType, name_type
from handrail.core.clock import DAY
from handrail.people.traits import fits
from handrail.progress.catalogue import CATALOGUE, Props
from handrail.progress.fold import Happened

OLDEST = 400 * DAY

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Short = Annotated[str, Field(max_length=200)]
Declared = Mapping[str, EventDeclaration | dict[str, FieldType | FieldDeclaration]]

EventProblem = Literal[
    "bad_event",
    "bad_id",
    "bad_time",
    "bad_props",
    "props_too_large",
    "unknown_event",
    "by_server",
    "incomplete",
    "acting",
    "too_many",
]


def cut(length: int) -> BeforeValidator:
    """Rather shorter than lost: a decline does not depend on the whole of a path."""
    return BeforeValidator(lambda given: given[:length] if isinstance(given, str) else given)


def instead_of_null(value: Any) -> BeforeValidator:
    return BeforeValidator(lambda given: value if given is None else given)


class PageEvent(BaseModel):
    """Something that happened in a page. Order is by `seq` per device, not by clock; `id` counts once per person. Other keys are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: Id
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    run: Id | None = None
    item: Slug | None = None
    item_hash: Short | None = None
    step: Short | None = None
    at: Annotated[str, Field(max_length=40, description="ISO 8601, the page's clock corrected by its offset.")]
    seq: Annotated[int, Field(ge=0, le=2**53), instead_of_null(0)] = 0
    path: Annotated[Annotated[str, Field(max_length=2_000)] | None, cut(2_000)] = None
    release: Annotated[Short | None, cut(200)] = None
    props: Annotated[dict[str, Any], instead_of_null({})] = {}


class Rejected(Wire):
    """`bad_event`: not of the shape; `incomplete`: it lacks the item, run or step that its name asks for; `unknown_event`: neither ours nor declared in `site.json`; `by_server`: the server alone says so; `acting`: somebody else looks through this person's eyes; `too_many`: so much is kept of this person that there is no room for more of the kind, or one address votes without end."""

    index: int
    id: str | None = None
    problem: EventProblem


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event worth storing."""

    happened: Happened
    path: str | None
    release: str | None
    props: str


class BadEvent(Exception):
    def __init__(self, problem: EventProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Sender:
    """What one request says once for all its events."""

    device: str = ""
    visit: str | None = None
    release: str | None = None


def read_events(
    raw: Sequence[Any], sender: Sender, declared: Declared, now: int
) -> tuple[list[NewEvent], list[Rejected]]:
    good: list[NewEvent] = []
    bad: list[Rejected] = []
    for index, entry in enumerate(raw):
        try:
            good.append(read_event(entry, sender, declared, now))
        except BadEvent as error:
            bad.append(Rejected(index=index, id=find_id(entry), problem=error.problem))
    return good, bad


def read_event(entry: object, sender: Sender, declared: Declared, now: int) -> NewEvent:
    """Raises `BadEvent`."""
    try:
        event = PageEvent.model_validate(entry)
    except ValidationError as error:
        fields = {fault["loc"][:1] for fault in error.errors(include_url=False, include_input=False)}
        raise BadEvent("bad_id" if fields == {("id",)} else "bad_event") from error
    if event.props and measure(event.props) > CATALOGUE.get(event.name, Props).largest:
        raise BadEvent("props_too_large")
    props = read_props(event, declared)
    happened = Happened(
        id=event.id,
        name=event.name,
        at=read_time(event.at, now),
        device=sender.device,
        seq=event.seq,
        item=event.item,
        run=event.run,
        item_hash=event.item_hash,
        step=event.step,
        visit=sender.visit,
        props=props,
    )
    return NewEvent(happened, event.path, event.release or sender.release, to_text(props))


def read_time(text: str, now: int) -> int:
    """Never later than now: who comes from the future would have the last word for ever. A clock that is years behind tells nothing: then it is now, too."""
    try:
        moment = datetime.fromisoformat(text)
        at = to_instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise BadEvent("bad_time") from error
    return at if now - OLDEST <= at < now else now


def read_props(event: PageEvent, declared: Declared) -> dict[str, Any]:
    ours = CATALOGUE.get(event.name)
    if ours is None:
        if event.name not in declared:
            raise BadEvent("unknown_event")
        return keep_declared_props(event.props, declared[event.name])
    if ours.by == "server":
        raise BadEvent("by_server")
    if any(getattr(event, part) is None for part in ours.of):
        raise BadEvent("incomplete")
    try:
        return ours.model_validate(event.props).model_dump(by_alias=True, exclude_unset=True)
    except ValidationError as error:
        raise BadEvent("bad_props") from error


def keep_declared_props(
    given: Mapping[str, Any], declaration: EventDeclaration | dict[str, FieldType | FieldDeclaration]
) -> dict[str, Any]:
    """What is declared must fit its type; what is not declared is dropped."""
    props = declaration.props if isinstance(declaration, EventDeclaration) else declaration
    kept = {name: value for name, value in given.items() if name in props}
    if not all(fits(value, name_type(props[name])) for name, value in kept.items()):
        raise BadEvent("bad_props")
    return kept


def measure(props: Mapping[str, Any]) -> int:
    """Bytes. Raises `BadEvent` for NaN and infinities, which are no JSON."""
    try:
        return len(json.dumps(props, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode())
    except ValueError as error:
        raise BadEvent("bad_props") from error


def to_text(props: Mapping[str, Any]) -> str:
    return json.dumps(props, separators=(",", ":"), sort_keys=True, ensure_ascii=False) if props else "{}"


def find_id(entry: object) -> str | None:
    """The id of a bad event, if it has one that can be named."""
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) and len(found) <= 64 else None
