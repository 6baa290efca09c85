"""`text/event-stream` (WHATWG HTML, 9.2) as an answer that lasts: texts in, until there are no more or nobody reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from pydantic import BaseModel
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # a proxy that gathers first would hold each event back
}
COMMENT = ":\n\n"


def write_event(name: str, data: BaseModel, id_: str | None = None) -> str:
    """JSON has no line breaks in it, so `data` is one line."""
    head = f"id: {id_}\n" if id_ else ""
    return f"{head}event: {name}\ndata: {data.model_dump_json(by_alias=True)}\n\n"


class EventStream(Response):
    """`events` is run when the answer begins, and closed when it ends: also when whoever reads has gone."""

    def __init__(self, events: Callable[[], AsyncGenerator[str]]) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        pumping = asyncio.create_task(self._pump(send))
        leaving = asyncio.create_task(wait_until_gone(receive))
        try:
            await asyncio.wait({pumping, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (pumping, leaving):
                task.cancel()
            await asyncio.gather(pumping, leaving, return_exceptions=True)
        if not pumping.cancelled():
            pumping.result()

    async def _pump(self, send: Send) -> None:
        async with aclosing(self._events()) as events:
            async for text in events:
                try:
                    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
                except OSError:  # nobody reads any more
                    return
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
