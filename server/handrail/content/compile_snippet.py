"""A snippet's source and a locale in, what somebody reads who opens it out. Pure."""

from __future__ import annotations

from handrail.content.compile import Compiler
from handrail.content.compile_article import find_addresses
from handrail.content.compiled import CompiledSnippet
from handrail.content.rich.anchors import list_headings
from handrail.content.rich.parse import parse_rich
from handrail.content.rich.tree import build_tree
from handrail.content.snippet import Snippet
from handrail.content.source import Source


def compile_snippet(source: Source, locale: str) -> CompiledSnippet:
    """Texts that are not translated stay in the source's language, one by one."""
    snippet = source.item
    assert isinstance(snippet, Snippet)
    compiler = Compiler(source, locale)
    tokens = parse_rich(compiler.text("text", snippet.text))
    return CompiledSnippet(
        kind="snippet",
        id=snippet.id,
        locale=locale,
        title=compiler.text("title", snippet.title),
        text=build_tree(tokens, list_headings(tokens), find_addresses(source, locale)),
        media=compiler.compile_media("media", snippet.media) if snippet.media else None,
    )
