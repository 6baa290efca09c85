"""A page with the built quiz widget in a card and a server that is only played: `quizzes.open(feedback="each")`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.steps import step_pages as step_pages
from tests.flows.watch import COLLECT_VIOLATIONS

FOCUSED = """() => {
  const it = quizzes.root.activeElement ?? document.activeElement;
  return it.type === "text" ? "field" : it.value && it.type !== "submit" ? `${it.type} ${it.value}` : it.textContent.trim();
}"""


class Quizzes:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.noise: list[str] = []
        page.on("console", lambda message: self.noise.append(message.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.add_init_script(COLLECT_VIOLATIONS)
        page.goto(f"{url}/quiz.html")
        expect(page.locator("html[data-ready]")).to_be_attached()

    def open(self, **options: Any) -> None:
        self.page.evaluate("(options) => quizzes.open(options)", options)
        expect(self.card).to_be_visible()
        # A dialog becomes modal after it is painted.
        expect(self.page.locator("#ours dialog:modal")).to_be_visible()

    def reply(self, how: Any) -> None:
        """How it is answered from now on: "yes", "offline", or what it is refused with."""
        self.page.evaluate("(how) => { quizzes.answer = how; }", how)

    @property
    def card(self) -> Locator:
        return self.page.locator("#ours .card")

    @property
    def sent(self) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = self.page.evaluate("quizzes.sent")
        return sent

    @property
    def calls(self) -> list[str]:
        calls: list[str] = self.page.evaluate("quizzes.calls")
        return calls

    def press(self, name: str) -> None:
        self.card.get_by_role("button", name=name, exact=True).click()

    def choose(self, *names: str) -> None:
        for name in names:
            self.card.get_by_label(name, exact=True).check()

    def write(self, text: str) -> None:
        self.card.get_by_label("Your answer").fill(text)

    def expect_question(self, text: str) -> None:
        expect(self.card.get_by_role("group", name=text)).to_be_visible()

    def expect_focus(self, what: str) -> None:
        self.page.wait_for_function(f"(what) => ({FOCUSED})() === what", arg=what)

    def expect_heading(self, name: str) -> None:
        """It is there, and has the focus."""
        expect(self.card.get_by_role("heading", name=name, exact=True)).to_be_focused()

    def assert_clean(self) -> None:
        found = self.page.evaluate("quizzes.errors")
        assert found == [], found
        assert self.noise == []


@pytest.fixture
def quizzes(page: Page, step_pages: str) -> Iterator[Quizzes]:
    page.emulate_media(reduced_motion="reduce")
    quizzes = Quizzes(page, step_pages)
    yield quizzes
    quizzes.assert_clean()
