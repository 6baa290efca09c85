"""Nodes to HTML: what each becomes, that nothing of an author's gets out as markup, and that any tree whatever is well-formed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.compiled import ArticleElement, ArticlePart
from handrail.help.site.render import BLOCKS, render_article
from handrail.help.site.words import choose_words

TAGS = get_args(ArticleElement.model_fields["tag"].annotation)
VOID = {"br", "hr", "img", "track"}
WORDS = choose_words("en")


def e(tag: str, *children: Any, **more: Any) -> ArticleElement:
    return ArticleElement.model_validate({"tag": tag, "children": list(children), **more})


def follow(href: str) -> str | None:
    return {"article:refunds#partial": "/help/acme/articles/refunds#partial", "https://a.test/?x=1&y=2": href}.get(href)


def render(*parts: ArticlePart) -> str:
    return str(render_article(parts, WORDS, follow, "/mounted"))


CASES: dict[str, tuple[ArticlePart, str]] = {
    "text": ("a < b & \"c\" 'd'", "a &lt; b &amp; &#34;c&#34; &#39;d&#39;"),
    "a script": (e("p", "<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    "emphasis": (e("p", e("strong", "a"), e("em", "b"), e("del", "c")), "<p><strong>a</strong><em>b</em><del>c</del></p>"),
    "a line break": (e("p", "a", e("br"), "b"), "<p>a<br>b</p>"),
    "a heading": (e("h2", "Part", id="part"), '<h2 id="part">Part</h2>'),
    "a list": (e("ul", e("li", "a"), e("li", e("p", "b"))), "<ul><li>a</li><li><p>b</p></li></ul>"),
    "a list from three": (e("ol", e("li", "a"), start=3), '<ol start="3"><li>a</li></ol>'),
    "a list from one": (e("ol", e("li", "a"), start=1), "<ol><li>a</li></ol>"),
    "a link to an article": (e("a", "it", href="article:refunds#partial"), '<a href="/help/acme/articles/refunds#partial">it</a>'),
    "a link elsewhere": (e("a", "it", href="https://a.test/?x=1&y=2"), '<a href="https://a.test/?x=1&amp;y=2">it</a>'),
    "a link that leads nowhere": (e("a", "it", href="article:hidden"), "it"),
    "a link that would run": (e("a", "it", href="javascript:alert(1)"), "it"),
    "a tour": (e("p", e("a", "Show me", href="tour:first")), "<p>Show me <small>(in the app)</small></p>"),
    "a quiz": (e("p", e("a", "Ask me", href="quiz:basics")), "<p>Ask me <small>(in the app: open this article in the help there)</small></p>"),
    "a checklist": (e("p", e("a", "What is left", href="checklist:start")), "<p>What is left <small>(in the app: open this article in the help there)</small></p>"),
    "code": (e("pre", "\n", e("span", "if", token="keyword"), e("code", " x")), '<pre tabindex="0" dir="ltr"><code>\n<span class="token-keyword">if</span> x</code></pre>'),
    "a table": (
        e("table", e("thead", e("tr", e("th", "A", align="right"))), e("tbody", e("tr", e("td", "1", align="right")))),
        '<div class="scroll" role="group" tabindex="0" aria-label="Table"><table><thead><tr><th scope="col" class="align-right">A</th></tr></thead>'
        '<tbody><tr><td class="align-right">1</td></tr></tbody></table></div>',
    ),
    "a callout": (e("aside", e("p", "Mind it"), callout="warning"), '<div class="callout warning" role="note"><p class="callout-title">Warning</p><p>Mind it</p></div>'),
    "a stored image": (e("img", src="/v1/content/ab.png", alt='A "b"'), '<img src="/mounted/v1/content/ab.png" alt="A &#34;b&#34;" loading="lazy">'),
    "an image elsewhere": (e("img", src="https://a.test/b.png", alt=""), '<img src="https://a.test/b.png" alt="" loading="lazy">'),
    "an image that would run": (e("img", src="javascript:alert(1)", alt=""), '<img src="" alt="" loading="lazy">'),
    "a video": (
        e("video", src="/v1/content/ab.mp4", alt="How to", captions="/v1/content/cd.vtt"),
        '<video src="/mounted/v1/content/ab.mp4" controls="" preload="metadata" aria-label="How to">'
        '<track kind="captions" src="/mounted/v1/content/cd.vtt" default=""></video>',
    ),
    "a paragraph in a heading": (e("h2", e("p", "a"), id="a"), '<h2 id="a">a</h2>'),
    "a link in a link": (e("a", e("em", e("a", "in", href="article:refunds#partial")), href="article:refunds#partial"), '<a href="/help/acme/articles/refunds#partial"><em>in</em></a>'),
    "an attribute that would end": (e("h2", "a", id='"><script>'), '<h2 id="&#34;&gt;&lt;script&gt;">a</h2>'),
}  # fmt: skip


@pytest.mark.parametrize(("part", "html"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_each_node(part: ArticlePart, html: str) -> None:
    assert render(part) == html


class Reader(HTMLParser):
    """Reads as a browser does, where the two cannot differ: what is opened is closed, and stands where it may."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        assert not (tag == "a" and "a" in self.open)
        assert not (tag in BLOCKS and {"p", "h2", "h3", "h4"} & set(self.open))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


# No lone surrogates: what is stored is UTF-8.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["<b>", "&amp;", "-->", '"', "</p>"]
)
maybe = st.none() | texts | st.sampled_from(["javascript:alert(1)", "article:refunds#partial", "/v1/content/a.png"])  # fmt: skip


def grow(inside: st.SearchStrategy[ArticlePart]) -> st.SearchStrategy[ArticlePart]:
    return st.builds(
        lambda tag, children, href, id_, src, alt: e(tag, *children, href=href, id=id_, src=src, alt=alt),
        st.sampled_from(TAGS), st.lists(inside, max_size=4), maybe, maybe, maybe, maybe,
    )  # fmt: skip


trees: st.SearchStrategy[ArticlePart] = st.recursive(texts, grow, max_leaves=20)


@given(st.lists(trees, max_size=4))
def test_any_tree_is_well_formed_and_nothing_gets_out(parts: list[ArticlePart]) -> None:
    reader = read(render(*parts))
    for tag, name, value in reader.attributes:
        assert not name.startswith("on")
        assert name != "style"
        if name in ("href", "src") and value:
            assert value.startswith(("/mounted/v1/content/", "https://", "/help/")), (tag, name, value)


@given(texts)
def test_words_come_out_as_they_went_in(text: str) -> None:
    parts = e("blockquote", e("p", e("strong", text), e("code", text)), e("ul", e("li", text)))
    assert "".join(read(render(parts)).text) == text * 3
