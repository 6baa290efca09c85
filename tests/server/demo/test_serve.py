"""`handrail demo` as somebody runs it: a process of its own, both addresses, the demo's keys and login, Ctrl-C."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from handrail.demo.prepare import PASSWORD, PUBLISHABLE_KEY, SECRET_KEY

HANDRAIL = str(Path(sys.executable).with_name("handrail"))


@contextmanager
def running_demo(directory: Path) -> Iterator[tuple[str, str]]:
    """The addresses of Handrail and of the host. Ends with Ctrl-C, and with 0."""
    command = [HANDRAIL, "demo", "--port", "0", "--host-port", "0", "--dir", str(directory)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        told = ""
        for line in process.stdout:
            told += line
            if "Ctrl-C" in line:
                break
        found = re.search(r"Acme Invoices +(\S+)\s+Console +(\S+)/console", told)
        assert found, told + (process.stderr.read() if process.stderr else "")
        yield found[2], found[1]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.communicate()


def sync(handrail: str, host: str, token: str | None) -> dict[str, str]:
    """The tours' hashes by their ids."""
    body = {"key": PUBLISHABLE_KEY, "url": f"{host}/", "user_token": token}
    headers = {"Content-Type": "text/plain", "Origin": host}
    answer = httpx.post(f"{handrail}/v1/sync", content=json.dumps(body), headers=headers)
    assert answer.status_code == 200, answer.text
    return {item["id"]: item["hash"] for item in answer.json()["items"] if item["kind"] == "tour"}


def test_it_serves_stops_and_serves_again_what_it_kept(tmp_path: Path) -> None:
    with running_demo(tmp_path / "demo") as (handrail, host), httpx.Client(base_url=host) as browser:
        assert browser.post("/sign-in", data={"user": "frank"}).status_code == 303
        page = browser.get("/").text
        assert f'src="{handrail}/sdk/handrail.js" data-key="{PUBLISHABLE_KEY}" data-user-token="' in page
        token = browser.get("/identity-token").text
        before = sync(handrail, host, token)
        assert set(before) == {"welcome"}
        versions = httpx.get(f"{handrail}/api/sites/acme/versions", headers={"Authorization": f"Bearer {SECRET_KEY}"})
        assert [version["version"] for version in versions.json()["versions"]] == [1]
        with httpx.Client(base_url=f"{handrail}/console", follow_redirects=True) as console:
            csrf = re.search(r'name="csrf" value="([^"]+)"', console.get("/sign-in").text)
            assert csrf
            form = {"email": "owner@acme.example", "password": PASSWORD, "csrf": csrf[1]}
            assert "Acme Invoices" in console.post("/sign-in", data=form, headers={"Origin": handrail}).text
    with running_demo(tmp_path / "demo") as (handrail, host):
        assert sync(handrail, host, None) == before


def test_a_port_that_is_taken_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [HANDRAIL, "demo", "--port", port, "--dir", str(tmp_path / "demo")]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 1
    assert answer.stderr == f"handrail: port {port} is taken; choose another one with --port\n"
    assert not (tmp_path / "demo").exists()
