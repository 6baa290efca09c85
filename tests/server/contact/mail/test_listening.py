"""Who keeps the listener busy keeps nobody else from it."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette

from handrail.contact.mail import listen as listening
from handrail.contact.mail.reply_address import write_reply_address
from tests.server.cast import services_of
from tests.server.contact.mail.conftest import ADDRESS, DOMAIN
from tests.server.contact.mail.test_receiving import read_texts, write
from tests.server.contact.talking import Writer


@dataclass(frozen=True)
class Caller:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    greeting: bytes


Knock = Callable[[str], Awaitable[Caller]]


@pytest.fixture
async def knock(door: int) -> AsyncIterator[Knock]:
    """Comes from this address of this machine."""
    writers: list[asyncio.StreamWriter] = []

    async def come(source: str) -> Caller:
        reader, writer = await asyncio.open_connection("127.0.0.1", door, local_addr=(source, 0))
        writers.append(writer)
        return Caller(reader, writer, await reader.readline())

    yield come
    for writer in writers:
        writer.close()


async def test_one_address_has_so_many_connections_and_others_still_come_in(
    knock: Knock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "MOST_FROM_ONE", 2)
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 3)
    first = await knock("127.0.0.1")
    assert first.greeting.startswith(b"220 ")
    assert (await knock("127.0.0.1")).greeting.startswith(b"220 ")
    refused = await knock("127.0.0.1")
    assert refused.greeting.startswith(b"421 4.7.0 ")
    assert await refused.reader.read() == b""
    assert (await knock("127.0.0.2")).greeting.startswith(b"220 ")
    assert (await knock("127.0.0.3")).greeting.startswith(b"421 "), "There is room for three in all."
    # Who leaves makes room.
    first.writer.close()
    async with asyncio.timeout(60):
        while not (await knock("127.0.0.3")).greeting.startswith(b"220 "):
            pass


async def test_who_says_nothing_is_let_go_before_who_hands_in_a_mail(
    paula: Writer, thread: str, app: Starlette, door: int, knock: Knock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "IDLE", 3.0)
    to = write_reply_address(services_of(app).signer, thread, DOMAIN)

    def begin() -> smtplib.SMTP:
        smtp = smtplib.SMTP("127.0.0.1", door, timeout=60)
        smtp.ehlo()
        smtp.mail(ADDRESS)
        assert smtp.rcpt(to)[0] == 250
        smtp.putcmd("data")
        assert smtp.getreply()[0] == 354
        return smtp

    def end(smtp: smtplib.SMTP) -> int:
        with smtp:
            smtp.send(write("It took its time.") + b".\r\n")
            return smtp.getreply()[0]

    slow = await asyncio.to_thread(begin)
    silent = await knock("127.0.0.1")
    assert silent.greeting.startswith(b"220 ")
    async with asyncio.timeout(60):
        assert await silent.reader.read() == b""
    assert await asyncio.to_thread(end, slow) == 250
    assert await read_texts(paula, thread) == ["Invoices do not leave", "It took its time."]
