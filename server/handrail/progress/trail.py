"""What a person tried before they asked somebody: a person in, what they read, looked for, asked and said of it, and the quizzes they took out, the newest of it, in order.

It is read when their question is handed over to an agent, who need not ask again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError
from sqlalchemy import Connection

from handrail.core.db import table
from handrail.progress.catalogue import CATALOGUE, HelpProps, QuizGraded
from handrail.progress.fold import Happened, order_events
from handrail.progress.store import HAPPENED, read_happened
from handrail.progress.tables import Event

LONGEST = 100
OF_HELP: dict[str, type[HelpProps]] = {name: props for name, props in CATALOGUE.items() if issubclass(props, HelpProps)}
events = table(Event)


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that somebody did for help, or an attempt at a quiz. `at` in milliseconds, `path` of the host's page, `said` by the event's name (`catalogue.py`)."""

    at: int
    name: str
    item: str | None
    path: str | None
    said: HelpProps | QuizGraded


def load_trail(conn: Connection, person_id: str, longest: int = LONGEST) -> list[Trace]:
    """The oldest first. In the order of `seq` on one device, whatever its clock does."""
    newest = (
        HAPPENED.add_columns(events.c.path)
        .where(events.c.name.in_([*sorted(OF_HELP), QuizGraded.name]))
        .order_by(events.c.at.desc(), events.c.seq.desc(), events.c.id.desc())
        .limit(longest)
    )
    rows = conn.execute(newest, {"person_id": person_id}).all()
    paths: dict[str, str | None] = {row.id: row.path for row in rows}
    found = [trace(event, paths[event.id]) for event in order_events(read_happened(row[:-1]) for row in rows)]
    return [one for one in found if one is not None]


def trace(event: Happened, path: str | None) -> Trace | None:
    props = json.dumps(event.props or {})
    said = QuizGraded.model_validate_json(props) if event.name == QuizGraded.name else read_said(event.name, props)
    return None if said is None else Trace(event.at, event.name, event.item, path, said)


@lru_cache(maxsize=10_000)
def read_said(name: str, props: str) -> HelpProps | None:
    """Of an event of help, its props as kept: a report reads the same ones over and over. None of what a host tracked by this name before it was one of ours."""
    try:
        return OF_HELP[name].model_validate_json(props)
    except ValidationError:
        return None
