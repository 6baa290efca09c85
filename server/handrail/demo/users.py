"""Who can sign in to Acme Invoices, and the tokens that tell Handrail who they are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import jwt
from starlette.requests import Request

TOKEN_LIFETIME = 3600  # seconds; Handrail refuses more than a day


@dataclass(frozen=True)
class User:
    id: str
    first_name: str
    last_name: str
    role: Literal["owner", "admin", "member"]
    company: str
    account_id: str
    plan: Literal["free", "pro", "team"]
    about: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def can_edit_settings(self) -> bool:
        return self.role != "member"


USERS = {
    user.id: user
    for user in (
        User(
            "paula",
            "Paula",
            "Prins",
            "owner",
            "Prins & Daughters",
            "acc_prins",
            "pro",
            "Runs a two-person design studio",
        ),
        User(
            "frank",
            "Frank",
            "Fischer",
            "member",
            "Fischer Repairs",
            "acc_fischer",
            "free",
            "Has just started invoicing",
        ),
        User(
            "tess",
            "Tess",
            "Tveit",
            "admin",
            "Fjordlys AS",
            "acc_fjordlys",
            "team",
            "Looks after the books of a team of nine",
        ),
    )
}


def sign_identity_token(user: User, secret: str, now: float | None = None) -> str:
    """An HS256 JWT (RFC 7519) that says who is signed in, good for an hour. Made in the backend only: the secret never reaches a page."""
    issued = int(time.time() if now is None else now)
    claims = {
        "sub": user.id,
        "iat": issued,
        "exp": issued + TOKEN_LIFETIME,
        "traits": {"first_name": user.first_name, "role": user.role},
        "account": {"id": user.account_id, "plan": user.plan},
    }
    return jwt.encode(claims, secret, algorithm="HS256")


def find_user(request: Request) -> User | None:
    """Whoever is signed in, by the session cookie that `SessionMiddleware` signed (itsdangerous)."""
    return USERS.get(str(request.session.get("user")))
