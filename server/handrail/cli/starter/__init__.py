"""The content that `handrail init` starts a site with: a site file and one tour to look at and change."""

from __future__ import annotations

import json
from pathlib import Path

from handrail.content.json_schema import write_schema_files

FILES = Path(__file__).parent / "files"


def write_starter(folder: Path, site: str) -> None:
    """Write it into a folder that is new or empty, with the site's own name and the schemas that an editor wants."""
    for source in sorted(FILES.rglob("*.json")):
        target = folder / source.relative_to(FILES)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text("utf-8")
        if source.name == "site.json":
            text = json.dumps(json.loads(text) | {"id": site, "title": site}, indent=2) + "\n"
        target.write_text(text, "utf-8")
    write_schema_files(folder / "schema")
