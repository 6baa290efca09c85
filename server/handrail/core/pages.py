"""Server-rendered pages: a template and its values in, HTML out, with headers under which nothing foreign runs in it.

A feature makes its `Pages` from its own folder, with `templates/` and `static/` in it; `base.html` lies here.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from handrail.core.problems import NotFound

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: under it browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Pages:
    def __init__(self, folder: Path, prefix: str) -> None:
        """`prefix` is the path under which the feature's addresses lie, as in `/console`."""
        loader = ChoiceLoader(
            [FileSystemLoader(folder / "templates"), FileSystemLoader(Path(__file__).parent / "templates")]
        )
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._files = {path.name: path.read_bytes() for path in sorted((folder / "static").iterdir())}
        self._prefix = prefix

    def render(self, request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        """`url(path)` in a template is an address under the prefix, wherever the app is mounted; `static(name)` a file's."""
        base = base_path(request) + self._prefix
        html = self._templates.get_template(template).render(
            **values,
            url=lambda path="": base + path,
            static=lambda name: f"{base}/static/{name}?{self._fingerprint(name)}",
        )
        return HTMLResponse(html, status, HEADERS)

    def serve_file(self, name: str) -> Response:
        """Kept by browsers for good: the address changes with the content. Raises `NotFound`."""
        if name not in self._files:
            raise NotFound("There is no such file.")
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(self._files[name], headers=headers, media_type=mimetypes.guess_type(name)[0])

    def _fingerprint(self, name: str) -> str:
        return hashlib.sha256(self._files[name]).hexdigest()[:12]


def base_path(request: Request) -> str:
    """Where the app is mounted: empty, or a path without a slash at its end."""
    return str(request.scope.get("root_path", "")).rstrip("/")
