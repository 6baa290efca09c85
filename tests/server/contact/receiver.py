"""A help desk or CRM as it takes deliveries: it keeps them, checks their signature, and answers as it is told."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.flows.live import serve


@dataclass(frozen=True)
class Delivery:
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> Any:
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        """As the specification of Standard Webhooks has it, not as we do."""
        signed = b".".join([self.id.encode(), self.headers["webhook-timestamp"].encode(), self.body])
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{expected}" in self.headers["webhook-signature"].split(" ")


@dataclass
class Receiver:
    """`answers` are given in turn, as status and headers; then it says 204."""

    url: str = ""
    got: list[Delivery] = field(default_factory=list)
    answers: deque[tuple[int, dict[str, str]]] = field(default_factory=deque)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    async def take(self, request: Request) -> Response:
        delivery = Delivery(dict(request.headers), await request.body())
        with self.arrived:
            self.got.append(delivery)
            self.arrived.notify_all()
        status, headers = self.answers.popleft() if self.answers else (204, {})
        return Response(status_code=status, headers=headers)

    def answer(self, *statuses: int, **headers: str) -> None:
        self.answers.extend((status, headers) for status in statuses)

    async def wait_for(self, number: int) -> None:
        """Until so many have arrived, not counting what arrived again."""

        def wait() -> bool:
            with self.arrived:
                return self.arrived.wait_for(lambda: len({one.id for one in self.got}) >= number, timeout=60)

        assert await asyncio.to_thread(wait), f"{len(self.got)} of {number} arrived"

    def forget(self) -> None:
        self.got.clear()
        self.answers.clear()


@contextmanager
def run_receiver(receiver: Receiver | None = None) -> Iterator[Receiver]:
    receiver = receiver or Receiver()
    app = Starlette(routes=[Route("/{rest:path}", receiver.take, methods=["GET", "POST"])])
    with serve(app) as live:
        receiver.url = f"{live.url}/hooks"
        yield receiver
