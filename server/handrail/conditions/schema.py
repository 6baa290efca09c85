"""The condition grammar as authors write it. JSON in, one frozen model per clause out; unknown keys are errors.

A condition holds, does not hold, or is unknown; unknown is not true. `evaluate` gives each clause its meaning.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from handrail.conditions.authored import (
    ByKind,
    Duration,
    Glob,
    Globs,
    Instant,
    Locale,
    Model,
    Name,
    Number,
    Ordered,
    Scalar,
    Several,
    Shape,
    Slug,
    Truth,
    Words,
)
from handrail.conditions.locator import Locator, Locators


class Comparison(Model):
    """Exactly one operator, without coercion: `"5"` is not `5`. `gt`, `gte`, `lt` and `lte` order numbers, and times (RFC 3339)."""

    is_: Scalar | None = Field(default=None, alias="is")
    is_not: Scalar | None = None
    in_: list[Scalar] | None = Field(default=None, alias="in")
    not_in: list[Scalar] | None = None
    gt: Ordered | None = None
    gte: Ordered | None = None
    lt: Ordered | None = None
    lte: Ordered | None = None
    contains: Scalar | None = None
    """A part of a text, or an entry of a list."""
    exists: bool | None = None
    """Whether it is there at all."""

    @model_validator(mode="after")
    def check_one_operator(self) -> Comparison:
        if len(self.operators()) != 1:
            raise ValueError("needs exactly one of is, is_not, in, not_in, gt, gte, lt, lte, contains, exists")
        return self

    def operators(self) -> list[str]:
        return [field for field in Comparison.model_fields if getattr(self, field) is not None]

    @cached_property
    def operator(self) -> tuple[str, Any]:
        """The operator as authors write it, and its operand. Found once: audiences are asked with every page view."""
        field = self.operators()[0]
        return field.rstrip("_"), getattr(self, field)


class Trait(Comparison):
    """A trait of the person, as `site.json` declares it. One that the person does not have is unknown."""

    trait: Name


class Account(Comparison):
    """A field of the person's account, as `site.json` declares it."""

    account: Name


class All(Model):
    """Each of them holds."""

    all: list[Condition]


class AnyOf(Model):
    """At least one of them holds."""

    any: list[Condition]


class Not(Model):
    """It does not hold."""

    not_: Condition = Field(alias="not")


class Segment(Model):
    """A condition that `site.json` gives a name."""

    segment: Name


class Url(Model):
    """Glob on the percent-decoded path: `*` crosses `/`, a trailing slash is ignored, case counts."""

    url: Globs


class Query(Model):
    """Every named parameter has a value that matches its glob."""

    query: Annotated[dict[str, Glob], Field(min_length=1, max_length=20)]


class Hash(Model):
    """Glob on the decoded fragment without its `#`."""

    hash: Globs


class EventCount(Model):
    """How often the host tracked an event: at least once unless said otherwise."""

    event: Name
    at_least: Annotated[int, Field(ge=0, le=1_000)] | None = None
    at_most: Annotated[int, Field(ge=0, le=999)] | None = None
    within: Duration | None = None
    """Only the last of them, as in "7d"."""
    where: dict[
        Name,
        Annotated[
            Annotated[str, Words]
            | Annotated[bool, Truth]
            | Annotated[int | float, Number]
            | Annotated[Comparison, Shape],
            ByKind,
        ],
    ] = {}
    """Only those whose properties are so."""

    @model_validator(mode="after")
    def check_range(self) -> EventCount:
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least is more than at_most, so it never holds; swap them, or leave one out")
        return self


class Seen(Model):
    """The person was shown this item."""

    seen: Slug


class Completed(Model):
    """The person went through this item to its end."""

    completed: Slug


class Dismissed(Model):
    """The person left or declined this item."""

    dismissed: Slug


class Active(Model):
    """The person is in the middle of this item."""

    active: Slug


class Passed(Model):
    """The person passed this quiz."""

    passed: Slug


class ElementState(Model):
    """An element of the page. `"target"` is the step's own, within its `advance`."""

    element: Annotated[
        Annotated[Locator, Shape] | Annotated[Locators, Several] | Annotated[Literal["target"], Words], ByKind
    ]
    state: Literal["visible", "absent", "enabled", "filled", "checked"] = "visible"


class InLocale(Model):
    """`"en"` takes `en-GB` too."""

    locale: Annotated[
        Annotated[Locale, Words] | Annotated[Annotated[list[Locale], Field(min_length=1, max_length=50)], Several],
        ByKind,
    ]


DeviceName = Literal["phone", "tablet", "desktop"]


class Device(Model):
    """By the width of the viewport: phone < 600 <= tablet < 1024 <= desktop, in CSS px."""

    device: Annotated[
        Annotated[DeviceName, Words]
        | Annotated[Annotated[list[DeviceName], Field(min_length=1, max_length=3)], Several],
        ByKind,
    ]


class Period(Model):
    """Half open: `after` is in, `before` is out."""

    after: Instant | None = None
    before: Instant | None = None

    @model_validator(mode="after")
    def check_bounds(self) -> Period:
        if self.after is None and self.before is None:
            raise ValueError("needs after, before, or both")
        if self.after and self.before and self.after >= self.before:
            raise ValueError("after must be earlier than before")
        return self


class Time(Model):
    """The server's clock."""

    time: Period


CLAUSES: dict[str, type[Model]] = {
    "all": All,
    "any": AnyOf,
    "not": Not,
    "segment": Segment,
    "trait": Trait,
    "account": Account,
    "url": Url,
    "query": Query,
    "hash": Hash,
    "event": EventCount,
    "seen": Seen,
    "completed": Completed,
    "dismissed": Dismissed,
    "active": Active,
    "passed": Passed,
    "element": ElementState,
    "locale": InLocale,
    "device": Device,
    "time": Time,
}
CLAUSE_OF = {model: clause for clause, model in CLAUSES.items()}


def name_clause(value: object) -> str | None:
    """The tag of the clause that a raw value or a parsed model is; `None` when it is none (Pydantic then reports `union_tag_not_found`)."""
    if isinstance(value, Model):
        clause = CLAUSE_OF.get(type(value))
    else:
        clause = next((name for name in CLAUSES if name in value), None) if isinstance(value, dict) else None
    return clause and f"({clause})"


Condition = Annotated[
    Annotated[All, Tag("(all)")]
    | Annotated[AnyOf, Tag("(any)")]
    | Annotated[Not, Tag("(not)")]
    | Annotated[Segment, Tag("(segment)")]
    | Annotated[Trait, Tag("(trait)")]
    | Annotated[Account, Tag("(account)")]
    | Annotated[Url, Tag("(url)")]
    | Annotated[Query, Tag("(query)")]
    | Annotated[Hash, Tag("(hash)")]
    | Annotated[EventCount, Tag("(event)")]
    | Annotated[Seen, Tag("(seen)")]
    | Annotated[Completed, Tag("(completed)")]
    | Annotated[Dismissed, Tag("(dismissed)")]
    | Annotated[Active, Tag("(active)")]
    | Annotated[Passed, Tag("(passed)")]
    | Annotated[ElementState, Tag("(element)")]
    | Annotated[InLocale, Tag("(locale)")]
    | Annotated[Device, Tag("(device)")]
    | Annotated[Time, Tag("(time)")],
    Discriminator(name_clause),
]

for model in (All, AnyOf, Not):
    model.model_rebuild()
