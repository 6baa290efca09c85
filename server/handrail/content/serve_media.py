"""`PUT /api/sites/{site}/media/{hash}` for those who push, `GET /v1/content/{hash}.{type}` for pages: whole, or a piece (RFC 9110, 14)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from handrail.content.keep_media import PART, hash_media, keep_media, load_part, load_shown_media
from handrail.content.media import CONTENT_TYPES, KIND_OF, LARGEST, LARGEST_OF_ALL, MediaFile, tell_type
from handrail.content.problems import InvalidMedia, RangeNotSatisfiable
from handrail.content.wire import UploadedMedia
from handrail.core.db import Database
from handrail.core.http import is_known, read_body
from handrail.core.problems import NotFound, TooLarge
from handrail.core.services import services
from handrail.sites.access import SiteAccess

# Its hash names its bytes, so it may be kept for ever.
ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


async def put_media(request: Request, access: SiteAccess) -> UploadedMedia:
    data = await read_body(request, LARGEST_OF_ALL)
    media = await asyncio.to_thread(check_upload, request.path_params["hash"], data)
    found = services(request)
    await found.db.write(keep_media, access.site_id, media, data, found.clock.now())
    return UploadedMedia(name=media.name, size=media.size)


def check_upload(hash_: str, data: bytes) -> MediaFile:
    """Raises `InvalidMedia`, `TooLarge`."""
    type_ = tell_type(data)
    if hash_ != hash_media(data):
        raise InvalidMedia("The file is not the one of this address, which is its SHA-256. Send it again, whole.")
    if type_ is None:
        known = ", ".join(sorted(CONTENT_TYPES))
        raise InvalidMedia(f"By what is in it, the file is none of {known}. Save it as one of these.")
    most = LARGEST[KIND_OF[type_]]
    if len(data) > most:
        raise TooLarge(f"A file of this type ({type_}) may have {most:,} bytes; make it smaller or shorter.")
    return MediaFile(hash_, type_, len(data))


async def get_media(request: Request) -> Response:
    found = await services(request).db.read(load_shown_media, request.path_params["hash"], request.path_params["type"])
    if found is None:
        raise NotFound("No such file was ever published.")
    return send_media(request, *found, ANYWHERE)


def send_media(request: Request, site_id: str, media: MediaFile, to: Mapping[str, str]) -> Response:
    """`to`: headers that say who may have and keep it. Opened by itself it can do nothing: no script, no origin, no other type."""
    assert media.type is not None
    db, hash_, size = services(request).db, media.hash, media.size
    etag = f'"{hash_}"'
    headers = {
        **to,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "ETag": etag,
        "Accept-Ranges": "bytes",
    }
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    first, last = 0, size - 1
    asked = request.headers.get("range")
    status = 200
    if asked and request.headers.get("if-range", etag) == etag and (span := read_range(asked, size)):
        (first, last), status = span, 206
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    headers |= {"Content-Type": CONTENT_TYPES[media.type], "Content-Length": str(last - first + 1)}
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    return StreamingResponse(read_bytes(db, site_id, hash_, first, last), status, headers)


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte; `None` for what is not one range of bytes, which is then sent whole. Raises `RangeNotSatisfiable`."""
    found = RANGE.fullmatch(header.strip().lower())
    if found is None or found[0] == "bytes=-":
        return None
    start, end = found[1], found[2]
    if start and end and int(end) < int(start):
        return None
    first = int(start) if start else max(0, size - int(end))
    last = min(int(end), size - 1) if start and end else size - 1
    if first > last:
        raise RangeNotSatisfiable(f"The file has {size} bytes.", headers={"Content-Range": f"bytes */{size}"})
    return first, last


async def read_bytes(db: Database, site_id: str, hash_: str, first: int, last: int) -> AsyncIterator[bytes]:
    """Part by part, so that no more than one is in memory."""
    for number in range(first // PART, last // PART + 1):
        part = await db.read(load_part, site_id, hash_, number)
        yield part[max(0, first - number * PART) : last - number * PART + 1]
