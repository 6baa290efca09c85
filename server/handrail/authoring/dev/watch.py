"""Says when something in a folder was saved. The system tells at once; every few seconds one looks all the same, for where it does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

from handrail.content.folder import NOT_CONTENT

SETTLES = 50
"""Milliseconds: an editor saves in several steps."""
LOOK_EVERY = 3_000
"""Milliseconds."""


async def watch_folder(root: Path, stop: asyncio.Event) -> AsyncIterator[bool]:
    """True when a change was told, false when it is time to look. Until `stop` is set, or the folder is gone. `root` is resolved: changes are told by their real paths."""

    def is_content(_change: Change, path: str) -> bool:
        inside = Path(path).relative_to(root) if Path(path).is_relative_to(root) else Path()
        return not any(part in NOT_CONTENT or part.startswith(".") for part in inside.parts)

    changes = awatch(
        root,
        watch_filter=is_content,
        debounce=4 * SETTLES,
        step=SETTLES,
        stop_event=stop,
        rust_timeout=LOOK_EVERY,
        yield_on_timeout=True,
    )
    async for told in changes:
        if not await asyncio.to_thread(root.is_dir):
            return
        yield bool(told)
