"""The list: what is in it, for whom, in which order; and what is found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from handrail.core.clock import HOUR, MINUTE
from tests.server.cast import PASSWORD, Cast, MovingClock
from tests.server.console.inbox.conftest import Ask, Seat, Sit
from tests.server.help.shelves import publish


async def test_filters(ask: Ask, agnes: Seat, cast: Cast, clock: MovingClock) -> None:
    await ask("First")
    mine = await ask("Second")
    done = await ask("Third")
    await agnes.answer(mine.conversation, "On it")
    await agnes.do(done.conversation, "close", reason="solved")
    assert await agnes.list() == ["Second", "First"]
    assert await agnes.list(show="mine") == ["Second"]
    assert await agnes.list(show="unassigned") == ["First"]
    assert await agnes.list(show="closed") == ["Third"]
    page = await agnes.open()
    for label, number in (("Open", 2), ("Mine", 1), ("Unassigned", 1), ("Waiting longest", 1)):
        assert f'{label} <span class="count">{number}</span>' in page


async def test_those_who_wait_longest_come_first(ask: Ask, agnes: Seat, clock: MovingClock) -> None:
    first = await ask("First")
    await ask("Second")
    clock.advance(2 * HOUR)
    await first.say("Still there?")
    assert await agnes.list() == ["First", "Second"]
    assert await agnes.list(show="waiting") == ["First", "Second"]
    await agnes.answer(first.conversation, "Yes")
    assert await agnes.list(show="waiting") == ["Second"]
    clock.advance(12 * MINUTE)
    assert "waiting, <time" in await agnes.open()


async def test_a_row_says_all_that_one_looks_for(ask: Ask, agnes: Seat, clock: MovingClock) -> None:
    paula = await ask("My invoice\nIt is empty.", email="paula@example.com")
    await paula.say("Hello?")
    row = (await agnes.open()).partition("<li id=")[2].partition("</li>")[0]
    for text in ("paula@example.com", "My invoice", "Hello?", "2 new", "#1 · In the app · nobody yet"):
        assert text in row
    await agnes.answer(paula.conversation, "It is full now.")
    row = (await agnes.open()).partition("<li id=")[2].partition("</li>")[0]
    assert "You: It is full now." in row
    assert "Agnes" in row
    assert "new</span>" not in row


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("empty", ["My invoice"]),
        ("EMPTY", ["My invoice"]),
        ("invoice", ["My invoice"]),
        ("#2", ["Überweisung"]),
        ("2", ["Überweisung"]),
        ("überweisung", ["Überweisung"]),
        ("paula@example.com", ["My invoice"]),
        ("u-77", ["Überweisung"]),
        ("Grace", ["Überweisung"]),
        ("secret note", ["Überweisung"]),
        ("%", []),
        ("_", []),
        ("first_name", []),
        ("hopper", ["Überweisung"]),
        ("nowhere", []),
    ],
)
async def test_search(client: httpx.AsyncClient, cast: Cast, ask: Ask, agnes: Seat, q: str, found: list[str]) -> None:
    site: Mapping[str, Any] = {"kind": "site", "id": "acme", "title": "Acme", "traits": {"first_name": "string"}}
    await publish(client, cast.acme, {"site.json": json.dumps(site)})
    await ask("My invoice\nIt is empty.", email="paula@example.com")
    grace = await ask("Überweisung", sub="u-77", claims={"traits": {"first_name": "Grace Hopper"}})
    await agnes.answer(grace.conversation, "A secret note", "note")
    assert await agnes.list(q=q) == found


async def test_what_is_of_another_site_is_nowhere(ask: Ask, agnes: Seat, cast: Cast) -> None:
    await ask("Ours")
    theirs = await ask("Theirs walrus", stage=cast.globex)
    assert await agnes.list() == ["Ours"]
    assert await agnes.list(q="walrus") == []
    assert await agnes.list(site="globex") == []
    for path in (theirs.conversation, f"{theirs.conversation}/download", f"{theirs.conversation}/files/x", "nobody"):
        assert (await agnes.client.get(f"/console/inbox/{path}")).status_code == 404
    for act in ("messages", "offers", "assign", "close", "reopen", "block", "unblock", "typing"):
        assert (await agnes.do(theirs.conversation, act)).status_code == 404


async def test_of_two_sites(ask: Ask, agnes: Seat, client: httpx.AsyncClient, cast: Cast) -> None:
    member = {"email": cast.agnes.email, "name": "Agnes", "role": "viewer", "password": PASSWORD}
    await client.post("/api/sites/globex/members", json=member, headers=cast.globex.bearer)
    await ask("Ours")
    theirs = await ask("Theirs", stage=cast.globex)
    assert await agnes.list() == ["Theirs", "Ours"]
    assert await agnes.list(site="acme") == ["Ours"]
    assert await agnes.list(site="globex", environment="staging") == []
    assert (await agnes.do(theirs.conversation, "close", reason="solved")).status_code == 403
    await client.delete(f"/api/sites/globex/members/{cast.agnes.id}", headers=cast.globex.bearer)
    assert await agnes.list() == ["Ours"]


async def test_in_pages(ask: Ask, agnes: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handrail.console.inbox.find.ON_A_PAGE", 2)
    for text in ("First", "Second", "Third"):
        await ask(text)
    assert await agnes.list() == ["Third", "Second"]
    assert "?page=2" in await agnes.open()
    assert await agnes.list(page="2") == ["First"]


async def test_a_viewer_sees_it_too(ask: Ask, victor: Seat) -> None:
    await ask("Help")
    assert await victor.list() == ["Help"]


@pytest.mark.parametrize("query", [{"show": "all"}, {"page": "0"}, {"q": "x" * 300}, {"q": "\0"}])
async def test_what_is_not_to_be_asked(agnes: Seat, query: dict[str, str]) -> None:
    assert (await agnes.client.get("/console/inbox", params=query)).status_code == 422


async def test_who_works_for_no_site(sit: Sit, client: httpx.AsyncClient, cast: Cast) -> None:
    seat = await sit(cast.victor)
    await client.delete(f"/api/sites/acme/members/{cast.victor.id}", headers=cast.acme.bearer)
    assert "You are not a member of any site yet" in await seat.open()
