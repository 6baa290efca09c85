"""Server-rendered pages: a template and its values in, HTML out, with headers under which nothing foreign runs in it.

A feature makes its `Pages` from its own folder, with `templates/` and `static/` in it; `base.html`, `tokens.css` and `base.css` lie here.
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

HERE = Path(__file__).parent
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
    def __init__(self, folder: Path, prefix: str, files: str = "/static") -> None:
        """`prefix` is the path under which the feature's addresses lie, as in `/console`; `files` follows it."""
        loader = ChoiceLoader([FileSystemLoader(folder / "templates"), FileSystemLoader(HERE / "templates")])
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        found = sorted([*(HERE / "static").iterdir(), *(folder / "static").iterdir()])
        self._files = {path.name: path.read_bytes() for path in found}
        self._fingerprints = {name: hashlib.sha256(data).hexdigest()[:12] for name, data in self._files.items()}
        self._prefix, self._folder = prefix, files

    def render(self, request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        return HTMLResponse(self.write(request, template, values), status, HEADERS)

    def write(self, request: Request, template: str, values: Mapping[str, Any]) -> str:
        """`url(path)` in a template is an address under the prefix, wherever the app is mounted; `static(name)` a file's."""
        base = base_path(request) + self._prefix
        return self._templates.get_template(template).render(
            **values,
            url=lambda path="": base + path,
            static=lambda name: f"{base}{self._folder}/{name}?{self._fingerprints[name]}",
        )

    def serve_file(self, name: str) -> Response:
        """Kept by browsers for good: the address changes with the content. Raises `NotFound`."""
        if name not in self._files:
            raise NotFound("There is no such file.")
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(self._files[name], headers=headers, media_type=mimetypes.guess_type(name)[0])


def base_path(request: Request) -> str:
    """Where the app is mounted: empty, or a path without a slash at its end."""
    return str(request.scope.get("root_path", "")).rstrip("/")
