"""A page with the built step widget on it and nothing else of ours: `steps.show(kind="open", target="#new")`.

The page is served under a policy as strict as a host can have, so every test of it is a test of that too.
"""

from __future__ import annotations

import json
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from tests.flows.live import serve
from tests.flows.watch import COLLECT_VIOLATIONS

ROOT = Path(__file__).parents[2]
SDK = ROOT / "server/handrail/_sdk"
PAGES = ROOT / "tests/flows/pages"
FILM = ROOT / "tours/acme/media/add-customer"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
COVERS = """(selector) => {
  const box = (element) => element.getBoundingClientRect();
  const [a, b] = [box(steps.root.querySelector(".card")), box(document.querySelector(selector))];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}"""

IN_WINDOW = """(part) => {
  const box = steps.root.querySelector(part).getBoundingClientRect();
  return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && box.height > 20;
}"""
RING_FITS = """(selector) => {
  const ring = steps.root.querySelector(".ring");
  const [a, b] = [ring.getBoundingClientRect(), document.querySelector(selector).getBoundingClientRect()];
  const near = (have, want, most) => Math.abs(have - Math.min(Math.max(want, 1), most - 1)) < 1.5;
  return !ring.hidden && near(a.left, b.left - 8, innerWidth) && near(a.right, b.right + 8, innerWidth)
    && near(a.top, b.top - 8, innerHeight) && near(a.bottom, b.bottom + 8, innerHeight);
}"""


async def give_page(request: Request) -> Response:
    """`?media`: under a policy that lets images and videos be shown."""
    policy = f"{POLICY}; img-src *; media-src *" if "media" in request.query_params else POLICY
    return FileResponse(PAGES / request.path_params["name"], headers={"content-security-policy": policy})


async def give_image(request: Request) -> Response:
    """A red image of this many pixels, as PNG."""
    width, height = request.path_params["width"], request.path_params["height"]
    rows = zlib.compress((b"\0" + b"\xc0\x20\x20" * width) * height)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    cors = {"access-control-allow-origin": "*"}
    return Response(b"\x89PNG\r\n\x1a\n" + b"".join(packed), media_type="image/png", headers=cors)


async def give_film(request: Request) -> Response:
    """Or what is said in it."""
    return FileResponse(FILM.with_suffix(f".{request.path_params['type']}"))


async def give_chunk(request: Request) -> Response:
    build = json.loads((SDK / "manifest.json").read_text())["hash"]
    return FileResponse(SDK / build / request.path_params["name"])


@pytest.fixture(scope="module")
def step_pages() -> Iterator[str]:
    app = Starlette(
        routes=[
            Route("/sdk/{name}", give_chunk),
            Route("/media/{width:int}x{height:int}.png", give_image),
            Route("/media/film.{type}", give_film),
            Route("/favicon.ico", lambda _: Response(status_code=204)),
            Route("/{name}", give_page),
        ]
    )
    with serve(app) as live:
        yield live.url


def poll(check: Callable[[], bool], failure: str) -> None:
    """Until it holds; a look a frame or so, as Playwright's own assertions do."""
    deadline = time.monotonic() + 20
    while not check():
        assert time.monotonic() < deadline, failure


class Steps:
    def __init__(self, page: Page, url: str, query: str = "") -> None:
        self.page = page
        self.url = url
        self.noise: list[str] = []
        page.on("console", lambda message: self.noise.append(message.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.add_init_script(COLLECT_VIOLATIONS)
        page.add_init_script("addEventListener('error', ({ message }) => console.error(message))")
        page.goto(f"{url}/step.html{query}")
        expect(page.locator("html[data-ready]")).to_be_attached()

    def show(self, *, under: str | None = None, **options: Any) -> None:
        """Out when it is there, with what leads Tab into it: a chunk of its own."""
        self.page.evaluate(
            """async ([options, under]) => {
              await steps.show(options, under);
              await Promise.all([import("/sdk/order.js"), import("/sdk/round.js")]);
            }""",
            [options, under],
        )

    def end(self) -> None:
        self.page.evaluate("steps.end()")

    @property
    def calls(self) -> list[str]:
        calls: list[str] = self.page.evaluate("steps.calls")
        return calls

    @property
    def card(self) -> Locator:
        return self.page.locator("#ours .card")

    @property
    def ring(self) -> Locator:
        return self.page.locator("#ours .ring")

    @property
    def focused(self) -> str:
        """What has the focus, by id or by name; through shadow roots."""
        name: str = self.page.evaluate(
            """() => {
              let it = document.activeElement;
              for (let inner = it; inner && inner.localName !== "body"; ) {
                it = inner;
                inner = it.shadowRoot?.activeElement ?? it.contentDocument?.activeElement;
              }
              if (it === document.body) return "body";
              return it.id === "hr-title" ? "heading" : it.id || it.ariaLabel || it.textContent.trim();
            }"""
        )
        return name

    def covers(self, selector: str) -> bool:
        covered: bool = self.page.evaluate(COVERS, selector)
        return covered

    def is_in_window(self, part: str) -> bool:
        inside: bool = self.page.evaluate(IN_WINDOW, part)
        return inside

    def ring_fits(self, selector: str) -> bool:
        """Around the target as it is now, 8 px out, or as far as the window lets it."""
        fits: bool = self.page.evaluate(RING_FITS, selector)
        return fits

    def expect_ring_at(self, selector: str) -> None:
        poll(lambda: self.ring_fits(selector), f"the ring is not around {selector}")

    def settle(self) -> None:
        """The card has come to rest at its place."""
        expect(self.page.locator("#ours .card:not(.waiting)")).to_be_visible()
        self.rest()

    def rest(self) -> None:
        """Nothing of ours moves."""
        self.page.evaluate("() => Promise.all(steps.root.getAnimations().map((one) => one.finished))")

    def assert_clean(self) -> None:
        assert self.page.evaluate("steps.errors") == []
        assert self.noise == []


@pytest.fixture
def steps(page: Page, step_pages: str) -> Iterator[Steps]:
    steps = Steps(page, step_pages)
    yield steps
    steps.assert_clean()
