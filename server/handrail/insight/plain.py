"""What an author wrote in Markdown, as people read it: on one line, for tables and files. Pure."""

from __future__ import annotations

from handrail.content.rich.parse import parse_rich, text_of


def read_plain(written: str) -> str:
    return " ".join(text_of(token.children) for token in parse_rich(written) if token.type == "inline")
