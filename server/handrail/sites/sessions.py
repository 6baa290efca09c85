"""Console sessions: a signed cookie names one, a row says whether it still holds.

`handrail_session` carries a secret of which the row keeps the digest: revoking the row ends it at once, and reading the table opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update
from starlette.requests import Request

from handrail.core.clock import DAY, HOUR, MINUTE
from handrail.core.db import table
from handrail.core.ids import digest, new_id, new_secret
from handrail.core.services import Services
from handrail.core.signing import BadToken, Purpose
from handrail.sites.tables import ConsoleSession, Member

COOKIE = "handrail_session"
LIFETIME = 14 * DAY
IDLE = 12 * HOUR
SEEN_EVERY = 5 * MINUTE
sessions, members = table(ConsoleSession), table(Member)


@dataclass(frozen=True)
class SignedIn:
    session_id: str
    member_id: str
    email: str
    name: str


async def load_signed_in(found: Services, request: Request) -> SignedIn | None:
    secret = read_session_cookie(found, request)
    if secret is None:
        return None
    now = found.clock.now()
    loaded = await found.db.read(load_session, digest(secret), now)
    if loaded is None:
        return None
    signed_in, seen_at = loaded
    if now - seen_at > SEEN_EVERY:
        await found.db.write(touch_session, signed_in.session_id, now)
    return signed_in


def read_session_cookie(found: Services, request: Request) -> str | None:
    try:
        secret = found.signer.loads(Purpose.CONSOLE_SESSION, request.cookies.get(COOKIE, ""), LIFETIME // 1_000)
    except BadToken:
        return None
    return secret if isinstance(secret, str) else None


def load_session(conn: Connection, secret_digest: str, now: int) -> tuple[SignedIn, int] | None:
    row = conn.execute(
        select(sessions.c.id, members.c.id, members.c.email, members.c.name, sessions.c.seen_at)
        .join(members, members.c.id == sessions.c.member_id)
        .where(sessions.c.digest == secret_digest, sessions.c.revoked_at.is_(None))
        .where(sessions.c.created_at > now - LIFETIME, sessions.c.seen_at > now - IDLE)
    ).one_or_none()
    return None if row is None else (SignedIn(row[0], row[1], row[2], row[3]), row[4])


def open_session(conn: Connection, member_id: str, now: int, replaced: str | None = None) -> str:
    """A new secret each time: one that was planted or kept from before sign-in (`replaced`, its digest) is worth nothing."""
    if replaced is not None:
        revoke_session(conn, replaced, now)
    secret = new_secret()
    conn.execute(
        sessions.insert().values(id=new_id(), member_id=member_id, digest=digest(secret), created_at=now, seen_at=now)
    )
    return secret


def touch_session(conn: Connection, session_id: str, now: int) -> None:
    conn.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def revoke_session(conn: Connection, secret_digest: str, now: int) -> None:
    conn.execute(
        update(sessions)
        .where(sessions.c.digest == secret_digest, sessions.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def revoke_sessions_of(conn: Connection, member_id: str, now: int) -> None:
    conn.execute(
        update(sessions)
        .where(sessions.c.member_id == member_id, sessions.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
