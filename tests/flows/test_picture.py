"""The picture of the README: `HANDRAIL_PICTURE=docs/tour.png pytest tests/flows/test_picture.py` makes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.flows.conftest import HostApp
from tests.flows.states import reach_field


def test_the_picture_of_the_readme(browser: Browser, acme: HostApp, pytestconfig: pytest.Config) -> None:
    path = Path(os.environ.get("HANDRAIL_PICTURE") or Path(pytestconfig.getoption("--output")) / "tour.png")
    context = browser.new_context(
        viewport={"width": 1120, "height": 620}, device_scale_factor=2, reduced_motion="reduce"
    )
    page = context.new_page()
    reach_field(page, acme)
    page.screenshot(path=path)
    context.close()
    assert path.stat().st_size > 20_000
