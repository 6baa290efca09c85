"""A text that is written as articles are, in one locale, out of what an author wrote beside an item. Pure."""

from __future__ import annotations

from handrail.content.compile import Compiler
from handrail.content.compile_article import find_addresses
from handrail.content.compiled import ArticleElement, ArticlePart
from handrail.content.rich.anchors import list_headings
from handrail.content.rich.parse import parse_rich
from handrail.content.rich.tree import build_tree


def compile_rich(compiler: Compiler, key: str, written: str) -> list[ArticlePart]:
    """`key` is the text's in a sidecar."""
    tokens = parse_rich(compiler.text(key, written))
    return build_tree(tokens, list_headings(tokens), find_addresses(compiler.source, compiler.locale))


def compile_line(compiler: Compiler, key: str, written: str) -> list[ArticlePart]:
    """One line: without the paragraph around it."""
    parts = compile_rich(compiler, key, written)
    only = parts[0] if len(parts) == 1 else None
    return only.children if isinstance(only, ArticleElement) and only.tag == "p" else parts
