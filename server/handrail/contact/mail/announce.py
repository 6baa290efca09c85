"""What is to be mailed, put into the outbox with what caused it. Whether somebody is still away is looked at when it is due (`send.py`)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from handrail.contact.outbox.enqueue import Outgoing, enqueue
from handrail.contact.tables import Conversation, Message
from handrail.core.clock import SECOND

# Whoever has not seen an answer by then is away.
AWAY = 60 * SECOND
ANSWER, CLOSING, CONFIRMATION = "answer", "closing", "confirmation"


class Due(BaseModel):
    """Of an answer or a closing: its place in the conversation."""

    model_config = ConfigDict(frozen=True)
    seq: int = 0


def announce_answer(conn: Connection, conversation: Conversation, message: Message, now: int) -> None:
    """To whoever left an address: the team's `message`, which was just kept."""
    if conversation.email is None or message.author != "agent" or message.kind not in ("message", "offer"):
        return
    put(conn, conversation, conversation.email, ANSWER, Due(seq=message.seq), now, AWAY)


def announce_closing(conn: Connection, conversation: Conversation, change: Message, now: int) -> None:
    """By the team, to whoever left an address: who is away is asked by mail how it was."""
    if conversation.email is None or change.author != "agent" or conversation.close_reason == "spam":
        return
    put(conn, conversation, conversation.email, CLOSING, Due(seq=change.seq), now, AWAY)


def confirm_arrival(conn: Connection, conversation: Conversation, email: str, now: int) -> None:
    """To whoever wrote on the plain page, where nothing else would tell them the way back."""
    put(conn, conversation, email, CONFIRMATION, Due(), now, 0)


def put(conn: Connection, conversation: Conversation, to: str, what: str, due: Due, now: int, delay: int) -> None:
    outgoing = Outgoing(conversation.site_id, "mail", to, conversation.id, what, due.model_dump_json())
    enqueue(conn, outgoing, now, delay=delay)
