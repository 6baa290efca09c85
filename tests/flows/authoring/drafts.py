"""Drafts of an author's machine, as a page gets them: a site beside the one that is published, behind the doors of a preview."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from handrail.app import create_app
from tests.flows.stage import Site, Stage

Json = dict[str, Any]
SECRET = "pv_secret"
TOKEN = "link-token"


class Drafts:
    """In front of the server: `previews/one` leads to `site`, and `studio` says what is written in `tours`."""

    def __init__(self, stage: Stage, site: Site) -> None:
        # An app of its own: the stage's belongs to another event loop, as does what runs beside its requests.
        self.app = create_app(stage.services.settings, background=False)
        self.site = site
        self.tours: dict[str, Json] = {}
        self.faults: list[Json] = []
        self.revision = 0
        self.links = [TOKEN]
        self.acts: list[Json] = []
        self.made: list[Json] = []

    def save(self, *tours: Json, faults: list[Json] | None = None) -> None:
        self.tours |= {tour["id"]: tour for tour in tours}
        self.faults = faults or []
        if not self.faults:
            head = {"kind": "site", "id": self.site.slug, "title": "Drafts"}
            files = {f"tours/{name}.json": tour for name, tour in self.tours.items()} | {"site.json": head}
            self.site.publish({path: json.dumps(item) for path, item in files.items()})
        self.revision += 1

    def describe(self) -> Json:
        items = [
            {
                "id": tour["id"],
                "kind": "tour",
                "title": tour["title"],
                "file": f"tours/{tour['id']}.json",
                "line": 1,
                "steps": [
                    {"id": step["id"], "type": "spotlight", "title": step["title"], "page": step.get("page"), "line": 9}
                    for step in tour["steps"]
                ],
            }
            for tour in self.tours.values()
        ]
        site = {"id": self.site.slug, "locales": ["en", "nb"], "traits": {}, "account": {}}
        return {
            "revision": str(self.revision),
            "items": items,
            "faults": self.faults,
            "site": site,
            "acting": None,
            "build": "",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith("/v1/previews/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.method == "POST":
            body = json.loads(await request.body())
        if path == "/v1/previews/open":
            answer = self.open(body)
        elif path.startswith("/v1/previews/one/studio/"):
            answer = await self.answer(path.rpartition("/")[2], body)
        else:
            await self.relay(scope, receive, send, path.removeprefix("/v1/previews/one"), body)
            return
        await answer(scope, receive, send)

    def open(self, body: Json) -> JSONResponse:
        if body["token"] == "forged":
            return say({"title": "Bad", "detail": "None of ours.", "reason": "forged"}, 403)
        if body["token"] not in self.links:
            return say({"title": "Used", "detail": "This link was used before."}, 403)
        self.links.remove(body["token"])
        return say({"preview": "one", "secret": SECRET})

    async def answer(self, name: str, body: Json) -> JSONResponse:
        if body["key"] != SECRET:
            return say({"detail": "No."}, 401)
        if name == "items":
            if not self.made:
                self.made.append({})
                return say({"type": "/problems/item_exists", "detail": "There is one."}, 409)
            self.made.append(body["item"])
            return say({"file": f"tours/{body['item']['id']}.json"})
        if name == "act":
            self.acts.append(body)
            return say({"user_token": None, "locale": body.get("locale"), "now": None})
        for _ in range(200):
            if str(self.revision) != body.get("since"):
                break
            await asyncio.sleep(0.1)  # Tests save in another thread, and an event of this loop may be set in it alone.
        return say(self.describe())

    async def relay(self, scope: Scope, receive: Receive, send: Send, path: str, body: Json) -> None:
        assert body["key"] == SECRET
        content = json.dumps({**body, "key": self.site.publishable_key}).encode()

        async def read() -> Any:
            return {"type": "http.request", "body": content, "more_body": False}

        await self.app({**scope, "path": path, "raw_path": path.encode()}, read, send)


def say(body: Json, status: int = 200) -> JSONResponse:
    return JSONResponse(body, status, headers={"access-control-allow-origin": "*"})
