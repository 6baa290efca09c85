"""Bytes under a name: always a download, never shown in place."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

# Whatever it is, nothing in it runs, and nothing of anybody's is near it.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def send_download(name: str, media_type: str, content: bytes) -> Response:
    """The name in UTF-8 (RFC 8187), and in ASCII for who does not read that (RFC 6266)."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    kind = f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type
    return Response(content, headers={**HEADERS, "Content-Type": kind, "Content-Disposition": disposition})
