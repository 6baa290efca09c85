"""The SDK's types of the wire are those of the server's models: `make schema` would change nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_types_are_those_of_the_models(root: Path) -> None:
    made = subprocess.run([sys.executable, "-m", "sdk_js.generate_wire"], cwd=root, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    assert made.stdout == (root / "sdk_js/src/wire.gen.ts").read_text(), "run `make schema`"
