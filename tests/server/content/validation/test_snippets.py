"""What is said about snippets: where they are, whom they are for, and what they say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handrail.content.media import MediaFile
from tests.server.content.checking import bare, find
from tests.server.content.writing import SITE, write_tour

ARTICLE = "---\ntitle: Refunds\ntopic: money\n---\n\n## How long\n\nTen days.\n"
AGENTS = "---\ntitle: Secret\naudience: agents\n---\n\nShh.\n"
ALLOWED = "https://…, mailto:…, a path of the site, another article as article:ID, or tour:ID, quiz:ID or checklist:ID"
FILES = {"media/a.png": MediaFile("0" * 64, "png", 10)}


def check(**changes: Any) -> list[str]:
    return check_files({}, **changes)


def check_files(also: dict[str, Any], **changes: Any) -> list[str]:
    snippet = {"kind": "snippet", "id": "vat", "title": "VAT", "text": "It is **added**."} | changes
    site = SITE | {"topics": [{"id": "money", "title": "Money"}]}
    items = {"site.json": site, "vat.json": snippet, "welcome.json": write_tour(), **also}
    files = {path: json.dumps(item) for path, item in items.items()}
    return [bare(line) for line in find(files | {"refunds.md": ARTICLE, "secret.md": AGENTS}, FILES)]


FAULTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "the least": ({}, []),
    "all there is": (
        {
            "target": [{"test_id": "vat"}, {"label": {"en": "VAT", "nb": "MVA"}}],
            "page": ["/invoices/*"],
            "when": {"device": "desktop"},
            "show": "underline",
            "placement": "right-start",
            "audience": {"segment": "big"},
            "schedule": {"from": "2026-01-01T00:00:00Z"},
            "media": {"image": "media/a.png", "alt": "A form"},
            "text": "1. A [list](article:refunds#how-long)\n2. [Start](tour:welcome)\n\n```py\nx = 1\n```\n\n![A form](media/a.png)",
        },
        [],
    ),
    "nothing to say": ({"text": ""}, ["there is neither text nor media; say what helps"]),
    "HTML": ({"text": "a <b>c</b>"}, ["HTML in a text: <b>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a script for a link": ({"text": "[a](javascript:x)"}, [f'the link to "javascript:x" is not allowed; {ALLOWED}']),
    "a tour that is none": ({"text": "[a](tour:welcom)"}, ['there is no tour "welcom"; did you mean "welcome"?']),
    "an article that is none": ({"text": "[a](article:refund)"}, ['there is no article "refund"; did you mean "refunds"?']),
    "an article for agents": (
        {"text": "[a](article:secret)"},
        ['warning: "secret" is for agents alone: readers of this article find nothing there; leave the link out'],
    ),
    "a place in itself": ({"text": "[a](#b)"}, [f'the link to "#b" is not allowed; {ALLOWED}']),
    "an image that is not there": (
        {"text": "![a](media/b.png)"},
        ["there is no file media/b.png; put it there; a path goes from the folder of the file that names it, and a link may not lead out of the content folder"],
    ),
    "a placeholder": ({"text": "{{ a }}"}, ["there are no placeholders here; they go into the title or text of a step"]),
    "a trait in the page": (
        {"when": {"trait": "role", "is": "admin"}},
        ["trait can't be told here; who the person is belongs in audience: a page does not know it"],
    ),
    "an address in the audience": (
        {"audience": {"url": "/"}},
        ["url can't be told here; where somebody is belongs in start.when: the server does not know it"],
    ),
    "a page that is none": ({"page": "invoices"}, ['"invoices" matches no path; a path begins with /, as in "/invoices/*"']),
    "a theme that is none": ({"theme": "night"}, ['there is no theme "night"; there is default']),
    "a locator in a locale that is none here": (
        {"target": {"text": {"nn": "x"}}},
        ['"nn" is no locale of this site; there is en, nb'],
    ),
    "a span that ends before it begins": (
        {"schedule": {"from": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}},
        ["from is not before until; it would never be there"],
    ),
    "days": ({"schedule": {"days": ["mon"]}}, ['unknown key "days"; there is from, until']),
    "a way to show that is none": ({"show": "ring"}, ['"ring" is none of beside, focus, underline']),
    "too much": ({"text": "a" * 4_001}, ["has 4,001 characters; at most 4,000"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_with_a_snippet(case: str) -> None:
    changes, expected = FAULTS[case]
    assert check(**changes) == expected


def test_a_translation_is_looked_at_like_its_source() -> None:
    sidecar = {"vat.nb.json": {"title": "MVA", "text": "[a](tour:welcom) <i>"}}
    assert check_files(sidecar) == [
        "HTML in a text: <i>; write Markdown; what is to be seen as it is goes in `backticks`",
        'there is no tour "welcom"; did you mean "welcome"?',
    ]


def test_an_article_that_a_snippet_leads_to_is_reached() -> None:
    lone = ARTICLE.replace("topic: money\n", "")
    files = {"site.json": json.dumps(SITE), "refunds.md": lone}
    snippet = {"kind": "snippet", "id": "vat", "title": "VAT", "text": "[More](article:refunds)."}
    assert any("nobody is led" in line for line in find(files))
    assert find(files | {"vat.json": json.dumps(snippet)}) == []
