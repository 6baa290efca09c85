"""Walks and findings as a page of their own, with a picture of each step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handrail.authoring.check.findings import Finding
from handrail.authoring.check.results import WalkResult
from handrail.authoring.check.wording import write_json, write_outline

PICTURES = "pictures"


def write_html(results: Sequence[WalkResult], findings: Sequence[Finding], folder: str, url: str, at: datetime) -> str:
    """`folder` as it is written before a file's name. Pictures are beside the page, in `pictures/`."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.filters.update(json=write_json, outline=write_outline)
    ordered = sorted(results, key=lambda one: (one.file, one.key.item))
    items = [
        (item, file, list(walks)) for (file, item), walks in groupby(ordered, key=lambda one: (one.file, one.key.item))
    ]
    return templates.get_template("report.html").render(
        items=items,
        findings=findings,
        errors=[one for one in findings if one.level == "error"],
        folder=folder,
        url=url,
        at=at,
        pictures=PICTURES,
        title="What handrail check saw",
    )
