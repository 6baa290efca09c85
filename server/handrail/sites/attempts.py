"""The limit on sign-in attempts, kept in the database so that it holds for all processes.

Narrow for one e-mail from one address, wider for each alone: guessing is slow, and nobody can lock somebody else out with a few tries.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from handrail.core.clock import MINUTE
from handrail.core.db import lock, table
from handrail.core.ids import digest, new_id
from handrail.sites.tables import SignInAttempt

WINDOW = 15 * MINUTE
TRIES_PER_PAIR, TRIES_PER_ADDRESS, TRIES_PER_EMAIL = 5, 50, 100
attempts = table(SignInAttempt)


def allow_attempt(conn: Connection, email: str, address: str, now: int) -> bool:
    """Counts this attempt if it may be made. Counting comes before checking, so that many at once do not slip through."""
    subjects = {
        digest(f"pair {email} {address}"): TRIES_PER_PAIR,
        digest(f"address {address}"): TRIES_PER_ADDRESS,
        digest(f"email {email}"): TRIES_PER_EMAIL,
    }
    for subject in sorted(subjects):  # always in this order: two that wait for each other's lock would never end
        lock(conn, subject)
    conn.execute(delete(attempts).where(attempts.c.at <= now - WINDOW))
    for subject, most in subjects.items():
        made = conn.scalar(select(func.count()).select_from(attempts).where(attempts.c.subject == subject)) or 0
        if made >= most:
            return False
    rows = [SignInAttempt(id=new_id(), subject=subject, at=now) for subject in subjects]
    conn.execute(attempts.insert(), [row.model_dump() for row in rows])
    return True


def forget_attempts(conn: Connection, email: str, address: str) -> None:
    """After a sign-in that went well."""
    mine = [digest(f"pair {email} {address}"), digest(f"email {email}")]
    conn.execute(delete(attempts).where(attempts.c.subject.in_(mine)))
