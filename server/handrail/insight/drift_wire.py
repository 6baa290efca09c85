"""The wire of the report on drift."""

from __future__ import annotations

from handrail.content.compiled import Wire
from handrail.progress.outline import OutlineNode


class PathTimes(Wire):
    path: str
    times: int


class DriftReport(Wire):
    """A step in one release of the host; null is one that its page does not name. A step whose tour is published no more has no title.

    Times, but for `people`: `missing` = absent + ambiguous + hidden; `healed`: a later locator of the list found it, last the one numbered
    `healed_by`. `shown`: how often it was shown in the release. `locator`: the first of the list, `outline`: what stood there instead; both as
    last told.
    """

    item: str
    title: str | None
    step: str
    release: str | None
    shown: int
    missing: int
    absent: int
    ambiguous: int
    hidden: int
    healed: int
    healed_by: int | None
    people: int
    first_seen: str
    last_seen: str
    paths: list[PathTimes]
    locator: object
    outline: list[OutlineNode]


class DriftReports(Wire):
    """The newest release first, which is the one that was seen first last; in it what is missing most."""

    environment: str
    at: str
    since: str
    steps: list[DriftReport]
