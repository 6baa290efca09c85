"""The audit log: who changed what at a site, and when. `record_change` goes into the same transaction as the change."""

from __future__ import annotations

from pydantic import JsonValue, TypeAdapter
from sqlalchemy import Connection, select

from handrail.core.clock import to_iso
from handrail.core.db import table
from handrail.core.ids import new_id
from handrail.sites.access import Actor
from handrail.sites.schema import AuditLog, AuditQuery, AuditRecord
from handrail.sites.tables import AuditEntry

entries = table(AuditEntry)
Detail = TypeAdapter(dict[str, JsonValue])


def record_change(
    conn: Connection, site_id: str, actor: Actor, at: int, action: str, subject: str, **detail: JsonValue
) -> None:
    """`action` in the past tense (`version_published`), `subject` what it was done to; never a secret in `detail`."""
    row = AuditEntry(
        id=new_id(),
        site_id=site_id,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        subject=subject,
        detail=Detail.dump_json(detail).decode(),
    )
    conn.execute(entries.insert().values(row.model_dump()))


def read_audit_log(conn: Connection, site_id: str, query: AuditQuery) -> AuditLog:
    """Newest first."""
    wanted = select(entries).where(entries.c.site_id == site_id).order_by(entries.c.id.desc()).limit(query.limit)
    if query.before is not None:
        wanted = wanted.where(entries.c.id < query.before)
    return AuditLog(
        entries=[
            AuditRecord(
                id=row.id,
                at=to_iso(row.at),
                actor_kind=row.actor_kind,
                actor_name=row.actor_name,
                action=row.action,
                subject=row.subject,
                detail=Detail.validate_json(row.detail),
            )
            for row in conn.execute(wanted)
        ]
    )
