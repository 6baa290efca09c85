"""Everything that a browser gets, read for what is right: nothing of it is there before somebody answered."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx

from tests.server.learn.quizzes.conftest import Publish
from tests.server.learn.quizzes.taking import RIGHT, SECRET, Taker, make_attempt, ok, write_quiz

ARTICLE = "---\ntitle: Invoices\ntopic: billing\n---\n\nRead this, then take [the quiz](quiz:basics) or see [what is left](checklist:start).\n"
SITE = {
    "kind": "site",
    "id": "acme",
    "title": "Acme",
    "locales": ["en", "nb"],
    "topics": [{"id": "billing", "title": "Billing"}],
    "contact": {"email": "help@acme.test"},
}
SNIPPET = {"kind": "snippet", "id": "vat", "title": "VAT", "text": "See [the quiz](quiz:basics).", "page": "/"}
CHECKLIST = {
    "kind": "checklist",
    "id": "start",
    "title": "Get started",
    "items": [{"id": "quiz", "title": "Know the basics", "quiz": "basics"}],
}
TOUR = {
    "kind": "tour",
    "id": "welcome",
    "title": "Welcome",
    "steps": [
        {"id": "check", "type": "quiz", "quiz": "basics", "title": "Check", "next": [{"if": {"passed": "basics"}, "to": "done"}, {"to": "check"}]},
        {"id": "done", "type": "modal", "title": "Done"},
    ],
}  # fmt: skip
SIDECAR = {
    "title": "Det grunnleggende",
    "questions.vat.explanation": f"Det gjør Acme. {SECRET}",
    "questions.vat.options.acme.explanation": f"Ja. {SECRET}",
    "questions.undo.accept.0": f"Kreditnota {SECRET}",
}
KEYS = ('"right"', '"accept"', '"tolerance"', '"explanation"', "73.25", SECRET)
"""What is of the key alone, and words of it."""


async def read_everything(ada: Taker, client: httpx.AsyncClient) -> AsyncIterator[tuple[str, str]]:
    """What was asked for, and what came."""
    device, hash_ = ada.device, ada.hashes["basics"]
    for locale in ("en", "nb"):
        synced = await device.sync(locale=locale, since=None)
        yield f"sync {locale}", json.dumps(synced)
        for item in synced["items"]:
            yield f"content {item['id']}", (await client.get(f"/v1/content/{item['hash']}?locale={locale}")).text
        for path, body in (
            ("search", {"q": SECRET}),
            ("search", {"q": "basics"}),
            ("search", {"q": "credit note"}),
            ("answers", {"question": "Who adds the VAT?"}),
            ("answers", {"question": f"What is a credit note {SECRET}?"}),
            ("articles/invoices", {}),
            ("topics", {}),
            ("contact", {}),
            ("preferences", {}),
            ("me/export", {}),
            ("quizzes/basics/attempts", {"attempt": make_attempt(), "run": "r9", "hash": hash_, "answers": []}),
        ):
            told = {} if path in ("preferences", "me/export") else {"locale": locale}
            answer = await device.post(f"/v1/{path}", body | told)
            assert answer.status_code == 200, (path, answer.text)
            yield f"{path} {body}", answer.text
        way = "" if locale == "en" else f"/{locale}"
        for path in ("/", "/topics/billing", "/articles/invoices", f"/search?q={SECRET}", "/search?q=basics", "/sitemap.xml", "/contact"):  # fmt: skip
            page = await client.get(f"/help/acme{way}{path}")
            assert page.status_code == 200, (path, page.text)
            yield f"help {path}", page.text


async def publish_all(publish: Publish) -> None:
    quiz = write_quiz(start={"on": "page"})
    items: list[dict[str, Any]] = [quiz, TOUR, SNIPPET, CHECKLIST]
    await publish(*items, also={"site.json": SITE, "basics.nb.json": SIDECAR}, articles={"invoices.md": ARTICLE})


async def test_nothing_of_what_is_right_comes_before_an_answer(
    publish: Publish, ada: Taker, client: httpx.AsyncClient
) -> None:
    await publish_all(publish)
    await ada.arrive()
    read = [one async for one in read_everything(ada, client)]
    told = {key: name for name, text in read for key in KEYS if key in text.replace(f"q={SECRET}", "")}
    echoed = {name for name, text in read if SECRET in text}
    assert told.keys() <= {SECRET}, told
    # What somebody looks for is said back to them, and nothing else.
    assert all(SECRET in name for name in echoed), echoed
    bodies = [text for name, text in read if name == "content basics"]
    assert len(bodies) == 2
    assert all("Who adds the VAT?" in text and "Acme" in text for text in bodies)
    assert any("quiz:basics" in text for name, text in read if name.startswith("articles/"))


async def test_nor_while_an_attempt_is_under_way(publish: Publish, ada: Taker, client: httpx.AsyncClient) -> None:
    """Right and wrong answers look the same until it is finished, in what a person may export as well."""
    await publish_all(publish)
    await ada.arrive()
    right, wrong = make_attempt(), make_attempt()
    told = [
        ok(await ada.take(right, answers={"vat": "acme", "undo": "refund"})),
        ok(await ada.take(wrong, answers={"vat": "you", "undo": "nothing"})),
    ]
    same = [{**one, "attempt": "", "number": 0, "progress": None} for one in told]
    assert same[0] == same[1]
    for _, text in [one async for one in read_everything(ada, client)]:
        assert '"right":true' not in text.replace(" ", "")
        assert '"right":false' not in text.replace(" ", "")
        assert "73.25" not in text


async def test_after_the_last_answer_it_is_told_to_who_answered_alone(
    publish: Publish, ada: Taker, ben: Taker, client: httpx.AsyncClient
) -> None:
    await publish_all(publish)
    for one in (ada, ben):
        await one.arrive()
    assert SECRET in json.dumps(ok(await ada.take(make_attempt(), answers=RIGHT, finish=True)))
    for name, text in [one async for one in read_everything(ben, client)]:
        assert SECRET in name or SECRET not in text, name
