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

from handrail.contact.close import CloseReason, close, reopen
from handrail.contact.say import Kind, Said, say
from handrail.contact.thread import load_conversation
from handrail.core.clock import DAY, HOUR, MINUTE, SECOND, from_iso
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


# What happened, a minute each: the person begins and says (p), the team answers (a), offers (o), notes (n), closes as solved (c), unanswered
# (x) or as spam (s), opens again (r); the person closes (C). Then answered, first response and resolution in minutes, closed, at first contact, reopened.
STORIES: list[tuple[str, tuple[int, int | None, int | None, int, int, int] | None]] = [
    ("p", (0, None, None, 0, 0, 0)),
    ("pa", (1, 1, None, 0, 0, 0)),
    ("pac", (1, 1, 2, 1, 1, 0)),
    ("pnpac", (1, 3, 4, 1, 1, 0)),  # a note is no answer
    ("poc", (1, 1, 2, 1, 1, 0)),
    ("paaac", (1, 1, 4, 1, 1, 0)),  # one turn, in three messages
    ("papc", (1, 1, 3, 1, 1, 0)),  # they said thank you
    ("papac", (1, 1, 4, 1, 0, 0)),
    ("pc", (0, None, 1, 1, 0, 0)),
    ("pC", (0, None, 1, 1, 0, 0)),
    ("paC", (1, 1, 2, 1, 1, 0)),
    ("pax", (1, 1, 2, 1, 0, 0)),  # nobody knows whether it is solved
    ("pacp", (1, 1, None, 0, 0, 1)),
    ("pacpc", (1, 1, 4, 1, 0, 1)),
    ("pacrc", (1, 1, 4, 1, 0, 1)),
    ("pacpacpac", (1, 1, 8, 1, 0, 1)),  # twice, and one conversation
    ("ps", None),
]


async def test_each_story_is_counted_for_what_it_is(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, desk: Desk
) -> None:
    for story, _ in STORIES:
        writer, id_ = await begin(client, cast, clock, story, f"/{story}")
        for what in story[1:]:
            clock.advance(MINUTE)
            match what:
                case "p":
                    ok(await writer.say(id_))
                case "C":
                    ok(await writer.post(f"conversations/{id_}/close"))
                case "r":
                    await desk.do(id_, reopen, cast.agnes.id, clock.now())
                case "c" | "x" | "s":
                    await desk.close(id_, {"c": "solved", "x": "no_answer", "s": "spam"}[what])  # type: ignore[arg-type]  # words of a test
                case _:
                    await desk.answer(id_, "Words", kind={"a": "message", "o": "offer", "n": "note"}[what])  # type: ignore[arg-type]  # likewise
    found = {one["place"]: one for one in (await report(client, cast))["pages"]}
    assert len(found) == len(STORIES) - 1
    for story, expected in STORIES:
        if expected is not None:
            told = found[f"/{story}"]
            times = [told[name]["median"] for name in ("first_response", "resolution")]
            minutes = [time and time // 60 for time in times]
            counts = (told[name] for name in ("closed", "first_contact", "reopened"))
            assert (told["answered"], *minutes, *counts) == expected, story


async def test_of_a_wait_over_night_the_team_was_there_for_an_hour(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, desk: Desk
) -> None:
    hours = {"time_zone": "UTC", "open": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
    site = {"kind": "site", "id": "acme", "title": "Acme", "contact": {"hours": hours}}
    pushed = await client.post(
        "/api/sites/acme/versions", json={"files": {"site.json": json.dumps(site)}}, headers=cast.acme.bearer
    )
    path, version = "/api/sites/acme/environments/production/publish", {"version": ok(pushed, 201)["version"]}
    ok(await client.post(path, json=version, headers=cast.acme.bearer))
    clock.advance(from_iso("2026-01-06T16:30:00Z") - clock.now())
    _, id_ = await begin(client, cast, clock, "ada", "/invoices")
    clock.advance(17 * HOUR)
    await desk.answer(id_, "Good morning")
    total = (await report(client, cast))["total"]
    assert total["first_response"] == {"median": 17 * 3_600, "p90": 17 * 3_600}
    assert total["first_response_in_hours"] == {"median": 3_600, "p90": 3_600}


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
