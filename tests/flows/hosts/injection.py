"""Put Handrail's script tag into every HTML page of an app that knows nothing of it."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Injection:
    """`tag` goes before `</head>`; it may be changed while the app runs. Everything else of the app goes through as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.tag = ""
        self.headers: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message if is_html(message) else None
                if start is None:
                    await send(message)
                return
            if start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                page = bytes(body).replace(b"</head>", self.tag.encode() + b"</head>", 1)
                await send({**start, "headers": self.rewrite(start["headers"], len(page))})
                await send({"type": "http.response.body", "body": page})

        # What a browser has cached would carry the tag of an earlier test.
        plain = [(name, value) for name, value in scope["headers"] if not name.startswith(b"if-")]
        await self.app({**scope, "headers": plain}, receive, collect)

    def rewrite(self, headers: Any, length: int) -> list[tuple[bytes, bytes]]:
        kept = [(name, value) for name, value in headers if name.lower() not in (b"content-length", b"etag")]
        ours = {"content-length": str(length), **self.headers}
        return [*kept, *((name.encode(), value.encode()) for name, value in ours.items())]


def is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])
