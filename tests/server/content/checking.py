"""What is said about content: files or changes to a tour in, the lines that come out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handrail.content.media import MediaFile
from handrail.content.validation.validate import validate
from tests.server.content.writing import LAST, STEP, write_files, write_tour

Written = dict[str, Any]
WITHOUT_TARGET = ("modal", "slide-out", "banner", "hidden")


def find(
    files: Mapping[str, str] | Mapping[str, bytes], media: Mapping[str, MediaFile] = MappingProxyType({})
) -> list[str]:
    """The findings as lines."""
    raw = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return [str(finding) for finding in validate(raw, find_media=media.get).findings]


def check(**changes: Any) -> list[str]:
    """The findings about one tour, without their places."""
    return [bare(line) for line in find(write_files(write_tour(**changes), write_tour(id="other")))]


def bare(line: str) -> str:
    return re.sub(r"^(tours/)?\w[\w.-]*\.json:\d+:\d+: ", "", line)


def steps(*changed: Written) -> Written:
    """Steps made from the usual one."""
    usual = [{} if change.get("type") in WITHOUT_TARGET else STEP for change in changed]
    made = [
        {**step, **change, "id": f"s{index}"} for index, (step, change) in enumerate(zip(usual, changed, strict=True))
    ]
    return {"steps": [*made, LAST]}


def modal(**changes: Any) -> Written:
    return {"type": "modal", "title": "A", **changes}
