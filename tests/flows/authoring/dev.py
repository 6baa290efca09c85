"""`handrail dev` as an author runs it: a process of its own beside a live server, over a folder that the test writes to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from tests.flows.stage import PATIENCE, Site

MEMBER = "ada@example.com"
COMMAND = "import handrail.cli; handrail.cli.main()"


class Dev:
    """What it said so far, line by line."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.said: Queue[dict[str, Any]] = Queue()
        assert process.stdout is not None
        Thread(target=self.read, args=(process.stdout,), daemon=True).start()

    def read(self, lines: Iterator[str]) -> None:
        for line in lines:
            self.said.put(json.loads(line))

    def wait_for(self, event: str) -> dict[str, Any]:
        """The next of this name."""
        while True:
            said = self.said.get(timeout=PATIENCE)
            if said["event"] == event:
                return said

    def make_link(self) -> str:
        """As Enter does."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return str(self.wait_for("link")["url"])

    def read_file(self, path: str) -> str:
        return (self.folder / path).read_text()

    def save(self, path: str, item: Mapping[str, Any] | str) -> None:
        file = self.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(item if isinstance(item, str) else json.dumps(item, indent=2) + "\n")


@contextmanager
def run_dev(site: Site, folder: Path, *options: str) -> Iterator[tuple[Dev, str]]:
    """The running command, and its first link."""
    site.call("POST", "/members", {"email": MEMBER, "name": "Ada", "role": "editor"})
    asked = ["dev", str(folder), "--site", site.slug, "--server", site.url, "--key", site.secret_key, "--json"]
    with subprocess.Popen(  # our own command
        [sys.executable, "-c", COMMAND, *asked, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            dev = Dev(process, folder)
            yield dev, str(dev.wait_for("link")["url"])
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
