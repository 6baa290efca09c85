"""What can go wrong, in one shape: `application/problem+json` (RFC 9457). Every problem is a class; subclasses make up the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import JsonValue
from starlette.responses import JSONResponse, Response

PROBLEMS: dict[str, type[Problem]] = {}


class Problem(Exception):
    """Raise a subclass with a `detail` that says what to do about it. The subclass's docstring explains the problem at `/problems/<type>`."""

    status: ClassVar[int]
    type: ClassVar[str]
    title: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if cls.type in PROBLEMS:
            raise TypeError(f"two problems are called {cls.type}")
        PROBLEMS[cls.type] = cls

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None, **extra: JsonValue) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = dict(headers or {})
        self.extra = extra

    def to_response(self) -> Response:
        body = {
            "type": f"/problems/{self.type}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
        }
        return JSONResponse(
            body, self.status, {"Cache-Control": "no-store", **self.headers}, "application/problem+json"
        )


class NotJson(Problem):
    """The body could not be read as JSON."""

    status, type, title = 400, "not_json", "Not JSON"


class InvalidBody(Problem):
    """The body is JSON, but not of the shape that this address takes. `errors` lists each fault: `{path, problem}`."""

    status, type, title = 422, "invalid_body", "Invalid body"


class InvalidQuery(Problem):
    """A parameter in the query string is missing or wrong. `errors` lists each fault: `{path, problem}`."""

    status, type, title = 422, "invalid_query", "Invalid query"


class TooLarge(Problem):
    """The body is larger than this address takes."""

    status, type, title = 413, "too_large", "Too large"


class UnsupportedMedia(Problem):
    """The body has a content type or an encoding that this address does not take."""

    status, type, title = 415, "unsupported_media", "Unsupported media type"


class ForgedForm(Problem):
    """The form did not come from a page of this server, or that page was open for too long."""

    status, type, title = 403, "forged_form", "The form has gone stale"


class NotFound(Problem):
    """There is nothing here, or nothing that you may see."""

    status, type, title = 404, "not_found", "Not found"


class MethodNotAllowed(Problem):
    """The address exists, but does not take this method. `Allow` names those that it takes."""

    status, type, title = 405, "method_not_allowed", "Method not allowed"


class Busy(Problem):
    """More is being written than the database takes. Nothing of this request was kept; send it again after `Retry-After` seconds."""

    status, type, title = 503, "busy", "Busy"

    def __init__(self, detail: str = "The database is busy. Nothing was kept; try again in a second.") -> None:
        super().__init__(detail, headers={"Retry-After": "1"})


class Unavailable(Problem):
    """The database cannot be used: it is away, or its tables are not those of this version."""

    status, type, title = 503, "unavailable", "Unavailable"


class Internal(Problem):
    """A fault of the server's own. The log has it under the request id in `X-Request-Id`."""

    status, type, title = 500, "internal", "Internal error"
