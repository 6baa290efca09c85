"""Other systems of a site: who may have them told, of what, and how they know that it is us."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import Deliver
from tests.server.contact.post import put
from tests.server.contact.receiver import Receiver

HERE = "/api/sites/acme/webhooks"


async def add(client: httpx.AsyncClient, cast: Cast, url: str, **more: Any) -> httpx.Response:
    return await client.post(HERE, json={"url": url, **more}, headers=cast.acme.bearer)


async def list_all(client: httpx.AsyncClient, cast: Cast) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get(HERE, headers=cast.acme.bearer)).json()["webhooks"]
    return found


async def test_a_delivery_is_signed_as_standard_webhooks_are(
    app: Starlette, receiver: Receiver, deliver: Deliver, webhook: dict[str, Any], clock: MovingClock
) -> None:
    await put(app, "æøå 🦄")
    await deliver()
    (got,) = receiver.got
    assert got.is_signed_with(webhook["secret"])
    assert got.headers["webhook-timestamp"] == str(clock.now() // 1_000)
    assert got.headers["content-type"] == "application/json"
    assert got.said == {
        "type": "message.added",
        "timestamp": "2026-01-05T09:00:00.000Z",
        "data": {"text": "æøå 🦄"},
    }


async def test_each_is_told_what_it_asked_for(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, receiver: Receiver, deliver: Deliver
) -> None:
    assert (await add(client, cast, f"{receiver.url}/rated", events=["conversation.rated"])).status_code == 201
    assert (await add(client, cast, f"{receiver.url}/all")).status_code == 201
    await put(app, "five", event="conversation.rated")
    await put(app, "closed", event="conversation.closed")
    await deliver()
    assert sorted(got.said["type"] for got in receiver.got) == [
        "conversation.closed",
        "conversation.rated",
        "conversation.rated",
    ]
    assert len({got.id for got in receiver.got}) == 3


async def test_the_secret_is_shown_once(client: httpx.AsyncClient, cast: Cast, webhook: dict[str, Any]) -> None:
    assert webhook["secret"].startswith("whsec_")
    (listed,) = await list_all(client, cast)
    assert listed == {name: value for name, value in webhook.items() if name != "secret"}
    log = await client.get("/api/sites/acme/audit", headers=cast.acme.bearer)
    assert log.json()["entries"][0]["action"] == "webhook_added"
    assert webhook["secret"] not in log.text


async def test_another_site_has_no_say(client: httpx.AsyncClient, cast: Cast, webhook: dict[str, Any]) -> None:
    theirs = f"/api/sites/globex/webhooks/{webhook['id']}"
    for method, path in (("DELETE", theirs), ("POST", f"{theirs}/test")):
        assert (await client.request(method, path, headers=cast.globex.bearer)).status_code == 404
    assert (await client.get("/api/sites/globex/webhooks", headers=cast.globex.bearer)).json() == {"webhooks": []}


async def test_one_that_is_gone_is_left_alone_until_a_test_reaches_it(
    client: httpx.AsyncClient,
    cast: Cast,
    app: Starlette,
    receiver: Receiver,
    deliver: Deliver,
    webhook: dict[str, Any],
) -> None:
    await put(app, "one", "two")
    receiver.answer(410)
    await deliver()
    assert len(receiver.got) == 1
    assert (await list_all(client, cast))[0]["disabled_at"] is not None
    await put(app, "three")
    await deliver()
    assert len(receiver.got) == 1
    receiver.answer(500)
    for expected in ({"delivered": False, "detail": "It answered 500."}, {"delivered": True, "detail": None}):
        told = await client.post(f"{HERE}/{webhook['id']}/test", headers=cast.acme.bearer)
        assert told.json() == expected
    audit = await client.get("/api/sites/acme/audit", headers=cast.acme.bearer)
    tested = [one for one in audit.json()["entries"] if one["action"] == "webhook_tested"]
    assert [one["subject"] for one in tested] == 2 * [webhook["url"]]
    assert receiver.got[-1].said["type"] == "webhook.test"
    assert receiver.got[-1].is_signed_with(webhook["secret"])
    assert (await list_all(client, cast))[0]["disabled_at"] is None
    dead = await client.get("/api/sites/acme/outbox", params={"state": "dead"}, headers=cast.acme.bearer)
    assert [one["what"] for one in dead.json()["entries"]] == ["message.added", "message.added"]


async def test_a_removed_one_is_told_no_more(
    client: httpx.AsyncClient,
    cast: Cast,
    app: Starlette,
    receiver: Receiver,
    deliver: Deliver,
    webhook: dict[str, Any],
) -> None:
    await put(app, "before")
    assert (await client.delete(f"{HERE}/{webhook['id']}", headers=cast.acme.bearer)).status_code == 204
    await put(app, "after")
    await deliver()
    assert receiver.got == []
    outbox = (await client.get("/api/sites/acme/outbox", headers=cast.acme.bearer)).json()
    assert [(one["state"], one["last_error"]) for one in outbox["entries"]] == [("dead", "The webhook was removed.")]


async def test_redirects_are_followed_only_where_they_keep_what_is_sent(
    app: Starlette, receiver: Receiver, deliver: Deliver, webhook: dict[str, Any]
) -> None:
    receiver.answer(308, Location="/moved")
    await put(app, "hello")
    await deliver()
    first, second = receiver.got
    assert (first.id, first.body) == (second.id, second.body)
    receiver.forget()
    receiver.answer(*10 * [307], Location="/round")
    await put(app, "again")
    await deliver()
    assert len(receiver.got) == 4


@pytest.mark.parametrize(
    "url",
    [
        "ftp://crm.example.com/",
        "crm.example.com/hooks",
        "https://user:password@crm.example.com/",
        "https://crm.example.com/#here",
        "https:///hooks",
        "javascript:alert(1)",
        "https://crm.example.com/" + "x" * 2_000,
    ],
)
async def test_what_is_no_address_is_refused(client: httpx.AsyncClient, cast: Cast, url: str) -> None:
    assert (await add(client, cast, url)).status_code == 422


async def test_there_is_an_end_to_them(client: httpx.AsyncClient, cast: Cast) -> None:
    answers = [(await add(client, cast, f"https://crm.example.com/{n}")).status_code for n in range(21)]
    assert answers == 20 * [201] + [409]


async def test_by_itself_it_goes_nowhere_inside(
    database_url: str, cast: Cast, clock: MovingClock, receiver: Receiver
) -> None:
    """A target that was added while it was allowed, and one that is asked for now."""
    allowed, usual = (
        create_app(Settings(database_url=database_url, private_webhooks=private), clock=clock, background=False)
        for private in (True, False)
    )
    for app in (allowed, usual):
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client,
        ):
            made = await add(client, cast, receiver.url)
            if app is allowed:
                assert made.status_code == 201
                continue
            assert made.status_code == 422
            secure = receiver.url.replace("http:", "https:")
            made = await add(client, cast, secure)
            for target in (await list_all(client, cast))[0], made.json():
                told = await client.post(f"{HERE}/{target['id']}/test", headers=cast.acme.bearer)
                assert told.json()["delivered"] is False
            assert "may not go to" in told.json()["detail"]
    assert receiver.got == []
