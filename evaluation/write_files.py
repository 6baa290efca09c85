"""Pages in, the files of a content folder out: articles as `handrail import markdown` makes them, and a site."""

from __future__ import annotations

import json
from collections.abc import Iterable

from evaluation.corpus import Page
from evaluation.desk import SITE
from handrail.content.importing.folder import Importer
from handrail.content.importing.site_file import write_site


def write_files(pages: Iterable[Page]) -> dict[str, str]:
    """Without pictures. An article is called as its page is."""
    imported = Importer(find_media=lambda _path: None).run({f"{page.id}.md": write_page(page) for page in pages})
    return {"site.json": write_site(SITE, imported.topics), **imported.articles}


def write_page(page: Page) -> bytes:
    """JSON's texts are YAML's, too."""
    return f"---\ntitle: {json.dumps(page.title)}\n---\n{page.text}".encode()
