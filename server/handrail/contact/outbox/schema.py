"""The wire of the outbox, for those who look after it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["waiting", "sending", "sent", "dead"]
LISTED = 50


class Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OutboxQuery(Wire):
    """Newest first; `before` is the `number` of the last entry that you have."""

    state: State | None = None
    before: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = LISTED


class OutboxItem(Wire):
    """`id` is what its receiver knows it by. `what` it is, in a word; `to`: an address. `next_at`: null once it is sent or dead."""

    number: int
    id: str
    channel: str
    what: str
    to: str
    conversation: str
    state: State
    attempts: int
    last_error: str | None
    created_at: str
    next_at: str | None
    done_at: str | None


class OutboxCount(Wire):
    waiting: int
    sending: int
    sent: int
    dead: int


class OutboxList(Wire):
    """`counts` are of all there is; what was sent goes after a week, what is dead after three months."""

    counts: OutboxCount
    entries: list[OutboxItem]
