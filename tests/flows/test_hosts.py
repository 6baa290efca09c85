"""Hosts that misbehave as real ones do: one tour through each of `pages/hosts`, by mouse and by keys alone.

On every page the same: the ring is where the target is, the card is above all else and can be used, Next, Back and Escape work, the
focus comes back, nothing of the host is touched, nothing is said on its console, and nothing of ours is left in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Locator, Page, expect

from tests.flows.eyes import Eyes
from tests.flows.hosts.odd import TOUR, OddHosts, list_pages
from tests.flows.live import address_of, listen, serve
from tests.flows.scripted import wait_until
from tests.flows.stage import Site, Stage
from tests.flows.watch import Watch

MOST_TABS = 40
WITHIN = ("begin", "plain", "act", "deep", "last")
"""What of the host takes the focus."""
# Where it cannot work, nothing of us is to be seen or heard.
QUIET = list_pages("quiet-*.html")
# Everywhere else whoever walks has asked for less motion: it takes half the time.
WALKED = [name for name in list_pages("[!_]*.html") if not name.startswith("quiet-")]
MOVING = ("plain", "sticky-bars", "static-clip", "route-in-mid-scroll", "rerendered-often", "right-to-left")


@dataclass(frozen=True)
class Hosts:
    url: str
    site: Site


@pytest.fixture(scope="module")
def hosts(stage: Stage) -> Iterator[Hosts]:
    odd = OddHosts()
    listener = listen()
    url = address_of(listener)
    odd.site = stage.create_site("odd", [url])
    odd.site.publish_tour(TOUR)
    with serve(odd.app, listener):
        yield Hosts(url, odd.site)


class Visitor:
    """Somebody on a page of these, and what they see and do."""

    def __init__(self, page: Page, hosts: Hosts) -> None:
        self.page = page
        self.app: Frame | FrameLocator = page.main_frame
        self.hosts = hosts
        self.watch = Watch(page, hosts.site.url)
        self.eyes = Eyes(page)

    def open(self, name: str) -> None:
        self.page.goto(f"{self.hosts.url}/{name}.html", wait_until="domcontentloaded")
        if name == "in-frames":
            self.app = self.page.frame_locator("#frame").frame_locator("#inner")

    def card(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title, exact=True)

    def press(self, title: str, button: str) -> None:
        """By mouse: only what is on top can be pressed."""
        self.card(title).get_by_role("button", name=button, exact=True).click()

    def expect_ring(self, title: str, target: str) -> None:
        """Around the target, whose card is there and leaves it in sight."""
        expect(self.card(title)).to_be_visible()
        said = ""

        def fits() -> bool:
            nonlocal said
            said = str(self.eyes.ask(f"misfit('[data-testid={target}]')"))
            return not said

        try:
            wait_until(self.page, fits)
        except AssertionError:
            raise AssertionError(said) from None

    def click(self, target: str) -> None:
        """Where it is seen, as somebody does who knows nothing of elements that are replaced."""
        self.page.mouse.click(*self.eyes.ask(f"middleOf('[data-testid={target}]')"))

    def tab_to(self, name: str) -> None:
        """By keys alone: to what is called so, within reach."""
        seen = [self.eyes.ask("focus()")]
        while seen[-1] != name:
            assert len(seen) <= MOST_TABS, f"Tab does not get to {name}, but to {seen}."
            self.page.keyboard.press("Tab")
            seen.append(self.eyes.ask("focus()"))

    def choose(self, title: str, button: str) -> None:
        """By keys alone."""
        expect(self.card(title)).to_be_visible()
        self.tab_to(button)
        self.page.keyboard.press("Enter")

    def expect_nothing_of_ours(self) -> None:
        wait_until(self.page, lambda: self.eyes.ask("ours()") == 0)
        assert self.eyes.ask("touched()") == []

    def disturb(self) -> None:
        """Time for what this host does in the middle of things, if it does anything."""
        self.eyes.ask("disturb()")
        self.wait_for_host()

    def wait_for_host(self) -> None:
        """Until it has done what it does by itself after what was done last: what is typed before would go with a page that it draws anew."""
        expect(self.app.locator("[data-due]")).to_have_count(0)

    def walk_by_mouse(self) -> None:
        self.press("Welcome", "Next")
        self.expect_ring("A plain one", "plain")
        self.press("A plain one", "Next")
        self.expect_ring("Act here", "act")
        self.press("Act here", "Back")
        self.press("A plain one", "Next")
        self.disturb()
        self.expect_ring("Act here", "act")
        assert self.eyes.ask("touched()") == []
        self.click("act")
        self.expect_ring("Deep down", "deep")
        self.wait_for_host()
        for box in (".inner", ".outer"):
            self.eyes.ask(f"scroll('{box}', 20)")
            self.expect_ring("Deep down", "deep")
        self.disturb()
        self.expect_ring("Deep down", "deep")
        self.click("deep")
        self.page.keyboard.type("Something")
        self.page.keyboard.press("Tab")
        self.press("That is all", "Done")
        self.expect_nothing_of_ours()

    def walk_by_keys(self) -> None:
        self.page.locator("#begin").first.focus()
        self.page.keyboard.press("Enter")
        self.choose("Welcome", "Next")
        self.expect_ring("A plain one", "plain")
        self.page.keyboard.press("Escape")
        self.expect_nothing_of_ours()
        # A trap of the host's has its own say in where the focus goes.
        back = WITHIN if "/trap-" in self.page.url else ("begin",)
        wait_until(self.page, lambda: self.eyes.ask("focus()") in back)
        self.page.locator("#begin").first.focus()

        self.page.keyboard.press("Enter")
        self.choose("Welcome", "Next")
        self.choose("A plain one", "Next")
        self.choose("Act here", "act")
        expect(self.card("Deep down")).to_be_visible()
        self.wait_for_host()
        self.tab_to("deep")
        self.page.keyboard.press("End")
        self.page.keyboard.type("More")
        self.page.keyboard.press("Tab")
        # A Tab before it has taken the focus would go on in the page, and out of it at its end.
        wait_until(self.page, lambda: self.eyes.ask("focus()") == "hr-title")
        self.choose("That is all", "Done")
        self.expect_nothing_of_ours()
        # Where it was, or, where the host has replaced what had it, near to that: never nowhere.
        wait_until(self.page, lambda: self.eyes.ask("focus()") in WITHIN)


@pytest.fixture
def visitor(browser: Browser, hosts: Hosts) -> Iterator[Visitor]:
    """In a browser context of our own: a trace of each would take as long as the walks."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(30_000)
        yield Visitor(context.new_page(), hosts)


@pytest.mark.parametrize("name", WALKED)
def test_a_tour_through(visitor: Visitor, name: str) -> None:
    if name in MOVING:
        visitor.page.emulate_media(reduced_motion="no-preference")
    visitor.open(name)
    visitor.walk_by_mouse()
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.walk_by_keys()
    visitor.watch.assert_clean()


@pytest.mark.parametrize(
    ("replaced", "back"),
    [
        pytest.param("document.querySelector('p')", "begin", id="drawn anew"),
        pytest.param("document.getElementById('begin')", "plain", id="gone"),
    ],
)
def test_the_focus_goes_near_to_what_was_replaced_under_a_card(visitor: Visitor, replaced: str, back: str) -> None:
    with visitor.page.expect_response("**/near.js"):
        visitor.open("plain")
    visitor.press("Welcome", "Not now")
    visitor.expect_nothing_of_ours()
    visitor.page.locator("#begin").focus()
    visitor.page.keyboard.press("Enter")
    visitor.choose("Welcome", "Next")
    visitor.expect_ring("A plain one", "plain")
    gone = "remove()" if back == "plain" else f"replaceWith({replaced}.cloneNode(true))"
    visitor.page.evaluate(f"{replaced}.{gone}")
    visitor.press("A plain one", "Not now")
    wait_until(visitor.page, lambda: visitor.eyes.ask("focus()") == back)


@pytest.mark.parametrize("name", QUIET)
def test_no_tour_and_no_harm_in(visitor: Visitor, name: str) -> None:
    visitor.open(name)
    wait_until(visitor.page, lambda: visitor.eyes.ask("isQuiet()"))
    visitor.click("act")
    visitor.page.keyboard.press("Tab")
    visitor.expect_nothing_of_ours()
    visitor.watch.assert_clean()


# What takes more than a page.


def frame_in(visitor: Visitor, hosts: Hosts, attributes: str) -> Frame:
    """The plain host in a frame of a page of another origin, which has none of us."""
    page, outside = visitor.page, hosts.url.replace("localhost", "127.0.0.1")
    markup = f'<!doctype html><title>Portal</title><iframe title="App" width=900 height=600 {attributes}></iframe>'
    page.route(f"{outside}/portal", lambda route: route.fulfill(body=markup, content_type="text/html"))
    page.goto(f"{outside}/portal")
    frame = page.frames[1]
    frame.goto(f"{hosts.url}/plain.html")
    return frame


def test_an_app_in_a_frame_of_another_origin(visitor: Visitor, hosts: Hosts) -> None:
    """The card is inside the frame, like the app."""
    frame = frame_in(visitor, hosts, "")
    for title, button in (("Welcome", "Next"), ("A plain one", "Next")):
        frame.get_by_role("dialog", name=title).get_by_role("button", name=button, exact=True).click()
    frame.get_by_test_id("act").click()
    expect(frame.get_by_role("dialog", name="Deep down")).to_be_visible()
    frame.get_by_test_id("deep").fill("Something")
    frame.get_by_test_id("deep").press("Tab")
    frame.get_by_role("dialog", name="That is all").get_by_role("button", name="Done").click()
    expect(frame.locator("[data-handrail]")).to_have_count(0)
    visitor.watch.assert_clean()


def test_an_app_in_a_sandbox_without_an_origin(visitor: Visitor, hosts: Hosts) -> None:
    """No storage, and an origin that is on nobody's list: the server says no, and that is all."""
    with visitor.page.expect_event("requestfailed", lambda request: request.url.endswith("/v1/sync")):
        frame = frame_in(visitor, hosts, 'sandbox="allow-scripts"')
    frame.get_by_test_id("act").click()
    expect(frame.locator("[data-handrail]")).to_have_count(0)
    # Of an answer without CORS headers the browser itself says that it keeps it from us.
    visitor.watch.lines = [line for line in visitor.watch.lines if "blocked by CORS policy" not in line]
    visitor.watch.assert_clean()


def test_back_from_the_back_forward_cache(launch_browser: Callable[..., Browser], hosts: Hosts) -> None:
    """The tour stands where it stood, and goes on; nothing of us keeps the page out of the cache."""
    # Playwright switches the cache off.
    with launch_browser(ignore_default_args=["--disable-back-forward-cache"]) as browser:
        visitor = Visitor(browser.new_page(), hosts)
        visitor.page.add_init_script(
            "addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });"
        )
        visitor.open("plain")
        visitor.press("Welcome", "Next")
        visitor.expect_ring("A plain one", "plain")
        visitor.page.goto(f"{hosts.url}/_inner.html")
        visitor.page.go_back(wait_until="commit")
        visitor.expect_ring("A plain one", "plain")
        assert visitor.page.evaluate("window.persisted") is True
        visitor.press("A plain one", "Next")
        visitor.expect_ring("Act here", "act")
        visitor.watch.assert_clean()


def test_a_page_that_is_prerendered(visitor: Visitor, hosts: Hosts) -> None:
    """Said by the page rather than done by the browser: a driven Chromium fetches what speculation rules name, but runs none of it."""
    visitor.page.add_init_script(
        "Object.defineProperty(document, 'prerendering', { configurable: true, value: true, writable: true })"
    )
    visitor.open("plain")
    wait_until(visitor.page, lambda: bool(visitor.eyes.ask("isQuiet()")))
    assert not [request for request in visitor.watch.requests if not request.url.endswith("/sdk/handrail.js")]
    visitor.page.evaluate("document.prerendering = false; document.dispatchEvent(new Event('prerenderingchange'))")
    visitor.walk_by_mouse()
    visitor.watch.assert_clean()


def test_nothing_of_ours_is_printed(visitor: Visitor) -> None:
    visitor.open("plain")
    visitor.press("Welcome", "Next")
    visitor.expect_ring("A plain one", "plain")
    visitor.page.emulate_media(media="print")
    expect(visitor.card("A plain one")).to_be_hidden()
    expect(visitor.page.locator("[data-handrail] .ring")).to_be_hidden()
    visitor.page.emulate_media(media="screen")
    visitor.expect_ring("A plain one", "plain")


def test_a_document_that_is_written_anew(visitor: Visitor) -> None:
    """`document.write` after the load takes the page away, listeners and all: no line, no error, and the new page works."""
    visitor.open("plain")
    visitor.press("Welcome", "Next")
    visitor.expect_ring("A plain one", "plain")
    visitor.page.evaluate("document.write('<button id=other>Other</button>'); document.close()")
    visitor.page.get_by_role("button", name="Other").click()
    visitor.page.keyboard.press("Tab")
    visitor.watch.assert_clean()
