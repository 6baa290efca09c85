"""Paula wrote to acme and left an address. Beside the server: a relay for what it sends, and its listener for answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from handrail.contact.mail.listen import listen
from handrail.contact.say import Said, say
from handrail.contact.thread import load_conversation
from handrail.settings import Settings
from tests.server.cast import MovingClock, services_of
from tests.server.contact.mail.relay import Relay
from tests.server.contact.talking import Writer, ok

ADDRESS = "paula@prosper.example"
DOMAIN = "reply.acme.example"
SECRET = "inbound secret of the test"


@pytest.fixture
def settings(database_url: str, relay: Relay) -> Settings:
    return Settings(
        database_url=database_url,
        smtp_url=SecretStr(f"smtp://127.0.0.1:{relay.port}"),
        mail_from="Acme <help@acme.example>",
        mail_domain=DOMAIN,
        inbound_secret=SecretStr(SECRET),
        public_url="https://help.acme.example",
    )


@pytest.fixture
async def door(app: Starlette) -> AsyncIterator[int]:
    """The port on which answers are taken in."""
    server: asyncio.Server = await listen(services_of(app), "127.0.0.1:0")
    yield int(server.sockets[0].getsockname()[1])
    server.close()


@pytest.fixture
async def paula(writer: Callable[..., Writer]) -> Writer:
    return await writer("paula").arrive("paula")


@pytest.fixture
async def thread(paula: Writer) -> str:
    """The id of her conversation."""
    begun = ok(await paula.begin("Invoices do not leave", email=ADDRESS))
    return str(begun["id"])


Tell = Callable[..., Awaitable[int]]


@pytest.fixture
def answer(do: Callable[..., Awaitable[Any]], thread: str, clock: MovingClock) -> Tell:
    """Somebody of the team says something. Its place in the conversation."""

    async def run(text: str, kind: str = "message") -> int:
        conversation = await do(load_conversation, thread)
        message = await do(say, conversation, Said("agent", text, f"a {text}", kind=kind), clock.now())  # type: ignore[arg-type]  # a word of a test
        return int(message.seq)

    return run
