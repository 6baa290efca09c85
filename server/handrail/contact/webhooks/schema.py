"""What is told to other systems, and the wire of the addresses that are told it."""

from __future__ import annotations

from typing import Annotated, Literal

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SerializeAsAny

EventName = Literal[
    "conversation.created",
    "message.added",
    "conversation.assigned",
    "conversation.closed",
    "conversation.reopened",
    "conversation.rated",
    "quiz.passed",
    "quiz.failed",
    "checklist.completed",
    "survey.answered",
]


def parse_target(value: str) -> str:
    """Raises ValueError for what is no address of a receiver. Where it leads is looked at with each delivery."""
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL as error:
        raise ValueError("this is no address, as in https://crm.example.com/hooks") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("an address begins with https://, as in https://crm.example.com/hooks")
    if url.userinfo or url.fragment:
        raise ValueError("leave out the password and the fragment; a delivery is known by its signature")
    return str(url)


class Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Notice(Wire):
    """The body of a delivery. `timestamp`: when it happened."""

    type: EventName | Literal["webhook.test"]
    timestamp: str
    data: SerializeAsAny[BaseModel]


class AddWebhook(Wire):
    """Without `events`, it is told of all."""

    url: Annotated[
        str, Field(max_length=2_000, examples=["https://crm.example.com/hooks"]), AfterValidator(parse_target)
    ]
    events: Annotated[list[EventName], Field(max_length=20)] = []


class WebhookSummary(Wire):
    """`disabled_at`: since when its receiver says that it is gone; it is told nothing until a test reaches it."""

    id: str
    url: str
    events: list[EventName]
    created_at: str
    disabled_at: str | None


class MadeWebhook(WebhookSummary):
    """`secret` signs each delivery, and is not shown again."""

    secret: str


class WebhookList(Wire):
    webhooks: list[WebhookSummary]


class WebhookTest(Wire):
    """What became of a delivery made at once. `detail`: why it did not arrive."""

    delivered: bool
    detail: str | None
