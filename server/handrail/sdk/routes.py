"""`GET /sdk/handrail.js`, the loader, and `GET /sdk/<hash>/…`, its chunks and a loader that can be pinned by SRI."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.problems import NotFound
from handrail.sdk.bundle import Asset, load_bundle

SOON = "public, max-age=300, stale-while-revalidate=86400"
FOREVER = "public, max-age=31536000, immutable"


async def give_loader(request: Request) -> Response:
    return give_asset(request, load_bundle().loader, SOON)


async def give_chunk(request: Request) -> Response:
    """A page may hold the loader of the build before this one for some minutes: it gets today's chunk, for as long."""
    bundle = load_bundle()
    chunk = bundle.chunks.get(request.path_params["name"])
    if chunk is None:
        raise NotFound("The SDK has no such file.")
    return give_asset(request, chunk, FOREVER if request.path_params["hash"] == bundle.hash else SOON)


def give_asset(request: Request, asset: Asset, caching: str) -> Response:
    coding, content = asset.pick(request.headers.get("accept-encoding", ""))
    headers = {
        "Cache-Control": caching,
        "ETag": f'"{asset.etag}-{coding}"',
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        # Pages under COEP may load it too.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if headers["ETag"] in [
        tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")
    ]:
        return Response(status_code=304, headers=headers)
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(content, headers=headers, media_type="text/javascript")


FEATURE = Feature(
    name="sdk",
    routes=(
        Endpoint("GET", "/sdk/handrail.js", give_loader, summary="The loader"),
        Endpoint("GET", "/sdk/{hash}/{name}", give_chunk, summary="A chunk of the SDK, or a loader that can be pinned"),
    ),
)
