"""Firefox over WebDriver BiDi (W3C), the protocol that it speaks itself."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from tests.engines.engine import EngineFailed, start_process

# A browser of tests asks nobody for anything.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_open_during_load": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    name = "Firefox"

    def __init__(self, executable: str, folder: Path) -> None:
        profile = folder / "profile"
        profile.mkdir()
        lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines))
        command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self.numbers = count(1)
        with ExitStack() as stack:
            process = stack.enter_context(start_process(command, stderr=subprocess.PIPE, text=True))
            address = find_address(process.stderr or ())
            self.socket = stack.enter_context(connect(f"{address}/session", max_size=None))
            session = self.send("session.new", capabilities={})
            self.version: str = session["capabilities"]["browserVersion"]
            # A new one, for it has the focus: without that keys press no buttons.
            self.context: str = self.send("browsingContext.create", type="tab")["context"]
            self.ending = stack.pop_all()

    def send(self, method: str, **params: Any) -> Any:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") != number:
                continue  # an event that nobody asked for
            if answer["type"] == "error":
                raise EngineFailed(f"{method}: {answer['error']}: {answer['message']}")
            return answer["result"]

    def open(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, function: str, argument: str) -> str:
        answer = self.send(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": argument}],
            target={"context": self.context},
            awaitPromise=True,
            userActivation=False,
        )
        if answer["type"] == "exception":
            raise EngineFailed(answer["exceptionDetails"]["text"])
        return str(answer["result"]["value"])

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.send("input.performActions", context=self.context, actions=actions)

    def resize(self, width: int, height: int) -> None:
        self.send("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def screenshot(self) -> bytes:
        return base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.context)["data"])

    def close(self) -> None:
        self.ending.close()


def find_address(errors: Iterable[str]) -> str:
    """Where it listens, as it says when it starts."""
    said = ""
    for line in errors:
        said += line
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1]
    raise EngineFailed(f"Firefox did not start: {said}")
