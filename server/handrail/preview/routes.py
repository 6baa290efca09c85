"""`/api/sites/{site}/previews…` for `handrail dev`, `/v1/previews/…` for the page that it is shown on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.services import services
from handrail.preview.access import Held, access_contents, access_session
from handrail.preview.begin import begin_preview, end_preview
from handrail.preview.limits import LARGEST_ANSWER, LARGEST_CALL
from handrail.preview.link import make_link, open_link
from handrail.preview.tunnel import give, read_path, relay, take
from handrail.preview.wakes import wakes_of
from handrail.preview.wire import (
    Answers,
    AskForCalls,
    BeginPreview,
    BegunPreview,
    Calls,
    MadeLink,
    OpenedPreview,
    OpenPreview,
    Relayed,
)
from handrail.sites.access import EnvironmentAccess, SiteAccess, access_environment
from handrail.sites.endpoints import manage, serve_page
from handrail.sites.roles import Role


async def post_preview(request: Request, access: SiteAccess, body: BeginPreview) -> BegunPreview:
    found = services(request)
    where = await access_environment(request, access, body.environment)
    return await found.db.write(begin_preview, access, where, body, found.clock.now())


async def post_link(request: Request, access: SiteAccess) -> MadeLink:
    found, preview = services(request), request.path_params["preview"]
    return await found.db.write(make_link, found.signer, access, preview, found.clock.now())


async def post_calls(request: Request, access: SiteAccess, body: AskForCalls) -> Calls:
    return Calls(calls=await take(services(request), access, request, body.wait))


async def post_preview_answers(request: Request, access: SiteAccess, body: Answers) -> None:
    await give(services(request), access, request.path_params["preview"], body.answers)


async def delete_preview(request: Request, access: SiteAccess) -> None:
    found, preview = services(request), request.path_params["preview"]
    await found.db.write(end_preview, access, preview, found.clock.now())
    wakes_of(found).wake(preview)


async def post_open(request: Request, access: EnvironmentAccess, body: OpenPreview) -> OpenedPreview:
    found, origin = services(request), request.headers.get("origin")
    return await found.db.write(open_link, found.signer, access, origin, body.token, found.clock.now())


async def post_relayed(request: Request, access: Held, body: Relayed) -> Response:
    """The page's secret stays here: the local app is asked with a key of its own."""
    path = read_path(request)
    if path == "v1/stream":  # what is written reaches a preview with its next call
        return Response(status_code=204)
    said = body.model_copy(update={"key": ""}).model_dump_json()
    return await relay(services(request), access, "POST", path, said)


async def get_relayed(request: Request, access: Held) -> Response:
    return await relay(services(request), access, "GET", read_path(request), "")


HERE = "/previews/{preview}"
FEATURE = Feature(
    name="preview",
    routes=(
        manage("POST", "/previews", post_preview, Role.EDITOR, summary="Begin a preview of drafts", status=201),
        manage("POST", f"{HERE}/links", post_link, Role.EDITOR, summary="A link that opens it once", status=201),
        manage("POST", f"{HERE}/calls", post_calls, Role.EDITOR, summary="What the page asks for"),
        manage(
            "POST",
            f"{HERE}/answers",
            post_preview_answers,
            Role.EDITOR,
            summary="Answer what the page asked for",
            status=204,
            limit=2 * LARGEST_ANSWER,
        ),
        manage("DELETE", HERE, delete_preview, Role.EDITOR, summary="End a preview", status=204),
        serve_page("/previews/open", post_open, summary="Open a preview by its link"),
        Endpoint(
            "POST",
            "/v1/previews/{preview}/{path:path}",
            post_relayed,
            summary="What a page asks of the drafts",
            needs="a preview's secret",
            admit=access_session,
            limit=LARGEST_CALL,
            mends=True,
        ),
        Endpoint(
            "GET",
            "/v1/previews/{preview}/{path:path}",
            get_relayed,
            summary="An item or an image of the drafts, by its hash",
            guard=access_contents,
        ),
    ),
)
