"""Passwords, kept as argon2id. Hashing takes tens of milliseconds on purpose: call it in a thread, never within a write."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

hasher = PasswordHasher()


def hash_password(password: str) -> str:
    return hasher.hash(password)


def check_password(password: str, password_hash: str | None) -> bool:
    """For somebody who does not exist (`None`) it takes as long, and is false."""
    try:
        return hasher.verify(password_hash or hash_of_nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def wants_rehash(password_hash: str) -> bool:
    """Made with parameters of an older version of the library."""
    return hasher.check_needs_rehash(password_hash)


@cache
def hash_of_nobody() -> str:
    return hasher.hash("nobody has this password")
