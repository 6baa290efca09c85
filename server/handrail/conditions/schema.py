"""The condition grammar as authors write it. JSON in, one frozen model per clause out; unknown keys are errors.

A condition holds, does not hold, or is unknown; unknown is not true. `evaluate` gives each clause its meaning.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="Lower-case letters, digits and hyphens.")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$", description="snake_case.")]
Duration = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,5}(ms|s|m|h|d)$", description='A whole number and ms, s, m, h or d, as in "8s" or "7d".')]
Locale = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description='A BCP 47 tag, as in "nb" or "pt-BR".')]
Scalar = str | bool | int | float
Glob = Annotated[str, Field(min_length=1, max_length=500)]
Localised = Annotated[str, Field(min_length=1, max_length=500)] | dict[Locale, Annotated[str, Field(min_length=1, max_length=500)]]

UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def to_milliseconds(duration: str) -> int:
    """`"8s"` -> 8000. Takes what the `Duration` pattern lets through."""
    unit = duration.lstrip("0123456789")
    return int(duration[: -len(unit)]) * UNITS[unit]


class Model(BaseModel):
    """What every authored shape is: frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Comparison(Model):
    """Exactly one operator, without coercion: `"5"` is not `5`."""

    is_: Scalar | None = Field(default=None, alias="is")
    is_not: Scalar | None = None
    in_: list[Scalar] | None = Field(default=None, alias="in")
    not_in: list[Scalar] | None = None
    gt: int | float | str | None = None
    gte: int | float | str | None = None
    lt: int | float | str | None = None
    lte: int | float | str | None = None
    contains: Scalar | None = None
    exists: bool | None = None

    @model_validator(mode="after")
    def check_one_operator(self) -> Comparison:
        if len(self.operators()) != 1:
            raise ValueError("needs exactly one of is, is_not, in, not_in, gt, gte, lt, lte, contains, exists")
        return self

    def operators(self) -> list[str]:
        return [field for field in Comparison.model_fields if getattr(self, field) is not None]

    def operator(self) -> tuple[str, Any]:
        """The operator as authors write it, and its operand."""
        field = self.operators()[0]
        return field.rstrip("_"), getattr(self, field)


class Trait(Comparison):
    trait: Name


class Account(Comparison):
    account: Name


class Locator(Model):
    """How to find one element by what the user sees. The first of a list that finds exactly one visible element wins."""

    test_id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    role: Annotated[str, Field(pattern=r"^[a-z]{2,30}$")] | None = None
    name: Localised | None = None
    label: Localised | None = None
    text: Localised | None = None
    css: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    within: Locator | None = None
    nth: Annotated[int, Field(ge=1, le=1000, description="1 is the first. Only under `within`.")] | None = None
    frame: Annotated[list[Locator], Field(min_length=1, max_length=4)] | None = None

    @model_validator(mode="after")
    def check_one_way(self) -> Locator:
        ways = [way for way in ("test_id", "role", "label", "text", "css") if getattr(self, way) is not None]
        if len(ways) != 1:
            raise ValueError("needs exactly one of test_id, role, label, text, css")
        if self.name is not None and self.role is None:
            raise ValueError("name needs a role beside it")
        if self.nth is not None and self.within is None:
            raise ValueError("nth is allowed only under within")
        return self


class All(Model):
    all: list[Condition]


class AnyOf(Model):
    any: list[Condition]


class Not(Model):
    not_: Condition = Field(alias="not")


class Segment(Model):
    segment: Name


class Url(Model):
    """Glob on the percent-decoded path: `*` crosses `/`, a trailing slash is ignored, case counts."""

    url: Glob | Annotated[list[Glob], Field(min_length=1, max_length=50)]


class Query(Model):
    """Every named parameter has a value that matches its glob."""

    query: Annotated[dict[str, Glob], Field(min_length=1, max_length=20)]


class Hash(Model):
    """Glob on the decoded fragment without its `#`."""

    hash: Glob | Annotated[list[Glob], Field(min_length=1, max_length=50)]


class Event(Model):
    """How often the host tracked an event: at least once unless said otherwise."""

    event: Name
    at_least: Annotated[int, Field(ge=0)] | None = None
    at_most: Annotated[int, Field(ge=0)] | None = None
    within: Duration | None = None
    where: dict[Name, Scalar | Comparison] = {}


class Seen(Model):
    seen: Slug


class Completed(Model):
    completed: Slug


class Dismissed(Model):
    dismissed: Slug


class Active(Model):
    active: Slug


class Element(Model):
    element: Locator | Annotated[list[Locator], Field(min_length=1, max_length=10)] | Literal["target"]
    state: Literal["visible", "absent", "enabled", "filled", "checked"] = "visible"


class InLocale(Model):
    """`"en"` takes `en-GB` too."""

    locale: Locale | Annotated[list[Locale], Field(min_length=1, max_length=50)]


DeviceName = Literal["phone", "tablet", "desktop"]


class Device(Model):
    """By the width of the viewport: phone < 600 <= tablet < 1024 <= desktop, in CSS px."""

    device: DeviceName | Annotated[list[DeviceName], Field(min_length=1, max_length=3)]


class Period(Model):
    """Half open: `after` is in, `before` is out. RFC 3339, with an offset."""

    after: Annotated[AwareDatetime, Field(strict=False)] | None = None
    before: Annotated[AwareDatetime, Field(strict=False)] | None = None

    @model_validator(mode="after")
    def check_bounds(self) -> Period:
        if self.after is None and self.before is None:
            raise ValueError("needs after, before, or both")
        if self.after and self.before and self.after >= self.before:
            raise ValueError("after must be earlier than before")
        return self

    def holds(self, now: datetime) -> bool:
        return (self.after is None or now >= self.after) and (self.before is None or now < self.before)


class Time(Model):
    time: Period


CLAUSES = ("all", "any", "not", "segment", "trait", "account", "url", "query", "hash", "event", "seen", "completed", "dismissed", "active", "element", "locale", "device", "time")
CLAUSE_OF = {All: "all", AnyOf: "any", Not: "not", Segment: "segment", Trait: "trait", Account: "account", Url: "url", Query: "query", Hash: "hash", Event: "event", Seen: "seen",
             Completed: "completed", Dismissed: "dismissed", Active: "active", Element: "element", InLocale: "locale", Device: "device", Time: "time"}  # fmt: skip


def name_clause(value: object) -> str | None:
    """Which clause a raw value or a parsed model is; `None` when it is none (Pydantic then reports `union_tag_not_found`)."""
    if isinstance(value, dict):
        return next((clause for clause in CLAUSES if clause in value), None)
    return CLAUSE_OF.get(type(value))  # type: ignore[call-overload, no-any-return]  # any object may come in


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Segment, Tag("segment")]
    | Annotated[Trait, Tag("trait")]
    | Annotated[Account, Tag("account")]
    | Annotated[Url, Tag("url")]
    | Annotated[Query, Tag("query")]
    | Annotated[Hash, Tag("hash")]
    | Annotated[Event, Tag("event")]
    | Annotated[Seen, Tag("seen")]
    | Annotated[Completed, Tag("completed")]
    | Annotated[Dismissed, Tag("dismissed")]
    | Annotated[Active, Tag("active")]
    | Annotated[Element, Tag("element")]
    | Annotated[InLocale, Tag("locale")]
    | Annotated[Device, Tag("device")]
    | Annotated[Time, Tag("time")],
    Discriminator(name_clause),
]

for model in (Locator, All, AnyOf, Not):
    model.model_rebuild()
