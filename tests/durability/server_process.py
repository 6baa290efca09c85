"""`handrail serve` as a process of its own, that can be killed at any moment and started again on the same database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

PATIENCE = 180  # s, of a busy machine: one that is killed for being slow only starts all over


class ServerProcess:
    """`url` is another one after each start: in the meantime somebody else may have taken the port."""

    def __init__(self, database_url: str, log: Path) -> None:
        """Its webhooks may go to this machine, where the tests' receiver is."""
        set_ = {"HANDRAIL_DATABASE_URL": database_url, "HANDRAIL_PRIVATE_WEBHOOKS": "1"}
        self._environment = {**os.environ, **set_}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        """Returns once it answers."""
        for _ in range(3):
            if self._try_to_start():
                return
        raise AssertionError(f"the server did not come up: {self._log.read_text()[-2_000:]}")

    def _try_to_start(self) -> bool:
        port = find_port()
        self.url = f"http://127.0.0.1:{port}"
        command = ["-c", "from handrail.cli.main import main; main()", "serve", "--port", str(port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command], env=self._environment, stdout=subprocess.DEVNULL, stderr=log
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if httpx.get(f"{self.url}/healthz").status_code == 200:
                    return True
            except httpx.TransportError:
                time.sleep(0.05)  # It is starting: asked again until the deadline.
        self.kill()  # it may only be slow: two of them are more than was asked for
        return False

    def kill(self) -> None:
        """`kill -9`: it gets no chance to tidy up."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
