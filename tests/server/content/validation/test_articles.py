"""What `validate` says of articles: their heads, their texts, where they lead, and their translations."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.article import Article
from handrail.content.media import MediaFile
from handrail.content.validation.articles import hash_article
from handrail.content.validation.validate import validate
from tests.server.content.articles import HELP_SITE, write_article, write_help
from tests.server.content.checking import find
from tests.server.content.writing import SITE, write_files, write_tour

PNG = MediaFile("1" * 64, "png", 100)
MP4 = MediaFile("2" * 64, "mp4", 100)
VTT = MediaFile("3" * 64, "vtt", 100)
MEDIA = {"help/a.png": PNG, "help/b.mp4": MP4, "help/b.vtt": VTT, "help/c.mp4": MP4, "help/wrong.png": VTT}
OTHER = write_article("## Part\n\nMore.\n", title="Other")


def check(text: str) -> list[str]:
    """The findings about the file of one article, beside another one and a tour."""
    files = write_files(write_tour(), site=HELP_SITE) | write_help(refunds=text, other=OTHER)
    return [line.removeprefix("help/refunds.md:") for line in find(files, MEDIA)]


def test_an_article_needs_a_title_and_no_more() -> None:
    assert check("---\ntitle: Refunds\ntopic: billing\n---\n") == []
    whole = write_article(
        "Text.",
        kind="article",
        id="money",
        tags=["money"],
        audience="signed-in",
        related=["other"],
        when={"url": "/invoices"},
        summary="Short.",
    )
    assert check(whole) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text alone.", "1:1: the head is missing; begin with a line of ---, then title: …, then a line of ---"),
        ("", "1:1: the head is missing; begin with a line of ---, then title: …, then a line of ---"),
        ("---\ntitle: A\n", "1:1: the head never ends; begin with a line of ---, then title: …, then a line of ---"),
        ("---\n---\n", '1:1: "title" is missing'),
        ("---\n- a\n---\n", "2:1: the head is no list of keys; as in title: Refunds"),
        ("---\ntitle: A: b\n---\n", '2:9: a colon too many; put a text with a colon in it in "quotes"'),
        ("---\ntitle: A\ntopic billing\n---\n", "4:1: a key without a colon; as in topic: billing"),
        ('---\ntitle: "A\ntopic: billing\n---\n', "4:1: this text never ends; its closing quote is missing"),
        ("---\ntitle: A\n  topic: billing\n---\n", '3:8: a colon too many; put a text with a colon in it in "quotes"'),
        ("---\ntitle: A\ntags: [a, b\n---\n", "4:1: a list that never ends; close it with ]"),
        ("---\ntitle: A\n\ttopic: b\n---\n", "3:1: a tab; indent by spaces"),
        ("---\ntitle: A\ntitle: B\n---\n", '3:1: "title" stands twice; keep one of them'),
        ("---\ntitle: &a A\n---\n", '2:8: an anchor or an alias; write it out, or put a text that begins so in "quotes"'),
        ("---\ntitle: *a\n---\n", '2:8: an anchor or an alias; write it out, or put a text that begins so in "quotes"'),
        ("---\ntitle: !!str A\n---\n", '2:8: a tag; leave it out, or put a text that begins with ! in "quotes"'),
        ("---\n? [a]\n: b\n---\n", "2:3: a key that is no word; as in topic: billing"),
        ("---\ntitle: " + "[" * 50 + "]" * 50 + "\n---\n", "2:47: this is nested more than 40 levels deep; the head needs about three"),
        ("---\ntitle: 2024\ntopic: billing\n---\n", '2:8: should be a text, not a number; put it in "quotes"'),
        ("---\ntitle: true\ntopic: billing\n---\n", '2:8: should be a text, not true or false; put it in "quotes"'),
        ("---\ntitle: A\ntext: b\n---\n", '3:1: unknown key "text"; the text is what follows the head'),
        ("---\ntitle: A\ntopic: billing\ntgas: [a]\n---\n", '4:1: unknown key "tgas"; did you mean "tags"?'),
        ("---\ntitle: A\ntopic: billing\nkind: tour\n---\n", '4:7: "tour" is not there yet; only "article"'),
        (write_article(id="No Slug"), '4:5: "No Slug" is not allowed here; lower-case letters, digits and hyphens, as in first-invoice'),
        (write_article(topic="biling"), '3:8: there is no topic "biling"; did you mean "billing"?'),
        (write_article(audience="all"), '4:11: "all" is none of everyone, signed-in, agents'),
        (write_article(related=["other", "oter"]), '4:20: there is no article "oter"; did you mean "other"?'),
        (write_article(related=["refunds"]), "4:11: an article is not related to itself; leave it out"),
        (write_article(when={"trait": "role", "is": "a"}), "4:8: trait can't be told here; who the person is belongs in audience: a page does not know it"),
        (write_article(when={"url": "invoices"}), '4:15: "invoices" matches no path; a path begins with /, as in "/invoices/*"'),
        (write_article(summary="a" * 301), "4:10: has 301 characters; at most 300"),
        (write_article(tags=[1]), '4:8: should be a text, not a number; put it in "quotes"'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_head(text: str, expected: str) -> None:
    assert [line for line in check(text) if "nobody is led" not in line] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A <script>alert(1)</script>", ["5:3: HTML in a text: <script>; write Markdown; what is to be seen as it is goes in `backticks`"]),
        ("A\n\n  <div onclick=x>\n", ["7:3: HTML in a text: <div onclick=x>; write Markdown; what is to be seen as it is goes in `backticks`"]),
        ("<!-- a -->", ["5:1: HTML in a text: <!-- a -->; write Markdown; what is to be seen as it is goes in `backticks`"]),
        ("`<b>` \\<b> 1 < 2\n\n```html\n<b>\n```", []),
        ("a\nb [c](javascript:alert(1))", ['6:3: the link to "javascript:alert(1)" is not allowed; https://…, mailto:…, a path of the site, another article as article:ID, or tour:ID, quiz:ID or checklist:ID']),
        ("- a\n- b [c](JAVASCRIPT:x) d [e](data:text/html,f)", ['6:5: the link to "JAVASCRIPT:x" is not allowed', '6:25: the link to "data:text/html,f" is not allowed']),
        ("> > [a](//evil.test)", ['5:5: the link to "//evil.test" is not allowed']),
        ("[a](&#106;avascript:b)", ['5:1: the link to "javascript:b" is not allowed']),
        ("|a|\n|-|\n| b [c](x:y) |", ['7:5: the link to "x:y" is not allowed']),
        ("[a](https://b.test) [c](mailto:d@e.test) [f](/invoices) <https://g.test>", []),
        ("[a](article:other#part) [b](tour:welcome) [c](contact:) [d](other.md#part) [e](../help/other.md) [f](#here)\n\n## Here", []),
        ("[a](article:othr)", ['5:1: there is no article "othr"; did you mean "other"?']),
        ("[a](article:other#prt)", ['5:1: "other" has no #prt; did you mean "part"?']),
        ("[a](other.md#prt)", ['5:1: "other" has no #prt; did you mean "part"?']),
        ("[a](gone.md)", ["5:1: there is no article in gone.md; a path goes from the article's own folder"]),
        ("[a](#gone)\n\n## Here", ['5:1: "refunds" has no #gone; there is here']),
        ("[a](tour:gone)", ['5:1: there is no tour "gone"; there is welcome']),
        ("[a](quiz:b)", ['5:1: there is no quiz "b"']),
        ("[a](snippet:b)", ["5:1: a snippet is shown where it belongs; no link leads to it"]),
        ("# A", ["5:1: a heading of the first level, which is the title; begin with ##"]),
        ("a\n\n##### B", ["7:1: a heading of level 5; there is ## to ####"]),
        ("> [!important]\n> a", ["5:1: [!important] is no callout; there is note, tip, warning"]),
        ("## A {#b}\n\n## C {#b}", ["7:1: #b is the anchor of two headings; keep one of them"]),
        ("![A](a.png) ![B](b.mp4)", []),
        ("![A](https://b.test/c.png)", []),
        ("![](a.png)", ["5:1: the image says nothing to those who don't see it; ![what it shows](a.png)"]),
        ("a ![A](gone.png)", ["5:3: there is no file help/gone.png"]),
        ("![A](../../etc/a.png)", ['5:1: "../../etc/a.png" is outside of the content folder']),
        ("![A](data:image/png;base64,AAAA)", ['5:1: "data:image/png;base64,AAAA" is not allowed here']),
        ("![A](http://b.test/c.png)", ['5:1: "http://b.test/c.png" is not allowed here']),
        ("![A](wrong.png)", ["5:1: wrong.png is WebVTT, where an image should be; use a PNG, JPEG, GIF, WebP or AVIF"]),
        ("![A](c.mp4)", ["5:1: warning: the video has no captions; put c.vtt beside it; when nothing is said in it, that is fine"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_text(text: str, expected: list[str]) -> None:
    found = check(write_article(text))
    assert [line if one.endswith(line.rpartition("; ")[2]) else line[: len(one)] for line, one in zip(found, expected, strict=False)] == expected  # fmt: skip
    assert len(found) == len(expected), found


def test_what_is_too_large_is_told_and_no_more() -> None:
    large = write_article("a " * 1_000_000)
    assert check(large) == [
        "1:1: the file has more than 200,000 bytes; split what it says into several articles",
    ]


def test_files_for_people_are_no_articles() -> None:
    files = write_help(refunds=write_article()) | {
        "README.md": "Hello",
        "help/CHANGELOG.md": "#",
        "help/license.md": "",
    }
    assert find(files) == []


def test_the_name_of_a_file_is_the_id_of_its_article() -> None:
    assert find(write_help() | {"Two Words.md": write_article()}) == [
        'Two Words.md:2:1: "Two Words" can be no id; say one in the head, as in id: refunds; or rename the file'
    ]
    assert find(write_help() | {"Two Words.md": write_article(id="two-words")}) == []
    assert find(write_help() | {"new/gone.nb.md": "---\ntitle: Ny\n---\n"}) == [
        'new/gone.nb.md:2:1: there is no gone.md, which this would be the translation of, into "nb"; write that first; or rename this file'
    ]
    twice = write_help(refunds=write_article(), other=write_article(id="refunds"))
    assert find(twice) == ['help/refunds.md:2:1: "refunds" is the id of help/other.md, too; ids are told apart']


def test_an_article_is_no_json() -> None:
    files = write_help() | {"a.json": '{"kind": "article", "id": "a", "title": "A"}'}
    assert find(files) == [
        "a.json:1:10: an article is a Markdown file; as in refunds.md, with its keys between two lines of ---"
    ]


def test_articles_that_nobody_is_led_to() -> None:
    lone = write_article("[Back](article:led)", topic=None)
    files = write_help(
        start=write_article("[On](led.md)"),
        led=write_article(topic=None, related=["further"]),
        further=write_article(topic=None),
        suggested=write_article(topic=None, when={"url": "/a"}),
        hidden=write_article("[A](article:behind)", topic=None, audience="agents"),
        behind=write_article(topic=None),
        lone=lone,
        ring=write_article("[A](article:lone)", topic=None),
    )
    found = [line.partition(": ")[0] for line in find(files) if "nobody is led to this article" in line]
    assert found == ["help/behind.md:2:1", "help/lone.md:2:1", "help/ring.md:2:1"]


def test_what_only_agents_may_read() -> None:
    text = write_article("[A](article:secret)", related=["secret"])
    found = find(write_help(refunds=text, secret=write_article(audience="agents")))
    problem = 'warning: "secret" is for agents alone: readers of this article find nothing there; leave the link out'
    assert found == [f"help/refunds.md:4:11: {problem}", f"help/refunds.md:6:1: {problem}"]


def test_what_only_agents_may_read_is_no_task() -> None:
    tasks = {"kind": "checklist", "id": "c", "title": "C", "items": [{"id": "a", "title": "A", "article": "secret"}]}
    files = write_help(secret=write_article(audience="agents")) | {"c.json": json.dumps(tasks)}
    problem = '"secret" is for agents alone: nobody else finds it there; name another, or change its audience'
    assert [fault.partition("warning: ")[2] for fault in find(files)] == [problem]


def test_translations() -> None:
    source = "See [how](#how-long).\n\n## How long\n"
    now = hash_article(Article.model_validate({"kind": "article", "id": "refunds", "title": "Refunds", "text": source}))
    nb = '---\ntitle: Tilbakebetaling\nsource: "{}"\n---\nSe [her](#how-long).\n\n## Hvor lenge\n'
    refunds = write_article(source)
    assert find(write_help(refunds=refunds, refunds_nb=nb.format(now))) == []
    assert find(write_help(refunds=refunds, refunds_nb=nb.format("00000000"))) == [
        f'help/refunds.nb.md:3:9: warning: this translation is older than its source; check it, then write source: "{now}"'
    ]
    assert find(write_help(refunds=refunds, refunds_nb=nb.replace('source: "{}"\n', ""))) == [
        f'help/refunds.nb.md:2:1: warning: this translation may be older than its source; write source: "{now}" if it is not'
    ]
    wrong = nb.format(now).replace("title", "titel").replace("#how-long", "#hvor") + "<b>"
    assert [re.sub("; .*", "", line) for line in find(write_help(refunds=refunds, refunds_nb=wrong))] == [
        'help/refunds.nb.md:2:1: unknown key "titel"',
        'help/refunds.nb.md:5:4: "refunds" has no #hvor',
        "help/refunds.nb.md:8:1: HTML in a text: <b>",
    ]
    german = find(write_help(refunds=refunds, refunds_de=nb.format(now)))
    assert german == ['help/refunds.de.md:2:1: "de" is no locale of this site; there is en, nb']


def test_a_head_that_cannot_be_read_makes_no_fault_elsewhere() -> None:
    files = write_help(refunds=write_article("[A](article:other) [B](other.md)"), other="---\ntitle: A: b\n---\n")
    assert [line.partition(": ")[0] for line in find(files)] == ["help/other.md:2:9"]


def test_a_site_says_what_articles_are_about() -> None:
    site = {
        **SITE,
        "topics": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}],
        "contact": {"url": "javascript:x"},
    }
    assert [re.sub("; .*", "", line).partition(": ")[2] for line in find(write_help(site=site))] == [
        '"a" is a topic already',
        'the link to "javascript:x" is not allowed',
    ]
    translated = {
        "site.nb.json": '{"topics.billing.title": "Betaling", "help.title": "Hjelp", "topics.gone.title": "x"}'
    }
    assert [line.partition(": ")[2] for line in find(write_help() | translated)] == [
        'there is no "topics.gone.title" to translate; did you mean "topics.faq.title"?'
    ]


PIECES = ["title: A\n", "topic: billing\n", "tags:\n", "  - a\n", "when: {url: [/a]}\n", "? ", ": ", "[", "}", "&a ", "*a", "!!x ", "|\n", '"', "'", "#", "\t", "%", "@"]  # fmt: skip
HEADS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)


@given(HEADS, st.text(max_size=60))
def test_any_file_is_taken_or_told_with_its_place(head: str, text: str) -> None:
    raw = f"---\n{head}\n---\n{text}".encode(errors="surrogatepass")
    files = {name: one.encode() for name, one in write_help().items()}
    found = validate(files | {"help/a.md": raw, "help/a.nb.md": raw})
    assert found.items.keys() == (set() if found.faults else {"site.json", "help/a.md"})
    lines = raw.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in found.findings:
        assert 1 <= one.line <= len(lines) + 1
