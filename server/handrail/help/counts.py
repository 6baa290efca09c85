"""What happens where nobody is known, on the help site or by a search that no page asks for: one happening in, one more in its row of the day.

What people type has so many rows a day. After that only what has its row already counts on, so that nobody fills the table with odd searches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from handrail.core.clock import to_iso
from handrail.core.db import insert, table
from handrail.core.problems import Busy
from handrail.core.services import Services
from handrail.help.tables import HelpCount

MOST_A_DAY = 10_000
LONGEST_QUERY, LONGEST_REASON, LONGEST_LOCALE = 200, 500, 40
Kind = Literal["read", "helped", "did_not_help", "found", "not_found"]
counts = table(HelpCount)


@dataclass(frozen=True, slots=True)
class Happening:
    """`read`, `helped` and `did_not_help` are of an article, its id being the `subject`; `found` and `not_found` of what was searched for."""

    site_id: str
    environment_id: str
    kind: Kind
    subject: str
    locale: str
    reason: str = ""


async def count_quietly(found: Services, happening: Happening) -> None:
    try:
        await found.db.write(count_help, happening, found.clock.now())
    except Busy:
        return  # the answer is there; a number that is one too low is no reason to fail


def count_help(conn: Connection, happening: Happening, now: int) -> None:
    """`now` in milliseconds."""
    is_search = happening.kind in ("found", "not_found")
    key = {
        "environment_id": happening.environment_id,
        "day": to_iso(now)[:10],
        "kind": happening.kind,
        "locale": clean(happening.locale)[:LONGEST_LOCALE],
        "subject": tidy_query(happening.subject) if is_search else happening.subject,
        "detail": clean(happening.reason)[:LONGEST_REASON],
    }
    here = [counts.c[name] == value for name, value in key.items()]
    if conn.execute(counts.update().where(*here).values(number=counts.c.number + 1)).rowcount:
        return
    if (is_search or key["detail"]) and count_rows(conn, key) >= MOST_A_DAY:
        return
    first = insert(conn, counts).values(**key, site_id=happening.site_id, number=1)
    conn.execute(
        first.on_conflict_do_update(index_elements=list(counts.primary_key), set_={"number": counts.c.number + 1})
    )


def count_rows(conn: Connection, key: Mapping[str, str]) -> int:
    """Of the same kind, on this day."""
    same = [counts.c[name] == key[name] for name in ("environment_id", "day", "kind")]
    return conn.scalar(select(func.count()).select_from(counts).where(*same)) or 0


def give_reason(conn: Connection, happening: Happening, now: int) -> None:
    """Why something did not help, said after the no was counted: it then counts with its reason instead."""
    bare = {
        "environment_id": happening.environment_id,
        "day": to_iso(now)[:10],
        "kind": happening.kind,
        "locale": clean(happening.locale)[:LONGEST_LOCALE],
        "subject": happening.subject,
        "detail": "",
    }
    here = [counts.c[name] == value for name, value in bare.items()]
    conn.execute(counts.update().where(*here, counts.c.number > 0).values(number=counts.c.number - 1))
    count_help(conn, happening, now)


def tidy_query(text: str) -> str:
    """The same search is the same text, however it was typed."""
    return unicodedata.normalize("NFKC", clean(text)).casefold()[:LONGEST_QUERY].strip()


def clean(text: str) -> str:
    """On one line, without what no database keeps."""
    return " ".join(text.replace("\0", " ").encode(errors="replace").decode().split())
