"""A person in front of a browser: they see cards by their titles, press what has a name, type, and look again.

All waiting is done in the page, frame by frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.engines.engine import Engine, click, hover, press, run
from tests.flows.stage import Site

LOOK = """
const roots = () => [...document.querySelectorAll("[data-handrail]")].map(({ shadowRoot }) => shadowRoot);
const isSeen = (element) => !!element && element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
const nameOf = (element) => element.getAttribute("aria-label") || element.textContent.trim();
const all = (selector) => [...roots().flatMap((root) => [...root.querySelectorAll(selector)]), ...document.querySelectorAll(selector)].filter(isSeen);
const findButton = (name) => all("button,a[href],[role=menuitem]").find((one) => nameOf(one) === name);
const findCard = (title) => {
  const heading = all("h2").find((one) => one.textContent === title);
  return heading?.closest(".card:not(.waiting)");
};
const boxOf = (element) => { const { x, y, width, height } = element.getBoundingClientRect(); return { x, y, width, height }; };
const middleOf = (element) => { const { x, y, width, height } = boxOf(element); return [x + width / 2, y + height / 2]; };
const deepest = () => {
  let it = document.activeElement;
  for (let inner = it; inner; ) { it = inner; inner = it.shadowRoot?.activeElement ?? it.contentDocument?.activeElement; }
  return it;
};
const until = async (look, patience = 30000) => {
  const end = performance.now() + patience;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > end) return null;
    await new Promise((done) => setTimeout(done, 20));
  }
};
// Where it has come to rest.
const atRest = async (element) => {
  await Promise.allSettled(roots().flatMap((root) => root.getAnimations()).map(({ finished }) => finished));
  let before = "";
  await until(() => { const now = JSON.stringify(boxOf(element)); const still = now === before; before = now; return still; });
  return middleOf(element);
};
"""


@dataclass
class Visit:
    engine: Engine
    host: str
    site: Site

    def open(self, path: str = "/") -> None:
        self.engine.open(self.host + path)

    def ask(self, function: str, *values: Any) -> Any:
        """With the words of `LOOK` at hand."""
        return run(self.engine, f"async (...values) => {{ {LOOK}\n return ({function})(...values); }}", *values)

    def expect(self, condition: str, *values: Any) -> None:
        """Until it holds."""
        met = self.ask(f"async (...values) => !!(await until(() => ({condition})(...values)))", *values)
        assert met, f"{self.engine.name}: not {condition} {values}; {self.describe()}"

    def describe(self) -> Any:
        return self.ask(
            "() => ({ url: location.href, ours: roots().map((root) => root.textContent), focus: deepest()?.outerHTML?.slice(0, 200), noise: window.noise })"
        )

    def expect_card(self, title: str) -> None:
        self.expect("(title) => findCard(title)", title)

    def expect_no_card(self) -> None:
        self.expect("() => !all('.card').length")

    def expect_button(self, name: str) -> None:
        self.expect("(name) => findButton(name)", name)

    def click(self, name: str) -> None:
        """A button, of ours or of the host's."""
        self.expect_button(name)
        click(self.engine, *self.ask("(name) => atRest(findButton(name))", name))

    def click_at(self, selector: str) -> None:
        click(self.engine, *self.ask("(selector) => atRest(document.querySelector(selector))", selector))

    def hover(self, selector: str) -> None:
        hover(self.engine, *self.ask("(selector) => atRest(all(selector)[0])", selector))

    def press(self, *keys: str) -> None:
        """Again where the page heard nothing at all: a driver may lose a key while the machine is busy."""
        before = self.ask("() => document.activeElement.localName !== 'iframe' && [performance.timeOrigin, heard]")
        press(self.engine, *keys)
        is_heard = "([page, before]) => until(() => performance.timeOrigin !== page || heard > before, 3000)"
        if before and not self.ask(f"async (before) => !!(await ({is_heard})(before))", before):
            press(self.engine, *keys)

    def type(self, text: str) -> None:
        press(self.engine, *text)

    def expect_focus(self, name: str) -> None:
        """By id or by name."""
        self.expect("(name) => [deepest()?.id, nameOf(deepest())].includes(name)", name)

    def tab_to(self, name: str, most: int = 12) -> None:
        for _ in range(most):
            self.press("Tab")
            if self.ask("(name) => nameOf(deepest()) === name", name):
                return
        raise AssertionError(f"{self.engine.name}: Tab does not come to {name}; {self.describe()}")

    def expect_heading(self, title: str) -> None:
        """It has the focus."""
        self.expect("(title) => deepest()?.localName.startsWith('h') && nameOf(deepest()) === title", title)

    def expect_panel(self, count: int = 1) -> None:
        self.expect("(count) => all('.panel').length === count", count)

    def tab_in_menu(self, name: str, most: int = 8) -> None:
        """By arrows, as in any menu, once it is open."""
        self.expect_button(name)
        for _ in range(most):
            if self.ask("(name) => nameOf(deepest()) === name", name):
                return
            self.press("ArrowDown")
        raise AssertionError(f"{self.engine.name}: no {name} in the menu; {self.describe()}")

    def expect_ring_around(self, find: str) -> None:
        """`find`: a function that gives the target's box in our window. The ring is 8 px further out, but for the window's edges."""
        self.expect(
            """() => {
              const ring = all('.ring')[0];
              if (!ring) return false;
              const [a, b] = [boxOf(ring), (FIND)()];
              const near = (have, want, most) => Math.abs(have - Math.min(Math.max(want, 1), most - 1)) < 2;
              return near(a.x, b.x - 8, innerWidth) && near(a.y, b.y - 8, innerHeight)
                && near(a.x + a.width, b.x + b.width + 8, innerWidth) && near(a.y + a.height, b.y + b.height + 8, innerHeight);
            }""".replace("FIND", find)
        )

    def expect_card_clear_of(self, selector: str) -> None:
        self.expect(
            """(selector) => {
              const [a, b] = [all('.card')[0], document.querySelector(selector)].map(boxOf);
              return a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
            }""",
            selector,
        )

    @property
    def noise(self) -> Any:
        """Errors, console lines and violations of the policy, as the page itself saw them."""
        return self.ask("() => window.noise")

    def expect_reported(self, tour: str, **counts: int) -> None:
        """What the server knows of it, once it has come there."""
        for _ in range(50):
            line = self.site.report(tour)
            if {name: line[name] for name in counts} == counts:
                return
            self.ask("() => new Promise((done) => setTimeout(done, 100))")
        raise AssertionError(f"{self.engine.name}: {line}")

    def expect_kept(self, report: str, **counts: int) -> None:
        """What the server's report says of the only such item, once it has come there."""
        for _ in range(100):
            (line,) = self.site.call("GET", f"/reports/{report}?environment=production")[report]
            if {name: line[name] for name in counts} == counts:
                return
            self.ask("() => new Promise((done) => setTimeout(done, 100))")
        raise AssertionError(f"{self.engine.name}: {line}; {self.describe()}")

    def expect_votes(self, article: str, **counts: int) -> None:
        """What the server knows of them, once they have come there."""
        for _ in range(50):
            articles = self.site.call("GET", "/reports/help?environment=production")["articles"]
            lines = [line for line in articles if line["id"] == article]
            if lines and {name: lines[0][name] for name in counts} == counts:
                return
            self.ask("() => new Promise((done) => setTimeout(done, 100))")
        raise AssertionError(f"{self.engine.name}: {lines}")
