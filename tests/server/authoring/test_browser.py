from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handrail.authoring import browser
from handrail.authoring.browser import list_attempts


@pytest.mark.parametrize("command", [["check", "DIR", "--url", "http://localhost:9"], ["pick", "http://localhost:9"]])
def test_without_playwright_it_says_how_to_get_it(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "playwright.py").write_text("raise ImportError('it was never installed')\n")
    words = [str(tmp_path) if word == "DIR" else word for word in command]
    handrail = Path(sys.executable).with_name("handrail")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([handrail, *words], env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("pip install 'handrail[check]'")
    assert "Traceback" not in done.stderr


def test_playwrights_own_browser_comes_before_the_machines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = tmp_path / "chromium"
    found.write_text("#!/bin/sh\n")
    found.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list_attempts(None) == [{}, {"executable_path": str(found)}]
    assert list_attempts("chromium") == [{"executable_path": str(found)}]
    assert list_attempts("/opt/other") == [{"executable_path": "/opt/other"}]


@pytest.mark.parametrize(
    ("attempt", "message", "said"),
    [
        ({}, "Executable doesn't exist at /x", "playwright install chromium"),
        ({"executable_path": "/x"}, "BrowserType.launch: gone\nLog", "/x does not start (gone); HANDRAIL_BROWSER"),
        ({"executable_path": "/x"}, "closed\nMissing X server or $DISPLAY", "--selector"),
        ({}, "closed\nMissing X server or $DISPLAY", "no screen"),
    ],
)
def test_a_browser_that_does_not_start_is_explained(attempt: dict[str, str], message: str, said: str) -> None:
    assert said in browser.explain(attempt, message)
