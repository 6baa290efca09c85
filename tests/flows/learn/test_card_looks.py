"""Surveys and announcements as they look: on a phone in Arabic, in forced colours, and at 400 % zoom all that can be pressed is within reach,
nothing scrolls sideways, axe finds nothing. A picture of each state goes to `test-results/learn`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.flows.axe import assert_accessible
from tests.flows.learn.places import NO_GAP, Place
from tests.flows.learn.places import place as place
from tests.flows.learn.test_announcements import announce
from tests.flows.test_panel_states import SIDEWAYS

SURVEY: dict[str, Any] = {
    "kind": "survey",
    "id": "how",
    "title": "How is it going?",
    "text": "Five short questions, at the most.",
    "anonymous": True,
    "start": {"on": "manual"},
    "thanks": "Thank you. **It helps.**",
    "questions": [
        {"id": "likely", "type": "nps", "text": "Would you recommend Acme?", "low": "Never", "high": "Any time", "required": True},
        {"id": "easy", "type": "ces", "text": "How easy was it?", "low": "A struggle", "high": "A breeze"},
        {"id": "content", "type": "csat", "text": "How content are you?"},
        {"id": "used", "type": "poll", "several": True, "text": "What do you use?", "options": [{"id": "lists", "text": "Lists"}, {"id": "exports", "text": "Exports that I take along to my bookkeeper"}]},
        {"id": "why", "type": "text", "text": "What is missing?", "placeholder": "In your words"},
    ],
}  # fmt: skip
ARABIC = {
    "title": "كيف تسير الأمور؟",
    "text": "خمسة أسئلة قصيرة على الأكثر.",
    "questions.likely.text": "هل توصي باستخدام Acme؟",
    "questions.likely.low": "أبدًا",
    "questions.likely.high": "بكل تأكيد",
    "questions.easy.text": "ما مدى سهولة ذلك؟",
    "questions.used.options.lists.text": "القوائم",
    "questions.why.text": "ما الذي ينقص؟",
    "thanks": "شكرًا لك.",
}
READ = {"label": "How it works", "do": "article", "article": "exports"}
LATER = {"label": "Tell me later", "do": "snooze", "for": "day"}
SEE = "See [how](article:exports), [try it](quiz:basics), or [ask us](contact:)."
QUIZ = {
    "kind": "quiz",
    "id": "basics",
    "title": "Basics",
    "questions": [{"id": "q", "type": "true-false", "text": "So?", "answer": True}],
}
NEWS = {"big": "modal", "wide": "banner", "small": "slide-out"}
OF_NEWS = {
    "text": "اطلع على [الطريقة](article:exports)، أو [جرّبها](quiz:basics)، أو [اسألنا](contact:).",
    "buttons.0.label": "كيف يعمل ذلك",
    "buttons.1.label": "ذكّرني لاحقًا",
}


def translate(texts: Mapping[str, str]) -> dict[str, Any]:
    return {key: {"text": text} for key, text in texts.items()}


FILES: dict[str, Any] = {
    "site.json": {"kind": "site", "id": "learn", "title": "A test", "attention": NO_GAP, "locales": ["en", "ar"]},
    "surveys/how.json": SURVEY,
    "surveys/how.ar.json": translate(ARABIC),
    "quizzes/basics.json": QUIZ,
    **{
        f"announcements/{id_}.json": announce(id_, show, priority=9 - number, text=SEE, buttons=[READ, LATER])
        for number, (id_, show) in enumerate(NEWS.items())
    },
    **{f"announcements/{id_}.ar.json": translate({"title": f"عن {id_}", **OF_NEWS}) for id_ in NEWS},
}
LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "phone-arabic": ("ar", {"viewport": {"width": 360, "height": 640}}),
    "zoomed-dark": ("en", {"viewport": {"width": 320, "height": 256}, "color_scheme": "dark"}),
    "zoomed-forced": ("en", {"viewport": {"width": 320, "height": 256}, "forced_colors": "active"}),
}
PRESSED = "button:visible, a[href]:visible, input:visible, textarea:visible, summary:visible"
COVERED = """(one) => {
  const at = one.getBoundingClientRect();
  let found = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    if (!inner || inner === found) break;
    found = inner;
  }
  const label = one.closest("label") ?? one;
  return label.contains(found) || found?.contains(one) ? null : `${one.outerHTML} is under ${found?.outerHTML}`;
}"""


class Looker:
    """Looks at a card: `look(card, state)`."""

    def __init__(self, place: Place, look: str, pictures: Path) -> None:
        self.place, self.name, self.pictures = place, look, pictures

    def look(self, card: Locator, state: str) -> None:
        page = self.place.page
        expect(card).to_be_visible()
        page.screenshot(path=self.pictures / f"{state}-{self.name}.png")
        assert page.evaluate(SIDEWAYS)
        expect(card.locator(PRESSED)).not_to_have_count(0)
        if "arabic" in self.name:
            assert card.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
        for one in card.locator(PRESSED).all():
            # As Tab does: what has the focus is scrolled to, and has to be seen (WCAG 2.4.11).
            one.focus()
            expect(one).to_be_in_viewport()
            assert one.evaluate(COVERED) is None
        if "forced" not in self.name:  # where no colour is ours
            assert_accessible(page)


@pytest.fixture(params=LOOKS)
def looker(request: pytest.FixtureRequest, place: Place, new_context: Callable[..., BrowserContext]) -> Looker:
    locale, options = LOOKS[request.param]
    place.host.tag += f' data-locale="{locale}"'
    page = new_context(reduced_motion="reduce", **options).new_page()
    pictures = Path(request.config.getoption("--output")) / "learn"
    return Looker(Place(page, place.host, place.site), request.param, pictures)


def test_all_of_it_can_be_read_and_pressed(looker: Looker) -> None:
    place, page = looker.place, looker.place.page
    files = {
        path: json.dumps({**file, "id": place.site.slug} if path == "site.json" else file)
        for path, file in FILES.items()
    }
    place.site.publish(files | {"articles/exports.md": "---\ntitle: Exports\n---\nThey are CSV.\n"})
    place.open()
    for name in NEWS:
        card = place.cards.filter(has_text=name)
        looker.look(card, name)
        card.get_by_role("button", name=re.compile("Tell me later|ذكّرني لاحقًا")).click()
        expect(card).to_have_count(0)

    page.evaluate("handrail.push(['start', 'how'])")
    card = place.cards
    looker.look(card, "nps")
    if "zoomed" in looker.name:
        assert_more_options_take_no_row(card)
    go_on(card)
    expect(card.get_by_role("alert")).not_to_be_empty()
    looker.look(card, "nps-unanswered")
    for number, state in ((11, "ces"), (7, "csat"), (5, "poll")):
        expect(card.get_by_role("radio")).to_have_count(number)
        card.get_by_role("radio").last.press("Space")
        go_on(card)
        looker.look(card, state)
    card.get_by_role("checkbox").last.check()
    go_on(card)
    card.get_by_role("textbox").fill("A dark mode")
    looker.look(card, "text")
    go_on(card)
    expect(card.locator(".thanks")).to_be_visible()
    looker.look(card, "thanks")

    page.evaluate("handrail.push(['open', 'news'])")
    news = page.locator("[data-handrail] .panel")
    expect(news.get_by_role("button", name=re.compile("How it works|كيف يعمل ذلك"))).to_have_count(3)
    looker.look(news, "news")
    place.assert_clean()


def assert_more_options_take_no_row(card: Locator) -> None:
    more, cross = card.get_by_role("button", name="More options"), card.get_by_role("button", name="Not now")
    at, beside = more.bounding_box(), cross.bounding_box()
    assert at
    assert beside
    assert at["y"] == beside["y"]
    assert at["x"] + at["width"] <= beside["x"]
    more.click()
    for item in card.get_by_role("menuitem").all():
        item.focus()
        expect(item).to_be_in_viewport(ratio=1)
    card.page.keyboard.press("Escape")
    expect(card.get_by_role("menuitem")).to_have_count(0)
    expect(card).to_be_visible()


def go_on(card: Locator) -> None:
    """Whatever the button is called here."""
    card.locator(".ways .primary").click()
