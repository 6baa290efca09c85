"""Folders of other tools in; articles that pass `validate`, and what could not be taken, out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handrail.content.importing.folder import Imported, Importer
from handrail.content.importing.site_file import add_topics, write_site
from handrail.content.media import MediaFile
from handrail.content.validation.validate import validate

PNG = MediaFile("1" * 64, "png", 100)
MEDIA = {"new.png": PNG, "static/shot.png": PNG, "logo.svg": MediaFile("2" * 64, None, 100), "how.mp4": MediaFile("3" * 64, "mp4", 9), "how.vtt": MediaFile("4" * 64, "vtt", 9)}  # fmt: skip


def take(files: Mapping[str, str]) -> Imported:
    """Whatever it is, the result is valid."""
    imported = Importer(MEDIA.get).run({file: text.encode(errors="replace") for file, text in files.items()})
    lie = {path: MEDIA[source] for source, path in imported.media.items()}
    written = {path: text.encode() for path, text in imported.articles.items()}
    found = validate(written | {"site.json": write_site("acme", imported.topics).encode()}, find_media=lie.get)
    assert [str(fault) for fault in found.faults] == []
    return imported


def convert(text: str, **others: str) -> tuple[str, list[str]]:
    """The text of one file, and what was told of it."""
    imported = take({"start.md": f"# Start\n\n{text}\n", **{f"{name}.md": body for name, body in others.items()}})
    body = imported.articles["articles/start.md"].split("---\n", 2)[2].strip("\n")
    return body, [f"{note.line}: {note.problem}" for note in imported.notes if note.file == "start.md"]


OTHER = "# Other\n\n## Part one\n"


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("A **b** `<c>`.", "A **b** `<c>`.", []),
        ("# Second\n\n##### Fifth", "## Second\n\n#### Fifth", ["3: another heading of the first level", "5: a heading of level 5"]),
        ("### Third\n\n#### Fourth", "## Third\n\n### Fourth", []),
        ("Second\n===\n\ntext", "## Second\n\ntext", ["3: another heading of the first level"]),
        ("## Part { #here }\n\n[a](#here)", "## Part {#here}\n\n[a](#here)", []),
        ("!!! note\n    A\n\n    B\n\nC", "> [!note]\n> A\n>\n> B\n\nC", []),
        ('!!! danger "Mind"\n    A', "> [!warning]\n> **Mind**\n>\n> A", []),
        (":::tip Mind\nA\n:::", "> [!tip]\n> **Mind**\n>\n> A", []),
        ("> [!IMPORTANT]\n> A", "> [!warning]\n> A", []),
        ('=== "One"\n    A', "**One**\n\nA", ['3: a tab, "One"']),
        ("```\n!!! note\n<b>\n```", "```\n!!! note\n<b>\n```", []),
        ("[TOC]", "", []),
        ("A[^1].\n\n[^1]: B", "A\\[1\\].\n\n\\[1\\]: B", ["5: a footnote"]),
        ("{% include x %}", "{% include x %}", ["3: {% include x %} belongs to another tool"]),
        ("A {/* b */}", "A {/* b */}", ["3: {/* b */} belongs to another tool"]),
        ("A {: .b }", "A {: .b }", ["3: {: .b } belongs to another tool"]),
        ("++ctrl+c++", "++ctrl+c++", ["3: ++ctrl+c++ belongs to another tool"]),
        ("*[A]: B", "*[A]: B", ["3: *[A]: B belongs to another tool"]),
        ("A\n:   B", "A\n:   B", ["4: :   B belongs to another tool"]),
        ("`{% a %}` C++ and i++ or a++b", "`{% a %}` C++ and i++ or a++b", []),
        ("a <b>b</b> <br> <kbd>c</kbd> <!-- d -->", "a **b**   `c` ", []),
        ('a <a href="other.md">b</a>', "a [b](article:other)", []),
        ('<img src="new.png" alt="New">', "![New](media/111111111111-new.png)", ["3: HTML: <img src=\"new.png\" alt=\"New\">"]),
        ("a <your-name> b", "a \\<your-name> b", ["3: <your-name> is no HTML"]),
        ("a <u>b</u>", "a b", ["3: HTML: <u>"]),
        ("<script>\nalert(1)\n</script>", "", ["3: HTML: <script>"]),
        ("<details><summary>A</summary>\n\nB\n\n</details>", "**A**\n\nB", ["3: HTML: <details><summary>A</summary>"]),
        ("- <div>a</div>\n- b", "- a\n- b", ["3: HTML: <div>a</div>"]),
        ("[a](other.md) [b](./other) [c](other.md#part-one) [d](/other)", "[a](article:other) [b](article:other) [c](article:other#part-one) [d](article:other)", []),
        ("[a](other.md#gone) [b](gone.md) [c](#gone)", "[a](article:other) b c", ["3: other has no place #gone", '3: the link to "gone.md" leads to nothing that was taken', "3: there is no place #gone"]),
        ("[a](other.md#other)", "[a](article:other)", []),
        ("[a][x]\n\n[x]: other.md", "[a](article:other)\n\n[x]: other.md", []),
        ("[a](javascript:alert(1)) <javascript:b>", "a javascript:b", ['3: the link to "javascript:alert(1)" is nothing for an article', '3: the link to "javascript:b" is nothing for an article']),
        ("[a](https://b.test) <https://c.test>", "[a](https://b.test) <https://c.test>", []),
        ("|a|b|\n|-|-|\n|[a](gone.md)|[a](gone.md)|", "|a|b|\n|-|-|\n|a|a|", ['5: the link to "gone.md" leads to nothing that was taken'] * 2),
        ("![A](new.png){ width=300 }", "![A](media/111111111111-new.png)", []),
        ("![](/shot.png)", "![Shot](media/111111111111-shot.png)", ['3: "/shot.png" says nothing to those who don\'t see it']),
        ("![A](logo.svg) ![B](gone.png) ![C](http://d.test/e.png)", "A B C", ['3: "logo.svg" is of no type that can be shown', '3: there is no file "gone.png"', '3: the image "http://d.test/e.png" is nothing for an article']),
        ("![A](how.mp4)", "![A](media/333333333333-how.mp4)", []),
        ("[![A](new.png)](other.md)", "[![A](media/111111111111-new.png)](article:other)", []),
    ],
)  # fmt: skip
def test_what_becomes_of_a_text(text: str, expected: str, told: list[str]) -> None:
    body, notes = convert(text, other=OTHER)
    assert body == expected
    assert notes == list(dict.fromkeys(told))


def test_names_titles_and_topics() -> None:
    imported = take(
        {
            "README.md": "# Welcome\n",
            "01-billing/_index.md": "---\ntitle: Billing\nweight: 3\n---\nA\n",
            "01-billing/Über uns.md": '+++\ntitle = "About: us"\ntags = ["a"]\n+++\nB\n',
            "01-billing/deep/refunds.md": "No title.\n",
            "api/refunds.md": "---\ntitle: Refunds\ndescription: Short.\nodd: 1\n---\n# Ignored\n",
            "api/plan.md": "---\ntitle: [\n---\n# Plan\n",
        }
    )
    heads = {
        path: re.findall(r"^(?:title|topic|tags|summary): (.*)$", text, re.MULTILINE)
        for path, text in imported.articles.items()
    }
    assert heads == {
        "articles/welcome.md": ['"Welcome"', '"guide"'],
        "articles/billing/billing.md": ['"Billing"', '"billing"'],
        "articles/billing/uber-uns.md": ['"About: us"', '"billing"', '["a"]'],
        "articles/billing/deep/deep-refunds.md": ['"Refunds"', '"billing"'],
        "articles/api/refunds.md": ['"Refunds"', '"api"', '"Short."'],
        "articles/api/plan.md": ['"Plan"', '"api"'],
    }
    assert [(topic.id, topic.title) for topic in imported.topics] == [
        ("guide", "Guide"),
        ("billing", "Billing"),
        ("api", "Api"),
    ]
    assert [str(note).replace("warning: ", "") for note in imported.notes] == [
        '01-billing/deep/refunds.md:1:1: there is no title; it is called "Refunds" now',
        "api/plan.md:3:1: the head can't be read: what is opened here never ends; left out; look at title and topic",
        'api/refunds.md:6:1: "odd" in the head is nothing that an article has; left out',
        'api/refunds.md:6:1: it begins with the heading "Ignored", and its head says another title; the heading is left out',
    ]


def test_a_head_that_never_ends_is_told_and_loses_no_text() -> None:
    imported = take(
        {
            "a.md": "---\ntitle: Apples\ntags:\n- red\nThey are red.\n\n---\n\nOr green.\n",
            "b.md": '+++\ntitle = "Bananas"\n\nThey are yellow.\n',
            "c.md": "---\n\nA rule, and no head.\n",
            "d.md": "---\ntitle: Dates\n...\nThey are brown.\n",
        }
    )
    texts = {path: text.partition("---\n\n")[2] for path, text in imported.articles.items()}
    assert texts == {
        "articles/a.md": "They are red.\n\n---\n\nOr green.\n",
        "articles/b.md": "They are yellow.\n",
        "articles/c.md": "---\n\nA rule, and no head.\n",
        "articles/d.md": "They are brown.\n",
    }
    assert [str(note).replace("warning: ", "") for note in imported.notes] == [
        "a.md:1:1: the head never ends; it is read as far as there are keys",
        "b.md:1:1: the head never ends; it is read as far as there are keys",
        'c.md:1:1: there is no title; it is called "C" now',
    ]


def test_what_is_not_taken_is_told() -> None:
    files = {
        "a.md": "# A\n",
        "b.mdx": "# B",
        "c.rst": "C",
        "CHANGELOG.md": "# D",
        "a.nb.md": "# Å\n",
        "e.md": "---\ndraft: true\n---\nE",
        "f.md": "# F\n" + "f " * 200_000,
    }
    imported = take(files)
    assert list(imported.articles) == ["articles/a.md", "articles/a-nb.md"]
    assert [f"{note.file}: {note.problem}" for note in imported.notes] == [
        "CHANGELOG.md: this is for those who look after the folder",
        'a.nb.md: it looks like a.md in another language, "nb"',
        "b.mdx: .mdx is no Markdown",
        "c.rst: .rst is no Markdown",
        "e.md: the head says that it is a draft",
        "f.md: the text has more than 200,000 bytes",
    ]


def test_a_site_that_is_there_keeps_what_it_says() -> None:
    topics = take({"billing/a.md": "# A\n", "b.md": "# B\n"}).topics
    site = '{"kind": "site", "id": "acme", "title": "Acme", "topics": [{"id": "billing", "title": "Money"}]}'
    added = add_topics(site, topics)
    assert added is not None
    assert '"title": "Money"' in added
    assert '"id": "guide"' in added
    assert add_topics(added, topics) is None
    assert add_topics("[", topics) is None


PIECES = st.sampled_from(
    ["# A\n", "## B\n", "##### C {#x}\n", "\n\n", "\n", "- ", "> ", "    ", "!!! note\n    ", ":::tip\n", ":::\n", "> [!CAUTION]\n> ", "```\n", "`",
     "[a](start.md)", "[a](b.md#c)", "[a](javascript:x)", "[a][b]", "[b]: gone.md\n", "![](new.png)", "![a](gone.png)", "![a](how.mp4){x}", "<b>", "</b>", "<br>",
     "<div>", "</div>", "<script>", "<!-- x -->", "<x", "<a href='b.md'>", "</a>", "<img src=new.png>", "<odd-one>", "|a|b|\n|-|-|\n|", "|", "{% x %}", "[^1]", "\\", "*", "&lt;"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join), st.text(max_size=20))
@example("> " * 60 + "a", "")
@example("- <div>\n- </div> <odd", "title: a")
def test_whatever_is_taken_is_valid(text: str, head: str) -> None:
    take({"start.md": f"# Start\n{text}", "deep/other.md": f"---\n{head}\n---\n{text}", "last.md": "# Last"})
