"""What every authored shape is made of: names, texts, durations, and unions that are told apart by what kind of JSON value comes.

So a fault is reported once, and for what was meant.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    SerializerFunctionWrapHandler,
    Tag,
    model_serializer,
)

UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def to_milliseconds(duration: str) -> int:
    """`"8s"` -> 8000. Takes what the patterns of `Duration` and `Wait` let through."""
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
Wait = Annotated[
    str,
    Field(
        pattern=r"^(0|[1-9][0-9]{0,5})(ms|s|m|h|d)$",
        description='A whole number and ms, s, m, h or d, as in "8s"; "0s" for none.',
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


def check_calendar(moment: datetime) -> datetime:
    """Raises ValueError for what is in no year from 1 to 9999, in UTC."""
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("an instant beyond the calendar; years from 1 to 9999, in UTC") from error
    return moment


Instant = Annotated[
    AwareDatetime,
    AfterValidator(check_calendar),
    Field(strict=False, description="RFC 3339 with an offset, as in 2026-01-31T09:00:00Z."),
]
SchemaReference = Annotated[str | None, Field(alias="$schema", description="Where an editor finds the JSON Schema.")]
