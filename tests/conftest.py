"""What all tests share: the browser, and the folders of the repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserType, Playwright, expect, sync_playwright

from tests.browser import LAUNCH_ARGS, find_system_browser

ROOT = Path(__file__).resolve().parent.parent
MOST_FURTHER_TRIES = 5

# How long one case takes says more about the machine than about us.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
# ms. Nor does this: what is not there by then will not come.
expect.set_options(timeout=15_000)


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


# pytest-playwright keeps one browser for the whole session, and with it an event loop that runs in the main thread: asynchronous
# tests that come later in the same process could not run theirs. So the browser lives for one module of tests.


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser_type(playwright: Playwright) -> BrowserType:
    return playwright.chromium


@pytest.fixture(scope="module")
def launch_browser(browser_type_launch_args: dict[str, Any], browser_type: BrowserType) -> Callable[..., Browser]:
    return lambda **options: browser_type.launch(**{**browser_type_launch_args, **options})


@pytest.fixture(scope="module")
def browser(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    browser = launch_browser()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses a page is a browser test; nobody needs to remember the marker."""
    for item in items:
        if {"page", "context", "browser", "new_context", "launch_browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            item.user_properties.append(("engine", "Chromium"))
        if item.get_closest_marker("browser") or item.get_closest_marker("engines"):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Iterator[None]:
    """A browser may stumble on a busy machine, so its tests have a second try, and a third. Many in one run are a fault, of ours or of theirs."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    again = reporter.getreports("rerun") if reporter else []
    if exitstatus == pytest.ExitCode.OK and len(again) > MOST_FURTHER_TRIES:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def tell_way(report: pytest.TestReport) -> str:
    """Line by line of ours into what failed, and what it said."""
    traceback = getattr(report.longrepr, "reprtraceback", None)
    places = [entry.reprfileloc for entry in traceback.reprentries if entry.reprfileloc] if traceback else []
    ours = [f"{place.path}:{place.lineno}" for place in places if place.path.startswith("tests/")]
    return " > ".join([*ours, str(report.longrepr).splitlines()[-1]])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Which browser ran how many tests, so that none is left out in silence, and which took another try."""
    again = terminalreporter.getreports("rerun")
    if again:
        terminalreporter.section(f"further tries: {len(again)}, of {MOST_FURTHER_TRIES} at the most")
        for report in again:
            terminalreporter.line(f"{report.nodeid}: {tell_way(report)}")
    ran: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        properties = dict(report.user_properties)
        if report.when == "call" and "engine" in properties:
            ran[str(properties["engine"])] += 1
    absent = {
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple) and "tests/engines/" in report.nodeid
    }
    lines = [f"{name}: {number} tests" for name, number in sorted(ran.items())] + sorted(absent)
    if lines:
        terminalreporter.section("browsers")
        for line in lines:
            terminalreporter.line(line)
