"""The wire of `POST /v1/sync`: text/plain JSON both ways, snake_case, times ISO 8601 UTC.

The server's clock decides; `now` gives browsers their offset. Times are strings here because the page only compares and echoes them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.conditions.locator import Locator
from handrail.conditions.schema import Condition
from handrail.content.compiled import CompiledSnippet, CompiledStart, CompiledTheme, Wire, is_unsaid
from handrail.content.compiled_kinds import CompiledStartable
from handrail.content.startable import Frequency, StartableKind
from handrail.content.step import Placement
from handrail.people.identity import IdentityProblem
from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.ingest import Id, PageEvent, Rejected, Short, cut, instead_of_null

__all__ = [
    "CompiledSnippet",
    "HelpSettings",
    "Listed",
    "ListedItem",
    "PageEvent",
    "Person",
    "SyncRequest",
    "SyncResponse",
]


class SyncRequest(BaseModel):
    """At most 100 events and 60 kB. `events` are read one by one, so that a bad one does not spoil the rest. What is too long to matter is cut."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)] | None = None
    user_token: Annotated[str, Field(max_length=40_000)] | None = None
    url: Annotated[str, Field(max_length=8_000), cut(8_000)]
    locale: Annotated[str, Field(max_length=40), cut(40), instead_of_null("en")] = "en"
    release: Annotated[Short | None, cut(200)] = None
    device: Id | None = None
    visit: Id | None = None
    since: Short | None = None
    events: Annotated[list[Any], Field(max_length=100, default_factory=list), instead_of_null([])]


class Person(Wire):
    """`known`: identified by a token that was verified. `acting`: an agent looks through this person's eyes; nothing is recorded."""

    id: str
    known: bool
    acting: bool = False
    traits: dict[str, Any] = {}


class Identity(Wire):
    """Why the `user_token` was not taken: the page goes on without it. After `expired`, bring a fresh one."""

    problem: IdentityProblem


class Hours(Wire):
    """`HH:MM`, in the person's own time: `from` is in, `to` is out. Past midnight when `to` is the earlier one."""

    from_: str = Field(alias="from")
    to: str


class ListedSchedule(Wire):
    """When it may start by itself. No `days`: any day. After `until`, by the server's clock, there is no such item."""

    days: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] = []
    hours: Hours | None = None
    until: Annotated[str, Field(description="ISO 8601")] | None = None


class ListedItem(Wire):
    """What the page needs to decide without the body. `auto: false`: only by hand. `held`: what would start by itself is held back from this person.

    `was`: its former names. `title`: of all but tours. `show`: a card, or in the help panel alone. `in_panel`: it is listed there; `since`: from when on it is there, where that is said. What is not said of these is null, card or false.
    """

    id: str
    kind: StartableKind
    hash: str
    start: CompiledStart
    auto: bool
    priority: int = 0
    group: str | None = None
    frequency: Frequency = "once"
    held: bool = False
    schedule: ListedSchedule | None = None
    was: Annotated[list[str], Field(exclude_if=is_unsaid)] = []
    title: Annotated[str | None, Field(exclude_if=is_unsaid)] = None
    show: Annotated[Literal["card", "panel"], Field(exclude_if=lambda show: show == "card")] = "card"
    in_panel: Annotated[bool, Field(exclude_if=is_unsaid)] = False
    since: Annotated[str | None, Field(description="ISO 8601", exclude_if=is_unsaid)] = None


class ListedSnippet(Wire):
    """Help on an element of the page, or on the page itself where `target` is empty; `when` takes in its pages. What it says is fetched by its hash, as `CompiledSnippet`."""

    id: str
    kind: Literal["snippet"]
    hash: str
    title: str
    when: Condition | None = None
    show: Literal["beside", "focus", "underline"] = "beside"
    target: list[Locator] = []
    placement: Placement = "bottom"
    theme: str = "default"


class ListedArticle(Wire):
    """An article that is suggested where `when` holds."""

    id: str
    kind: Literal["article"]
    hash: str
    title: str
    when: Condition


Listed = ListedItem | ListedSnippet | ListedArticle


class HelpTopic(Wire):
    id: str
    title: str


class HelpContact(Wire):
    """How the team is reached. `conversations`: people can write here."""

    email: str | None = None
    url: str | None = None
    phone: str | None = None
    conversations: bool = True


class HelpSettings(Wire):
    """What the help panel is told before it is opened."""

    launcher: Literal["bottom-end", "bottom-start", "none"] = "bottom-end"
    title: str | None = None
    topics: list[HelpTopic] = []
    contact: HelpContact | None = None


class Attention(Wire):
    """How much may start by itself, and what did: on all devices of the person. `starts` ascend."""

    gap: Annotated[int, Field(description="ms after `ended`")]
    day: Annotated[int, Field(description="Starts within 24 hours.")]
    week: Annotated[int, Field(description="Starts within 7 days.")]
    starts: Annotated[
        list[str], Field(description="ISO 8601. Of the last 7 days, the newest that the caps can ask for.")
    ] = []
    ended: (
        Annotated[str, Field(description="ISO 8601. When what last started by itself ended, or was last seen.")] | None
    ) = None


class Contact(Wire):
    """`open`: the id of this person's conversation that is open."""

    open: str | None = None


class SyncResponse(Wire):
    """`items` is null and `bodies` empty when `since` still names what the page holds. `themes` by id: what the listed items use, and `default`. `help` is null where a site has none to give. `votes`: which articles helped this person. `unread`: of what the team wrote to them."""

    token: str
    now: str
    person: Person
    identity: Identity | None = None
    preferences: Preferences
    progress: dict[str, Progress]
    votes: dict[str, bool] = {}
    revision: str
    items: list[Listed] | None
    bodies: dict[str, CompiledStartable] = {}
    themes: dict[str, CompiledTheme] = {}
    attention: Attention
    help: HelpSettings | None = None
    unread: int = 0
    contact: Contact = Contact()
    accepted: int = 0
    rejected: list[Rejected] = []
