"""The studio: what the bar in the page, and the local page, ask of the author's machine. Every body has `key`, the session's secret."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from handrail.content.compiled import Wire
from handrail.content.edit import Edit
from handrail.content.validation.faults import Fault

LONGEST_WAIT = 20
"""Seconds."""
EDITS_AT_MOST = 200
ItemId = Annotated[str, Field(min_length=1, max_length=63)]
Traits = Annotated[dict[str, JsonValue], Field(max_length=100)]


class Asked(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]


class AskState(Asked):
    """Answered at once unless `since` is the revision that is there; then when it is another, or after `wait` seconds."""

    since: Annotated[str, Field(max_length=100)] | None = None
    wait: Annotated[float, Field(ge=0, le=LONGEST_WAIT)] = 0


class AskSource(Asked):
    file: Annotated[str, Field(min_length=1, max_length=300)]


class AskTexts(Asked):
    """`locale`: that of the page; without it the site's first."""

    item: ItemId
    locale: Annotated[str, Field(max_length=40)] | None = None


class Rewrite(AskTexts):
    """One text of an item, by its `name` in a sidecar. `was`: what the author saw there, null where it was not translated yet."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    was: Annotated[str, Field(max_length=20_000)] | None


class FileEdit(Edit):
    file: Annotated[str, Field(min_length=1, max_length=300)]


class MakeEdits(Asked):
    """All or none."""

    edits: Annotated[list[FileEdit], Field(min_length=1, max_length=EDITS_AT_MOST)]


class MakeItem(Asked):
    item: dict[str, JsonValue]


class Act(Asked):
    """What is left out stays as it is. `sub`, `traits`, `account` and `completed` make a person who begins anew; `sub: null` alone is a visitor. `now: null` is the real time."""

    sub: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    traits: Traits = {}
    account: Traits = {}
    completed: Annotated[list[ItemId], Field(max_length=100)] = []
    locale: Annotated[str, Field(max_length=40)] | None = None
    now: Annotated[str, Field(max_length=40)] | None = None


class ListedStep(Wire):
    """`line` is where it begins in its file, from 1."""

    id: str
    type: str
    title: str
    page: str | None = None
    line: int


class ListedItem(Wire):
    """`steps` of a tour; of all else there are none. `hash` is that of the draft that is shown, if there is one: a person beyond its audience is let in by it."""

    id: str
    kind: str
    hash: str | None = None
    title: str
    file: str
    line: int
    steps: list[ListedStep] = []


class ListedFault(Wire):
    file: str
    line: int
    column: int
    problem: str
    fix: str
    level: Literal["fault", "warning"]


class SiteFacts(Wire):
    """`traits` and `account` as `site.json` declares them."""

    id: str
    locales: list[str]
    traits: dict[str, Any]
    account: dict[str, Any]


class Acting(Wire):
    """Whom the author acts as; without `sub` it is a visitor."""

    sub: str | None = None
    traits: Traits = {}
    account: Traits = {}
    completed: list[str] = []
    locale: str | None = None
    now: str | None = None


class State(Wire):
    """`revision` changes with each save. While there are faults the last good drafts are shown."""

    revision: str
    items: list[ListedItem]
    faults: list[ListedFault]
    site: SiteFacts
    acting: Acting | None
    build: str


class SourceText(Wire):
    """A file as it is now: `value` is what its JSON says, for `was` in an edit."""

    file: str
    value: JsonValue


class Wording(Wire):
    """A text as it is shown in a locale. `was`: what is written in the file that it would be written into, null where it is not there; `source`: what it translates.

    `shown` is what a person reads of it, cut where something of their own is filled in.
    """

    name: str
    text: str
    was: str | None
    source: str | None
    shown: list[str]
    is_long: bool


class Wordings(Wire):
    """Of the draft that is shown, in the site's locale that is nearest; `file` is where that is written."""

    file: str
    locale: str
    texts: list[Wording]


class Rewritten(Wire):
    file: str
    revision: str


class Edited(Wire):
    revision: str


class MadeItem(Wire):
    file: str
    revision: str


class Acted(Wire):
    """`user_token` is for `identify`; of a visitor there is none. `now`: the local app's time, ISO 8601. `acting` as in `State`."""

    user_token: str | None
    locale: str | None
    now: str
    acting: Acting | None


def tell_fault(fault: Fault) -> ListedFault:
    return ListedFault(
        file=fault.file,
        line=fault.line,
        column=fault.column,
        problem=fault.problem,
        fix=fault.fix,
        level=fault.severity,
    )
