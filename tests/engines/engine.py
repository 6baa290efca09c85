"""A browser that is no Chromium, as the tests use it: it opens pages, runs functions in them, and has a real mouse and real keys."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

KEYS: Mapping[str, str] = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Escape": "\ue00c",
    "Space": " ",
    "ArrowDown": "\ue015",
}
"""The normalised key values of WebDriver, section 17.4.2."""


class EngineFailed(RuntimeError):
    """The browser did not start, or refused a command."""


class Engine(Protocol):
    name: str
    version: str

    def open(self, url: str) -> None:
        """Returns when the page has loaded."""

    def evaluate(self, function: str, argument: str) -> str:
        """`function`: an async function of one text that gives one."""

    def act(self, actions: list[dict[str, Any]]) -> None:
        """Input sources and their actions, as WebDriver and BiDi both name them."""

    def resize(self, width: int, height: int) -> None: ...

    def screenshot(self) -> bytes:
        """PNG."""

    def close(self) -> None: ...


@contextmanager
def start_process(command: list[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """Silent, and ended with the block."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **{**quiet, **options}) as process:
        try:
            yield process
        finally:
            process.terminate()


def run(engine: Engine, function: str, *values: Any) -> Any:
    """What a function of the page gives; it may be async. In and out: what JSON holds."""
    text = engine.evaluate(
        f"async (values) => JSON.stringify((await ({function})(...JSON.parse(values))) ?? null)", json.dumps(values)
    )
    return json.loads(text)


def click(engine: Engine, x: float, y: float) -> None:
    move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
    press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
    engine.act([{"type": "pointer", "id": "mouse", "actions": [move, *press]}])


def hover(engine: Engine, x: float, y: float) -> None:
    move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
    engine.act([{"type": "pointer", "id": "mouse", "actions": [move]}])


def press(engine: Engine, *keys: str) -> None:
    """One after another; `Shift+Tab` holds the first meanwhile. Text of one character is that key."""
    actions = []
    for key in keys:
        together = [KEYS.get(part, part) for part in key.split("+")]
        actions += [{"type": "keyDown", "value": value} for value in together]
        actions += [{"type": "keyUp", "value": value} for value in reversed(together)]
    engine.act([{"type": "key", "id": "keys", "actions": actions}])
