"""Around every request: one JSON line in the log, an id, the last catch for faults, and the headers that browsers want."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handrail.core.ids import new_id
from handrail.core.problems import Internal, NotFound, Problem
from handrail.core.services import services

log = logging.getLogger("handrail")


class JsonFormatter(logging.Formatter):
    """One JSON object a line. `extra={"fields": {…}}` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_as_json(level: int = logging.INFO) -> None:
    """For a server of our own; a host that mounts the app logs as it likes."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(level)


class Surroundings:
    """The log has method, path, status, milliseconds and the request id: no query, no body, no header, so no token either."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        state = scope.setdefault("state", {})
        request_id = state["request_id"] = new_id()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                headers.setdefault("X-Content-Type-Options", "nosniff")
                allow_origin(scope, status, headers)
            await send(message)

        try:
            await self._answer(scope, receive, send_with_headers)
        except Exception:
            log.exception("fault", extra={"fields": {"id": request_id}})
            if status:  # too late for another answer
                raise
            internal = Internal(
                f"The server failed at this and has logged it as {request_id}. Try again; if it stays, tell whoever runs the server."
            )
            await internal.to_response()(scope, receive, send_with_headers)
        finally:
            milliseconds = round((time.perf_counter() - begun) * 1_000, 1)
            fields = {
                "id": request_id,
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "ms": milliseconds,
            }
            log.info("request", extra={"fields": fields})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if "\0" in scope["path"]:
                raise NotFound("There is no such address.")
            found = services(HTTPConnection(scope))
            if not found.started:
                await found.start()
        except Problem as problem:
            await problem.to_response()(scope, receive, send)
            return
        await self.app(scope, receive, send)


def allow_origin(scope: Scope, status: int, headers: MutableHeaders) -> None:
    """`/v1` answers the page's own origin once its key admitted it. A refusal before that says nothing private, so any page may read why."""
    if (
        not scope["path"].removeprefix(scope.get("root_path", "")).startswith("/v1/")
        or "Access-Control-Allow-Origin" in headers
    ):
        return
    origin = scope["state"].get("admitted_origin")
    if origin is not None:
        headers["Access-Control-Allow-Origin"] = origin
        headers.add_vary_header("Origin")
    elif status >= 400 and not scope["state"].get("foreign_origin"):
        headers["Access-Control-Allow-Origin"] = "*"
