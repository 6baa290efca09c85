"""What the team does with a conversation, in the inbox and by the API alike: each with its lines in the audit log, in one transaction.

All raise `NotFound` for a conversation that is not of the site, or was erased meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue
from sqlalchemy import Connection

from handrail.contact.assign import assign
from handrail.contact.block import block, is_blocked, unblock
from handrail.contact.close import CloseReason, close, reopen
from handrail.contact.files.keep import FileOwner, keep_file
from handrail.contact.say import Said, find_in, say
from handrail.contact.tables import Conversation
from handrail.contact.thread import MISSING, hold, load_conversation
from handrail.core.db import lock
from handrail.core.multipart import Upload
from handrail.core.problems import NotFound
from handrail.sites.access import SiteAccess
from handrail.sites.audit import record_change

SAID = {"message": "conversation_answered", "note": "note_added", "offer": "offer_made"}


def answer(
    conn: Connection, access: SiteAccess, conversation_id: str, said: Said, uploads: Sequence[Upload], now: int
) -> None:
    """An answer opens what was closed, and takes what was nobody's; a note does neither. Sent twice, it is said once.

    Raises `AlreadyOpen`, `UnknownKind`.
    """
    lock(conn, load_one(conn, access, conversation_id).person_id)  # it may open one, and a person has one that is open
    held = hold(conn, conversation_id)
    if find_in(conn, held.id, said.client_id) is not None:
        return
    if said.kind != "note":
        held = open_again(conn, access, held.id, now)
        if held.assignee_id is None and name_member(access) is not None:
            held = assign_to(conn, access, held.id, name_member(access), None, now)
    owner = FileOwner(held.site_id, held.person_id, held.id, access.actor.id)
    files = [keep_file(conn, owner, upload, now).id for upload in uploads]
    say(conn, held, replace(said, files=files, member_id=name_member(access)), now)
    note(conn, access, held, SAID[said.kind], now)


def assign_to(
    conn: Connection, access: SiteAccess, conversation_id: str, member_id: str | None, expected: str | None, now: int
) -> Conversation:
    """Raises `AlreadyClaimed`, `NotFound`."""
    held = hold_one(conn, access, conversation_id)
    if held.assignee_id != member_id:
        held = assign(conn, held, member_id, name_member(access), expected, now)
        note(conn, access, held, "conversation_assigned", now, to=member_id)
    return held


def close_for(conn: Connection, access: SiteAccess, conversation_id: str, reason: CloseReason, now: int) -> None:
    held = hold_one(conn, access, conversation_id)
    if held.status == "open":
        close(conn, held, reason, "agent", name_member(access), now)
        note(conn, access, held, "conversation_closed", now, reason=reason)


def open_again(conn: Connection, access: SiteAccess, conversation_id: str, now: int) -> Conversation:
    """Raises `AlreadyOpen`."""
    held = load_one(conn, access, conversation_id)
    if held.status == "closed":
        held = reopen(conn, held, name_member(access), now)
        note(conn, access, held, "conversation_reopened", now)
    return held


def block_person(conn: Connection, access: SiteAccess, conversation_id: str, now: int) -> None:
    """They write no more; what they wrote stays."""
    held = hold_one(conn, access, conversation_id)
    if not is_blocked(conn, held.site_id, held.person_id):
        block(conn, held, name_member(access), now)
        note(conn, access, held, "person_blocked", now)


def unblock_person(conn: Connection, access: SiteAccess, conversation_id: str, now: int) -> None:
    held = hold_one(conn, access, conversation_id)
    if is_blocked(conn, held.site_id, held.person_id):
        unblock(conn, held)
        note(conn, access, held, "person_unblocked", now)


def load_one(conn: Connection, access: SiteAccess, conversation_id: str) -> Conversation:
    found = load_conversation(conn, conversation_id)
    if found is None or found.site_id != access.site_id:
        raise NotFound(MISSING)
    return found


def hold_one(conn: Connection, access: SiteAccess, conversation_id: str) -> Conversation:
    return hold(conn, load_one(conn, access, conversation_id).id)


def name_member(access: SiteAccess) -> str | None:
    """A key is no member."""
    return access.actor.id if access.actor.kind == "member" else None


def note(conn: Connection, access: SiteAccess, held: Conversation, action: str, now: int, **detail: JsonValue) -> None:
    """Which one, and its number: nothing of what was said."""
    record_change(conn, access.site_id, access.actor, now, action, held.id, number=held.number, **detail)
