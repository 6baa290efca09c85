"""What is taken along: bytes under a name, always a download, never a page."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

# Whatever it is, nothing in it runs and nothing of ours is near it.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def send(name: str, media_type: str, content: bytes) -> Response:
    """The name as RFC 6266 and RFC 8187 have it."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, headers={**HEADERS, "Content-Disposition": disposition}, media_type=media_type)
