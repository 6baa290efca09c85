"""What must not be in the repository: traces of a machine, addresses of registries, what is built, files nobody can read."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

LOCKS = re.compile(r"^(requirements/.*\.txt|(.*/)?package-lock\.json)$")
GENERATED = re.compile(r"(\.gen\.ts|^tours/schema/.*)$")
CODE = re.compile(r"\.(py|ts|mjs)$")
LONGEST = 400
MACHINE = re.compile(r"(?<![\w.~-])/(root|home/\w+|Users/\w+|work)/")


@pytest.fixture(scope="module")
def tracked(root: Path) -> dict[str, str]:
    """Path to text of every text file that git knows."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
    found = {}
    for name in filter(None, names.split("\0")):
        try:
            found[name] = (root / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or deleted and not yet committed
    assert found
    return found


def test_no_path_of_a_machine(tracked: dict[str, str]) -> None:
    found = {name: match[0] for name, text in tracked.items() if (match := MACHINE.search(text))}
    assert found == {}


def test_python_locks_pin_by_hash_and_name_no_address(tracked: dict[str, str]) -> None:
    locks = [text for name, text in tracked.items() if LOCKS.match(name) and name.endswith(".txt")]
    assert locks
    for text in locks:
        assert not re.search(r"https?://|index-url|find-links", text)
        pins = re.findall(r"^[a-z0-9][^ \n]*==[^ \n]+.*$", text, re.MULTILINE)
        assert pins
        assert all(line.endswith("\\") for line in pins), "every pin is followed by its hashes"


@pytest.mark.parametrize(
    "lock", ["package-lock.json", "tests/flows/apps/package-lock.json", "bench/peers/package-lock.json"]
)
def test_a_node_lock_pins_by_hash_and_names_no_address(tracked: dict[str, str], lock: str) -> None:
    assert "://" not in tracked[lock], "run `make lock`"
    packages = json.loads(tracked[lock])["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name


def test_nothing_built_is_committed(tracked: dict[str, str]) -> None:
    built = re.compile(r"(^|/)(_sdk|_alembic|_tours|node_modules|dist|\.venv)/|\.(db|whl|pyc)$")
    assert [name for name in tracked if built.search(name)] == []


def test_a_file_of_code_is_short_enough_to_read(tracked: dict[str, str]) -> None:
    lengths = {
        name: text.count("\n") for name, text in tracked.items() if CODE.search(name) and not GENERATED.search(name)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
