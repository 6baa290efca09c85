"""How a receiver knows that a delivery is ours, and whether it had it before: the headers of Standard Webhooks. Pure.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import base64
import hmac
import secrets

PREFIX = "whsec_"


def make_webhook_secret() -> str:
    """256 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sign_delivery(secret: str, id_: str, at: int, body: bytes) -> dict[str, str]:
    """`at`: when this attempt is made, in seconds. The signature is over the id, that time and the body, with dots between."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signature = hmac.digest(key, f"{id_}.{at}.".encode() + body, "sha256")
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }
