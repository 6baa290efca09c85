"""E-mail and password in, a new session's secret out. It takes as long for an e-mail that nobody has."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection, select, update

from handrail.core.db import table
from handrail.core.ids import digest
from handrail.core.services import Services
from handrail.sites.access import refuse_demo_member
from handrail.sites.attempts import WINDOW, allow_attempt, forget_attempts
from handrail.sites.passwords import check_password, hash_password, wants_rehash
from handrail.sites.problems import TooManyAttempts, WrongPassword
from handrail.sites.sessions import open_session
from handrail.sites.tables import Member

members = table(Member)


async def sign_in(found: Services, email: str, password: str, address: str, replaced: str | None) -> str:
    """`replaced` is the secret of the session that the browser had before. Raises `WrongPassword`, `TooManyAttempts`, `DemoOnly`."""
    now = found.clock.now()
    if not await found.db.write(allow_attempt, email, address, now):
        minutes = WINDOW // 60_000
        headers = {"Retry-After": str(WINDOW // 1_000)}
        raise TooManyAttempts(f"Too many attempts. Wait {minutes} minutes, then try again.", headers=headers)
    member_id, password_hash = await found.db.read(load_credentials, email)
    if not await asyncio.to_thread(check_password, password, password_hash) or member_id is None:
        raise WrongPassword("E-mail or password is wrong.")
    refuse_demo_member(found.settings, email, password)
    renewed = None
    if password_hash is not None and wants_rehash(password_hash):
        renewed = await asyncio.to_thread(hash_password, password)
    return await found.db.write(complete_sign_in, member_id, email, address, renewed, replaced, now)


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
