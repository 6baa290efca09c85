"""The condition grammar as authors write it. JSON in, one frozen model per clause out; unknown keys are errors.

A condition holds, does not hold, or is unknown; unknown is not true. `evaluate` gives each clause its meaning.
Unions are told apart by what kind of JSON value comes, so that a fault is reported once, and for what was meant.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    SerializerFunctionWrapHandler,
    Tag,
    model_serializer,
    model_validator,
)

UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def to_milliseconds(duration: str) -> int:
    """`"8s"` -> 8000. Takes what the `Duration` pattern lets through."""
    unit = duration.lstrip("0123456789")
    return int(duration[: -len(unit)]) * UNITS[unit]


def name_kind(value: object) -> str:
    """The tag of a JSON value's kind. In brackets, so that no key of a file is taken for one in the place of an error."""
    match value:
        case bool():
            return "(true or false)"
        case int() | float():
            return "(number)"
        case str():
            return "(text)"
        case list():
            return "(list)"
        case dict() | BaseModel():
            return "(object)"
    return "(nothing)"


ByKind = Discriminator(name_kind)
Truth, Number, Words, Several, Shape = (
    Tag(f"({kind})") for kind in ("true or false", "number", "text", "list", "object")
)

Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="Lower-case letters, digits and hyphens, as in first-invoice."
    ),
]
Name = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,62}$", description="Lower-case letters, digits and underscores, as in first_name."
    ),
]
Duration = Annotated[
    str,
    Field(
        pattern=r"^[1-9][0-9]{0,5}(ms|s|m|h|d)$", description='A whole number and ms, s, m, h or d, as in "8s" or "7d".'
    ),
]
Locale = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description='A BCP 47 tag, as in "nb" or "pt-BR".')
]
ShortText = Annotated[str, Field(min_length=1, max_length=500)]
Glob = Annotated[
    str, Field(min_length=1, max_length=500, description="`*` stands for any characters, `/` too. Case counts.")
]

Scalar = Annotated[Annotated[str, Words] | Annotated[bool, Truth] | Annotated[int | float, Number], ByKind]
Ordered = Annotated[Annotated[int | float, Number] | Annotated[str, Words], ByKind]
Globs = Annotated[
    Annotated[Glob, Words] | Annotated[Annotated[list[Glob], Field(min_length=1, max_length=50)], Several], ByKind
]
Localised = Annotated[
    Annotated[ShortText, Words] | Annotated[Annotated[dict[Locale, ShortText], Field(min_length=1)], Shape], ByKind
]


class Model(BaseModel):
    """What every authored shape is: frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        use_attribute_docstrings=True,
    )

    @model_serializer(mode="wrap")
    def leave_out_none(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Written as authors write it: what is not said is not there."""
        return {key: value for key, value in serialise(self).items() if value is not None}


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

    def operator(self) -> tuple[str, Any]:
        """The operator as authors write it, and its operand."""
        field = self.operators()[0]
        return field.rstrip("_"), getattr(self, field)


class Trait(Comparison):
    """A trait of the person, as `site.json` declares it. One that the person does not have is unknown."""

    trait: Name


class Account(Comparison):
    """A field of the person's account, as `site.json` declares it."""

    account: Name


Role = Annotated[str, Field(pattern=r"^[a-z]{2,30}$", description="An ARIA role, as in button.")]


class Locator(Model):
    """How to find one element by what the user sees. The first of a list that finds exactly one visible element wins."""

    test_id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """What `data-testid` says. The most trusted way."""
    role: Role | None = None
    name: Localised | None = None
    """The accessible name, one or one per locale. Goes with `role`."""
    label: Localised | None = None
    """The label of a form field."""
    text: Localised | None = None
    """What the element says."""
    css: ShortText | None = None
    """A selector. The least trusted way."""
    within: Locator | None = None
    """The element is inside this one."""
    nth: Annotated[int, Field(ge=1, le=1000)] | None = None
    """1 is the first. Only under `within`."""
    frame: Annotated[list[Locator], Field(min_length=1, max_length=4)] | None = None
    """The frames around it, the outermost first."""

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


Locators = Annotated[list[Locator], Field(min_length=1, max_length=10)]


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
    at_least: Annotated[int, Field(ge=0)] | None = None
    at_most: Annotated[int, Field(ge=0)] | None = None
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
            raise ValueError("at_least is more than at_most, so it never holds")
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


Instant = Annotated[
    AwareDatetime, Field(strict=False, description="RFC 3339 with an offset, as in 2026-01-31T09:00:00Z.")
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
    | Annotated[ElementState, Tag("(element)")]
    | Annotated[InLocale, Tag("(locale)")]
    | Annotated[Device, Tag("(device)")]
    | Annotated[Time, Tag("(time)")],
    Discriminator(name_clause),
]

for model in (Locator, All, AnyOf, Not):
    model.model_rebuild()
