"""The wire of `POST /v1/sync`: text/plain JSON both ways, snake_case, times ISO 8601 UTC.

The server's clock decides; `now` gives browsers their offset. Times are strings here because the page only compares and echoes them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.content.compiled import CompiledStart, CompiledTheme, CompiledTour, Wire
from handrail.content.schema import Frequency

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Short = Annotated[str, Field(max_length=200)]


class PageEvent(BaseModel):
    """Something that happened in a page. Order is by `seq` per device, not by clock; `id` counts once per person."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    run: Id | None = None
    item: Short | None = None
    item_hash: Short | None = None
    step: Short | None = None
    at: Annotated[str, Field(max_length=40, description="ISO 8601, the page's clock corrected by its offset.")]
    seq: Annotated[int, Field(ge=0, le=2**53)] = 0
    path: Annotated[str, Field(max_length=2_000)] | None = None
    release: Short | None = None
    props: dict[str, Any] = {}


class SyncRequest(BaseModel):
    """At most 100 events and 60 kB. `events` are read one by one, so that a bad one does not spoil the rest."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)] | None = None
    user_token: Annotated[str, Field(max_length=8_000)] | None = None
    url: Annotated[str, Field(max_length=8_000)]
    locale: Annotated[str, Field(max_length=40)] = "en"
    release: Short | None = None
    device: Id | None = None
    visit: Id | None = None
    since: Short | None = None
    events: Annotated[list[Any], Field(max_length=100)] = []


class Person(Wire):
    """`known`: identified by a token that was verified. `acting`: an agent looks through this person's eyes; nothing is recorded."""

    id: str
    known: bool
    acting: bool = False
    traits: dict[str, Any] = {}


class Preferences(Wire):
    """`tours: false` switches off all automatic starts; `items` those of single items."""

    tours: bool = True
    items: dict[str, bool] = {}


class Progress(Wire):
    """Where a person is with one item. `started` counts starts; `visit` is that of the last start."""

    status: Literal["active", "completed", "left", "declined"]
    run: str
    step: str | None = None
    hash: str | None = None
    at: str
    started: int = 1
    visit: str | None = None
    completed: bool = False


class ListedItem(Wire):
    """What the page needs to decide without the body. `auto: false`: only by hand."""

    id: str
    kind: Literal["tour"]
    hash: str
    start: CompiledStart
    auto: bool
    priority: int = 0
    group: str | None = None
    frequency: Frequency = "once"


class Rejected(Wire):
    index: int
    id: str | None = None
    problem: str


class SyncResponse(Wire):
    """`items` is null and `bodies` empty when `since` still names what the page holds."""

    token: str
    now: str
    person: Person
    preferences: Preferences
    progress: dict[str, Progress]
    revision: str
    items: list[ListedItem] | None
    bodies: dict[str, CompiledTour] = {}
    theme: CompiledTheme | None = None
    unread: int = 0
    accepted: int = 0
    rejected: list[Rejected] = []
