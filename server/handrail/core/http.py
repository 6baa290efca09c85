"""Requests in, models out; models in, responses out. Each address is an `Endpoint` that knows its shapes, for OpenAPI and the tests.

A handler is `async def handler(request, access, query: Model, body: Model) -> Model`; it takes of these what it needs, by name.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ValidationError
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handrail.core.problems import InvalidBody, InvalidQuery, NotJson, TooLarge, UnsupportedMedia

M = TypeVar("M", bound=BaseModel)
KILOBYTE = 1_024
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# Each escape in turn, so that a backslash that is itself escaped begins none; what is to be mended is a group.
ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
# For what everybody may read, or nobody can make another's browser ask for: size tells of what is secret beside what a stranger chose (BREACH).
COMPRESSED = (Middleware(GZipMiddleware, minimum_size=KILOBYTE, compresslevel=6),)
Guard = Callable[[Request], Awaitable[Any]]
Admission = Callable[[Request, Any], Awaitable[Any]]


class Endpoint(Route):
    """One method at one path. `guard` decides who may before the body is read, `admit` with the body at hand; what either returns is the handler's `access`.

    `needs` says in a word what the caller must bring: it is shown in OpenAPI and checked by the tests. `mends`: see `parse_body`. `takes`: the content type of a body that is no model, which the handler reads itself. `compressed`: see `COMPRESSED`.
    """

    def __init__(
        self,
        method: str,
        path: str,
        handler: Callable[..., Awaitable[BaseModel | Response | None]],
        *,
        summary: str,
        needs: str = "nothing",
        guard: Guard | None = None,
        admit: Admission | None = None,
        status: int = 200,
        limit: int = 64 * KILOBYTE,
        mends: bool = False,
        takes: str | None = None,
        compressed: bool = False,
    ) -> None:
        hints = get_type_hints(handler)
        wanted = inspect.signature(handler).parameters
        body: type[BaseModel] | None = hints.get("body")
        query: type[BaseModel] | None = hints.get("query")
        answer = hints.get("return")

        async def run(request: Request) -> Response:
            given: dict[str, Any] = {}
            if guard is not None:
                given["access"] = await guard(request)
            if query is not None:
                given["query"] = parse_query(request, query)
            if body is not None:
                given["body"] = await parse_body(request, body, limit, mends=mends)
                if admit is not None:
                    given["access"] = await admit(request, given["body"])
            if "access" not in wanted:
                given.pop("access", None)
            return respond(await handler(request, **given), status)

        around = COMPRESSED if compressed else None
        super().__init__(path, run, methods=[method], name=getattr(handler, "__name__", path), middleware=around)
        self.method, self.summary, self.needs, self.status = method, summary, needs, status
        self.body, self.query, self.takes = body, query, takes
        self.answer: type[BaseModel] | None = (
            answer if inspect.isclass(answer) and issubclass(answer, BaseModel) else None
        )


def respond(answer: BaseModel | Response | None, status: int = 200) -> Response:
    """JSON, never kept by a cache on the way; nothing at all (204) for `None`."""
    if isinstance(answer, Response):
        return answer
    if answer is None:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    return respond_text(answer.model_dump_json(by_alias=True), status)


def respond_text(text: str, status: int = 200) -> Response:
    """Of JSON that is ready."""
    return Response(text, status, {"Cache-Control": "no-store"}, "application/json")


def is_known(request: Request, etag: str) -> bool:
    """Whether the caller has it already (RFC 9110, 13.1.2, by weak comparison): then 304."""
    named = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return etag in named or named == ["*"]


def say_unchanged(headers: Mapping[str, str]) -> Response:
    """304 for what is sent compressed, which varies as that does (RFC 9110, 15.4.5)."""
    return Response(status_code=304, headers={**headers, "Vary": "Accept-Encoding"})


async def parse_body(request: Request, model: type[M], limit: int = 64 * KILOBYTE, *, mends: bool = False) -> M:
    """The JSON body as a model. Raises `TooLarge`, `UnsupportedMedia`, `NotJson` (also for nesting that is too deep), `InvalidBody`.

    What no database keeps, a NUL or half a character, is refused, or with `mends` becomes U+FFFD.
    """
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind not in ("application/json", "text/plain"):
        raise UnsupportedMedia("Send JSON as application/json or text/plain.")
    raw = await read_body(request, limit)
    if mends and b"\\u" in raw:
        raw = ESCAPE.sub(lambda found: rb"\ufffd" if found[1] else found[0], raw)
    elif b"\\u0000" in raw and NUL.search(raw):
        raise NotJson(r"The body has a NUL character (\u0000) in it; leave it out.")
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        if any(fault["type"] == "json_invalid" for fault in error.errors(include_url=False, include_input=False)):
            raise NotJson("The body is no JSON in UTF-8, or nested too deeply.") from error
        raise InvalidBody("Set right what `errors` names and send it again.", errors=describe_faults(error)) from error


def parse_query(request: Request, model: type[M]) -> M:
    given = dict(request.query_params)
    if any("\0" in part for pair in given.items() for part in pair):
        raise InvalidQuery("The query has a NUL character in it; leave it out.", errors=[])
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise InvalidQuery("Set right what `errors` names and ask again.", errors=describe_faults(error)) from error


async def read_body(request: Request, limit: int) -> bytes:
    """At most `limit` bytes, however they come. Raises `TooLarge` before reading more, `UnsupportedMedia` for a compressed body."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise UnsupportedMedia("Send the body uncompressed.")
    too_large = TooLarge(f"The body may have {limit:,} bytes; send less at a time.")
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:19]) > limit:
        raise too_large
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise too_large
        parts.append(part)
    return b"".join(parts)


def describe_faults(error: ValidationError) -> list[Any]:
    """`[{"path": "events.3.name", "problem": "Field required"}]`, at most 20."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return [
        {"path": ".".join(map(str, fault["loc"])), "problem": fault["msg"].removeprefix("Value error, ")}
        for fault in faults[:20]
    ]
