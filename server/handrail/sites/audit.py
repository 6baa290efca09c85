"""The audit log: who changed what at a site, and when. `record_change` goes into the same transaction as the change."""

from __future__ import annotations

import json

from pydantic import JsonValue
from sqlalchemy import Connection

from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.sites.access import Actor
from handrail.sites.tables import AuditEntry

entries = table(AuditEntry)


def record_change(
    conn: Connection, site_id: str, actor: Actor, at: int, action: str, subject: str, **detail: JsonValue
) -> None:
    """`action` in the past tense (`version_published`), `subject` what it was done to; never a secret in `detail`."""
    conn.execute(
        entries.insert().values(
            id=new_id(),
            site_id=site_id,
            at=at,
            actor_kind=actor.kind,
            actor_id=actor.id,
            actor_name=actor.name,
            action=action,
            subject=subject,
            detail=json.dumps(detail, sort_keys=True),
        )
    )
