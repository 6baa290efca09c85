"""What of an article counts as said: sentences under their headings, without code and pictures."""

from __future__ import annotations

from handrail.content.compiled import ArticleElement, ArticlePart, CompiledArticle
from handrail.help.text.prose import Section, read_sections


def article(*body: ArticlePart) -> CompiledArticle:
    return CompiledArticle(kind="article", id="a", locale="en", title="A", summary="", body=list(body), headings=[])


def element(tag: str, *children: ArticlePart, **more: str) -> ArticleElement:
    return ArticleElement.model_validate({"tag": tag, "children": list(children), **more})


def test_each_section_has_the_headings_above_it() -> None:
    read = read_sections(
        article(
            element("p", "It begins."),
            element("h2", "One", id="one"),
            element("p", "First of one."),
            element("h3", "Deeper ", element("code", "x"), id="deeper"),
            element("p", "Below both of them."),
            element("h2", "Two", id="two"),
            element("p", "Of two alone."),
        )
    )
    assert read == [
        Section([], None, ["It begins."]),
        Section(["One"], "one", ["First of one."]),
        Section(["One", "Deeper x"], "deeper", ["Below both of them."]),
        Section(["Two"], "two", ["Of two alone."]),
    ]


def test_items_and_rows_are_sentences_and_code_is_none() -> None:
    row = element("tr", element("td", "Free"), element("td", "Five people"))
    (read,) = read_sections(
        article(
            element("p", "These come", element("br"), "with ", element("strong", "every"), " plan:"),
            element(
                "ul",
                element("li", element("p", "An account of your own"), element("ul", element("li", "With a picture"))),
            ),
            element("pre", element("span", "run --this", token="keyword")),
            element("table", element("tbody", row)),
            element("img", src="https://a.test/a.png", alt="A picture"),
        )
    )
    assert read.sentences == [
        "These come with every plan:", "An account of your own", "With a picture", "Free – Five people"
    ]  # fmt: skip


def test_a_word_of_agreement_goes_with_what_follows() -> None:
    (read,) = read_sections(article(element("p", "Yes! You can do that. No."), element("p", "Or not?")))
    assert read.sentences == ["Yes! You can do that.", "No. Or not?"]


def test_a_section_of_code_alone_says_nothing() -> None:
    assert read_sections(article(element("h2", "Example", id="example"), element("pre", "x = 1"))) == []
