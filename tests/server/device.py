"""A browser as the server sees it: it keeps the token that it is given, and sends what happened."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
import jwt

from handrail.core.clock import Clock, to_iso
from tests.server.cast import Stage


@dataclass
class Device:
    """`key` and `origin` are those of `stage`'s production unless said otherwise. `user_token` is what the host's page brings."""

    client: httpx.AsyncClient
    stage: Stage
    clock: Clock
    name: str = "d1"
    visit: str = "v1"
    token: str | None = None
    user_token: str | None = None
    seq: Any = field(default_factory=lambda: count(1))

    async def post(self, path: str, body: dict[str, Any], **changes: Any) -> httpx.Response:
        """As a page does: text/plain, so that no browser asks beforehand."""
        headers = {"Content-Type": "text/plain", "Origin": changes.pop("origin", self.stage.origin)}
        sent = {"key": self.stage.key, "token": self.token, "user_token": self.user_token} | body | changes
        sent = {name: value for name, value in sent.items() if value is not None}
        return await self.client.post(path, content=json.dumps(sent), headers=headers)

    async def sync(self, *events: Any, **changes: Any) -> dict[str, Any]:
        body = {"url": f"{self.stage.origin}/", "device": self.name, "visit": self.visit, "events": list(events)}
        answer = await self.post("/v1/sync", body, **changes)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        self.token = found["token"] or None
        return found

    def happened(self, name: str, item: str | None = "welcome", run: str | None = "r1", **told: Any) -> dict[str, Any]:
        """An event of a run of the tour `welcome`, now."""
        seq = next(self.seq)
        usual = {"id": f"{self.name}-{seq}", "name": name, "seq": seq, "at": to_iso(self.clock.now())}
        of = {"item": item, "run": run} if item else {}
        return usual | of | told

    def sign_in(self, sub: str, **claims: Any) -> None:
        """The host's backend vouches for its user."""
        self.user_token = sign_user(self.stage, self.clock, sub, **claims)


def sign_user(stage: Stage, clock: Clock, sub: str, secret: str | None = None, **claims: Any) -> str:
    payload = {"sub": sub, "exp": clock.now() // 1_000 + 3_600} | claims
    return jwt.encode(payload, secret or stage.production.identity_secret, algorithm="HS256")
