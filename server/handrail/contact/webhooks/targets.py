"""The systems that a site tells: added, listed, removed, and disabled when they say that they are gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from handrail.contact.webhooks.schema import AddWebhook, MadeWebhook, WebhookList, WebhookSummary
from handrail.contact.webhooks.sign import make_webhook_secret
from handrail.contact.webhooks.tables import WebhookTarget
from handrail.core.clock import to_iso
from handrail.core.db import lock, table
from handrail.core.ids import new_id
from handrail.core.problems import NotFound
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.problems import TooMany

TARGETS_AT_MOST = 20
targets = table(WebhookTarget)


def add_target(conn: Connection, access: SiteAccess, wanted: AddWebhook, now: int) -> MadeWebhook:
    """Raises `TooMany`."""
    lock(conn, f"webhooks of {access.site_id}")
    count = select(func.count()).select_from(targets).where(targets.c.site_id == access.site_id)
    if (conn.scalar(count) or 0) >= TARGETS_AT_MOST:
        raise TooMany(f"A site has at most {TARGETS_AT_MOST} webhooks; remove one first.")
    row = WebhookTarget(
        id=new_id(),
        site_id=access.site_id,
        url=wanted.url,
        secret=make_webhook_secret(),
        events=" ".join(dict.fromkeys(wanted.events)),
        created_at=now,
    )
    conn.execute(targets.insert().values(row.model_dump()))
    record_change(conn, access.site_id, access.actor, now, "webhook_added", row.url, id=row.id)
    return MadeWebhook(**tell_target(row).model_dump(), secret=row.secret)


def list_targets(conn: Connection, site_id: str) -> WebhookList:
    rows = conn.execute(select(targets).where(targets.c.site_id == site_id).order_by(targets.c.id))
    return WebhookList(webhooks=[tell_target(row) for row in rows])


def remove_target(conn: Connection, access: SiteAccess, target_id: str, now: int) -> None:
    """What was not delivered to it becomes a dead letter at its next attempt. Raises `NotFound`."""
    target = load_target(conn, access.site_id, target_id)
    conn.execute(delete(targets).where(targets.c.id == target.id))
    record_change(conn, access.site_id, access.actor, now, "webhook_removed", target.url, id=target.id)


def load_target(conn: Connection, site_id: str, target_id: str) -> WebhookTarget:
    """Raises `NotFound`."""
    mine = (targets.c.site_id == site_id, targets.c.id == target_id)
    row = conn.execute(select(targets).where(*mine)).one_or_none()
    if row is None:
        raise NotFound("This site has no such webhook.")
    return WebhookTarget(**row._mapping)


def disable_target(conn: Connection, target_id: str, now: int) -> None:
    alive = (targets.c.id == target_id, targets.c.disabled_at.is_(None))
    conn.execute(update(targets).where(*alive).values(disabled_at=now))


def enable_target(conn: Connection, target_id: str) -> None:
    conn.execute(update(targets).where(targets.c.id == target_id).values(disabled_at=None))


def note_test(conn: Connection, access: SiteAccess, target: WebhookTarget, now: int) -> None:
    """Somebody had us call another system, whatever came of it."""
    record_change(conn, access.site_id, access.actor, now, "webhook_tested", target.url, id=target.id)


def tell_target(row: Any) -> WebhookSummary:
    return WebhookSummary(
        id=row.id,
        url=row.url,
        events=row.events.split(),
        created_at=to_iso(row.created_at),
        disabled_at=None if row.disabled_at is None else to_iso(row.disabled_at),
    )
