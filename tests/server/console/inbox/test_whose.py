"""Every door of the inbox, tried by who answers for another site, or for none any more."""

from __future__ import annotations

import httpx
import pytest
from starlette.routing import Route

from handrail.console.inbox import routes
from tests.server.cast import Cast
from tests.server.console.inbox.conftest import Ask, Asker, Seat
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf

OF_ONE = [route for route in routes.ROUTES if isinstance(route, Route) and "conversation" in route.param_convertors]
FORM = {
    "kind": "message",
    "client_id": "stolen",
    "text": "Stolen",
    "id": "welcome",
    "member": "",
    "expected": "",
    "reason": "spam",
    "as": "message",
}


@pytest.fixture
async def hers(ask: Ask, cast: Cast) -> Asker:
    return await ask("The zebra is mine", stage=cast.globex)


async def knock(seat: Seat, route: Route, conversation: str) -> httpx.Response:
    path = route.path_format.format(**dict.fromkeys(route.param_convertors, "x") | {"conversation": conversation})
    if "POST" not in (route.methods or ()):
        return await seat.client.get(path)
    csrf = read_csrf(await seat.client.get("/console/inbox"))
    return await seat.client.post(path, data={**FORM, "csrf": csrf}, headers=SAME_ORIGIN)


async def test_no_door_opens_to_members_of_another_site(
    client: httpx.AsyncClient, cast: Cast, hers: Asker, agnes: Seat
) -> None:
    """It is told no more than of what does not exist; and nothing changes."""
    before = await hers.read()
    assert len(OF_ONE) >= 11
    for route in OF_ONE:
        refused = await knock(agnes, route, hers.conversation)
        missing = await knock(agnes, route, "0190a000-0000-7000-8000-000000000000")
        assert (refused.status_code, "zebra" in refused.text) == (404, False), route.path
        assert missing.status_code == 404, route.path
    answer = await client.get("/api/sites/globex/audit", headers=cast.globex.bearer)
    assert "Agnes" not in answer.text
    assert await hers.read() == before
