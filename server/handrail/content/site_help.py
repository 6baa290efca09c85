"""What `site.json` says of help: topics, words that mean the same, the launcher, and how to reach a person."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from handrail.conditions.authored import Duration, Model, Slug
from handrail.content.step import Title

LauncherPlace = Literal["bottom-end", "bottom-start", "none"]
Synonym = Annotated[str, Field(min_length=1, max_length=100)]
Synonyms = Annotated[list[Annotated[list[Synonym], Field(min_length=2, max_length=20)]], Field(max_length=500)]


class Topic(Model):
    """What articles are about, as readers find them."""

    id: Slug
    title: Title
    description: Annotated[str, Field(max_length=300)] = ""


class HelpSettings(Model):
    """`launcher` is the place of the button that opens help; with `none` the host app has one of its own."""

    launcher: LauncherPlace = "bottom-end"
    title: Title | None = None
    """Left out, our own word: Help."""


def check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # no such zone; a name that leads out, or is a folder
        raise ValueError("is no time zone, as in Europe/Oslo") from error
    return name


def check_span(span: str) -> str:
    begins, _, ends = span.partition("-")
    if begins >= ends:
        raise ValueError("ends before it begins; until midnight is 24:00, and what follows is of the next day")
    return span


def check_date(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise ValueError("is no day of the calendar, as in 2026-12-25") from error
    return day


TimeZone = Annotated[
    str,
    Field(min_length=1, max_length=64, description="An IANA name, as in Europe/Oslo."),
    AfterValidator(check_time_zone),
]
Span = Annotated[
    str,
    Field(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        description="From one time of the day to another, as in 09:00-17:00.",
    ),
    AfterValidator(check_span),
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
CalendarDay = Annotated[
    str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="As in 2026-12-25."), AfterValidator(check_date)
]
Parameter = Annotated[str, Field(min_length=1, max_length=100)]


class ContactHours(Model):
    """When the team is there. A day that is not named is closed."""

    time_zone: TimeZone
    open: dict[Weekday, Annotated[list[Span], Field(max_length=5)]]
    closed: Annotated[list[CalendarDay], Field(max_length=200)] = []
    """Days on which it is closed all the same."""


class Contact(Model):
    """How people reach a person."""

    email: (
        Annotated[
            str,
            Field(
                max_length=254,
                pattern=r"^[^@\s<>\"'?#]+@[^@\s<>\"'?#]+$",
                description="An address, as in help@example.com.",
            ),
        ]
        | None
    ) = None
    url: Annotated[str, Field(max_length=2_000)] | None = None
    """A path of the site, or an https:// address."""
    phone: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 ()-]{2,30}$", description="As in +47 22 00 00 00.")] | None = (
        None
    )
    conversations: bool = True
    """Whether people can write here, and get answers here. Without it there are only the other ways."""
    hours: ContactHours | None = None
    """Left out, always."""
    expected: Duration | None = None
    """How long an answer takes, as long as there are too few to know."""
    keep_query: Annotated[list[Parameter], Field(max_length=50)] = []
    """Parameters of a page's address that may go along with what somebody writes; all others are left out."""
