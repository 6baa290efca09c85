"""Pages in, the files of a content folder out: a site, and an article for each page. What articles cannot have is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from evaluation.corpus import Page
from evaluation.desk import SITE

FENCED = re.compile(r"(^ *(?:```|~~~).*?^ *(?:```|~~~)[ ]*$)", re.MULTILINE | re.DOTALL)
HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>\n]*(?:\n[^<>\n]*)?>", re.DOTALL)
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\[\]]*)\]\((?!https?://)[^)]*\)")
TOP_HEADING = re.compile(r"^# .*$", re.MULTILINE)
DEEP_HEADING = re.compile(r"^#{5,6} ", re.MULTILINE)


def write_files(pages: Iterable[Page]) -> dict[str, str]:
    site = {"kind": "site", "id": SITE, "title": "Docs", "locales": ["en"]}
    articles = {f"articles/{page.id}.md": write_article(page) for page in pages}
    return {"site.json": json.dumps(site), **articles}


def write_article(page: Page) -> str:
    parts = FENCED.split(page.text)
    parts[::2] = [clean(part) for part in parts[::2]]
    text = LINK.sub(r"\1", "".join(parts))
    return f"---\ntitle: {json.dumps(page.title)}\n---\n{text.strip()}\n"


def clean(text: str) -> str:
    for pattern, by in ((HTML, ""), (IMAGE, ""), (TOP_HEADING, ""), (DEEP_HEADING, "#### ")):
        text = pattern.sub(by, text)
    return text
