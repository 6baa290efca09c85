"""Where answers by mail go: `reply+<code>@domain`. The code is signed, so it proves which conversation is meant, and that we wrote to somebody about it. Pure.

The local part is 58 octets long, of at most 64 (RFC 5321, 4.5.3.1.1), and means the same in capitals: some servers on the way change the case.
"""

from __future__ import annotations

import hmac
from base64 import b32decode, b32encode
from uuid import UUID

from handrail.core.signing import Purpose, Signer

PREFIX = "reply+"
ID_OCTETS = MAC_OCTETS = 16
CODE_LENGTH = 52


def write_reply_address(signer: Signer, conversation_id: str, domain: str) -> str:
    id_ = UUID(conversation_id).bytes
    code = b32encode(id_ + sign(signer, id_)).decode().rstrip("=").lower()
    return f"{PREFIX}{code}@{domain}"


def read_reply_address(signer: Signer, address: str, domain: str) -> str | None:
    """The conversation's id; None for any address that we did not make."""
    local, _, host = address.strip().strip("<>").lower().rpartition("@")
    code = local.removeprefix(PREFIX)
    if host != domain or code == local or len(code) != CODE_LENGTH or not code.isascii():
        return None
    try:
        octets = b32decode(code.upper() + "====")
    except ValueError:
        return None
    id_, mac = octets[:ID_OCTETS], octets[ID_OCTETS:]
    return str(UUID(bytes=id_)) if hmac.compare_digest(mac, sign(signer, id_)) else None


def sign(signer: Signer, id_: bytes) -> bytes:
    return signer.digest(Purpose.REPLY_ADDRESS, id_)[:MAC_OCTETS]
