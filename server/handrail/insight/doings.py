"""What was done for help in an environment since some day, alike things together: from people's events, and from what the help site counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from handrail.content.locales import choose_locale
from handrail.core.clock import DAY, to_iso
from handrail.core.db import table
from handrail.help.tables import HelpCount
from handrail.progress.catalogue import ArticleRead, ArticleVoted, HelpProps, Searched
from handrail.progress.tables import Event
from handrail.progress.trail import OF_HELP, read_said

events, counts = table(Event), table(HelpCount)


@dataclass(frozen=True, slots=True)
class Doing:
    """Done `number` times in the same way on the same day. `page` is the host's path, and None on the help site. `at`: the last time, in milliseconds; 0 on the help site."""

    said: HelpProps
    item: str
    page: str | None
    day: str
    locale: str
    number: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """`since` in milliseconds, the beginning of a day; `locales`: the site's."""

    environment_id: str
    since: int
    locales: Sequence[str]

    def name_locale(self, said: str | None) -> str:
        """The site's nearest, which is what they were shown; without any, as the page said it."""
        return choose_locale(self.locales, said or "") if self.locales else said or ""


def read_doings(conn: Connection, scope: Scope) -> Iterator[Doing]:
    """All but votes."""
    day = events.c.at - events.c.at % DAY
    alike = (events.c.name, events.c.item, events.c.path, events.c.props, day)
    found = select(*alike, func.count()).where(
        events.c.environment_id == scope.environment_id,
        events.c.name.in_(sorted(OF_HELP.keys() - {ArticleVoted.name})),
        events.c.at >= scope.since,
    )
    for name, item, path, props, at, number in conn.execute(found.group_by(*alike)):
        if said := read_said(name, props):
            yield Doing(said, item or "", path or "", to_iso(at)[:10], scope.name_locale(said.locale), number)


def read_counted(conn: Connection, scope: Scope) -> Iterator[Doing]:
    """The help site's. Its votes are everybody's each time, for want of a person."""
    columns = (counts.c.kind, counts.c.subject, counts.c.detail, counts.c.day, counts.c.locale, counts.c.number)
    found = select(*columns).where(
        counts.c.environment_id == scope.environment_id, counts.c.day >= to_iso(scope.since)[:10]
    )
    for kind, subject, detail, day, locale, number in conn.execute(found):
        yield Doing(read_count(kind, subject, detail), subject, None, day, scope.name_locale(locale), number)


def read_count(kind: str, subject: str, detail: str) -> HelpProps:
    """A row of the help site's in the words of events."""
    if kind == "read":
        return ArticleRead()
    if kind in ("found", "not_found"):
        return Searched(q=subject, results=int(kind == "found"))
    return ArticleVoted(helped=kind == "helped", reason=detail or None)


def read_votes(conn: Connection, scope: Scope) -> Iterator[Doing]:
    """Each person's last on each article."""
    newest = (events.c.at.desc(), events.c.seq.desc(), events.c.id)
    place = func.row_number().over(partition_by=(events.c.person_id, events.c.item), order_by=newest)
    cast = (
        select(events.c.item, events.c.path, events.c.props, events.c.at, place.label("place"))
        .where(
            events.c.environment_id == scope.environment_id,
            events.c.name == ArticleVoted.name,
            events.c.at >= scope.since,
        )
        .subquery()
    )
    day = cast.c.at - cast.c.at % DAY
    alike = (cast.c.item, cast.c.path, cast.c.props, day)
    last = select(*alike, func.count(), func.max(cast.c.at)).where(cast.c.place == 1)
    for item, path, props, begun, number, at in conn.execute(last.group_by(*alike)):
        if said := read_said(ArticleVoted.name, props):
            yield Doing(said, item or "", path or "", to_iso(begun)[:10], scope.name_locale(said.locale), number, at)


def count_readers(conn: Connection, scope: Scope) -> dict[str, int]:
    """By article, people."""
    found = select(events.c.item, func.count(events.c.person_id.distinct())).where(
        events.c.environment_id == scope.environment_id,
        events.c.name == ArticleRead.name,
        events.c.at >= scope.since,
    )
    return {row[0]: row[1] for row in conn.execute(found.group_by(events.c.item))}
