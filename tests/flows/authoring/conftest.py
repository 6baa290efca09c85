"""The demo's content as an author has it, and `handrail dev` over it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.core.resources import resource
from tests.flows.authoring.dev import Dev, run_dev
from tests.flows.conftest import HostApp


@pytest.fixture
def folder(tmp_path: Path, acme: HostApp) -> Path:
    folder = tmp_path / "acme"
    shutil.copytree(resource("tours") / "acme", folder)
    site = json.loads((folder / "site.json").read_text()) | {"id": acme.site.slug}
    (folder / "site.json").write_text(json.dumps(site, indent=2))
    return folder


@pytest.fixture
def dev(acme: HostApp, folder: Path) -> Iterator[tuple[Dev, str]]:
    with run_dev(acme.site, folder, "--url", f"{acme.url}/invoices") as running:
        yield running
