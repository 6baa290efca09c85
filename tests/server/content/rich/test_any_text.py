"""Whatever is written: never an exception, never HTML, every place within the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handrail.content.compiled import ArticleElement, ArticlePart
from handrail.content.rich.anchors import list_headings
from handrail.content.rich.highlight import highlight
from handrail.content.rich.inspect import inspect
from handrail.content.rich.links import read_link
from handrail.content.rich.parse import normalise, parse_rich
from handrail.content.rich.tree import Addresses, build_tree

PIECES = st.sampled_from(
    ["# ", "## ", "- ", "1. ", "> ", "> [!note]\n> ", "> [!x] ", "\n", "\n\n", "    ", "\t", "`", "```", "```js\n", "*", "**",
     "~~", "[a](b.md#c)", "[a](javascript:alert(1))", "![a](b.png)", "![](c.mp4)", "[x]: y\n", "[x]", "<script>", "</b>", "<!--",
     "<a href='x'>", "<javascript:a>", "|a|b|\n|-|-|\n|c|d|\n", "\\", "&amp;", "&#0;", "{#a}", "---", "===", "\r\n", "\0", "é", "返金", "🙂"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)
ADDRESSES = Addresses(link=lambda href: href, media=lambda address: f"/v1/content/{address}")


def walk(parts: list[ArticlePart]) -> Iterator[ArticleElement]:
    for part in parts:
        if isinstance(part, ArticleElement):
            yield part
            yield from walk(part.children)


@settings(max_examples=400)
@given(TEXTS)
@example("> " * 60 + "a")
@example("- " * 60 + "a")
@example("*" * 200 + "a" + "*" * 200)
@example("[" * 200 + "a" + "](b)" * 200)
def test_any_text_is_read(text: str) -> None:
    found = inspect(text)
    lines = normalise(text).split("\n")
    places = [one.place for one in (*found.links, *found.media)] + [one.place for one in found.refused]
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    ids = [heading.id for heading in found.headings]
    assert len(set(ids)) == len(ids) or any("two headings" in one.problem for one in found.refused)
    tokens = parse_rich(text)
    elements = list(walk(build_tree(tokens, list_headings(tokens), ADDRESSES)))
    links = [element.href for element in elements if element.tag == "a"]
    assert sorted(map(str, links)) == sorted(one.address for one in found.links), (
        "each link is told, and each told is one"
    )


@given(st.text())
@example("javascript:alert(1)")
@example("JavaScript:alert(1)")
@example("data:text/html,x")
@example("//evil.test")
@example("\tjavascript:alert(1)")
@example("article:a#javascript:b")
def test_a_link_leads_to_a_page_or_an_item_or_is_bad(href: str) -> None:
    found = read_link(href)
    if found.kind == "page":
        assert href.lower().startswith(("http://", "https://", "mailto:", "/"))
        assert not href.startswith("//")


@given(st.text(), st.sampled_from(["python", "js", "html", "bash", "json", "sql", "php", "nothing", ""]))
def test_highlighted_code_is_the_code(code: str, language: str) -> None:
    assert "".join(piece for _, piece in highlight(code, language)) == code


def test_what_is_nested_too_deeply_is_told() -> None:
    for text in ("> " * 60 + "a", "- " * 60 + "a"):
        assert [one.problem for one in inspect(text).refused] == ["this is nested too deeply"]
    assert inspect("> " * 15 + "a").refused == []


@pytest.mark.parametrize(
    "text", ["[" * 190_000, "![" * 95_000, "## a\n\n" * 30_000, "[a](article:b)\n" * 12_000, "<a " * 60_000]
)
def test_the_worst_of_texts_is_read_in_time(text: str) -> None:
    """Each of these took minutes where what is looked for is looked for again and again. The suite's own patience is the limit."""
    assert len(list_headings(parse_rich(text))) == text.count("## ")
    assert len(inspect(text).links) == text.count("](article")


def test_a_great_many_images_are_all_found() -> None:
    assert len(inspect("![a](b.png) " * 5_000).media) == 5_000
