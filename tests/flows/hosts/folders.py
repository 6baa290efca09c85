"""Hosts that are folders of files: the dashboard of the `@tabler/preview` package, and the pages of these tests."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

ROOT = Path(__file__).parents[3]
TABLER = ROOT / "node_modules/@tabler/preview/dist"
PAGES = ROOT / "tests/flows/pages"


def create_folder(folder: Path) -> ASGIApp:
    return Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])
