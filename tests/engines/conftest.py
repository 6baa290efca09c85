"""Fixtures of the tests in other engines than Chromium: the browsers, a Handrail server, and a host under the strictest policy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.engines.engine import Engine
from tests.engines.found import ENGINES, explain_missing, is_insisted_on
from tests.engines.visit import Visit
from tests.flows.live import address_of, listen, serve
from tests.flows.scripted import POLICY
from tests.flows.stage import Site, Stage, open_stage

NOISE = """
<script nonce=host>
  window.noise = [];
  window.heard = 0;
  addEventListener("keydown", () => heard++, true);
  for (const name of ["error", "unhandledrejection"])
    addEventListener(name, ({ message, reason }) => noise.push(`${name}: ${message ?? reason}`));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => noise.push(`policy: ${violatedDirective} ${blockedURI}`));
  for (const name of ["error", "warn", "log", "info"]) console[name] = (...words) => noise.push(`console: ${words.join(" ")}`);
</script>
"""


@dataclass
class Host:
    """Pages by path, each with `head` and the site's script tag in its head, but for those of frames."""

    site: Site
    pages: Mapping[str, str]
    head: str = ""

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        tag = "" if path.startswith("/frame") else NOISE + self.head + self.site.script_tag
        text = f"<!doctype html><html lang=en><head><title>Host</title>{tag}</head><body>{self.pages.get(path, '')}</body></html>"
        # Browsers ask for an icon by themselves.
        policy = POLICY.format(sdk=self.site.url) + "; img-src 'self'"
        return HTMLResponse(text, headers={"content-security-policy": policy})


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("handrail")) as stage:
        yield stage


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    name = request.param
    start = ENGINES[name]()
    if not start:
        (pytest.fail if is_insisted_on() else pytest.skip)(explain_missing(name))
    engine = start(tmp_path_factory.mktemp(name.lower()))
    yield engine
    engine.close()


@pytest.fixture
def visit(
    engine: Engine, stage: Stage, record_property: Callable[[str, object], None]
) -> Iterator[Callable[..., Visit]]:
    """Opens `/` of a host with these pages (by path), on whose site there is this tour, and `more` files; `about` goes into its site.json."""
    record_property("engine", f"{engine.name} {engine.version}")
    with ExitStack() as stack:

        def start(
            tour: Mapping[str, Any],
            pages: Mapping[str, str],
            size: tuple[int, int] = (1000, 700),
            more: Mapping[str, str] = {},
            head: str = "",
            about: Mapping[str, Any] = {},
        ) -> Visit:
            listener = listen()
            url = address_of(listener)
            site = stage.create_site("engines", [url])
            described = {"kind": "site", "id": site.slug, "title": "A test", **about}
            site.publish({"site.json": json.dumps(described), "tours/tour.json": json.dumps(tour), **more})
            host = Host(site, pages, head)
            stack.enter_context(serve(Starlette(routes=[Route("/{path:path}", host.answer)]), listener))
            engine.resize(*size)
            visit = Visit(engine, url, site)
            visit.open()
            return visit

        yield start
