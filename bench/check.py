"""How long `handrail check` takes for 50 tours of 5 steps against a local app: `python -m bench.check [WORKERS]`. Aim: 2 minutes on two cores.

The app is the demo; its tours are clicks, fields and pages of it. Walks of people who are signed in, so that the session is made once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from handrail.core.resources import resource
from handrail.demo.host import create_host
from tests.browser import find_browser
from tests.flows.live import serve

TOURS, AIM = 50, 120.0
NOWHERE = "http://localhost:9"
STEPS: list[dict[str, Any]] = [
    {"page": "/", "target": {"test_id": "figures"}},
    {
        "page": "/",
        "target": {"role": "link", "name": "Invoices", "within": {"role": "navigation", "name": "Main"}},
        "advance": {"when": {"url": "/invoices"}},
    },
    {
        "page": "/invoices",
        "target": {"role": "button", "name": "New invoice", "within": {"role": "main"}},
        "advance": {"when": {"url": "/invoices/new"}},
    },
    {
        "page": "/invoices/new",
        "target": {"label": "Customer"},
        "advance": {"on": "change", "when": {"element": "target", "state": "filled"}},
    },
    {"page": "/invoices/new", "target": {"test_id": "totals"}},
]


def write_content(folder: Path) -> Path:
    acme = resource("tours") / "acme"
    (folder / "check").mkdir(parents=True)
    (folder / "check/sign_in.py").write_text((acme / "check/sign_in.py").read_text())
    check = {"roles": {"owner": {"sign_in": "check/sign_in.py"}}}
    site = {"kind": "site", "id": "many", "title": "Many", "check": check}
    (folder / "site.json").write_text(json.dumps(site))
    for number in range(TOURS):
        steps = [{"id": f"step-{at}", "title": "A step", "text": "Here.", **step} for at, step in enumerate(STEPS)]
        start = {"on": "manual"}
        tour = {"kind": "tour", "id": f"tour-{number}", "title": "A tour", "start": start, "steps": steps}
        (folder / f"tour-{number}.json").write_text(json.dumps(tour, indent=2))
    return folder


def main() -> int:
    workers = sys.argv[1:2] or ["3"]
    host = create_host(NOWHERE, "pk_nobody", "is_nobody_in_particular_at_all", latency=0.05)
    with tempfile.TemporaryDirectory() as temporary, serve(host) as live:
        folder = write_content(Path(temporary) / "many")
        command: list[str | Path] = [Path(sys.executable).with_name("handrail"), "check", folder, "--url", live.url]
        began = time.monotonic()
        environment = {**os.environ, "HANDRAIL_BROWSER": str(find_browser())}
        done = subprocess.run([*command, "--workers", *workers], env=environment, cwd=temporary, check=False)
        seconds = time.monotonic() - began
    if done.returncode:
        return done.returncode
    steps = TOURS * len(STEPS)
    print(
        f"{TOURS} tours of {len(STEPS)} steps in {seconds:.0f} s, {seconds / steps * 1000:.0f} ms a step; aim {AIM:.0f} s"
    )
    return int(seconds > AIM)


if __name__ == "__main__":
    sys.exit(main())
