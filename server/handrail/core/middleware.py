"""Around every request: one JSON line in the log, an id, the last catch for faults, and the headers that browsers want."""

from __future__ import annotations

import json
import logging
import time
from functools import lru_cache
from secrets import token_hex
from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handrail.core.problems import Internal, NotFound, Problem
from handrail.core.services import services

log = logging.getLogger("handrail")


write_json = json.JSONEncoder(ensure_ascii=False, default=str).encode


@lru_cache(maxsize=4)
def format_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(seconds))


class JsonFormatter(logging.Formatter):
    """One JSON object a line. `extra={"fields": {…}}` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": format_second(int(record.created)),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return write_json(line)


def log_as_json(level: int = logging.INFO) -> None:
    """For a server of our own; a host that mounts the app logs as it likes. What no line shows is not gathered either (logging HOWTO, Optimization)."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(level)


def log_request(fields: dict[str, Any]) -> None:
    """As `log.info` would, without looking for the line of code that calls it: there is one such line for every request."""
    if log.isEnabledFor(logging.INFO):
        record = logging.LogRecord(log.name, logging.INFO, "", 0, "request", (), None)
        record.fields = fields
        log.handle(record)


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
        request_id = state["request_id"] = token_hex(8)
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message["headers"] = list(message["headers"])
                names = {name for name, _ in headers}
                headers.append((b"x-request-id", request_id.encode()))
                if b"x-content-type-options" not in names:
                    headers.append((b"x-content-type-options", b"nosniff"))
                if b"access-control-allow-origin" not in names:
                    headers += allow_origin(scope, status)
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
            log_request(fields)

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


def allow_origin(scope: Scope, status: int) -> list[tuple[bytes, bytes]]:
    """`/v1` answers the page's own origin once its key admitted it. A refusal before that says nothing private, so any page may read why."""
    if not scope["path"].removeprefix(scope.get("root_path", "")).startswith("/v1/"):
        return []
    origin = scope["state"].get("admitted_origin")
    if origin is not None:
        return [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin")]
    if status >= 400 and not scope["state"].get("foreign_origin"):
        return [(b"access-control-allow-origin", b"*")]
    return []
