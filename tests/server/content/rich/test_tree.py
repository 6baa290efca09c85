"""Markdown in, the nodes that a reader gets out."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.content.compiled import ArticleElement
from handrail.content.rich.anchors import list_headings, make_anchor
from handrail.content.rich.parse import parse_rich
from handrail.content.rich.tree import Addresses, build_tree

FILES = {"media/new.png": "/v1/content/1.png", "how.mp4": "/v1/content/2.mp4", "how.vtt": "/v1/content/3.vtt", "my shot.png": "/v1/content/4.png"}  # fmt: skip
ADDRESSES = Addresses(link=lambda href: href, media=lambda path: path if path.startswith("https:") else FILES.get(path))


def read(text: str) -> list[Any]:
    tokens = parse_rich(text)
    tree = build_tree(tokens, list_headings(tokens), ADDRESSES)
    return [shorten(part.model_dump() if isinstance(part, ArticleElement) else part) for part in tree]


def shorten(node: Any) -> Any:
    """`{"tag": "p", "children": ["a"]}` -> `("p", "a")`; what else it has comes in between."""
    if isinstance(node, str):
        return node
    rest = {key: value for key, value in node.items() if key not in ("tag", "children")}
    return (node["tag"], *([rest] if rest else []), *(shorten(child) for child in node.get("children", [])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a *b* **c** ~~d~~ `e`", [("p", "a ", ("em", "b"), " ", ("strong", "c"), " ", ("del", "d"), " ", ("code", "e"))]),
        ("a\nb\\\nc", [("p", "a b", ("br",), "c")]),
        ("返金は\n五日\nfive\n日 **かか**\nる", [("p", "返金は五日 five 日 ", ("strong", "かか"), " る")]),
        ("환불\n닷새", [("p", "환불 닷새")]),
        ("## One\n### Two\n#### Three", [("h2", {"id": "one"}, "One"), ("h3", {"id": "two"}, "Two"), ("h4", {"id": "three"}, "Three")]),
        ("## Same\n## Same\n## Other {#same}", [("h2", {"id": "same-1"}, "Same"), ("h2", {"id": "same-2"}, "Same"), ("h2", {"id": "same"}, "Other")]),
        ("# One\n##### Five", [("h2", {"id": "one"}, "One"), ("h4", {"id": "five"}, "Five")]),
        ("## `a` *b*", [("h2", {"id": "a-b"}, ("code", "a"), " ", ("em", "b"))]),
        ("- a\n- b\n\n3. c", [("ul", ("li", "a"), ("li", "b")), ("ol", {"start": 3}, ("li", "c"))]),
        ("- a\n\n- b", [("ul", ("li", ("p", "a")), ("li", ("p", "b")))]),
        ("> a", [("blockquote", ("p", "a"))]),
        ("> [!NOTE]\n> a\n>\n> b", [("aside", {"callout": "note"}, ("p", "a"), ("p", "b"))]),
        ("> [!warning] a", [("aside", {"callout": "warning"}, ("p", "a"))]),
        ("> [!tip]", [("aside", {"callout": "tip"})]),
        ("> [!odd]\n> a", [("blockquote", ("p", "a"))]),
        ("---", [("hr",)]),
        ("|a|b|\n|-|:-:|\n|`c`|d|", [("table", ("thead", ("tr", ("th", "a"), ("th", {"align": "center"}, "b"))), ("tbody", ("tr", ("td", ("code", "c")), ("td", {"align": "center"}, "d"))))]),
        ("```\n<b>\n```", [("pre", "<b>")]),
        ("    a", [("pre", "a")]),
        ("```js\nlet a = 1 // b\n```", [("pre", {"language": "js"}, ("span", {"token": "keyword"}, "let "), "a ", ("span", {"token": "operator"}, "= "), ("span", {"token": "number"}, "1 "), ("span", {"token": "comment"}, "// b"))]),
        ("```klingon x\na\n```", [("pre", {"language": "klingon"}, "a")]),
        ("![A](media/new.png)", [("p", ("img", {"src": "/v1/content/1.png", "alt": "A"}))]),
        ("![A](<my shot.png>)", [("p", ("img", {"src": "/v1/content/4.png", "alt": "A"}))]),
        ("![A](https://a.test/b.png)", [("p", ("img", {"src": "https://a.test/b.png", "alt": "A"}))]),
        ("![*A* b](gone.png)", [("p", "A b")]),
        ("![A](how.mp4)", [("p", ("video", {"src": "/v1/content/2.mp4", "alt": "A", "captions": "/v1/content/3.vtt"}))]),
        ("[a](article:b#c) <https://d.test>", [("p", ("a", {"href": "article:b#c"}, "a"), " ", ("a", {"href": "https://d.test"}, "https://d.test"))]),
        ("<b>a</b>\n\n<div>\nc\n</div>", [("p", "<b>a</b>"), ("p", "<div>\nc\n</div>")]),
        ("&lt;b&gt; \\<i\\>", [("p", "<b> <i>")]),
        ("{{ first_name }}", [("p", "{{ first_name }}")]),
    ],
)  # fmt: skip
def test_what_a_reader_gets(text: str, expected: list[Any]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("How long does it take?", "how-long-does-it-take"),
        ("Größe & Maß", "größe-maß"),
        ("返金の方法", "返金の方法"),
        ("استرداد الأموال", "استرداد-الأموال"),
        ("C++ / C#", "c-c"),
        ("…", "section"),
        ("Ｆｕｌｌ １", "full-1"),
    ],
)
def test_what_a_heading_is_linked_by(text: str, anchor: str) -> None:
    assert make_anchor(text) == anchor


def test_places_are_the_same_in_every_language_where_the_outline_is() -> None:
    english = list_headings(parse_rich("## Refunds\n### How long"))
    same = list_headings(parse_rich("## Tilbakebetaling\n### Hvor lenge"), like=english)
    other = list_headings(parse_rich("## Tilbakebetaling"), like=english)
    assert [(one.id, one.text) for one in same] == [("refunds", "Tilbakebetaling"), ("how-long", "Hvor lenge")]
    assert [one.id for one in other] == ["tilbakebetaling"]


@pytest.mark.parametrize(
    ("locales", "captions"),
    [
        (("nb", "en"), {"captions": "/how.nb.vtt", "captions_locale": "nb"}),
        (("de", "en"), {"captions": "/how.vtt", "captions_locale": "en"}),
    ],
)
def test_captions_are_in_the_readers_language_where_there_are_such(
    locales: tuple[str, ...], captions: dict[str, str]
) -> None:
    files = ("how.mp4", "how.vtt", "how.nb.vtt")
    addresses = Addresses(link=str, media=lambda path: f"/{path}" if path in files else None, locales=locales)
    [paragraph] = build_tree(parse_rich("![A](how.mp4)"), (), addresses)
    assert shorten(paragraph.model_dump()) == ("p", ("video", {"src": "/how.mp4", "alt": "A", **captions}))  # type: ignore[union-attr]  # no text
