"""A load generator of our own: keep-alive connections that each send the next request as soon as the last one is answered."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass
class Tally:
    answered: int = 0
    failed: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return self.answered / self.seconds


class Sender(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], tally: Tally, until: float) -> None:
        self.requests, self.tally, self.until = requests, tally, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = bytearray()
        self.length = -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.send_next()

    def send_next(self) -> None:
        if time.perf_counter() >= self.until:
            self.transport.close()
            return
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.length < 0:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            self.length = end + 4 + read_length(bytes(self.buffer[:end]))
        if len(self.buffer) < self.length:
            return
        self.tally.answered += 1
        self.tally.failed += not self.buffer.startswith(b"HTTP/1.1 200")
        self.buffer.clear()
        self.length = -1
        self.send_next()

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def read_length(head: bytes) -> int:
    name = b"content-length:"
    return next(int(line[len(name) :]) for line in head.lower().split(b"\r\n") if line.startswith(name))


def send_load(port: int, make_requests: Callable[[int], Iterator[bytes]], connections: int, seconds: float) -> Tally:
    """`make_requests` gets the number of the connection. Each process sends on one core."""

    async def run() -> Tally:
        tally, begun = Tally(), time.perf_counter()
        until = begun + seconds
        loop = asyncio.get_running_loop()
        made = [
            await loop.create_connection(lambda n=n: Sender(make_requests(n), tally, until), "127.0.0.1", port)  # type: ignore[misc]  # mypy cannot tell the lambda's type
            for n in range(connections)
        ]
        await asyncio.gather(*(sender.done for _, sender in made))
        tally.seconds = time.perf_counter() - begun
        return tally

    return asyncio.run(run())


def write_post(path: str, body: bytes, origin: str) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nOrigin: {origin}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def get_nothing(_number: int) -> Iterator[bytes]:
    return itertools.repeat(b"GET /nothing HTTP/1.1\r\nHost: bench\r\n\r\n")
