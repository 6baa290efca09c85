"""A server that answers a page as a test wants it, and remembers what it was sent. Pages are served from another port, under a policy as strict as a host can have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from playwright.sync_api import Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from handrail.core.clock import Clock
from handrail.core.resources import resource
from handrail.progress.fold import Happened, fold_preferences, fold_runs, sum_up
from tests.flows.live import serve

OPEN = {"access-control-allow-origin": "*"}
POLICY = (
    "default-src 'none'; script-src 'nonce-host' {sdk}; connect-src 'self' {sdk}; style-src 'self'; frame-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
Json = dict[str, Any]


def make_step(id_: str, **rest: Any) -> Json:
    """A compiled step: a spotlight on `#<id>` that Next advances, unless said otherwise."""
    advance = {"on": None, "when": None, "key": None, "event": None, **rest.pop("advance", {"on": "next"})}
    type_ = rest.pop("type", "spotlight")
    missing = {"after": 400, "do": "pause"} if type_ in ("spotlight", "tooltip") else None
    return {
        "id": id_,
        "type": type_,
        "was": [],
        "page": None,
        "if": None,
        "target": [{"css": f"#{id_}"}] if type_ in ("spotlight", "tooltip") else [],
        "highlights": [],
        "padding": 6,
        "radius": None,
        "media": None,
        "position": "bottom",
        "title": [f"Title {id_}"],
        "text": [{"tag": "p", "children": ["Text"], "href": None}],
        "placement": "bottom",
        "interaction": "open",
        "advance": advance,
        "on_missing": missing,
        "next": [],
        "buttons": [],
        **rest,
    }


def make_tour(id_: str, *steps: Json, pause_when: Json | None = None) -> Json:
    return {
        "kind": "tour",
        "id": id_,
        "locale": "en",
        "title": f"Tour {id_}",
        "theme": "default",
        "pause_when": pause_when,
        "steps": list(steps),
    }


def wait_until(page: Page, holds: Callable[[], bool], patience: float = 20) -> None:
    """Lets the page go on meanwhile."""
    end = monotonic() + patience
    while not holds():
        assert monotonic() < end, "It did not come to that in time."
        page.wait_for_timeout(20)  # Between two looks: the server here is no page, so no web-first assertion sees it.


@dataclass
class Scripted:
    """What the server says: `items` and `progress` as they are on the wire; `fail` may answer in its place."""

    url: str = ""
    items: dict[str, Json] = field(default_factory=dict)
    bodies: dict[str, Json] = field(default_factory=dict)
    texts: dict[str, Json] = field(default_factory=dict)
    progress: Json = field(default_factory=dict)
    traits: Json = field(default_factory=dict)
    revision: int = 1
    requests: list[Json] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    fail: Callable[[Json], Response | None] | None = None
    more: Json = field(default_factory=dict)
    began: int = field(default_factory=Clock().now)

    def offer(self, tour: Json, **listed: Any) -> None:
        hash_ = f"hash-{tour['id']}-{self.revision}"
        start = {"on": "page", "when": None, "event": None, "delay": 0, **listed.pop("start", {})}
        item = {
            "id": tour["id"],
            "kind": "tour",
            "hash": hash_,
            "start": start,
            "auto": True,
            "priority": 0,
            "group": None,
        }
        self.items[tour["id"]] = {**item, "frequency": "once", **listed}
        self.bodies[hash_] = tour

    def help_with(self, id_: str, text: Any = "Text", media: Json | None = None, **listed: Any) -> None:
        """A snippet. `text`: nodes, or words of one paragraph."""
        hash_, title = f"hash-{id_}", f"About {id_}"
        item: Json = {"id": id_, "kind": "snippet", "hash": hash_, "title": title, "when": None, "show": "beside"}
        item |= {"target": [{"css": f"#{id_}"}], "placement": "bottom", "theme": "default"}
        self.items[id_] = item | listed
        nodes = [{"tag": "p", "children": [text]}] if isinstance(text, str) else text
        body = {"kind": "snippet", "id": id_, "locale": "en", "title": title, "text": nodes, "media": media}
        self.texts[hash_] = body
        self.more["help"] = {"launcher": "none", "title": None, "topics": [], "contact": None}

    @property
    def events(self) -> list[Json]:
        """In the order of their arrival, each once."""
        seen: dict[str, Json] = {}
        for request in self.requests:
            for event in request["events"]:
                seen.setdefault(event["id"], event)
        return list(seen.values())

    @property
    def names(self) -> list[str]:
        return [event["name"] for event in self.events]

    async def sync(self, request: Request) -> Response:
        body = json.loads(await request.body())
        self.requests.append(body)
        if self.fail and (answer := self.fail(body)) is not None:
            return answer
        fresh = body.get("since") != str(self.revision)
        return JSONResponse(
            {
                "token": body.get("token") or f"token-{len(self.requests)}",
                "now": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "person": {"id": "p", "known": False, "acting": False, "traits": self.traits},
                "identity": None,
                "preferences": fold_preferences(self.happened).model_dump(),
                "progress": self.fold() | self.progress,
                "revision": str(self.revision),
                "items": list(self.items.values()) if fresh else None,
                "bodies": self.bodies if fresh else {},
                "themes": {},
                "attention": {"gap": 0, "day": 100, "week": 500, "starts": [], "ended": None},
                "unread": 0,
                "accepted": len(body["events"]),
                "rejected": [],
                **self.more,
            },
            headers=OPEN,
        )

    @property
    def happened(self) -> list[Happened]:
        return [
            Happened(event["id"], event["name"], at=self.began + n, item=event.get("item"), run=event.get("run"), item_hash=event.get("item_hash"),
                     step=event.get("step"), visit=request.get("visit"), props=event.get("props"))
            for n, (request, event) in enumerate((request, event) for request in self.requests for event in request["events"])
        ]  # fmt: skip

    def fold(self) -> Json:
        """As the server does: what was sent counts."""
        return {item: sum_up(runs).model_dump() for item, runs in fold_runs(self.happened).items()}

    async def content(self, request: Request) -> Response:
        self.asked.append(request.path_params["hash"])
        body = (self.bodies | self.texts).get(request.path_params["hash"])
        return JSONResponse(body, headers=OPEN) if body else Response(status_code=404, headers=OPEN)


async def give_sdk(request: Request) -> Response:
    path = resource("sdk") / request.path_params["path"]
    return FileResponse(path, headers=OPEN) if path.is_file() else Response(status_code=404, headers=OPEN)


@dataclass
class Host:
    """A page whose markup a test writes, with the script tag in it. `tag`: its attributes."""

    url: str
    sdk: str
    markup: str = "<button id=one>One</button> <button id=two>Two</button> <input id=three aria-label=Three>"
    tag: str = 'data-key="pk_test"'
    script: str | None = None
    policy: str | None = None
    styles: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    async def page(self, request: Request) -> Response:
        """`/host.css` is `styles`; `pages` are those without our tag, to be put in frames."""
        if request.url.path == "/host.css":
            return Response(self.styles, media_type="text/css")
        if request.url.path in self.pages:
            return HTMLResponse(self.pages[request.url.path])
        tag = (
            self.script
            if self.script is not None
            else f'<script async src="{self.sdk}/sdk/handrail.js" {self.tag}></script>'
        )
        text = f"<!doctype html><html lang=en><head><title>Host</title><link rel=stylesheet href=/host.css>{tag}</head><body>{self.markup}</body></html>"
        return HTMLResponse(text, headers={"content-security-policy": self.policy or POLICY.format(sdk=self.sdk)})


@dataclass
class Scene:
    """A host and a scripted server."""

    host: Host
    server: Scripted

    @property
    def build(self) -> str:
        return str(json.loads((resource("sdk") / "manifest.json").read_text())["hash"])

    def open(self, page: Page, path: str = "/") -> None:
        page.goto(self.host.url + path)

    def wait_for(self, page: Page, event: str, count: int = 1) -> list[Json]:
        """The events of this name, once the server has that many."""
        wait_until(page, lambda: self.server.names.count(event) >= count)
        return [one for one in self.server.events if one["name"] == event]


@contextmanager
def open_scene() -> Iterator[Scene]:
    server = Scripted()
    routes = [
        Route("/sdk/{path:path}", give_sdk),
        Route("/v1/sync", server.sync, methods=["POST"]),
        Route("/v1/content/{hash}", server.content),
    ]
    with serve(Starlette(routes=routes)) as sdk:
        server.url = sdk.url
        host = Host("", sdk.url)
        with serve(Starlette(routes=[Route("/{path:path}", host.page)])) as pages:
            host.url = pages.url
            yield Scene(host, server)
