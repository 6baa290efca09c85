"""What is shown before somebody writes: the ways, the hours, what may be promised, and what they tried."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from handrail.contact.say import Said, say
from handrail.contact.thread import load_conversation
from handrail.core.clock import HOUR, MINUTE
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import NewWriter
from tests.server.contact.talking import Writer, ok
from tests.server.help.shelves import FILES, publish

HOURS = {"time_zone": "Europe/Oslo", "open": {"mon": ["09:00-10:30"], "tue": ["09:00-17:00"]}}


@pytest.fixture
async def tell_hours(client: httpx.AsyncClient, cast: Cast) -> Callable[..., Awaitable[None]]:
    async def run(**contact: Any) -> None:
        site = json.loads(FILES["site.json"])
        site["contact"] |= contact
        await publish(client, cast.acme, FILES | {"site.json": json.dumps(site)})

    return run


async def test_a_site_that_says_nothing_takes_messages_all_the_same(ada: Writer) -> None:
    form = ok(await ada.post("contact"))
    assert form["limits"].pop("file") == 5_000_000
    assert form == {
        "ways": {"email": None, "phone": None, "url": None},
        "conversations": True,
        "open": True,
        "keeps_hours": False,
        "opens_at": None,
        "expected_minutes": None,
        "trail": [],
        "keep_query": [],
        "limits": {"text": 10_000, "files": 5, "capsule": 160_000, "lines": 150, "custom": 20, "value": 2_000},
        "answers_by_mail": False,
        "conversation": None,
    }


async def test_it_says_when_the_team_is_there_and_how_else_it_is_reached(
    ada: Writer, tell_hours: Callable[..., Awaitable[None]], clock: MovingClock
) -> None:
    await tell_hours(hours=HOURS, expected="2h", keep_query=["tab"])
    form = ok(await ada.post("contact"))
    assert form["ways"] == {"email": "help@acme.test", "phone": "+47 22 00 00 00", "url": "/contact-us"}
    assert form["keeps_hours"]
    assert (form["open"], form["opens_at"], form["expected_minutes"], form["keep_query"]) == (True, None, 120, ["tab"])
    clock.advance(30 * MINUTE)
    form = ok(await ada.post("contact"))
    assert (form["open"], form["opens_at"]) == (False, "2026-01-06T08:00:00.000Z")


async def test_what_it_took_of_late_takes_the_place_of_what_was_said(
    ada: Writer,
    writer: NewWriter,
    tell_hours: Callable[..., Awaitable[None]],
    do: Callable[..., Awaitable[Any]],
    cast: Cast,
    clock: MovingClock,
) -> None:
    """In the hours in which the team is there: a night costs nothing."""
    await tell_hours(hours=HOURS, expected="2h")
    begun = [ok(await (await writer(f"v{n}").arrive()).begin()) for n in range(10)]
    clock.advance(23 * HOUR + 10 * MINUTE)  # the next morning, ten minutes after nine
    for n, one in enumerate(begun):
        conversation = await do(load_conversation, one["id"])
        await do(say, conversation, Said("agent", "Hi", f"a{n}", member_id=cast.agnes.id), clock.now())
    await ada.arrive("ada")
    assert ok(await ada.post("contact"))["expected_minutes"] == 45  # 30 on the day before, and 10


async def test_a_site_may_take_no_messages(ada: Writer, tell_hours: Callable[..., Awaitable[None]]) -> None:
    begun = ok(await ada.begin())
    await tell_hours(conversations=False)
    assert ok(await ada.post("contact"))["conversations"] is False
    for refused in (await ada.begin(), await ada.say(begun["id"])):
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/no_conversations")
    assert (await ada.read(begun["id"]))["id"] == begun["id"]
    assert (await ada.device.sync())["help"]["contact"]["conversations"] is False


async def test_it_tells_what_they_tried_in_order_and_in_their_words(
    ada: Writer, writer: NewWriter, tell_hours: Callable[..., Awaitable[None]]
) -> None:
    await tell_hours()
    visitor = await writer("v").arrive()
    for one in (ada, visitor):
        device = one.device
        await device.sync(
            device.happened("searched", None, props={"q": "vat id", "results": 0}),
            device.happened("searched", None, props={"q": "refund", "results": 3}),
            device.happened("article_read", "refunds", None),
            device.happened("article_read", "refunds", None),
            device.happened("article_voted", "refunds", None, props={"helped": False, "reason": "Too short"}),
            device.happened("question_asked", None, props={"q": "How?", "answered": False}),
            device.happened("article_read", "plans", None),
            device.happened("article_read", "secret", None),
        )
    form = ok(await ada.post("contact"))
    assert [(line["kind"], line["label"], line["value"]) for line in form["trail"]] == [
        ("search", "Searched for, found nothing", "vat id"),
        ("search", "Searched for", "refund"),
        ("read", "Read", "Refunds"),
        ("read", "Did not help", "Refunds: Too short"),
        ("asked", "Asked, no answer", "How?"),
        ("read", "Read", "Plans"),
        ("read", "Read", "secret"),  # the title is the team's alone
    ]
    assert [line["value"] for line in ok(await visitor.post("contact"))["trail"]][-2:] == ["plans", "secret"]
    norwegian = ok(await ada.post("contact", locale="nb-NO"))["trail"]
    assert [(line["label"], line["value"]) for line in norwegian][2] == ("Leste", "Refusjon")
    for locale in ("ar", "de", "ja", "x", ""):
        assert len(ok(await ada.post("contact", locale=locale))["trail"]) == 7


async def test_it_has_the_conversation_that_is_open(ada: Writer) -> None:
    begun = ok(await ada.begin("Hello"))
    assert ok(await ada.post("contact"))["conversation"] == begun
