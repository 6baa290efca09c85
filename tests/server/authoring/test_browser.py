from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from handrail.authoring import browser
from handrail.authoring.browser import NoBrowser, list_attempts, require_playwright


def test_without_playwright_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NoBrowser, match=r"pip install 'handrail\[check\]'"):
        require_playwright()


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
        ({"executable_path": "/x"}, "closed\nMissing X server or $DISPLAY", "no screen"),
    ],
)
def test_a_browser_that_does_not_start_is_explained(attempt: dict[str, str], message: str, said: str) -> None:
    assert said in browser.explain(attempt, message)
