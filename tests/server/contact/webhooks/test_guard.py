"""What a name means is looked at when a connection is made, with each redirect anew."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
import pytest

from handrail.contact.outbox.channels import GiveUp
from handrail.contact.webhooks.guard import ForbiddenAddress, GuardedTransport
from handrail.contact.webhooks.send import post

pytestmark = pytest.mark.anyio
PUBLIC, OTHER = "93.184.215.14", "1.1.1.1"
NAMES = {
    "crm.test": [PUBLIC],
    "two.test": [OTHER, PUBLIC],
    "inside.test": ["10.0.0.7"],
    "both.test": [PUBLIC, "127.0.0.1"],
    "metadata.test": ["169.254.169.254"],
    "nobody.test": [],
    "127.0.0.1": ["127.0.0.1"],
}


class Network(httpx.AsyncBaseTransport):
    """The world: which addresses were connected to, under which name; one of them is away. `leads_to`: where it redirects."""

    def __init__(self, leads_to: str | None = None) -> None:
        self.leads_to = leads_to
        self.reached: list[tuple[str, str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == OTHER:
            raise httpx.ConnectError("away")
        self.reached.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        if self.leads_to is None or len(self.reached) > 1:
            return httpx.Response(204)
        return httpx.Response(307, headers={"location": self.leads_to})


async def send(network: Network, url: str, *, private: bool = False) -> int:
    async def resolve(host: str, _port: int) -> Sequence[str]:
        return NAMES[host]

    transport = GuardedTransport(network, private=private, resolve=resolve)
    async with httpx.AsyncClient(transport=transport) as client:
        return (await post(client, url, {}, b"{}", plain=private)).status


async def test_it_connects_to_what_was_looked_at_under_the_name() -> None:
    network = Network()
    assert await send(network, "https://crm.test/hooks") == 204
    assert network.reached == [(PUBLIC, "crm.test", "crm.test")]


async def test_a_name_with_an_address_that_is_away_is_reached_at_its_next() -> None:
    network = Network()
    assert await send(network, "https://two.test/") == 204
    assert network.reached == [(PUBLIC, "two.test", "two.test")]


@pytest.mark.parametrize("host", ["inside.test", "both.test", "metadata.test", "127.0.0.1"])
async def test_no_name_leads_inside_at_once_or_by_a_redirect(host: str) -> None:
    network = Network()
    with pytest.raises(ForbiddenAddress):
        await send(network, f"https://{host}/")
    assert network.reached == []
    network = Network(leads_to=f"https://{host}/")
    with pytest.raises(ForbiddenAddress):
        await send(network, "https://crm.test/")
    assert network.reached == [(PUBLIC, "crm.test", "crm.test")]


async def test_no_redirect_leads_to_where_everybody_can_read_it() -> None:
    network = Network(leads_to="http://crm.test/")
    with pytest.raises(GiveUp):
        await send(network, "https://crm.test/")
    assert len(network.reached) == 1


async def test_a_name_without_an_address_may_have_one_later() -> None:
    with pytest.raises(httpx.ConnectError):
        await send(Network(), "https://nobody.test/")


async def test_inside_is_reached_where_that_is_allowed_but_not_what_gives_credentials() -> None:
    network = Network()
    assert await send(network, "http://inside.test/", private=True) == 204
    with pytest.raises(ForbiddenAddress):
        await send(network, "http://metadata.test/", private=True)
