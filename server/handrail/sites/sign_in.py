"""E-mail and password in, a new session's secret out. It takes as long for an e-mail that nobody has."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection, select, update

from handrail.core.db import table
from handrail.core.ids import digest
from handrail.core.services import Services
from handrail.sites.access import refuse_demo_member
from handrail.sites.attempts import count_attempt, forget_attempts
from handrail.sites.passwords import check_password, hash_password, wants_rehash
from handrail.sites.problems import WrongPassword
from handrail.sites.sessions import SignedIn, open_session, revoke_sessions_of
from handrail.sites.tables import Member

PASSWORD_AT_LEAST = 12
members = table(Member)


async def sign_in(found: Services, email: str, password: str, address: str, replaced: str | None) -> str:
    """`replaced` is the secret of the session that the browser had before. Raises `WrongPassword`, `TooManyAttempts`, `DemoOnly`."""
    now = found.clock.now()
    member_id, password_hash = await check_credentials(found, email, password, address, now)
    refuse_demo_member(found.settings, email, password)
    renewed = await asyncio.to_thread(hash_password, password) if wants_rehash(password_hash) else None
    return await found.db.write(complete_sign_in, member_id, email, address, renewed, replaced, now)


async def change_password(found: Services, member: SignedIn, current: str, password: str, address: str) -> str:
    """A member's own. Ends all their sessions and returns the secret of a new one. Raises as `sign_in` does."""
    now = found.clock.now()
    if len(password) < PASSWORD_AT_LEAST:
        raise WrongPassword(f"The new password needs {PASSWORD_AT_LEAST} characters or more.")
    refuse_demo_member(found.settings, "", password)
    await check_credentials(found, member.email, current, address, now)
    password_hash = await asyncio.to_thread(hash_password, password)
    return await found.db.write(complete_change, member.member_id, member.email, address, password_hash, now)


async def check_credentials(found: Services, email: str, password: str, address: str, now: int) -> tuple[str, str]:
    """The member's id and password hash. Counts the attempt first. Raises `WrongPassword`, `TooManyAttempts`."""
    await found.db.write(count_attempt, email, address, now)
    member_id, password_hash = await found.db.read(load_credentials, email)
    right = await asyncio.to_thread(check_password, password, password_hash)
    if not right or member_id is None or password_hash is None:
        raise WrongPassword("E-mail or password is wrong.")
    return member_id, password_hash


def load_credentials(conn: Connection, email: str) -> tuple[str | None, str | None]:
    row = conn.execute(select(members.c.id, members.c.password_hash).where(members.c.email == email)).one_or_none()
    return (None, None) if row is None else (row[0], row[1])


def complete_sign_in(
    conn: Connection,
    member_id: str,
    email: str,
    address: str,
    renewed_hash: str | None,
    replaced: str | None,
    now: int,
) -> str:
    forget_attempts(conn, email, address)
    if renewed_hash is not None:
        conn.execute(update(members).where(members.c.id == member_id).values(password_hash=renewed_hash))
    return open_session(conn, member_id, now, replaced=None if replaced is None else digest(replaced))


def complete_change(conn: Connection, member_id: str, email: str, address: str, password_hash: str, now: int) -> str:
    forget_attempts(conn, email, address)
    conn.execute(update(members).where(members.c.id == member_id).values(password_hash=password_hash))
    revoke_sessions_of(conn, member_id, now)
    return open_session(conn, member_id, now)
