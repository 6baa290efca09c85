"""A conversation as an agent sees it."""

from __future__ import annotations

import json

import httpx

from handrail.core.clock import MINUTE
from tests.server.cast import Cast, MovingClock
from tests.server.console.inbox.conftest import Ask, Seat, capsule
from tests.server.help.shelves import publish

SITE = {
    "kind": "site",
    "id": "acme",
    "title": "Acme",
    "traits": {"first_name": "string"},
    "account": {"plan": "string", "seats": "number", "trial": "boolean"},
}


async def test_what_is_beside_it(client: httpx.AsyncClient, cast: Cast, ask: Ask, agnes: Seat) -> None:
    await publish(client, cast.acme, {"site.json": json.dumps(SITE)})
    claims = {"traits": {"first_name": "Grace"}, "account": {"plan": "pro", "trial": False}}
    lines = capsule(
        ("page", "Page", "https://app.acme.test/invoices"),
        ("read", "Read", "<Refunds>"),
        ("read", "Did not help", "<Refunds>"),
        ("custom", "Cart", "3 things"),
    )
    grace = await ask("Help", sub="u-7", claims=claims, capsule=lines)
    page = await agnes.open(f"/{grace.conversation}")
    about = page.partition('id="about"')[2]
    for text in ("Grace", "u-7", "https://app.acme.test/invoices", "Cart", "3 things", "plan", "pro", "trial", "no"):
        assert text in about
    assert '<li>read <em dir="auto">&lt;Refunds&gt;</em>, voted no</li>' in about


async def test_their_other_conversations(ask: Ask, agnes: Seat) -> None:
    paula = await ask("The first")
    first = paula.conversation
    await agnes.do(first, "close", reason="solved")
    await paula.begin("The second")
    await ask("Of somebody else")
    others = (await agnes.open(f"/{paula.conversation}")).partition('id="others"')[2]
    assert f"/console/inbox/{first}" in others
    assert "The first" in others
    assert "Of somebody else" not in others


async def test_what_an_agent_read_is_seen(ask: Ask, agnes: Seat) -> None:
    paula = await ask("Help")
    await agnes.open()
    assert (await paula.read())["seen_by_agents"] == 0
    await agnes.open(f"/{paula.conversation}")
    assert (await paula.read())["seen_by_agents"] == 1


async def test_a_sitting_is_one_line_of_the_audit_log(
    client: httpx.AsyncClient, cast: Cast, ask: Ask, agnes: Seat, clock: MovingClock
) -> None:
    paula = await ask("Help")

    async def count() -> int:
        answer = await client.get("/api/sites/acme/audit?limit=100", headers=cast.acme.bearer)
        return sum(entry["action"] == "conversation_read" for entry in answer.json()["entries"])

    await agnes.open(f"/{paula.conversation}")
    await paula.say("More")
    await agnes.open(f"/{paula.conversation}")
    assert await count() == 1
    clock.advance(16 * MINUTE)
    await agnes.open(f"/{paula.conversation}")
    assert await count() == 2


async def test_the_page_keeps_the_list_that_one_came_from(ask: Ask, agnes: Seat) -> None:
    paula = await ask("Help")
    page = await agnes.open(f"/{paula.conversation}", show="waiting", q="he")
    assert "/close?show=waiting&amp;q=he" in page
