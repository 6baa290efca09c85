"""The report on conversations, told by conversations that really went so."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection
from starlette.applications import Starlette

from handrail.contact.close import CloseReason, close
from handrail.contact.say import Kind, Said, say
from handrail.contact.thread import load_conversation
from handrail.core.clock import DAY, HOUR, MINUTE, SECOND
from handrail.insight.durations import find_percentile, measure_spread, tell_duration
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.console.test_sign_in import sign_in
from tests.server.contact.talking import Writer, ok
from tests.server.device import Device


class Desk:
    """Agnes, who answers."""

    def __init__(self, app: Starlette, cast: Cast, clock: MovingClock) -> None:
        self.app, self.cast, self.clock = app, cast, clock
        self.said = 0

    async def answer(self, id_: str, *texts: str, kind: Kind = "message") -> None:
        for text in texts:
            self.said += 1
            said = Said("agent", text, f"a{self.said}", kind=kind, member_id=self.cast.agnes.id)
            await self.do(id_, say, said, self.clock.now())

    async def close(self, id_: str, reason: CloseReason = "solved") -> None:
        await self.do(id_, close, reason, "agent", self.cast.agnes.id, self.clock.now())

    async def do(self, id_: str, verb: Callable[..., object], *args: object) -> None:
        def run(conn: Connection) -> None:
            verb(conn, load_conversation(conn, id_), *args)

        await services_of(self.app).db.write(run)


@pytest.fixture
def desk(app: Starlette, cast: Cast, clock: MovingClock) -> Desk:
    return Desk(app, cast, clock)


async def begin(client: httpx.AsyncClient, cast: Cast, clock: MovingClock, name: str, page: str) -> tuple[Writer, str]:
    writer = await Writer(Device(client, cast.acme, clock, name)).arrive()
    capsule = json.dumps([{"kind": "page", "label": "Page", "value": f"https://app.acme.test{page}"}])
    return writer, ok(await writer.begin(f"From {name}", capsule=capsule), 201)["id"]


async def report(client: httpx.AsyncClient, cast: Cast, **query: Any) -> dict[str, Any]:
    answer = await client.get("/api/sites/acme/reports/contact", params=query, headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
async def worked(client: httpx.AsyncClient, cast: Cast, clock: MovingClock, desk: Desk) -> None:
    """Ada is helped at once, Ben at his second word, Cy comes back, Dee waits, and Eve sells something."""
    clock.advance(-2 * DAY)
    await begin(client, cast, clock, "long_ago", "/old")
    clock.advance(DAY)
    ada, first = await begin(client, cast, clock, "ada", "/invoices")
    clock.advance(2 * MINUTE)
    await desk.answer(first, "Look at it first", kind="note")
    clock.advance(2 * MINUTE)
    await desk.answer(first, "Press here.", "Then there.")
    clock.advance(6 * MINUTE)
    await desk.close(first)
    ok(await ada.post(f"conversations/{first}/rating", score=5, text="<b>Quick</b>"))
    ben, second = await begin(client, cast, clock, "ben", "/invoices")
    clock.advance(10 * MINUTE)
    await desk.answer(second, "Which one?")
    ok(await ben.say(second, "Number 7"))
    await desk.answer(second, "Done.")
    clock.advance(50 * MINUTE)
    await desk.close(second)
    ok(await ben.post(f"conversations/{second}/rating", score=2))
    cy, third = await begin(client, cast, clock, "cy", "/settings")
    clock.advance(30 * SECOND)
    await desk.answer(third, "Try now.")
    await desk.close(third)
    clock.advance(DAY - 3 * HOUR)
    ok(await cy.say(third, "It is broken again"))
    clock.advance(3 * HOUR)
    await desk.close(third, "other")
    await begin(client, cast, clock, "dee", "/settings")
    _, spam = await begin(client, cast, clock, "eve", "/settings")
    await desk.close(spam, "spam")


@pytest.mark.usefixtures("worked")
async def test_how_soon_people_were_answered_and_helped(client: httpx.AsyncClient, cast: Cast) -> None:
    found = await report(client, cast, days=2)
    total = found["total"]
    assert (total["conversations"], total["answered"], found["spam"], found["waiting"]) == (4, 3, 1, 2)
    assert total["first_response"] == {"median": 4 * 60, "p90": 10 * 60}
    assert total["closed"] == 3
    assert total["resolution"] == {"median": 60 * 60, "p90": 24 * 3600 + 30}
    assert (total["first_contact"], total["first_contact_share"]) == (1, 0.3333)
    assert total["reopened"] == 1
    assert (total["rated"], total["satisfied"], total["csat"]) == (2, 1, 0.5)
    assert found["scores"] == [0, 1, 0, 0, 1]
    assert found["comments"] == [{"number": 2, "score": 5, "text": "<b>Quick</b>"}]


@pytest.mark.usefixtures("worked")
async def test_by_channel_page_and_day(client: httpx.AsyncClient, cast: Cast) -> None:
    found = await report(client, cast, days=2)
    assert [(one["place"], one["conversations"]) for one in found["channels"]] == [("web", 4)]
    assert found["channels"][0] == found["total"] | {"place": "web"}
    assert [(one["place"], one["conversations"], one["closed"]) for one in found["pages"]] == [
        ("/invoices", 2, 2),
        ("/settings", 2, 1),
    ]
    assert found["days"] == [
        {"day": "2026-01-04", "begun": 3, "closed": 2},
        {"day": "2026-01-05", "begun": 1, "closed": 1},
    ]
    assert [one["place"] for one in (await report(client, cast, days=3))["pages"]] == ["/invoices", "/settings", "/old"]


@pytest.mark.usefixtures("worked")
async def test_environments_and_sites_do_not_mix(client: httpx.AsyncClient, cast: Cast) -> None:
    staging = await report(client, cast, environment="staging")
    assert (staging["total"]["conversations"], staging["waiting"]) == (0, 0)
    assert staging["total"]["first_response"] == {"median": None, "p90": None}
    refused = await client.get("/api/sites/globex/reports/contact", headers=cast.acme.bearer)
    assert refused.status_code == 404


@pytest.mark.usefixtures("worked")
async def test_the_console_shows_it_and_quotes_as_text(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    page = await client.get("/console/acme/reports/contact?days=7")
    assert page.status_code == 200, page.text
    assert "&lt;b&gt;Quick&lt;/b&gt;" in page.text
    assert "<dt>Response, 9 in 10</dt><dd>10 min" in page.text
    assert "but for 1 closed as spam" in page.text
    assert (await client.get("/console/acme/reports/contact?environment=staging")).status_code == 200
    assert (await client.get("/console/acme/reports/contact?days=0")).status_code == 422
    assert (await client.get("/console/globex/reports/contact")).status_code == 404


@given(st.lists(st.integers(0, 10**12), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_as_long_as_that_share_of_them(durations: list[int], share: float) -> None:
    found = find_percentile(durations, share)
    assert found in {math.ceil(one / SECOND) for one in durations}
    within = sum(math.ceil(one / SECOND) <= found for one in durations)
    assert within >= share * len(durations)


def test_of_nothing_there_is_no_median() -> None:
    assert measure_spread([]).model_dump() == {"median": None, "p90": None}


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (None, "–"),
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "2 min"),
        (3_599, "1 h"),
        (3_660, "1 h 1 min"),
        (86_400, "1 d"),
        (90_000, "1 d 1 h"),
    ],
)
def test_a_duration_is_told_so_that_it_can_be_read(seconds: int | None, told: str) -> None:
    assert tell_duration(seconds) == told
