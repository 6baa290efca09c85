"""What goes along when somebody asks a person: lines that they saw, and could strike, before it was sent.

The text that was sent is what is kept. It is parsed only to be checked, and to be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from handrail.content.compiled import Wire

LARGEST = 160_000  # bytes: the host's twenty, at their longest in any script, and the rest
MOST_LINES = 150
MOST_CUSTOM = 20
LONGEST_VALUE = 2_000

LineKind = Literal[
    "page",
    "title",
    "release",
    "locale",
    "time_zone",
    "viewport",
    "browser",
    "tour",
    "read",
    "search",
    "asked",
    "quiz",
    "error",
    "custom",
]
KINDS: tuple[str, ...] = get_args(LineKind)


def refuse_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("has a NUL character in it")
    return text


class Line(Wire):
    """One thing that goes along, in the words in which it is shown."""

    kind: LineKind
    label: Annotated[str, Field(max_length=200), AfterValidator(refuse_nul)]
    value: Annotated[str, Field(max_length=LONGEST_VALUE), AfterValidator(refuse_nul)]


LINES = TypeAdapter(Annotated[list[Line], Field(max_length=MOST_LINES)])


def check_capsule(text: str) -> str:
    """The same text. Raises ValueError for what is no list of lines, or too much."""
    if len(text.encode()) > LARGEST:
        raise ValueError(f"may have {LARGEST:,} bytes")
    try:
        lines = LINES.validate_json(text, strict=True)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise ValueError(f"is no list of lines: {'.'.join(map(str, fault['loc']))} {fault['msg']}") from error
    if sum(line.kind == "custom" for line in lines) > MOST_CUSTOM:
        raise ValueError(f"may have {MOST_CUSTOM} lines of the host's own")
    return text


def read_capsule(text: str) -> list[Line]:
    """Of what was checked."""
    return LINES.validate_json(text)


def find_path(lines: Sequence[Line]) -> str | None:
    """Of the page that it was written on, unless that was struck; for reports."""
    for line in lines:
        if line.kind == "page":
            try:
                return urlsplit(line.value.strip()).path[:500] or "/"
            except ValueError:
                return None
    return None
