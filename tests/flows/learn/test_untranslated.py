"""What has no translation stands in an Arabic page as it was written: each text runs its own way, its question mark at its end. A picture of each
goes to `test-results/untranslated`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.learn.places import NO_GAP, Place
from tests.flows.learn.places import place as place

ASKS = {"title": "Shall we begin?", "text": "Is it all there?\n\n- Is it?"}
LATER = {"label": "Why not?", "do": "snooze", "for": "day"}
MANUAL = {"start": {"on": "manual"}}
CHOICE = {"id": "one", "type": "choice", "text": "Which one is it?"}
ITEMS: list[dict[str, Any]] = [
    {"kind": "tour", "id": "walk", "title": "Walk?", **MANUAL, "steps": [{"id": "a", "type": "modal", **ASKS, "buttons": [LATER, {"label": "On?", "do": "next"}]}, {"id": "b", "type": "modal", "title": "B"}]},
    {"kind": "survey", "id": "how", **ASKS, **MANUAL, "questions": [
        {"id": "easy", "type": "ces", "text": "How easy was it?", "low": "Hard?", "high": "Easy?"},
        {"id": "used", "type": "poll", "text": "What do you use?", "options": [{"id": "lists", "text": "Lists?"}, {"id": "rest", "text": "The rest?"}]},
    ], "thanks": "Was that all?"},
    {"kind": "quiz", "id": "basics", **ASKS, **MANUAL, "questions": [{**CHOICE, "options": [{"id": "a", "text": "Is it this?", "right": True}, {"id": "b", "text": "Or this?"}]}]},
    {"kind": "checklist", "id": "todo", **ASKS, **MANUAL, "items": [{"id": "read", "title": "Read it?", "text": "Now?", "article": "exports"}, {"id": "tell", "title": "Told them?", "by_hand": True}]},
    {"kind": "announcement", "id": "new", "show": "slide-out", **ASKS, "buttons": [LATER, {"label": "What is it?", "do": "article", "article": "exports"}]},
    {"kind": "snippet", "id": "one", **ASKS, "target": {"css": "#one"}, "show": "beside"},
]  # fmt: skip
TRANSLATED = {
    "tour": "steps.b.title",
    "survey": "questions.easy.high",
    "quiz": "questions.one.options.b.text",
    "checklist": "items.tell.title",
    "announcement": "buttons.0.label",
    "snippet": "text",
}
ARABIC = {"text": "نعم"}
ARTICLE = "---\ntitle: What is CSV?\n---\nWhy?\n\n## What for?\n\nWho knows?\n"

ASTRAY = """() => {
  const astray = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      for (const node of element.childNodes) {
        const text = node.nodeType === Node.TEXT_NODE ? node.data.trimEnd() : "";
        if (!/^[A-Za-z].*[?]$/.test(text) || !element.checkVisibility()) continue;
        const [last, before] = [1, 2].map((back) => {
          const range = document.createRange();
          range.setStart(node, text.length - back);
          range.setEnd(node, text.length - back + 1);
          return range.getBoundingClientRect();
        });
        if (last.x <= before.x) astray.push(text);
        seen += 1;
      }
    }
  };
  let seen = 0;
  for (const host of document.querySelectorAll("[data-handrail]")) look(host.shadowRoot);
  return { seen, astray };
}"""


class Reader:
    def __init__(self, page: Page, pictures: Path) -> None:
        self.page, self.pictures = page, pictures

    def read(self, name: str, at: Locator, least: int) -> None:
        """So many texts are there at the least, and none is astray."""
        expect(at).to_be_visible()
        self.page.screenshot(path=self.pictures / f"{name}.png")
        found = self.page.evaluate(ASTRAY)
        assert found["astray"] == []
        assert found["seen"] >= least, found


@pytest.fixture
def reader(place: Place, pytestconfig: pytest.Config) -> Reader:
    place.host.tag += ' data-locale="ar"'
    files: dict[str, Any] = {
        "site.json": {
            "kind": "site",
            "id": place.site.slug,
            "title": "A test",
            "attention": NO_GAP,
            "locales": ["en", "ar"],
        }
    }
    for item in ITEMS:
        name = f"{item['kind']}s/{item['id']}"
        files |= {f"{name}.json": item, f"{name}.ar.json": {TRANSLATED[item["kind"]]: ARABIC}}
    place.site.publish({path: json.dumps(file) for path, file in files.items()} | {"articles/exports.md": ARTICLE})
    place.page.emulate_media(reduced_motion="reduce")
    place.open()
    return Reader(place.page, Path(pytestconfig.getoption("--output")) / "untranslated")


def test_each_text_runs_its_own_way(place: Place, reader: Reader) -> None:
    page, card = place.page, place.cards
    reader.read("announcement", card.get_by_text("Is it all there?"), 4)
    card.get_by_role("button").first.click()
    expect(card).to_have_count(0)

    page.get_by_role("button", name="Shall we begin?").click()
    reader.read("snippet", page.get_by_role("dialog", name="Shall we begin?"), 1)
    page.keyboard.press("Escape")

    place.start("walk")
    reader.read("tour", card.get_by_text("Is it all there?"), 4)
    card.get_by_role("button", name="Why not?").click()
    expect(card).to_have_count(0)

    place.start("how")
    reader.read("survey", card.get_by_text("How easy was it?"), 5)
    card.get_by_role("radio").last.press("Space")
    card.locator(".ways .primary").click()
    reader.read("poll", card.get_by_text("What do you use?"), 4)
    card.get_by_role("radio").last.press("Space")
    card.locator(".ways .primary").click()
    reader.read("thanks", card.get_by_text("Was that all?"), 2)
    card.locator(".ways .primary").click()
    expect(card).to_have_count(0)

    place.start("basics")
    reader.read("quiz", card.get_by_text("Which one is it?").or_(card.get_by_text("Is it all there?")).first, 2)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)

    place.start("todo")
    reader.read("checklist", card.get_by_text("Read it?"), 4)
    page.keyboard.press("Escape")

    panel = page.locator("[data-handrail] .panel")
    for path, says, least in (
        ("home", "Shall we begin?", 2),
        ("news", "Is it all there?", 4),
        ("checklists/todo", "Read it?", 4),
        ("articles/exports", "Who knows?", 4),
    ):
        page.evaluate("(path) => { handrail.push(['open', path]) }", "" if path == "home" else path)
        reader.read(path.replace("/", "-"), panel.get_by_text(says).first, least)
    place.assert_clean()
