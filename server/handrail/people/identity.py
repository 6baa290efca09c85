"""A host's word on who its user is: an HS256 JWT (RFC 7519) made in its backend. Token and live secrets in, claims out.

`sub` and `exp` are required, `exp` is at most 24 hours away, clocks may differ by 60 seconds. `traits` and `account` are optional objects;
`act` (RFC 8693, 4.1) says that somebody else looks through this person's eyes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import jwt

from handrail.core.clock import HOUR, SECOND

LONGEST = 8_000
LIFETIME = 24 * HOUR
SKEW = 60 * SECOND

IdentityProblem = Literal[
    "too_large",
    "malformed",
    "wrong_algorithm",
    "bad_signature",
    "missing_sub",
    "missing_exp",
    "expired",
    "too_long",
    "not_yet_valid",
]


@dataclass(frozen=True, eq=False)
class Claims:
    """`traits` and `account` are None when the token does not speak of them: what is known then stays. Each token's are its own: 1 and true are alike to Python, and not to us."""

    sub: str
    acting: bool = False
    traits: dict[str, Any] | None = None
    account: dict[str, Any] | None = None


class BadUserToken(Exception):
    """`claims` are there only if the signature is good, as for a token that has expired."""

    def __init__(self, problem: IdentityProblem, claims: Claims | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.claims = claims


def verify_user_token(token: str, secrets: Sequence[str], now: int) -> Claims:
    """Raises `BadUserToken`. The algorithm is ours to say, never the token's."""
    claims, times = open_user_token(token, tuple(secrets))
    check_times(times, claims, now)
    return claims


def read_label(token: str) -> str | None:
    """The `sub` that a token claims, proven or not."""
    try:
        payload = jwt.decode(token[:LONGEST], options={"verify_signature": False})
    except (jwt.InvalidTokenError, RecursionError):
        return None
    return read_sub(payload)


@dataclass(frozen=True)
class Times:
    """Milliseconds. `begins` is the later of `nbf` and `iat`."""

    ends: float
    begins: float


@lru_cache(maxsize=1_024)
def open_user_token(token: str, secrets: tuple[str, ...]) -> tuple[Claims, Times]:
    """What does not depend on the time: a page sends the same token with each sync. Raises `BadUserToken`."""
    if len(token) > LONGEST:
        raise BadUserToken("too_large")
    payload = open_signature(token, secrets)
    sub = read_sub(payload)
    if sub is None:
        raise BadUserToken("missing_sub")
    ends = read_time(payload, "exp")
    if ends is None:
        raise BadUserToken("missing_exp")
    traits, account = payload.get("traits"), payload.get("account")
    claims = Claims(
        sub=sub,
        acting=payload.get("act") not in (None, False),
        traits=traits if isinstance(traits, dict) else None,
        account=account if isinstance(account, dict) else None,
    )
    return claims, Times(ends, max(read_time(payload, "nbf") or 0, read_time(payload, "iat") or 0))


def open_signature(token: str, secrets: tuple[str, ...]) -> dict[str, Any]:
    problem: IdentityProblem = "bad_signature"
    # Times are checked against our own clock, and nothing is asked of claims that are not ours (`aud`, `iss`, `jti`).
    options: Any = {f"verify_{claim}": False for claim in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")}
    for secret in secrets:
        try:
            payload: dict[str, Any] = jwt.decode(token, secret, algorithms=["HS256"], options=options)
            return payload
        except jwt.InvalidSignatureError:
            continue
        except jwt.InvalidAlgorithmError:
            problem = "wrong_algorithm"
        except (jwt.InvalidTokenError, RecursionError):
            problem = "malformed"
    raise BadUserToken(problem)


def check_times(times: Times, claims: Claims, now: int) -> None:
    if times.ends + SKEW <= now:
        raise BadUserToken("expired", claims)
    if times.ends - now > LIFETIME + SKEW:
        raise BadUserToken("too_long")
    if times.begins - SKEW > now:
        raise BadUserToken("not_yet_valid")


def read_sub(payload: dict[str, Any]) -> str | None:
    """1 to 200 printable characters: no database or log line stumbles over it."""
    sub = payload.get("sub")
    return sub if isinstance(sub, str) and 0 < len(sub) <= 200 and sub.isprintable() else None


def read_time(payload: dict[str, Any], claim: str) -> float | None:
    """A NumericDate (RFC 7519, 2) in milliseconds."""
    value = payload.get(claim)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds * SECOND if math.isfinite(seconds) else None
