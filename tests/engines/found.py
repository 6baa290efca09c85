"""Which engines beside Chromium this machine has. In `make test` one that is missing is said to be missing; `make soak` insists on them all.

`python -m tests.engines.found` installs those that are missing, or fails and says what to do.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.browser import run
from tests.engines.engine import Engine
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit, find_mini_browser

Start = Callable[[Path], Engine]

PACKAGES = {"Firefox": ("firefox-esr",), "WebKit": ("xvfb", "webkit2gtk-driver")}
"""Debian's, for each engine."""

INSIST = "HANDRAIL_TEST_ENGINES"
"""An environment variable: `all` makes a missing engine a failure."""


def find_firefox() -> Start | None:
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    return (lambda folder: Firefox(executable, folder)) if executable else None


def find_webkit() -> Start | None:
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not driver or not screen or not find_mini_browser():
        return None
    return lambda folder: WebKit(driver, screen, folder)


ENGINES: dict[str, Callable[[], Start | None]] = {"Firefox": find_firefox, "WebKit": find_webkit}


def is_insisted_on() -> bool:
    return os.environ.get(INSIST) == "all"


def explain_missing(name: str) -> str:
    return f"{name} is not here; on Debian: apt-get install {' '.join(PACKAGES[name])}"


def install_missing() -> list[str]:
    """From the distribution's packages, as root. Out: what is missing all the same."""
    packages = [package for name, find in ENGINES.items() if not find() for package in PACKAGES[name]]
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "-q", "update", seconds=300)
        run("apt-get", "-q", "install", "-y", "--no-install-recommends", *packages, seconds=900)
    return [explain_missing(name) for name, find in ENGINES.items() if not find()]


if __name__ == "__main__":
    if missing := install_missing():
        sys.exit("\n".join(missing))
