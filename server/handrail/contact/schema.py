"""The wire of `/v1/contact`, `/v1/conversations…` and `/v1/stream`: what a page sends, and what the person may see."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from handrail.contact.capsule import LARGEST, Line, check_capsule
from handrail.contact.position import LONGEST
from handrail.content.compiled import Wire
from handrail.people.schema import AboutMe
from handrail.progress.ingest import cut

LONGEST_TEXT = 10_000
MOST_FILES = 5
MOST_MESSAGES = 200
UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})  # spaces, controls, and marks of format

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Text = Annotated[str, Field(max_length=LONGEST_TEXT, examples=["Hello"])]
Files = Annotated[list[Id], Field(max_length=MOST_FILES)]
Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]
Email = Annotated[
    str,
    Field(max_length=254, pattern=r"^[^@\s<>\"?#,;:()\\]+@[^@\s<>\"?#,;:()\\]+$", examples=["ada@example.com"]),
]
Capsule = Annotated[
    str,
    Field(max_length=LARGEST, description="A list of `Line` as JSON. Kept as it is, byte for byte.", examples=["[]"]),
    AfterValidator(check_capsule),
]
Locale = Annotated[str, cut(40)]
Status = Literal["open", "closed"]
Author = Literal["person", "agent", "system"]
OfferState = Literal["offered", "accepted", "declined"]


def is_visible(text: str) -> bool:
    """Whether it has more than spaces, and what only steers how others look."""
    return any(unicodedata.category(one) not in UNSEEN for one in text)


class AskContact(AboutMe):
    """`url` is the page that it is asked on."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    locale: Locale = "en"
    url: Annotated[str | None, cut(8_000)] = None


class Written(AboutMe):
    """`client_id` is the page's own for this message: what is sent twice counts once. `email`: where an answer goes when they are away."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    client_id: Id
    text: Text
    files: Files = []
    email: Email | None = None

    @model_validator(mode="after")
    def check_something_said(self) -> Written:
        if not is_visible(self.text) and not self.files:
            raise ValueError("needs a text, or a file")
        return self


class BeginConversation(Written):
    """`shared`: somebody else was identified on this device before; then whoever signs in on it next does not get this conversation."""

    capsule: Capsule = "[]"
    locale: Locale = "en"
    shared: bool = False


class SayMessage(Written):
    pass


class AskConversation(AboutMe):
    """`after`: what was said later than that, at most 200."""

    after: Seq = 0


class TellSeen(AboutMe):
    """Everything up to `seq` was on the screen."""

    seq: Seq


class RateConversation(AboutMe):
    score: Annotated[int, Field(ge=1, le=5)]
    text: Annotated[str | None, Field(max_length=2_000)] = None


class LeaveEmail(AboutMe):
    """Where answers go from now on when they are away; null or none: nowhere."""

    email: Email | None = None


class AnswerOffer(AboutMe):
    accepted: bool


class AskStream(AboutMe):
    """`last_event_id`: of the last event that was read, to go on after it."""

    last_event_id: Annotated[str, Field(max_length=LONGEST)] | None = None


class Attachment(Wire):
    """`size` in bytes. `/v1/files/{id}` has them, as a download."""

    id: str
    name: str
    media_type: str
    size: int


class Offer(Wire):
    """What an agent offers: a tour to walk, or an article to read."""

    kind: Literal["tour", "article"]
    id: str
    title: str


class ShownMessage(Wire):
    """`seq` is its place in the conversation; some are missing, which were not for the person. `name`: of the agent. `change`: then it has no text; `reason` of a closing, where it may be told. `client_id`: of the person's own."""

    id: str
    conversation_id: str
    seq: int
    kind: Literal["message", "offer", "change"]
    author: Author
    name: str | None
    text: str
    files: list[Attachment]
    offer: Offer | None
    offer_state: OfferState | None
    change: Literal["closed", "reopened"] | None
    reason: Literal["solved", "no_answer"] | None
    client_id: str | None
    at: Annotated[str, Field(description="ISO 8601")]


class ShownConversation(Wire):
    """As its person sees it. `agent`: the name of who has it. `unread`: of the team's messages. `asks_rating`: it is closed, and was not rated yet.

    `messages` ascend; of the list of all conversations there are none. `more`: there are later ones than those.
    """

    id: str
    number: int
    status: Status
    subject: str
    agent: str | None
    email: str | None
    created_at: str
    last_at: str
    last_seq: int
    seen_by_person: int
    seen_by_agents: int
    unread: int
    rating: int | None
    asks_rating: bool
    messages: list[ShownMessage] = []
    more: bool = False


class MyConversations(Wire):
    """The newest first, at most 50."""

    conversations: list[ShownConversation]


class ContactWays(Wire):
    email: str | None = None
    phone: str | None = None
    url: str | None = None


class ContactLimits(Wire):
    """Sizes in characters, `file` in bytes."""

    text: int
    files: int
    file: int
    capsule: int
    lines: int
    custom: int
    value: int


class ContactForm(Wire):
    """What is shown before somebody writes. `open`: the team is there now, or keeps no hours; `opens_at`: when it is next, if it is not.

    `expected_minutes` until an answer, in hours in which the team is there. `trail`: what the server knows that the person tried, the oldest
    first. `keep_query`: parameters of the page's address that may go along. `answers_by_mail`: whoever leaves an address gets answers there.
    """

    ways: ContactWays
    conversations: bool
    open: bool
    keeps_hours: bool
    opens_at: Annotated[str, Field(description="ISO 8601")] | None
    expected_minutes: int | None
    trail: list[Line]
    keep_query: list[str]
    limits: ContactLimits
    answers_by_mail: bool
    conversation: ShownConversation | None


class StreamSeen(Wire):
    """By the team, up to `seq`."""

    conversation_id: str
    seq: int


class StreamTyping(Wire):
    """An agent writes. It holds for some seconds."""

    conversation_id: str
    name: str | None
