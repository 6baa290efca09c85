"""Saved replies: written by those who use them, and put into the box of a conversation."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.server.cast import Cast
from tests.server.console.inbox.conftest import Ask, Seat
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf

PATH = "/console/acme/replies"


async def save(seat: Seat, path: str, **fields: str) -> httpx.Response:
    csrf = read_csrf(await seat.client.get(PATH))
    return await seat.client.post(path, data={"csrf": csrf, **fields}, headers=SAME_ORIGIN)


async def test_written_used_changed_and_deleted(ask: Ask, agnes: Seat, eddie: Seat) -> None:
    assert (await save(agnes, PATH, title="Hello", text="Hello,\r\n<b>thanks</b>.")).status_code == 303
    page = (await eddie.client.get(PATH)).text
    found = re.search(rf'action="{PATH}/([^"/]+)"', page)
    assert found
    assert "Hello,\n&lt;b&gt;thanks&lt;/b&gt;." in page
    paula = await ask("Help")
    assert ">Hello,\n&lt;b&gt;thanks&lt;/b&gt;.</textarea>" in await agnes.open(
        f"/{paula.conversation}", saved=found[1]
    )
    assert (await save(eddie, f"{PATH}/{found[1]}", title="Hi", text="Hi.")).status_code == 303
    assert "<strong>Hi</strong>" in await agnes.open(f"/{paula.conversation}")
    assert (await save(agnes, f"{PATH}/{found[1]}/delete")).status_code == 303
    assert "None yet" in (await agnes.client.get(PATH)).text
    assert (await save(eddie, f"{PATH}/{found[1]}", title="Hi", text="Hi.")).status_code == 404


@pytest.mark.parametrize(("title", "text"), [("", "x"), ("x", ""), ("x" * 101, "x"), ("x", "x" * 4_001), ("\0", "x")])
async def test_what_is_none(agnes: Seat, title: str, text: str) -> None:
    assert (await save(agnes, PATH, title=title, text=text)).status_code == 422


async def test_of_another_site(agnes: Seat, cast: Cast) -> None:
    assert (await agnes.client.get("/console/globex/replies")).status_code == 404
    assert (await save(agnes, "/console/globex/replies", title="x", text="x")).status_code == 404
