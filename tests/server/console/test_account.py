"""A member's own password."""

from __future__ import annotations

import httpx
from starlette.applications import Starlette

from tests.server.cast import Cast
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf, send, sign_in

NEW = "another horse battery"


async def change(client: httpx.AsyncClient, current: str, password: str) -> httpx.Response:
    form = {"csrf": read_csrf(await client.get("/console/account")), "current": current, "password": password}
    return await client.post("/console/account", data=form, headers=SAME_ORIGIN)


async def test_a_new_password_ends_every_other_session(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as elsewhere:
        await sign_in(elsewhere, cast.victor)
        assert (await change(client, cast.victor.password, NEW)).headers["location"] == "/console/account?changed"
        assert "signed out everywhere else" in (await client.get("/console/account?changed")).text
        assert (await elsewhere.get("/console")).status_code == 303
        assert (await send(elsewhere, cast.victor.email)).status_code == 401
        assert (await send(elsewhere, cast.victor.email, NEW)).status_code == 303


async def test_it_takes_the_old_one_and_a_long_one(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    assert (await change(client, cast.victor.password, "short")).status_code == 401
    assert (await change(client, cast.victor.password, "demo is not allowed")).status_code == 403
    guesses = [(await change(client, f"guess {i}", NEW)).status_code for i in range(6)]
    assert guesses == [401] * 5 + [429]
    assert (await client.get("/console/account")).status_code == 200


async def test_a_forged_form_changes_nothing(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    form = {"csrf": "guessed", "current": cast.victor.password, "password": NEW}
    assert (await client.post("/console/account", data=form, headers=SAME_ORIGIN)).status_code == 403
    client.cookies.clear()
    await sign_in(client, cast.victor)
