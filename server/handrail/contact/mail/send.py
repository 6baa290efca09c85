"""The outbox's channel for mail: an entry in, a mail handed to the relay out, or nothing, if there is nothing to say any more."""

from __future__ import annotations

import asyncio

from handrail.contact.mail.compose import compose_mail
from handrail.contact.mail.load import load_letter
from handrail.contact.mail.smtp import hand_over
from handrail.contact.outbox.channels import Channel, GiveUp
from handrail.contact.outbox.claim import Parcel
from handrail.core.clock import SECOND
from handrail.core.services import Services


async def send_mail(found: Services, parcel: Parcel) -> None:
    """Raises `TryAgain`, `GiveUp`."""
    settings = found.settings
    if settings.smtp_url is None or settings.mail_from is None:
        return  # nothing was promised, or not any more
    letter = await found.db.read(load_letter, parcel, found)
    if letter is None:
        return
    try:
        mail = compose_mail(letter)
    except ValueError as error:
        raise GiveUp(f"No mail can be made for this address: {error}") from error
    await asyncio.to_thread(hand_over, settings.smtp_url.get_secret_value(), settings.mail_from, mail)


MAIL = Channel(send_mail, 90 * SECOND)
