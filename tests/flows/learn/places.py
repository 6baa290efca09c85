"""A host of one page with a site of its own on the real server, and the content that a test gives it: `place.publish(announcement, survey)`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page
from starlette.applications import Starlette
from starlette.routing import Route

from tests.flows.live import address_of, listen, serve
from tests.flows.scripted import Host, wait_until
from tests.flows.stage import Site, Stage
from tests.flows.watch import Watch

MARKUP = """<main><h1>Host</h1><button id=one>One</button> <label>Note <input id=note></label>
<p>What a host says.</p></main>"""
NO_GAP = {"gap": "0s", "per_day": 50, "per_week": 200}


class Place:
    def __init__(self, page: Page, host: Host, site: Site) -> None:
        self.page = page
        self.host = host
        self.site = site
        self.watch = Watch(page, site.url)

    def publish(self, *items: Mapping[str, Any], articles: Mapping[str, str] | None = None, **site: Any) -> None:
        said = {"kind": "site", "id": self.site.slug, "title": "A test", "attention": NO_GAP, **site}
        files = {"site.json": said, **{f"{item['kind']}s/{item['id']}.json": item for item in items}}
        written = {
            f"articles/{id_}.md": f"---\ntitle: {id_.title()}\n---\n{text}" for id_, text in (articles or {}).items()
        }
        self.site.publish(written | {path: json.dumps(file) for path, file in files.items()})

    def open(self, path: str = "/") -> None:
        self.page.goto(self.host.url + path)

    def start(self, item: str) -> None:
        self.page.evaluate("(item) => { handrail.push(['start', item]) }", item)

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=True)

    @property
    def cards(self) -> Locator:
        return self.page.locator("[data-handrail] .card")

    def listen(self) -> None:
        """Before the page is opened: notes what the host hears."""
        self.page.add_init_script(
            "window.heard = []; window.handrail = window.handrail || [];"
            "handrail.push(['on', '*', (detail, name) => heard.push([name, detail?.item ?? null, detail?.props ?? null])])"
        )

    @property
    def heard(self) -> list[str]:
        """What happened, by name and item, in its order."""
        said: list[list[Any]] = self.page.evaluate("heard")
        return [f"{name} {item}" for name, item, _ in said if item]

    def wait_to_hear(self, *wanted: str) -> None:
        """These, in this order, whatever else there was."""

        def is_heard() -> bool:
            heard = iter(self.heard)
            return all(one in heard for one in wanted)

        wait_until(self.page, is_heard)

    def assert_clean(self) -> None:
        assert self.watch.errors == []
        assert self.watch.lines == []


@pytest.fixture
def place(page: Page, stage: Stage) -> Iterator[Place]:
    listener = listen()
    url = address_of(listener)
    site = stage.create_site("learn", [url])
    host = Host(url, site.url, MARKUP, f'data-key="{site.publishable_key}"')
    with serve(Starlette(routes=[Route("/{path:path}", host.page)]), listener):
        yield Place(page, host, site)
