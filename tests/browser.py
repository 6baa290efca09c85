"""The browser that the tests drive: one that is there, or one that can be had.

`python tests/browser.py` sees to it that there is one and says which, or fails and says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

LAUNCH_ARGS = (
    "--no-sandbox",  # root in a container has no sandbox to give, and only pages of ours are visited
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(RuntimeError):
    """No browser is there and none could be installed."""


def starts(executable: str | Path) -> bool:
    """Whether it runs at all: a browser without its system libraries is none."""
    try:
        return subprocess.run([executable, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find_own_browser() -> Path | None:
    """Playwright's own, where `playwright install` puts it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = Path(playwright.chromium.executable_path)
    return executable if executable.is_file() and starts(executable) else None


def find_system_browser() -> Path | None:
    """`HANDRAIL_TEST_BROWSER`, else the first Chromium or Chrome on the PATH."""
    named = os.environ.get("HANDRAIL_TEST_BROWSER")
    found = (shutil.which(name) for name in ((named,) if named else NAMES))
    return next((Path(path) for path in found if path and starts(path)), None)


def find_browser() -> Path | None:
    return find_system_browser() or find_own_browser()


def run(*command: str, seconds: int) -> bool:
    print("browser:", *command, file=sys.stderr, flush=True)
    try:
        return subprocess.run(command, timeout=seconds, stdout=sys.stderr).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_browser() -> Path:
    """Playwright's own, else the distribution's package. Raises NoBrowser."""
    if run(sys.executable, "-m", "playwright", "install", "chromium", seconds=300) and (own := find_own_browser()):
        return own
    if shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "-q", "update", seconds=300)
        run("apt-get", "-q", "install", "-y", "--no-install-recommends", "chromium", seconds=900)
        if found := find_system_browser():
            return found
    raise NoBrowser("no browser for the tests; install Chromium or Chrome, or name one in HANDRAIL_TEST_BROWSER")


if __name__ == "__main__":
    try:
        print(f"browser: {find_browser() or install_browser()}")
    except NoBrowser as error:
        sys.exit(f"browser: {error}")
