"""The limit on sign-in attempts.

Narrow for one e-mail from one address, wider for each alone: guessing is slow, and nobody can lock somebody else out with a few tries.
"""

from __future__ import annotations

from sqlalchemy import Connection

from handrail.core.clock import MINUTE
from handrail.core.limits import Limit, RateLimited, forget_uses, spend
from handrail.sites.problems import TooManyAttempts

WINDOW = 15 * MINUTE
PER_PAIR = Limit("sign in as, from", 5, WINDOW)
PER_ADDRESS = Limit("sign in from", 50, WINDOW)
PER_EMAIL = Limit("sign in as", 100, WINDOW)


def count_attempt(conn: Connection, email: str, address: str, now: int) -> None:
    """Comes before the password is checked, so that many at once do not slip through. Raises `TooManyAttempts`."""
    try:
        spend(conn, [(PER_PAIR, f"{email} {address}"), (PER_ADDRESS, address), (PER_EMAIL, email)], now)
    except RateLimited as limited:
        raise TooManyAttempts(limited.detail, headers=limited.headers) from limited


def forget_attempts(conn: Connection, email: str, address: str) -> None:
    """After a sign-in that went well."""
    forget_uses(conn, [(PER_PAIR, f"{email} {address}"), (PER_EMAIL, email)])
