"""The wire of `/api/sites/{site}/conversations`: all that the team may know, notes and reasons too."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from handrail.contact.capsule import Line
from handrail.contact.close import CloseReason
from handrail.contact.schema import Attachment, Author, Id, Offer, OfferState, Status, Text
from handrail.content.compiled import Wire


class AskList(BaseModel):
    """`q`: in the subject, in what was said, or an address. `before`: the number of the last one that was listed."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    status: Status | None = None
    assignee: Annotated[str, Field(max_length=64, description="A member's id, or `none`.")] | None = None
    q: Annotated[str, Field(max_length=200)] | None = None
    before: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class AskOne(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    format: Literal["json", "text"] = "json"


class TeamSays(BaseModel):
    """`client_id` is the caller's own: what is sent twice counts once."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Text = ""
    kind: Literal["message", "note", "offer"] = "message"
    client_id: Id
    offer: Offer | None = None

    @model_validator(mode="after")
    def check_something_said(self) -> TeamSays:
        if (self.kind == "offer") != (self.offer is not None):
            raise ValueError("needs an offer with the kind offer, and with no other")
        if not self.text.strip() and self.offer is None:
            raise ValueError("needs a text")
        return self


class Assign(BaseModel):
    """`member`: an id, or null for nobody. `expected`: who has it as far as the caller knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    member: Annotated[str, Field(max_length=64)] | None
    expected: Annotated[str, Field(max_length=64)] | None = None


class Close(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    reason: CloseReason = "solved"


class TeamMember(Wire):
    """`name` is null for who is no member any more."""

    id: str
    name: str | None


class TeamMessage(Wire):
    """`change` of the kind change: `{what, to?, reason?, score?, message?}`."""

    id: str
    seq: int
    kind: Literal["message", "note", "offer", "change"]
    author: Author
    member: TeamMember | None
    text: str
    files: list[Attachment]
    offer: Offer | None
    offer_state: OfferState | None
    change: dict[str, Any] | None
    channel: str
    at: Annotated[str, Field(description="ISO 8601")]


class TeamConversation(Wire):
    """`person` is our id. `waiting_since`: the oldest message of theirs that nobody has answered."""

    id: str
    number: int
    environment: str
    status: Status
    channel: str
    subject: str
    path: str | None
    locale: str
    email: str | None
    person: str
    assignee: TeamMember | None
    created_at: str
    last_at: str
    waiting_since: str | None
    first_reply_at: str | None
    closed_at: str | None
    close_reason: CloseReason | None
    reopened: int
    rating: int | None
    rating_text: str | None


class TeamThread(TeamConversation):
    """With what came along, as the person let it, and all that was said and done."""

    capsule: list[Line]
    messages: list[TeamMessage]


class TeamList(Wire):
    """The newest first."""

    conversations: list[TeamConversation]
