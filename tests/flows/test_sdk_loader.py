"""How the SDK comes onto a page: by a tag, late, twice, from a bundle; without storage, without a key; and that it is idle when nothing is due."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card
from tests.flows.scripted import Scene, make_step, make_tour, open_scene
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


COUNT = """
window.counted = { timers: 0, frames: 0, observers: 0, layout: 0 };
for (const [name, kind] of [["setTimeout", "timers"], ["setInterval", "timers"], ["requestAnimationFrame", "frames"]]) {
  const own = window[name];
  window[name] = (...args) => { counted[kind] += 1; return own(...args); };
}
const Own = MutationObserver;
window.MutationObserver = class extends Own { observe(...args) { counted.observers += 1; super.observe(...args); } };
for (const name of ["getBoundingClientRect", "getClientRects"]) {
  const own = Element.prototype[name];
  Element.prototype[name] = function () { counted.layout += 1; return own.call(this); };
}
"""


def test_with_nothing_due_it_does_nothing(page: Page, scene: Scene) -> None:
    scene.server.items["t"]["start"]["when"] = {"all": [{"url": "/elsewhere"}, {"element": {"css": "#one"}}]}
    page.add_init_script(COUNT + "window.handrail = [];")
    scene.open(page)
    page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    page.evaluate("history.pushState(null, '', '/other')")
    assert page.evaluate("counted") == {"timers": 0, "frames": 0, "observers": 0, "layout": 0}
    expect(page.locator("[data-handrail]")).to_have_count(0)


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
