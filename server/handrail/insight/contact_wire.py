"""The wire of the report on conversations."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handrail.content.compiled import Wire


class Spread(Wire):
    """How long it took, in seconds: for half of them at most `median`, for nine of ten at most `p90`. Null without any."""

    median: int | None
    p90: int | None


class ContactFigures(Wire):
    """Of conversations, but for spam. Shares are null without any."""

    conversations: int
    answered: Annotated[int, Field(description="By somebody of the team, at least once.")]
    first_response: Annotated[Spread, Field(description="From the first message to the team's first.")]
    first_response_in_hours: Annotated[
        Spread, Field(description="The same, of the time in which the team is there by its opening hours.")
    ]
    closed: Annotated[int, Field(description="Closed now.")]
    resolution: Annotated[Spread, Field(description="From the first message to the last closing.")]
    first_contact: Annotated[
        int, Field(description="Closed as solved after one turn of the team's, and never reopened.")
    ]
    first_contact_share: Annotated[float | None, Field(description="Of those closed.")]
    reopened: Annotated[int, Field(description="At least once.")]
    rated: int
    satisfied: Annotated[int, Field(description="Rated 4 or 5.")]
    csat: Annotated[float | None, Field(description="Satisfied, of those rated.")]


class ContactPlace(ContactFigures):
    """Those that began in one place: by a channel (`web`, `page`, `mail`), or on a page of the host app."""

    place: str


class ContactDay(Wire):
    """Of one day, UTC: begun then, and closed then."""

    day: str
    begun: int
    closed: int


class ContactComment(Wire):
    """What somebody wrote beside a rating. `number` is the conversation's."""

    number: int
    score: int
    text: str


class ContactReport(Wire):
    """`scores`: how often each of 1 to 5 was given. `waiting`: open now, whenever they began, and the team's turn. Lists begin with the most and have an end."""

    environment: str
    at: str
    since: str
    total: ContactFigures
    spam: int
    waiting: int
    scores: list[int]
    channels: list[ContactPlace]
    pages: list[ContactPlace]
    days: list[ContactDay]
    comments: list[ContactComment]
