"""A target that comes late is seen within a frame, wherever it comes: frames are counted, no time is measured. And nothing is left of the watching."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, press
from tests.flows.scripted import Scene, make_step, make_tour, open_scene, wait_until
from tests.flows.watch import Watch

MARKUP = """
<p id=text>Not yet</p>
<div id=unseen class=unseen><button id=hidden>Hidden</button></div>
<div id=empty></div>
<late-element></late-element>
<div id=shadow></div>
<iframe id=frame src=/frame title=Frame></iframe>
"""
FRAME = "<p>In the frame</p><div></div><iframe id=inner src=/inner title=Inner></iframe>"
INNER = "<p>In the frame in the frame</p>"
# What comes with a page in a frame says so as it comes.
LOADED = "<button class=late>Late</button><script>top.came()</script>"
COUNT_FRAMES = """
window.frames_drawn = 0;
(function next() { frames_drawn += 1; requestAnimationFrame(next); })();
window.came = () => { window.came_at ??= frames_drawn; };
window.handrail = [["on", "step_shown", () => { window.seen_at ??= frames_drawn; }]];
"""
LATE: dict[str, Any] = {"css": ".late"}
IN_FRAME = LATE | {"frame": [{"css": "#frame"}]}
IN_INNER = LATE | {"frame": [{"css": "#frame"}, {"css": "#inner"}]}
BUTTON = "Object.assign(document.createElement('button'), { className: 'late', textContent: 'Late' })"
SHADOW = "document.querySelector('#shadow').attachShadow({ mode: 'open' })"
DEFINE = """customElements.define("late-element", class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: "open" }).append(%s); }
})"""
# Each: what was there before, what brings the target, and where it is looked for.
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "put into the document": ("", f"document.body.append({BUTTON}); came()", LATE),
    "there, and now visible": ("", "document.querySelector('#unseen').className = ''; came()", {"css": "#hidden"}),
    "there, and now called so": (
        "",
        "document.querySelector('#text').firstChild.data = 'Now'; came()",
        {"text": "Now"},
    ),
    "into an open shadow root": (f"window.root = {SHADOW}", f"root.append({BUTTON}); came()", LATE),
    "into a shadow root in a shadow root": (
        f"const outer = {SHADOW}; outer.append(document.createElement('p')); window.root = outer.firstChild.attachShadow({{ mode: 'open' }})",
        f"root.append({BUTTON}); came()",
        LATE,
    ),
    "with a shadow root of its own": (
        "",
        f"const host = document.createElement('div'); host.attachShadow({{ mode: 'open' }}).append({BUTTON}); document.body.append(host); came()",
        LATE,
    ),
    "in a shadow root that an empty element gets": (
        "",
        f"document.querySelector('#empty').attachShadow({{ mode: 'open' }}).append({BUTTON}); came()",
        LATE,
    ),
    "in a custom element that is defined late": ("", f"{DEFINE % BUTTON}; came()", LATE),
    "into a frame": ("", f"document.querySelector('#frame').contentDocument.body.append({BUTTON}); came()", IN_FRAME),
    "into a frame in a frame": (
        "",
        f"document.querySelector('#frame').contentDocument.querySelector('#inner').contentDocument.body.append({BUTTON}); came()",
        IN_INNER,
    ),
    "into a shadow root in a frame": (
        "const doc = document.querySelector('#frame').contentDocument; window.root = doc.querySelector('div').attachShadow({ mode: 'open' })",
        f"root.append({BUTTON}); came()",
        IN_FRAME,
    ),
    "with a frame that goes elsewhere": ("", "document.querySelector('#frame').src = '/loaded'", IN_FRAME),
    "with a frame in a frame that goes elsewhere": (
        "",
        "document.querySelector('#frame').contentDocument.querySelector('#inner').src = '/loaded'",
        IN_INNER,
    ),
    "with a frame that comes late": (
        "document.querySelector('#frame').remove()",
        "document.body.append(Object.assign(document.createElement('iframe'), { id: 'frame', src: '/loaded' }))",
        IN_FRAME,
    ),
}
WAITS = {"after": 60_000, "do": "pause"}


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        scene.host.markup = MARKUP
        scene.host.styles = ".unseen { display: none }"
        scene.host.pages = {"/frame": FRAME, "/inner": INNER, "/loaded": LOADED}
        yield scene


def begin(page: Page, scene: Scene, **step: Any) -> None:
    """Until the tour waits for its first target."""
    scene.server.offer(make_tour("t", make_step("a", **{"on_missing": WAITS, **step}), make_step("b", type="modal")))
    page.add_init_script(f"if (window === top) {{ {COUNT_FRAMES} }}")
    scene.open(page)
    scene.wait_for(page, "tour_started")


@pytest.mark.parametrize("name", CASES)
def test_a_target_is_seen_within_a_frame(page: Page, scene: Scene, name: str) -> None:
    watch = Watch(page, scene.server.url)
    before, then, locator = CASES[name]
    scene.server.offer(make_tour("t", make_step("a", target=[locator], on_missing=WAITS)))
    page.add_init_script(f"if (window === top) {{ {COUNT_FRAMES} }}")
    scene.open(page)
    inner = page.frame_locator("#frame").frame_locator("#inner")
    expect(inner.get_by_text("In the frame in the frame")).to_be_attached()
    page.evaluate(f"() => {{ {before} }}")
    scene.wait_for(page, "tour_started")
    # What was there before is looked through, and rests.
    page.evaluate(
        "new Promise((done) => { let n = 5; (function next() { n-- ? requestAnimationFrame(next) : done() })() })"
    )
    page.evaluate(f"() => {{ {then} }}")
    expect(card(page, "Title a")).to_be_visible()
    took = page.evaluate("seen_at - came_at")
    # One to look in; the other in case what came was told of after that frame's layout, or by the load that follows it.
    assert 0 <= took <= (3 if "that" in name else 2), took
    watch.assert_clean()


def test_a_thousand_changes_are_one_look(page: Page, scene: Scene) -> None:
    begin(page, scene, target=[LATE])
    looks = page.evaluate(
        """async () => {
          const own = Document.prototype.querySelectorAll;
          let looks = 0;
          Document.prototype.querySelectorAll = function (selector) { looks += selector === ".late"; return own.call(this, selector); };
          const frame = () => new Promise(requestAnimationFrame);
          await frame();
          looks = 0;
          for (let n = 0; n < 1000; n++) document.body.append(document.createElement("i"));
          await frame();
          await frame();
          Document.prototype.querySelectorAll = own;
          return looks;
        }"""
    )
    assert 1 <= looks <= 2


@pytest.mark.parametrize(
    "locator",
    [{"css": "p:not-known-to-any"}, {"css": "p["}, {"css": "#text", "within": {"css": "]"}}, LATE | {"frame": [{"css": "#abroad"}]}],
    ids=["unknown selector", "broken selector", "inside a broken one", "in a frame of another origin"],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_missing(page: Page, scene: Scene, locator: dict[str, Any]) -> None:
    watch = Watch(page, scene.server.url)
    scene.host.markup += f'<iframe id=abroad src="{scene.host.sdk}/sdk/handrail.js" title=Abroad></iframe>'
    scene.host.policy = "default-src * 'unsafe-inline'"
    missing = {"after": 200, "do": "skip"}
    then = make_step("b", target=[locator, {"css": "#text"}])
    scene.server.offer(make_tour("t", make_step("a", target=[locator], on_missing=missing), then))
    scene.open(page)
    # The next locator of a list is tried all the same.
    expect(card(page, "Title b")).to_be_visible()
    (told,) = scene.wait_for(page, "target_missing")
    assert told["props"]["reason"] == "absent"
    watch.assert_clean()


def test_a_locator_that_throws_in_this_page_is_missing(page: Page, scene: Scene) -> None:
    watch = Watch(page, scene.server.url)
    begin(page, scene, target=[LATE], on_missing={"after": 500, "do": "skip"})
    page.evaluate("Document.prototype.querySelectorAll = () => { throw new Error('host') }; document.body.append('x')")
    scene.wait_for(page, "target_missing")
    watch.assert_clean()


FIELD = "Object.assign(document.createElement('input'), { className: 'late' })"


@pytest.mark.parametrize(
    ("put", "locator"),
    [
        (f"{SHADOW}.append({FIELD})", LATE),
        (f"document.querySelector('#frame').contentDocument.body.append({FIELD})", IN_FRAME),
        (f"document.querySelector('#frame').contentDocument.querySelector('div').attachShadow({{ mode: 'open' }}).append({FIELD})", IN_FRAME),
    ],
    ids=["shadow root", "frame", "shadow root in a frame"],
)  # fmt: skip
def test_what_is_being_typed_is_not_the_last_word(page: Page, scene: Scene, put: str, locator: dict[str, Any]) -> None:
    filled = {"when": {"element": "target", "state": "filled"}}
    begin(page, scene, target=[locator], advance=filled)
    page.evaluate(f"() => {{ {put} }}")
    expect(card(page, "Title a")).to_be_visible()
    field = page.locator(".late") if "frame" not in locator else page.frame_locator("#frame").locator(".late")
    field.press_sequentially("abc", delay=30)
    expect(card(page, "Title a")).to_be_visible()
    assert scene.server.names.count("step_completed") == 0
    field.press("Tab")
    expect(card(page, "Title b")).to_be_visible()


TRACK = """
window.left = () => ({ observers: observed.size, intervals: intervals.size, listeners: heard.size });
const observed = new Set(), intervals = new Set(), heard = new Set();
for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) {
  const Own = window[name];
  window[name] = class extends Own {
    observe(...args) {
      // Playwright watches for the end of the document from within it.
      if (!new Error().stack.includes("InjectedScript")) observed.add(this);
      super.observe(...args);
    }
    disconnect() { observed.delete(this); super.disconnect(); }
  };
}
const { setInterval: set, clearInterval: clear } = window;
window.setInterval = (...args) => { const id = set(...args); intervals.add(id); return id; };
window.clearInterval = (id) => { intervals.delete(id); clear(id); };
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
const EVENTS = ["input", "change", "focusout", "click", "load", "keydown", "scroll", "resize"];
EventTarget.prototype.addEventListener = function (type, listener, options) {
  if (EVENTS.includes(type) && listener !== null && this?.nodeType) {
    const entry = { target: this, type, listener };
    heard.add(entry);
    options?.signal?.addEventListener("abort", () => heard.delete(entry));
  }
  return add.call(this, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (type, listener, options) {
  for (const entry of heard) if (entry.target === this && entry.type === type && entry.listener === listener) heard.delete(entry);
  return remove.call(this, type, listener, options);
};
"""


def test_nothing_is_left_of_the_watching(page: Page, scene: Scene) -> None:
    page.add_init_script(TRACK)
    begin(page, scene, target=[IN_INNER])
    frames = [frame for frame in page.frames if not frame.is_detached()]
    assert len(frames) == 3
    wait_until(page, lambda: frames[2].evaluate("left().listeners") > 0)
    frames[2].evaluate(f"document.body.append({BUTTON})")
    press(page, "Title a", "Next")
    press(page, "Title b", "Done")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    scene.wait_for(page, "tour_completed")
    # The core's own, for the life of the page, are of the window alone.
    for frame in frames:
        assert frame.evaluate("left()") == {"observers": 0, "intervals": 0, "listeners": 0}, frame.url
