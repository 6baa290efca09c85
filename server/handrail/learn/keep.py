"""What is kept of one person's responses: told, forgotten, and moved to the identified person that a visitor turned out to be.

Of an anonymous response nobody can say whose it is, so nothing of that is here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, delete, select, update

from handrail.content.compiled import Wire
from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.learn.tables import SurveyResponse

responses = table(SurveyResponse)


class ExportedResponse(Wire):
    id: str
    item: str
    item_hash: str
    at: str
    path: str | None
    locale: str | None
    answers: dict[str, Any]


def export_learning(conn: Connection, person_id: str) -> dict[str, Sequence[BaseModel]]:
    rows = conn.execute(select(responses).where(responses.c.person_id == person_id).order_by(responses.c.at))
    return {
        "survey_response": [
            ExportedResponse(
                id=row.id,
                item=row.item,
                item_hash=row.item_hash,
                at=to_iso(row.at),
                path=row.path,
                locale=row.locale,
                answers=json.loads(row.answers),
            )
            for row in rows
        ]
    }


def erase_learning(conn: Connection, person_id: str) -> None:
    conn.execute(delete(responses).where(responses.c.person_id == person_id))


def join_learning(conn: Connection, from_id: str, to_id: str) -> None:
    conn.execute(update(responses).where(responses.c.person_id == from_id).values(person_id=to_id))
