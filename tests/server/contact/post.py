"""Things put into the outbox, and the outbox emptied, when a test wants it."""

from __future__ import annotations

import asyncio

from pydantic import BaseModel
from sqlalchemy import Connection, select
from starlette.applications import Starlette

from handrail.contact.channels import CHANNELS
from handrail.contact.outbox.dispatch import Dispatcher
from handrail.contact.webhooks.announce import announce
from handrail.contact.webhooks.schema import EventName
from handrail.core.db import table
from handrail.sites.tables import Site
from tests.server.cast import services_of

sites = table(Site)


class Said(BaseModel):
    text: str


def tell(
    conn: Connection, text: str, now: int, subject: str = "c1", event: EventName = "message.added", slug: str = "acme"
) -> None:
    site_id = conn.scalar(select(sites.c.id).where(sites.c.slug == slug))
    announce(conn, str(site_id), subject, event, lambda: Said(text=text), now)


async def put(app: Starlette, *texts: str, subject: str = "c1", event: EventName = "message.added") -> None:
    found = services_of(app)
    for text in texts:
        await found.db.write(tell, text, found.clock.now(), subject, event)


async def run_outbox_once(app: Starlette) -> None:
    """As a server process does, until nothing more is due."""
    dispatcher = Dispatcher(services_of(app), CHANNELS)
    while await dispatcher.start_due():
        await asyncio.gather(*dispatcher.under_way)
