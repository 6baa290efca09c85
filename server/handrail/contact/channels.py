"""The ways out of the server that the outbox knows, by the name that its entries have."""

from __future__ import annotations

import asyncio

from handrail.contact.mail.send import MAIL
from handrail.contact.outbox.channels import Channel, Channels
from handrail.contact.outbox.dispatch import Dispatcher
from handrail.contact.webhooks.send import LIMIT, send_webhook
from handrail.core.services import Services

CHANNELS: Channels = {"webhook": Channel(send_webhook, LIMIT), "mail": MAIL}


async def run_outbox(found: Services, nudged: asyncio.Event) -> None:
    await Dispatcher(found, CHANNELS).run(nudged)
