"""'Did this help?' on the help site: what a vote leads to, and which are refused."""

from __future__ import annotations

import httpx
import pytest

from handrail.core.clock import DAY, HOUR
from tests.server.cast import Cast, MovingClock
from tests.server.console.test_sign_in import SAME_ORIGIN
from tests.server.help.shelves import publish
from tests.server.help.site.conftest import Get, read_token

VOTE = "/help/acme/articles/refunds/vote"


async def test_no_leads_to_others_and_to_a_person(client: httpx.AsyncClient, get: Get) -> None:
    token = read_token(await get("/articles/refunds"))
    answer = await client.post(VOTE, data={"token": token, "helped": "no"}, headers=SAME_ORIGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/help/acme/articles/refunds/voted?helped=no")
    page = (await get("/articles/refunds/voted?helped=no")).text
    assert 'href="/help/acme/contact">Contact us</a>' in page
    assert 'href="/help/acme/articles/invoices"' in page
    assert 'href="/help/acme/articles/refunds"' not in page


async def test_yes_leads_back(client: httpx.AsyncClient, get: Get) -> None:
    token = read_token(await get("/nb/articles/refunds"))
    to = "/help/acme/nb/articles/refunds"
    answer = await client.post(f"{to}/vote", data={"token": token, "helped": "yes"}, headers=SAME_ORIGIN)
    assert answer.headers["location"] == f"{to}/voted?helped=yes"
    assert f'href="{to}"' in (await get("/nb/articles/refunds/voted?helped=yes")).text


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.test"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
async def test_from_another_site(client: httpx.AsyncClient, get: Get, headers: dict[str, str]) -> None:
    token = read_token(await get("/articles/refunds"))
    answer = await client.post(VOTE, data={"token": token, "helped": "no"}, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")


async def test_with_another_token(client: httpx.AsyncClient, cast: Cast, clock: MovingClock, get: Get) -> None:
    await publish(client, cast.globex)
    theirs = read_token(await client.get("/help/globex/articles/refunds"))
    other = read_token(await get("/articles/invoices"))
    mine = read_token(await get("/articles/refunds"))
    session = (await client.get("/console/sign-in")).text.partition('name="csrf" value="')[2].partition('"')[0]
    for token in ("", "guessed", theirs, other, session, mine[:-2] + "AA"):
        assert (await client.post(VOTE, data={"token": token, "helped": "no"}, headers=SAME_ORIGIN)).status_code == 403
    clock.advance(2 * DAY)
    assert (await client.post(VOTE, data={"token": mine, "helped": "no"}, headers=SAME_ORIGIN)).status_code == 403


async def test_one_address_does_not_vote_without_end(client: httpx.AsyncClient, clock: MovingClock, get: Get) -> None:
    token = read_token(await get("/articles/refunds"))

    async def send(form: str, **said: str) -> httpx.Response:
        path = f"/help/acme/articles/refunds/{form}"
        return await client.post(path, data={"token": token, **said}, headers=SAME_ORIGIN)

    votes = [(await send("vote", helped="no")).status_code for _ in range(19)]
    votes += [(await send("reason", reason="Too long")).status_code for _ in range(2)]
    assert votes == [303] * 20 + [429]
    refused = await send("vote", helped="yes")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3600")
    assert refused.headers["content-type"].startswith("text/html")
    other = read_token(await get("/articles/invoices"))
    form = {"token": other, "helped": "yes"}
    assert (await client.post("/help/acme/articles/invoices/vote", data=form, headers=SAME_ORIGIN)).status_code == 303
    clock.advance(HOUR)
    assert (await send("vote", helped="yes")).status_code == 303


async def test_for_what_is_not_there(client: httpx.AsyncClient, get: Get) -> None:
    token = read_token(await get("/articles/refunds"))
    for id_ in ("secret", "plans", "nothing"):
        for form in ("vote", "reason"):
            path = f"/help/acme/articles/{id_}/{form}"
            answer = await client.post(path, data={"token": token, "helped": "no"}, headers=SAME_ORIGIN)
            assert answer.status_code == 404


async def test_of_another_shape(client: httpx.AsyncClient, get: Get) -> None:
    token = read_token(await get("/articles/refunds"))
    for form in ({"token": token}, {"token": token, "helped": "perhaps"}):
        assert (await client.post(VOTE, data=form, headers=SAME_ORIGIN)).status_code == 422
    assert (await client.post(VOTE, content=b"x" * 20_000, headers=SAME_ORIGIN)).status_code in (413, 415)
    assert (await client.post(VOTE, json={"token": token, "helped": "no"}, headers=SAME_ORIGIN)).status_code == 415
