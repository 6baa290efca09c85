"""The help site of acme with its contact page, mail set up, and somebody at a browser who runs no script."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx
import pytest
from pydantic import SecretStr

from handrail.contact.page.write import QUICKEST
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock
from tests.server.contact.mail.conftest import ADDRESS, DOMAIN
from tests.server.contact.mail.relay import Relay
from tests.server.help.shelves import publish

TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class Visitor:
    client: httpx.AsyncClient
    clock: MovingClock

    async def load(self, rest: str = "/contact") -> httpx.Response:
        return await self.client.get(f"/help/acme{rest}")

    async def send(self, rest: str, **fields: str) -> httpx.Response:
        return await self.client.post(f"/help/acme{rest}", data=fields, headers={"Origin": "http://testserver"})

    async def write(self, text: str = "Invoices do not leave", email: str = ADDRESS, **fields: str) -> httpx.Response:
        """As people do: the page, then, after a while, the form."""
        token = read_token(await self.load())
        self.clock.advance(QUICKEST)
        return await self.send("/contact", **{"token": token, "text": text, "email": email} | fields)


def read_token(page: httpx.Response) -> str:
    found = TOKEN.search(page.text)
    assert found, page.text
    return found[1]


@pytest.fixture
def settings(database_url: str, relay: Relay) -> Settings:
    return Settings(
        database_url=database_url,
        smtp_url=SecretStr(f"smtp://127.0.0.1:{relay.port}"),
        mail_from="Acme <help@acme.example>",
        mail_domain=DOMAIN,
    )


@pytest.fixture
async def visitor(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> Visitor:
    await publish(client, cast.acme)
    return Visitor(client, clock)
