"""How the SDK comes onto a page: by a tag, late, twice, from a bundle; without storage, without a key; and that it is idle when nothing is due."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.flows.cards import card
from tests.flows.scripted import Json, Scene, make_step, make_tour, open_scene, wait_until
from tests.flows.watch import Watch


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        scene.server.offer(make_tour("t", make_step("one")))
        yield scene


def test_of_two_tags_the_first_counts(page: Page, scene: Scene) -> None:
    tag = f'<script async src="{scene.host.sdk}/sdk/handrail.js" data-key="pk_{{}}"></script>'
    scene.host.script = tag.format("first") + tag.format("second")
    scene.open(page)
    expect(card(page, "Title one")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert {request["key"] for request in scene.server.requests} == {"pk_first"}


def test_a_tag_that_comes_late(page: Page, scene: Scene) -> None:
    scene.host.script = ""
    scene.host.policy = "default-src *; script-src * 'unsafe-inline'"
    scene.open(page)
    page.evaluate(
        """(src) => {
          const script = Object.assign(document.createElement("script"), { src });
          script.dataset.key = "pk_late";
          document.head.append(script);
        }""",
        f"{scene.host.sdk}/sdk/handrail.js",
    )
    expect(card(page, "Title one")).to_be_visible()


def test_as_a_module_that_finds_its_own_tag(page: Page, scene: Scene) -> None:
    """`document.currentScript` is null in a module."""
    scene.host.script = f'<script type=module src="{scene.host.sdk}/sdk/handrail.js" data-key="pk_module"></script>'
    scene.open(page)
    expect(card(page, "Title one")).to_be_visible()


def test_from_a_bundle(page: Page, scene: Scene) -> None:
    scene.host.script = ""
    scene.open(page)
    found = page.evaluate(
        """async ([module, src]) => {
          const { load } = await import(module);
          const handrail = load({ src, key: "pk_bundle", release: "7" });
          if (load({ src, key: "pk_other" }) !== handrail) throw new Error("loaded twice");
          const heard = new Promise((resolve) => handrail.on("host_event", (event) => resolve(event.props)));
          await handrail.track("host_event", { a: 1 });
          return [await heard, await handrail.preferences(), await handrail.start("t"), handrail === window.handrail];
        }""",
        [f"{scene.host.sdk}/sdk/{scene.build}/module.js", f"{scene.host.sdk}/sdk/handrail.js"],
    )
    assert found == [{"a": 1}, {"tours": True, "items": {}}, True, True]
    assert scene.server.requests[0]["key"] == "pk_bundle"
    assert scene.server.requests[0]["release"] == "7"


def test_settings_come_from_the_tag(page: Page, scene: Scene) -> None:
    scene.host.tag = 'data-key="pk_test" data-locale="nb" data-release="2.1"'
    scene.open(page, "/some/page?q=1")
    expect(card(page, "Title one")).to_be_visible()
    first = scene.server.requests[0]
    assert (first["locale"], first["release"]) == ("nb", "2.1")
    assert first["url"].endswith("/some/page?q=1")


def test_without_a_key_nothing_happens(page: Page, scene: Scene) -> None:
    watch = Watch(page, scene.server.url)
    scene.host.tag = ""
    scene.open(page)
    page.wait_for_load_state("networkidle")
    assert scene.server.requests == []
    watch.assert_clean()


def test_an_element_of_the_hosts_may_be_called_handrail(page: Page, scene: Scene) -> None:
    scene.host.markup += "<form id=handrail></form>"
    scene.open(page)
    expect(card(page, "Title one")).to_be_visible()


FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
GARBAGE = "localStorage.setItem('handrail:pk_test', {})"


@pytest.mark.parametrize(
    "script",
    [FORBIDDEN, FULL, *(GARBAGE.format(text) for text in ("'{'", "'null'", "'5'", '\'{"version":0,"queue":7}\''))],
)
def test_without_a_storage_that_works_it_keeps_things_in_memory(page: Page, scene: Scene, script: str) -> None:
    watch = Watch(page, scene.server.url)
    page.add_init_script(script)
    scene.open(page)
    card(page, "Title one").get_by_role("button", name="Done").click()
    expect(card(page, "Title one")).to_have_count(0)
    scene.wait_for(page, "tour_completed")
    watch.assert_clean()


# Each way of a script to come again, to look, or to hear, before the SDK is there. What Playwright does in the page is its own.
COUNT = """
window.counted = {};
const count = (kind) => { if (new Error().stack.includes("/sdk/")) counted[kind] = (counted[kind] ?? 0) + 1; };
for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "getComputedStyle"]) {
  const own = window[name];
  window[name] = (...args) => { count(name); return own(...args); };
}
for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver", "PerformanceObserver"]) {
  const Own = window[name];
  window[name] = class extends Own { observe(...args) { count(name); super.observe(...args); } };
}
for (const name of ["WebSocket", "EventSource", "Worker", "BroadcastChannel", "MessageChannel"]) {
  const Own = window[name];
  window[name] = class extends Own { constructor(...args) { count(name); super(...args); } };
}
for (const name of ["getBoundingClientRect", "getClientRects", "checkVisibility", "attachShadow", "append"]) {
  const own = Element.prototype[name];
  Element.prototype[name] = function (...args) { count(name); return own.apply(this, args); };
}
for (const [proto, names] of [
  [Element.prototype, ["clientWidth", "clientHeight", "scrollTop", "scrollHeight"]],
  [HTMLElement.prototype, ["offsetWidth", "offsetHeight", "offsetTop", "innerText"]],
  [window, ["innerWidth", "innerHeight", "scrollY"]],
]) {
  for (const name of names) {
    const { get, set } = Object.getOwnPropertyDescriptor(proto, name);
    Object.defineProperty(proto, name, { get() { count(name); return get.call(this); }, set, configurable: true });
  }
}
for (const name of ["scroll", "resize", "mousemove", "pointermove", "input", "change", "keydown", "click", "focusin", "unload", "beforeunload"]) {
  const own = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) { if (type === name) count(type); return own.call(this, type, ...rest); };
}
window.handrail = [];
"""
ELSEWHERE = {"all": [{"url": "/elsewhere"}, {"element": {"css": "#one"}}]}
NOT_DUE: dict[str, Json] = {
    "on another page": {"start": {"when": ELSEWHERE}},
    "by hand only": {"auto": False, "start": {"on": "manual"}},
    "on an event": {"start": {"on": "event", "event": "saved"}},
    "held back by the server": {"auto": False},
    "over": {"schedule": {"days": [], "hours": None, "until": "2020-01-01T00:00:00.000Z"}},
    "of a kind that is not known here": {"kind": "hologram"},
}


@pytest.mark.parametrize("listed", NOT_DUE.values(), ids=NOT_DUE)
def test_with_nothing_due_it_does_nothing(page: Page, scene: Scene, listed: Json) -> None:
    scene.server.offer(make_tour("t", make_step("one")), **listed)
    page.add_init_script(COUNT)
    scene.open(page)
    page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    page.evaluate("history.pushState(null, '', '/other')")
    assert page.evaluate("counted") == {}
    expect(page.locator("[data-handrail]")).to_have_count(0)
    # It would have been seen.
    if page.evaluate("handrail.start('t')"):
        expect(card(page, "Title one")).to_be_visible()
        assert {"MutationObserver", "setInterval", "getClientRects"} <= set(page.evaluate("counted"))


@pytest.mark.parametrize("returning", [False, True], ids=["a first visit", "a tour under way"])
def test_the_first_step_takes_one_round_trip_after_the_script(page: Page, scene: Scene, returning: bool) -> None:
    """Whatever is asked for after the first answer is never answered here, and the step shows all the same."""
    if returning:
        scene.open(page)
        expect(card(page, "Title one")).to_be_visible()
        scene.wait_for(page, "step_shown")
        page.goto("about:blank")
    held: list[Route] = []
    page.route(
        lambda url: url.startswith(scene.host.sdk) and not url.endswith("/handrail.js"),
        lambda route: held.append(route),
    )
    scene.open(page)
    files = {"sync", "core.js", "tour.js", "step.js", "find.js", "words-en.js", *(["later.js"] if returning else [])}
    wait_until(page, lambda: len(held) >= len(files))
    first = list(held)
    assert {urlsplit(route.request.url).path.rsplit("/", 1)[-1] for route in first} == files
    for route in first:
        route.continue_()
    expect(card(page, "Title one")).to_be_visible()
    for route in held[len(first) :]:
        route.abort()
    page.unroute_all(behavior="ignoreErrors")


def test_a_page_prepared_in_advance_waits_until_it_is_shown(page: Page, scene: Scene) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'prerendering', { get: () => !window.shown, configurable: true })"
    )
    scene.open(page)
    page.wait_for_load_state("networkidle")
    assert scene.server.requests == []
    page.evaluate("() => { window.shown = true; document.dispatchEvent(new Event('prerenderingchange')) }")
    expect(card(page, "Title one")).to_be_visible()


def test_in_a_sandbox_without_storage_or_locks(page: Page, scene: Scene) -> None:
    scene.host.pages["/outer"] = '<iframe sandbox="allow-scripts" src="/" width=900 height=600></iframe>'
    scene.open(page, "/outer")
    frame = page.frame_locator("iframe")
    frame.get_by_role("dialog", name="Title one").get_by_role("button", name="Done").click()
    scene.wait_for(page, "tour_completed")


def test_nothing_is_put_into_the_page_before_it_has_loaded(page: Page, scene: Scene) -> None:
    scene.host.markup += "<img src=/slow.png>"
    scene.host.policy = "default-src * 'unsafe-inline'"
    held = []
    page.route("**/slow.png", lambda route: held.append(route))
    page.goto(scene.host.url, wait_until="commit")
    page.evaluate("new Promise((done) => (window.handrail ||= []).push(['on', 'ready', done]))")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    held[0].abort()
    expect(card(page, "Title one")).to_be_visible()
