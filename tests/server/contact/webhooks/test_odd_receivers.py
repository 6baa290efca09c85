"""Receivers that answer without end, never, or with nonsense: none of them holds up a server, and what they said is told in a line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from handrail.contact.webhooks import routes
from tests.server.cast import Cast

Answers = Callable[[asyncio.StreamWriter], Awaitable[None]]
TOO_LONG = "It took longer than 1 s."
HERE = "/api/sites/acme/webhooks"


async def answer_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        await writer.drain()


async def begin_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: and more\r\n")
        await writer.drain()
        await asyncio.sleep(0)  # The sender runs in this loop, too.


async def say_a_word_now_and_then(writer: asyncio.StreamWriter) -> None:
    """Each soon enough that nothing of it takes too long."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: 1\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)  # That it drips is what is tested; the sender gives up, not this.


async def say_nothing(_writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def say_nonsense(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x15\x03\x01 250 OK <html>\r\n\r\n")
    await writer.drain()
    writer.close()


async def lead_back(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: \r\nContent-Length: 0\r\n\r\n")
    await writer.drain()
    writer.close()


@asynccontextmanager
async def receive(answers: Answers) -> AsyncIterator[str]:
    under_way: set[asyncio.Task[None]] = set()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        task = asyncio.ensure_future(answers(writer))
        under_way.add(task)
        try:
            await task
        except (ConnectionError, asyncio.CancelledError):
            writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks"
    finally:
        server.close()
        for task in under_way:
            task.cancel()


@pytest.mark.parametrize(
    ("answers", "delivered", "says"),
    [
        (answer_without_end, True, None),
        (begin_without_end, False, ""),
        (say_a_word_now_and_then, False, TOO_LONG),
        (say_nothing, False, TOO_LONG),
        (say_nonsense, False, ""),
        (lead_back, False, "It redirects again and again."),
    ],
)
async def test_it_is_told_in_a_line(
    client: httpx.AsyncClient,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
    delivered: bool,
    says: str | None,
) -> None:
    if says == TOO_LONG:  # the others have all the time that there is
        monkeypatch.setattr(routes, "LIMIT", 1_000)
    async with receive(answers) as url, asyncio.timeout(60):
        made = (await client.post(HERE, json={"url": url}, headers=cast.acme.bearer)).json()
        told = await client.post(f"{HERE}/{made['id']}/test", json={}, headers=cast.acme.bearer)
        assert told.status_code == 200, told.text
        assert told.json()["delivered"] is delivered
        assert (told.json()["detail"] is None) is delivered
        assert says in ("", None) or told.json()["detail"] == says
