"""What all tests share: the browser, and the folders of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser import LAUNCH_ARGS, find_system_browser

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launches the machine's browser if it has one; Playwright falls back on its own."""
    args = {**browser_type_launch_args, "args": list(LAUNCH_ARGS)}
    if found := find_system_browser():
        args["executable_path"] = str(found)
    return args


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses a page is a browser test; nobody needs to remember the marker."""
    for item in items:
        if {"page", "context", "browser", "new_context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
