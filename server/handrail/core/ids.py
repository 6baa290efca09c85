"""Ids and secrets. `new_id` sorts by time; `new_secret` is not to be guessed."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid


def new_id() -> str:
    """A UUIDv7 (RFC 9562, 5.7) as text; the 12 bits after the millisecond carry its fraction, so ids made in a row sort."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4_096 // 1_000_000
    return str(
        uuid.UUID(int=(milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | fraction << 64 | 2 << 62 | secrets.randbits(62))
    )


def new_secret(prefix: str = "") -> str:
    """256 random bits, URL-safe, after `prefix`."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """SHA-256 in hex: how a secret of high entropy is kept. Passwords want argon2 instead."""
    return hashlib.sha256(secret.encode()).hexdigest()
