"""Hosts that are apps of a framework, built from `tests/flows/apps` with the libraries that people use there."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.flows.stage import Site

ROOT = Path(__file__).parents[3]
APPS = ROOT / "tests/flows/apps"


def build_apps() -> Path:
    """The folder with what `build.mjs` makes, made anew only when a source has changed."""
    assert (APPS / "node_modules").is_dir(), "Run `make apps` first: it installs what the apps are built of."
    sources = sorted(path for path in APPS.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    digest = hashlib.sha256()
    for path in sources:
        digest.update(str(path.relative_to(APPS)).encode() + b"\0" + path.read_bytes())
    built = Path(tempfile.gettempdir()) / f"handrail-apps-{digest.hexdigest()[:16]}"
    if not built.is_dir():
        fresh = built.with_suffix(f".{os.getpid()}")
        subprocess.run(
            [Path(sys.executable).with_name("node"), APPS / "build.mjs", fresh], check=True, cwd=APPS, timeout=300
        )
        try:
            fresh.rename(built)
        except OSError:  # another process was first
            shutil.rmtree(fresh)
    return built


class BuiltApp:
    """Its files, and the one page for every other address, with the script tag of `site` in it; it may be changed while the app runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site: Site | None = None
        self.app = Starlette(routes=[Route("/{path:path}", self.give)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)

    async def give(self, request: Request) -> Response:
        file = self.folder / request.path_params["path"]
        if file.is_file():
            return FileResponse(file, headers={"cache-control": "no-store"})
        assert self.site
        page = (self.folder / "index.html").read_text()
        if "SDK_SRC" in page:  # a tag that the app itself has rendered
            page = page.replace("SDK_SRC", self.site.script_url).replace("SDK_KEY", self.site.publishable_key)
        else:
            page = page.replace("</head>", self.site.script_tag + "</head>", 1)
        return HTMLResponse(page)
