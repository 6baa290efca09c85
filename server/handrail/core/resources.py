"""Where the files lie that are not Python: name in, path out.

A wheel carries them inside the package as `_sdk`, `_alembic` and `_tours`. A checkout has the
last two at its root, where their authors edit them.
"""

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent

Resource = Literal["sdk", "alembic", "tours"]


class ResourceMissing(RuntimeError):
    """An installation without one of its parts."""


def resource(name: Resource) -> Path:
    """The folder of that name; raises ResourceMissing with what to do about it."""
    candidates = [PACKAGE / f"_{name}"]
    if (CHECKOUT / "hatch_build.py").is_file():
        candidates.append(CHECKOUT / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise ResourceMissing(f"the {name} folder is missing; run `make build`, or reinstall handrail")
