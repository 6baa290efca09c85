"""The link: once, for a quarter of an hour, for one member, site, environment and origin."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette

from handrail.core.clock import MINUTE
from handrail.core.signing import Purpose
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.preview.previewing import at_once, begin, open_link, open_page


def assert_bad_link(answer: httpx.Response, reason: str) -> None:
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/bad_preview_link"), answer.text
    assert "fresh link" in answer.json()["detail"]
    assert answer.json()["reason"] == reason


async def test_a_link_opens_once(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    token = await dev.link()
    opened = await open_link(client, cast.acme.key, token, cast.acme.origin)
    assert opened.json()["preview"] == dev.preview
    assert opened.json()["secret"].startswith("pv_")
    assert opened.headers["access-control-allow-origin"] == cast.acme.origin
    again = await open_link(client, cast.acme.key, token, cast.acme.origin)
    assert_bad_link(again, "used")
    assert "used already" in again.json()["detail"]
    another = await open_page(client, dev)  # a fresh one opens another tab
    assert another.secret != opened.json()["secret"]


async def test_of_many_at_once_one_opens(client: httpx.AsyncClient, cast: Cast) -> None:
    token = await (await begin(client, cast)).link()
    answers = await at_once(*(open_link(client, cast.acme.key, token, cast.acme.origin) for _ in range(6)))
    assert sorted(one.status_code for one in answers) == [200, 403, 403, 403, 403, 403]


async def test_a_link_is_good_for_a_quarter_of_an_hour(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock
) -> None:
    dev = await begin(client, cast)
    early, late = await dev.link(), await dev.link()
    for _ in range(14):
        clock.advance(MINUTE)
        await dev.take(wait=0)
    assert (await open_link(client, cast.acme.key, early, cast.acme.origin)).status_code == 200
    for _ in range(2):
        clock.advance(MINUTE)
        await dev.take(wait=0)
    assert_bad_link(await open_link(client, cast.acme.key, late, cast.acme.origin), "expired")


async def test_a_link_is_bound_to_its_page(client: httpx.AsyncClient, cast: Cast) -> None:
    """What is refused does not use it up."""
    other = "https://other.acme.test"
    for environment in ("production", "staging"):
        path = f"/api/sites/acme/environments/{environment}/origins"
        for origin in (other, cast.acme.origin):
            await client.post(path, json={"origin": origin}, headers=cast.acme.bearer)
    token = await (await begin(client, cast)).link()
    assert_bad_link(await open_link(client, cast.acme.key, token, other), "elsewhere")
    assert_bad_link(await open_link(client, cast.acme.key, token, None), "elsewhere")
    assert_bad_link(await open_link(client, cast.acme.staging.publishable_key, token, cast.acme.origin), "elsewhere")
    assert_bad_link(await open_link(client, cast.globex.key, token, cast.globex.origin), "elsewhere")
    foreign = await open_link(client, cast.acme.key, token, "https://evil.test")
    assert foreign.json()["type"] == "/problems/foreign_origin"
    assert "access-control-allow-origin" not in foreign.headers
    assert (await open_link(client, "pk_nobody", token, cast.acme.origin)).status_code == 401
    assert (await open_link(client, cast.acme.key, token, cast.acme.origin)).status_code == 200


@pytest.mark.parametrize("case", ["noise", "cut", "another purpose", "of our shape, never made"])
async def test_no_link_can_be_made_up(client: httpx.AsyncClient, app: Starlette, cast: Cast, case: str) -> None:
    dev = await begin(client, cast)
    token, signer = await dev.link(), services_of(app).signer
    said = signer.loads(Purpose.PREVIEW_LINK, token)
    assert isinstance(said, list)
    forged = {
        "noise": "noise",
        "cut": token[:-3] + "AAA",
        "another purpose": signer.dumps(Purpose.PERSON, said),
        "of our shape, never made": signer.dumps(Purpose.PREVIEW_LINK, [*said[:4], "a nonce of mine"]),
    }[case]
    reason = "used" if case == "of our shape, never made" else "forged"
    assert_bad_link(await open_link(client, cast.acme.key, forged, cast.acme.origin), reason)


async def test_a_database_read_by_others_opens_nothing(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    """Neither the link nor the secret is in it."""
    dev = await begin(client, cast)
    token = await dev.link()
    page = await open_page(client, dev)

    def read_all(conn: object) -> str:
        from sqlalchemy import Connection, text

        assert isinstance(conn, Connection)
        return " ".join(str(tuple(row)) for row in conn.execute(text("SELECT * FROM preview_link")))

    kept = await services_of(app).db.read(read_all)
    assert kept
    assert page.secret not in kept
    assert token not in kept
