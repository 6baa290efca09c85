"""The page that says why: a form that asks, the verdict, and every clause."""

from __future__ import annotations

import json
import re

import httpx

from tests.server.cast import Cast, MovingClock
from tests.server.console.test_sign_in import sign_in
from tests.server.device import Device

SITE = {"kind": "site", "id": "acme", "title": "Acme", "traits": {"role": "string"}}
STEPS = [{"id": "a", "type": "modal", "title": "A"}]
TOUR = {"kind": "tour", "id": "admins", "title": "Admins", "steps": STEPS, "audience": {"trait": "role", "is": "admin"}}


async def publish(client: httpx.AsyncClient, cast: Cast) -> None:
    files = {"site.json": json.dumps(SITE), "admins.json": json.dumps(TOUR)}
    pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
    path, version = "/api/sites/acme/environments/production/publish", {"version": pushed.json()["version"]}
    assert (await client.post(path, json=version, headers=cast.acme.bearer)).status_code == 200


def rows(page: str) -> dict[str, tuple[str, str]]:
    found = re.findall(
        r'<th scope="row"><code>(.*?)</code></th>\s*<td>(.*?)</td>\s*<td>(?:<code>(.*?)</code>)?</td>', page
    )
    return {clause: (holds, saw) for clause, holds, saw in found}


async def test_it_says_why_to_whoever_may_look(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> None:
    await publish(client, cast)
    browser = Device(client, cast.acme, clock, "d1")
    browser.sign_in("u1", traits={"role": "<b>clerk</b>"})
    await browser.sync()
    await sign_in(client, cast.victor)
    asked = await client.get("/console/acme/explain")
    assert '<option value="admins">' in asked.text
    assert "would" not in asked.text
    told = await client.get("/console/acme/explain?item=admins&person=u1&url=/invoices")
    assert "admins would not start by itself" in told.text
    assert rows(told.text)["audience"] == ("no", "&#34;&lt;b&gt;clerk&lt;/b&gt;&#34;")
    assert rows(told.text)["lock"] == ("unknown here", "")
    assert "<b>" not in told.text


async def test_what_is_wrong_with_the_question_is_said_beside_it(client: httpx.AsyncClient, cast: Cast) -> None:
    await publish(client, cast)
    await sign_in(client, cast.victor)
    for query, status, said in (
        ("item=admins&person=nobody", 404, "no such person"),
        ("item=No+Slug", 422, "item"),
        ("item=admins&environment=nowhere", 404, "no environment"),
    ):
        page = await client.get(f"/console/acme/explain?{query}")
        assert page.status_code == status
        assert said in page.text
    assert (await client.get("/console/globex/explain?item=admins")).status_code == 404
