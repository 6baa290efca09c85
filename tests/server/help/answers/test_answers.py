"""`POST /v1/answers`: sentences as they stand in articles, each cited, or nothing; and never of an article that is not for the person."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.server.cast import Cast
from tests.server.device import Device
from tests.server.help.library import read_files

REFUSED: dict[str, Any] = {"answer": None, "citations": [], "contact": True}


async def ask(reader: Device, question: str, **more: Any) -> dict[str, Any]:
    answer = await reader.post("/v1/answers", {"question": question, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_an_answer_is_quoted_and_says_where_it_stands(reader: Device) -> None:
    found = await ask(reader, "How long is an invitation valid?")
    first = found["answer"][0]
    assert "The invitation is valid for seven days." in first["text"]
    assert found["citations"][first["cite"]] == {
        "id": "invite-colleagues",
        "title": "Invite colleagues",
        "heading": "Send an invitation",
        "anchor": "send-an-invitation",
    }
    assert found["contact"] is True


async def test_nothing_is_said_that_no_article_says(reader: Device) -> None:
    plain = " ".join(" ".join(read_files().values()).replace("*", "").split())
    found = await ask(reader, "When does a reminder go out?")
    assert found["answer"]
    for part in found["answer"]:
        for sentence in part["text"].split(". "):
            assert sentence.rstrip(".") in plain


@pytest.mark.parametrize(
    "question", ["Who wrote Hamlet?", "", " ", "?", "🦔", "the", "a" * 10_000, '" OR 1=1 --', "NEAR(*"]
)
async def test_what_nothing_answers_is_refused(reader: Device, question: str) -> None:
    assert await ask(reader, question) == REFUSED


async def test_misspelt_questions_are_understood(reader: Device) -> None:
    found = await ask(reader, "How long is an invitaton valid?")
    assert found["citations"][0]["id"] == "invite-colleagues"


async def test_what_did_not_help_is_no_answer_again(reader: Device) -> None:
    question = "How long is an invitation valid?"
    (cited,) = {one["id"] for one in (await ask(reader, question))["citations"]}
    voted = reader.happened("article_voted", None, None, props={"helped": False}) | {"item": cited}
    await reader.sync(voted)
    assert await ask(reader, question) == REFUSED
    changed = reader.happened("article_voted", None, None, props={"helped": True}) | {"item": cited}
    await reader.sync(changed)
    assert (await ask(reader, question))["citations"][0]["id"] == cited


async def test_articles_for_people_who_are_signed_in_answer_these_alone(reader: Device) -> None:
    question = "What is the orchid tariff?"
    assert await ask(reader, question) == REFUSED
    reader.sign_in("user-1")
    assert (await ask(reader, question))["citations"][0]["id"] == "volume-discount"


async def test_articles_for_agents_answer_nobody(reader: Device) -> None:
    for question in ("What is the escalation word?", "Should payouts be frozen for suspected fraud?", "marmalade"):
        assert await ask(reader, question) == REFUSED
    reader.sign_in("user-1")
    said = json.dumps(
        [await ask(reader, "What is the escalation word?"), await ask(reader, "suspected fraud passport")]
    )
    assert "marmalade" not in said
    assert "fraud-checklist" not in said


async def test_a_site_that_has_published_nothing_answers_nothing(reader: Device, cast: Cast) -> None:
    elsewhere = Device(reader.client, cast.globex, reader.clock)
    assert await ask(elsewhere, "How long is an invitation valid?") == REFUSED


async def test_another_language_is_answered_in_it(reader: Device) -> None:
    found = await ask(reader, "Wie lange gilt eine Einladung?", locale="de-AT")
    assert "sieben Tage" in found["answer"][0]["text"]
    assert found["citations"][0]["title"] == "Kollegen einladen"


async def test_a_word_nobody_uses_is_not_taken_for_the_stem_of_another(reader: Device) -> None:
    """`exprot` may mean `export`; `conflict` is no slip of `connect`."""
    assert (await ask(reader, "What does the exprot contain?"))["answer"] is not None
    assert await ask(reader, "How is a conflict settled?") == REFUSED
