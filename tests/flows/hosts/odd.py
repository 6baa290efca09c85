"""Hosts that misbehave: `pages/hosts/NAME.html`, each with the same furniture, which one tour leads through, and the script tag.

A page says where they go by `<!-- furniture -->` and `<!-- tag -->`; `<!-- key -->` is the publishable key.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from tests.flows.hosts.folders import PAGES
from tests.flows.stage import Site

FOLDER = PAGES / "hosts"
FURNITURE = "_furniture.html"
POLICY = (
    "default-src 'none'; script-src 'self' {sdk}; connect-src {sdk}; style-src 'self' 'unsafe-inline'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "strict-policy": {"content-security-policy": POLICY},
    "headers": {
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "origin-agent-cluster": "?1",
        "referrer-policy": "no-referrer",
        "permissions-policy": "fullscreen=(), autoplay=(), clipboard-write=(), unload=(), storage-access=(), sync-xhr=()",
        "x-frame-options": "DENY",
    },
}
TYPES = {"xml-syntax": "application/xhtml+xml"}


def locate(name: str) -> list[Any]:
    """On the page itself, or in the frame of a frame that one of the hosts has."""
    return [{"test_id": name}, {"test_id": name, "frame": [{"css": "#frame"}, {"css": "#inner"}]}]


TOUR: Mapping[str, Any] = {
    "kind": "tour",
    "id": "round",
    "title": "Once around",
    "steps": [
        {"id": "welcome", "type": "modal", "title": "Welcome", "text": "Four stops."},
        {"id": "plain", "target": locate("plain"), "title": "A plain one", "text": "Look at it."},
        {
            "id": "act",
            "target": locate("act"),
            "title": "Act here",
            "text": "Press it.",
            "advance": {"on": "click"},
        },
        {
            "id": "deep",
            "target": locate("deep"),
            "title": "Deep down",
            "text": "Fill it in.",
            "advance": {"on": "change", "when": {"element": "target", "state": "filled"}},
        },
        {"id": "end", "type": "modal", "title": "That is all", "text": "Done."},
    ],
}


def list_pages(pattern: str) -> list[str]:
    return sorted(path.stem for path in FOLDER.glob(pattern))


class OddHosts:
    """`site` may be set once the address is known."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self.app = Starlette(routes=[Route("/{path:path}", self.give)])

    def read(self, path: Path) -> str:
        assert self.site
        furniture = (FOLDER / FURNITURE).read_text() + '<script src="/_furniture.js"></script>'
        parts = {
            "furniture": furniture,
            "tag": self.site.script_tag,
            "key": self.site.publishable_key,
            "sdk": self.site.url,
        }
        text = path.read_text()
        for name, part in parts.items():
            text = text.replace(f"<!-- {name} -->", part)
        return text

    async def give(self, request: Request) -> Response:
        path = FOLDER / request.path_params["path"]
        if not path.is_file():
            return Response(status_code=404)
        if path.suffix != ".html":
            return FileResponse(path)
        assert self.site
        headers = {name: value.format(sdk=self.site.url) for name, value in HEADERS.get(path.stem, {}).items()}
        return Response(self.read(path), headers=headers, media_type=TYPES.get(path.stem, "text/html"))
