"""A running Handrail server, and the sites that tests make on it: one each, so that they know nothing of each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from handrail.app import create_app
from handrail.content.folder import FolderMedia, read_folder
from handrail.content.validation.validate import validate as check_files
from handrail.core.clock import Clock
from handrail.core.migrate import migrate
from handrail.core.services import Services
from handrail.core.signing import Purpose
from handrail.settings import Settings
from tests.flows.live import LiveApp, address_of, listen, serve

PATIENCE = 60  # s, of a busy machine
TEXT = {"Content-Type": "text/plain"}


@dataclass(frozen=True)
class Site:
    """A site with content, and the keys to it."""

    url: str
    slug: str
    publishable_key: str
    identity_secret: str
    secret_key: str

    @property
    def script_url(self) -> str:
        return f"{self.url}/sdk/handrail.js"

    @property
    def script_tag(self) -> str:
        return f'<script async src="{self.script_url}" data-key="{self.publishable_key}"></script>'

    def call(self, method: str, path: str, body: Any = None, content: bytes | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.secret_key}"}
        url = f"{self.url}/api/sites/{self.slug}{path}"
        answer = httpx.request(method, url, json=body, content=content, headers=headers, timeout=PATIENCE)
        assert answer.is_success, answer.text
        return answer.json()

    def sync(self, **more: Any) -> Any:
        """What a page would get, as somebody unknown unless `more` says otherwise."""
        body = json.dumps({"key": self.publishable_key, "url": "/", **more})
        answer = httpx.post(f"{self.url}/v1/sync", content=body, headers=TEXT, timeout=PATIENCE)
        assert answer.is_success, answer.text
        return answer.json()

    def publish(self, files: Mapping[str, str], media: FolderMedia | None = None) -> int:
        """Push and publish; the number of the version."""
        named = media.found if media else {}
        for path, file in named.items():
            self.call("PUT", f"/media/{file.hash}", content=media.locate(path).read_bytes() if media else b"")
        described = {path: asdict(file) for path, file in named.items()}
        pushed = self.call("POST", "/versions", {"files": dict(files), "media": described, "message": "A test"})
        self.call("POST", "/environments/production/publish", {"version": pushed["version"]})
        return int(pushed["version"])

    def publish_folder(self, folder: Path) -> None:
        """A content folder, as if it were this site's."""
        media = FolderMedia(folder)
        files = read_folder(folder)
        check_files(files, find_media=media.find)
        site = json.dumps(json.loads(files["site.json"]) | {"id": self.slug})
        self.publish({path: text.decode() for path, text in files.items()} | {"site.json": site}, media)

    def publish_tour(self, tour: Mapping[str, Any], **more: Mapping[str, Any]) -> None:
        """A site of this tour alone, and of what `more` names."""
        site = {"kind": "site", "id": self.slug, "title": "A test", **more.pop("site", {})}
        items = {
            "site.json": site,
            "tours/tour.json": tour,
            **{f"tours/{name}.json": item for name, item in more.items()},
        }
        self.publish({path: json.dumps(item) for path, item in items.items()})

    def report(self, tour: str) -> dict[str, Any]:
        """The line of this tour in the report."""
        tours = self.call("GET", "/reports/tours?environment=production")["tours"]
        found: dict[str, Any] = next(line for line in tours if line["id"] == tour)
        return found


class Stage:
    """One Handrail server for all tests of a process."""

    def __init__(self, live: LiveApp, services: Services) -> None:
        self.url = live.url
        self.run = live.run
        self.services = services
        self.numbers = count(1)

    def create_site(self, name: str, origins: list[str]) -> Site:
        slug = f"{name}-{next(self.numbers)}"
        operator = self.services.signer.dumps(Purpose.OPERATOR, "a test")  # good for a minute, so one each time
        headers = {"Authorization": f"Bearer {operator}"}
        body = {"site": slug, "origins": origins}
        answer = httpx.post(f"{self.url}/api/sites", json=body, headers=headers, timeout=PATIENCE)
        assert answer.status_code == 201, answer.text
        made = answer.json()
        production = made["environments"][0]
        return Site(self.url, slug, production["publishable_key"], production["identity_secret"], made["secret_key"])


@contextmanager
def open_stage(folder: Path, *, clock: Clock | None = None, **more: Any) -> Iterator[Stage]:
    """`more` are settings of the server."""
    listener = listen()
    url = address_of(listener)
    settings = Settings(database_url=f"sqlite:///{folder}/handrail.db", public_url=url, **more)
    migrate(settings.database_url)
    app = create_app(settings, clock=clock)
    services: Services = app.state.services
    with serve(app, listener) as live:
        live.run(services.start)
        yield Stage(live, services)
