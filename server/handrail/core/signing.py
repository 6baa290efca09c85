"""Tokens that only this server reads: signed JSON with a time, one salt per purpose, so that none passes for another."""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer
from pydantic import JsonValue

from handrail.core.clock import SECOND, Clock


class Purpose(StrEnum):
    PERSON = "person"
    CONSOLE_SESSION = "console_session"
    CSRF = "csrf"
    OPERATOR = "operator"
    BALLOT = "ballot"
    CONTACT_FORM = "contact_form"
    CONVERSATION_LINK = "conversation_link"
    REPLY_ADDRESS = "reply_address"
    PREVIEW_LINK = "preview_link"


class BadToken(Exception):
    """Forged, garbled, too old, or made for another purpose."""


class Signer:
    """`dumps` and `loads` for each purpose. The clock decides what is too old."""

    def __init__(self, secret_key: str, clock: Clock) -> None:
        class ClockedSigner(TimestampSigner):
            def get_timestamp(self) -> int:
                return clock.now() // SECOND

        # One key per purpose, derived here once: itsdangerous would derive it anew for every token.
        self._keys = {
            purpose: hmac.digest(secret_key.encode(), f"handrail.{purpose}".encode(), "sha256") for purpose in Purpose
        }
        self._serializers = {
            purpose: URLSafeTimedSerializer(
                key,
                signer=ClockedSigner,
                signer_kwargs={"key_derivation": "none", "digest_method": hashlib.sha256},
            )
            for purpose, key in self._keys.items()
        }

    def dumps(self, purpose: Purpose, payload: JsonValue) -> str:
        token = self._serializers[purpose].dumps(payload)
        return token if isinstance(token, str) else token.decode()

    def loads(self, purpose: Purpose, token: str, max_age: int | None = None) -> JsonValue:
        """The payload; the caller parses it. `max_age` in seconds. Raises `BadToken`."""
        try:
            payload: JsonValue = self._serializers[purpose].loads(token, max_age=max_age)
        except (BadData, ValueError) as error:
            raise BadToken(str(error)) from error
        return payload

    def digest(self, purpose: Purpose, message: bytes) -> bytes:
        """HMAC-SHA256, 32 bytes, for where a whole token is too long. Compare it in constant time."""
        return hmac.digest(self._keys[purpose], message, "sha256")
