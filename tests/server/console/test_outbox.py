"""The outbox in the console: looked at by agents, and what was given up sent again."""

from __future__ import annotations

import httpx
from starlette.applications import Starlette

from handrail.contact.outbox.claim import claim, find_due, note_dead
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf, sign_in
from tests.server.contact.post import put


async def test_a_dead_letter_is_seen_and_sent_again(
    client: httpx.AsyncClient, cast: Cast, app: Starlette, clock: MovingClock
) -> None:
    url = "https://crm.example.com/hooks?a=<b>"
    made = await client.post("/api/sites/acme/webhooks", json={"url": url}, headers=cast.acme.bearer)
    assert made.status_code == 201
    await put(app, "hello")
    db, now = services_of(app).db, clock.now()
    ((number, _),) = await db.read(find_due, "webhook", now, 1)
    (parcel,) = await db.write(claim, [number], now, now + 1)
    await db.write(note_dead, parcel, "It answered <404>.", now)
    await sign_in(client, cast.agnes)
    page = await client.get("/console/acme/outbox")
    assert "It answered &lt;404&gt;." in page.text
    assert "crm.example.com" in page.text
    forged = await client.post("/console/acme/outbox", data={"entry": parcel.id}, headers=SAME_ORIGIN)
    assert forged.status_code == 403
    form = {"entry": parcel.id, "csrf": read_csrf(page)}
    sent = await client.post("/console/acme/outbox", data=form, headers=SAME_ORIGIN)
    assert (sent.status_code, sent.headers["location"]) == (303, "/console/acme/outbox?state=waiting")
    assert "message.added" in (await client.get(sent.headers["location"])).text
    assert (await client.get("/console/acme/outbox")).text.count("message.added") == 0
    assert (await client.post("/console/globex/outbox", data=form, headers=SAME_ORIGIN)).status_code == 404


async def test_it_is_for_those_who_answer(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    assert (await client.get("/console/acme/outbox")).status_code == 403
