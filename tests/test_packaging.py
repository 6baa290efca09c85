"""A wheel needs no Node, no checkout and nothing but what it declares."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import httpx
import pytest

# What a wheel carries besides Python, one file of each sort.
CARRIED = (
    r"handrail/_sdk/manifest\.json",
    r"handrail/_sdk/handrail\.js\.br",
    r"handrail/_sdk/[0-9a-f]+/core\.js",
    r"handrail/_alembic/env\.py",
    r"handrail/_alembic/versions/.+\.py",
    r"handrail/_tours/acme/site\.json",
    r"handrail/_tours/schema/tour\.json",
    r"handrail/py\.typed",
)


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=root)
    (found,) = folder.glob("handrail-*.whl")
    return found


@pytest.fixture(scope="module")
def environment(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel and what it needs, and its scripts."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=root)
    pip = (folder / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", root / "requirements/base.txt", cwd=root)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=root)
    return folder


@pytest.fixture
def bare(environment: Path) -> dict[str, str]:
    """An environment of variables with no Node to be found."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PATH": str(environment / "bin")}


def test_the_declared_needs_are_the_locked_ones(root: Path) -> None:
    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[<>=; ]", line)[0] for line in lines if line and not line.startswith("#")}

    declared = tomllib.loads((root / "pyproject.toml").read_text())["project"]["dependencies"]
    assert names(declared) == names((root / "requirements/base.in").read_text().splitlines())


@pytest.mark.slow
def test_the_wheel_carries_all_its_parts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    missing = [pattern for pattern in CARRIED if not any(re.fullmatch(pattern, name) for name in names)]
    assert missing == []
    assert [name for name in names if "__pycache__" in name or name.endswith(".db")] == []


@pytest.mark.slow
def test_its_needs_are_met_by_the_locked_versions(environment: Path, tmp_path: Path) -> None:
    run(environment / "bin/python", "-m", "pip", "check", cwd=tmp_path)


@pytest.mark.slow
def test_its_parts_are_found_without_a_checkout(environment: Path, bare: dict[str, str], tmp_path: Path) -> None:
    code = "from handrail.core.resources import resource; print(*map(resource, ('sdk', 'alembic', 'tours')), sep='\\n')"
    found = run(environment / "bin/python", "-c", code, cwd=tmp_path, env=bare).splitlines()
    assert [Path(line).name for line in found] == ["_sdk", "_alembic", "_tours"]
    assert all(Path(line).is_relative_to(environment) for line in found)


@pytest.mark.slow
def test_the_command_line_starts(environment: Path, bare: dict[str, str], tmp_path: Path) -> None:
    assert "demo" in run(environment / "bin/handrail", "--help", cwd=tmp_path, env=bare)


@pytest.mark.slow
def test_the_demo_serves_both_apps(environment: Path, bare: dict[str, str], tmp_path: Path) -> None:
    command = (environment / "bin/handrail", "demo", "--port", "0", "--host-port", "0")
    with (tmp_path / "errors").open("w") as errors:
        demo = subprocess.Popen(command, cwd=tmp_path, env=bare, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        server, host = wait_for_addresses(demo)
        assert httpx.get(f"{server}/healthz").status_code == 200
        assert httpx.get(f"{server}/sdk/handrail.js").headers["content-type"].startswith("text/javascript")
        assert f"{server}/sdk/handrail.js" in httpx.get(host, follow_redirects=True).text
    finally:
        demo.terminate()
        demo.communicate(timeout=30)
    assert demo.returncode == 0, (tmp_path / "errors").read_text()


def wait_for_addresses(demo: subprocess.Popen[str]) -> tuple[str, str]:
    """Handrail's address, which the console is at, and the host app's, as soon as both are printed."""
    assert demo.stdout
    said = ""
    for line in demo.stdout:
        said += line
        server = re.search(r"(http://localhost:\d+)/console", said)
        others = [url for url in re.findall(r"http://localhost:\d+", said) if server and url != server[1]]
        if server and others:
            return server[1], others[0]
    raise AssertionError(f"it ended before it served, having said {said!r}")
