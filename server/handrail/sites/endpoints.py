"""The two kinds of doors: `manage` for the management API, `serve_page` for what pages send. Access is decided before a handler runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from handrail.core.http import KILOBYTE, Endpoint
from handrail.sites.access import EnvironmentAccess, SiteAccess, access_page, access_site
from handrail.sites.roles import Role

Handler = Callable[..., Awaitable[BaseModel | Response | None]]


class Keyed(Protocol):
    """A body that carries a publishable key."""

    @property
    def key(self) -> str: ...


def manage(
    method: str,
    path: str,
    handler: Handler,
    need: Role,
    *,
    summary: str,
    status: int = 200,
    limit: int = 64 * KILOBYTE,
    takes: str | None = None,
) -> Endpoint:
    """`path` follows `/api/sites/{site}`. The handler gets `access: SiteAccess` of the role `need` or more."""

    async def guard(request: Request) -> SiteAccess:
        return await access_site(request, request.path_params["site"], need)

    return Endpoint(
        method,
        "/api/sites/{site}" + path,
        handler,
        summary=summary,
        needs=f"role {need}",
        guard=guard,
        status=status,
        limit=limit,
        takes=takes,
    )


def serve_page(
    path: str,
    handler: Handler,
    *,
    summary: str,
    status: int = 200,
    limit: int = 64 * KILOBYTE,
    mends: bool = False,
    compressed: bool = False,
) -> Endpoint:
    """A POST under `/v1` whose body has `key`. The handler gets `access: EnvironmentAccess`. `mends`: see `parse_body`."""

    async def admit(request: Request, body: Any) -> EnvironmentAccess:
        keyed: Keyed = body
        return await access_page(request, keyed.key)

    return Endpoint(
        "POST",
        "/v1" + path,
        handler,
        summary=summary,
        needs="publishable key",
        admit=admit,
        status=status,
        limit=limit,
        mends=mends,
        compressed=compressed,
    )
