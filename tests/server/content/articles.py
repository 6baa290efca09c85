"""Articles for tests: the least that is valid, changed as a test needs it."""

from __future__ import annotations

import json
from typing import Any

from tests.server.content.writing import SITE

HELP_SITE: dict[str, Any] = {
    **SITE,
    "topics": [{"id": "billing", "title": "Billing", "description": "Money."}, {"id": "faq", "title": "Questions"}],
    "help": {"title": "Support"},
    "contact": {"email": "help@acme.test"},
}


def write_article(text: str = "It takes five days.\n", /, **head: Any) -> str:
    """JSON is YAML, too."""
    said = {"title": "Refunds", "topic": "billing", **head}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value is not None]
    return "\n".join(["---", *lines, "---", text])


def write_help(*, site: dict[str, Any] = HELP_SITE, **articles: str) -> dict[str, str]:
    """`refunds_nb` is the translation of `refunds`."""
    files = {f"help/{name.replace('_', '.')}.md": text for name, text in articles.items()}
    return {"site.json": json.dumps(site), **files}
