"""An author's desk: a folder with content, the local app over it, and the studio as the local page asks it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from handrail.authoring.dev.acting import Actors
from handrail.authoring.dev.clock import MovableClock
from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.edits import Editor
from handrail.authoring.dev.local import LocalApp, open_local_app
from handrail.authoring.dev.page import LocalPage
from handrail.authoring.dev.run import create_loopback_app
from handrail.authoring.dev.studio import Studio
from handrail.authoring.dev.target import Target
from tests.server.cast import ORIGIN, MovingClock

PORT = 4321
HOME = f"http://127.0.0.1:{PORT}"
SECRET = "ds_known_to_this_test"
LINK = f"{ORIGIN}/#handrail=fresh"


@dataclass(frozen=True)
class Desk:
    folder: Path
    client: httpx.AsyncClient
    drafts: Drafts
    local: LocalApp

    async def ask(self, what: str, **body: Any) -> httpx.Response:
        said = json.dumps({"key": SECRET, **body})
        return await self.client.post(f"/studio/{what}", content=said, headers={"Content-Type": "text/plain"})

    async def state(self, **body: Any) -> Any:
        answer = await self.ask("state", **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def edit(self, file: str, *path: str | int, op: str = "set", **parts: Any) -> httpx.Response:
        return await self.ask("edits", edits=[{"file": file, "op": op, "path": path, **parts}])

    async def sync(self, **body: Any) -> Any:
        """As a page that previews does."""
        said = json.dumps({"key": "", "url": f"{ORIGIN}/", **body})
        answer = await self.local.ask("POST", "v1/sync", said)
        assert answer.status_code == 200, answer.text
        return answer.json()


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


@asynccontextmanager
async def open_desk(folder: Path) -> AsyncIterator[Desk]:
    clock = MovableClock(MovingClock())

    async def make_link() -> str:
        return LINK

    async with open_local_app("acme", ORIGIN, clock) as local:
        drafts = Drafts(folder, local)
        studio = Studio(drafts, Editor(drafts), Actors(local, drafts, clock), SECRET)
        page = LocalPage(studio, SECRET, Target("production", ORIGIN, f"{ORIGIN}/"), make_link)
        transport = httpx.ASGITransport(create_loopback_app(studio, page, PORT))
        await drafts.refresh()
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            yield Desk(folder, client, drafts, local)
