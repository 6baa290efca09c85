"""The processes of the browsers that a process of ours has started."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

Kind = Literal["browser", "renderer"]
"""The one that a browser begins with and ends with, or one that draws a page."""
MARKS = {"browser": "--remote-debugging-pipe", "renderer": "--type=renderer"}


def list_processes(parent: int, kind: Kind) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, process = (folder / "cmdline").read_text(), int(folder.name)
            above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            while above > 1 and above != parent:
                above = int(Path(f"/proc/{above}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
        is_other = kind == "browser" and "--type=" in command
        if above == parent and MARKS[kind] in command and not is_other:
            yield process


def kill_processes(parent: int, kind: Kind) -> None:
    for process in list(list_processes(parent, kind)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
