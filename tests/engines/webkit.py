"""WebKitGTK over WebDriver (W3C), on a screen of its own."""

from __future__ import annotations

import base64
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.engines.engine import EngineFailed, start_process

HOMES = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib64", "/usr/lib")
MOST_SECONDS = 60


def find_mini_browser() -> str | None:
    """The browser that comes with the library; it is on no PATH."""
    found = [path for home in HOMES for path in sorted(Path(home).glob("webkit2gtk-4*/MiniBrowser"))]
    return str(found[-1]) if found else None


class WebKit:
    name = "WebKit"

    def __init__(self, driver: str, screen: str, folder: Path) -> None:
        home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
        port = find_port()
        with ExitStack() as stack:
            display = {"DISPLAY": f":{stack.enter_context(open_screen(screen))}"}
            environment = {**os.environ, **home, **display, "NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
            stack.enter_context(start_process([driver, f"--port={port}"], env=environment))
            retries = httpx.HTTPTransport(retries=8)  # until it listens
            client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=MOST_SECONDS, transport=retries)
            self.client = stack.enter_context(client)
            options = {"binary": find_mini_browser(), "args": ["--automation"]}
            asked = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            session = self.call("POST", "/session", {"capabilities": asked})
            self.version: str = session["capabilities"]["browserVersion"]
            self.session = f"/session/{session['sessionId']}"
            stack.callback(self.call, "DELETE", self.session)
            self.post("timeouts", script=MOST_SECONDS * 1000)
            self.ending = stack.pop_all()

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self.client.request(method, path, json=body if method == "POST" else None)
        value = answer.json()["value"]
        if answer.is_error:
            raise EngineFailed(f"{path}: {value['error']}: {value['message']}")
        return value

    def post(self, command: str, **body: Any) -> Any:
        return self.call("POST", f"{self.session}/{command}", body)

    def open(self, url: str) -> None:
        self.post("url", url=url)

    def evaluate(self, function: str, argument: str) -> str:
        script = (
            f"const [value, done] = arguments; ({function})(value).then(done, (error) => done(`failed ${{error}}`))"
        )
        answer = str(self.post("execute/async", script=script, args=[argument]))
        if answer.startswith("failed "):
            raise EngineFailed(answer)
        return answer

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.post("actions", actions=actions)

    def resize(self, width: int, height: int) -> None:
        """The window; its inside is what is asked for, so what stands around it is added."""
        self.post("window/rect", x=0, y=0, width=width, height=height)
        inner = self.post("execute/sync", script="return [innerWidth, innerHeight]", args=[])
        self.post("window/rect", width=2 * width - inner[0], height=2 * height - inner[1])

    def screenshot(self) -> bytes:
        return base64.b64decode(self.call("GET", f"{self.session}/screenshot"))

    def close(self) -> None:
        self.ending.close()


@contextmanager
def open_screen(program: str) -> Iterator[str]:
    """An X server without a screen; gives the number it took."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with os.fdopen(reading) as said, start_process(command, pass_fds=[writing]):
        os.close(writing)
        number = said.readline().strip()
        if not number:
            raise EngineFailed("Xvfb did not start.")
        yield number


def find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
