"""What is said about checklists that cannot be done."""

from __future__ import annotations

from typing import Any

import pytest

from tests.server.content.checking import bare, find
from tests.server.content.writing import write_files, write_tour

HAND = {"id": "a", "title": "A", "by_hand": True}
TOUR = {"id": "b", "title": "B", "tour": "welcome"}
QUIZ = {
    "kind": "quiz",
    "id": "basics",
    "title": "The basics",
    "questions": [{"id": "q", "type": "true-false", "text": "So?", "answer": True}],
}
FINDER = {
    "kind": "quiz",
    "id": "which",
    "title": "Which?",
    "mode": "finder",
    "questions": [
        {"id": "q", "type": "choice", "text": "Which?", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}
    ],
    "outcomes": [{"id": "there", "title": "There"}],
}


def check(*items: dict[str, Any], **changes: Any) -> list[str]:
    checklist = {"kind": "checklist", "id": "start", "title": "Get started", "items": list(items), **changes}
    return [bare(line) for line in find(write_files(write_tour(), QUIZ, FINDER, checklist))]


@pytest.mark.parametrize(
    ("items", "changes"),
    [
        ([HAND], {}),
        ([HAND, TOUR], {"ordered": True, "finish": "All done."}),
        ([HAND, {**TOUR, "after": ["a"]}], {}),
        ([HAND, {"id": "c", "title": "C", "quiz": "basics"}], {}),
        ([{"id": "c", "title": "C", "quiz": "which", "done": {"completed": "which"}}], {}),
        ([{"id": "c", "title": "C", "url": "/settings"}], {}),
        ([{"id": "c", "title": "C", "url": "https://example.com/", "by_hand": True}], {}),
        ([{"id": "c", "title": "C", "done": {"event": "invoice_sent"}, "optional": True}, HAND], {}),
    ],
)
def test_what_can_be_done(items: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    assert check(*items, **changes) == []


@pytest.mark.parametrize(
    ("items", "changes", "finding"),
    [
        ([{"id": "a", "title": "A"}], {}, 'nothing says when it is done; give it done, or "by_hand": true'),
        ([{**TOUR, "quiz": "basics"}], {}, "leads to tour and quiz; one of tour, article, url, quiz"),
        ([HAND, {**HAND}], {}, 'an entry before this one is called "a", too; ids are told apart'),
        ([HAND, {**TOUR, "was": ["a"]}], {}, '"a" is another entry\'s id; was names what this entry was called before'),
        ([{**TOUR, "tour": "welcom"}], {}, 'there is no tour "welcom"; did you mean "welcome"?'),
        ([{**TOUR, "tour": "basics"}], {}, 'there is no tour "basics"; there is welcome'),
        ([{"id": "c", "title": "C", "quiz": "no"}], {}, 'there is no quiz "no"; there is basics, which'),
        (
            [{"id": "c", "title": "C", "quiz": "which"}],
            {},
            '"which" is not graded: nobody passes it; say when it is done: "done": { "completed": "which" }',
        ),
        ([{"id": "c", "title": "C", "article": "refunds"}], {}, 'there is no article "refunds"'),
        ([{"id": "c", "title": "C", "url": "javascript:1"}], {}, 'the link to "javascript:1" is not allowed'),
        (
            [{"id": "c", "title": "C", "url": "https://example.com/"}],
            {},
            'nobody sees whether a page elsewhere was visited; give it done, or "by_hand": true',
        ),
        ([{**HAND, "after": ["z"]}], {}, 'there is no entry "z"; there is a'),
        ([{**HAND, "after": ["a"]}], {}, "an entry does not wait for itself; leave it out"),
        (
            [{**HAND, "after": ["b"]}, {**TOUR, "after": ["a"]}],
            {},
            '"b" waits for this entry, too: neither can be done; leave one out',
        ),
        (
            [{**HAND, "after": ["b"]}, TOUR],
            {"ordered": True},
            '"b" waits for this entry, too: neither can be done; in an ordered checklist each waits for the one before',
        ),
        (
            [{**HAND, "optional": True}],
            {},
            "every entry is optional: it is done before anything is; leave optional out where something has to be done",
        ),
        ([{**HAND, "done": {"account": "plan", "is": "pro"}}], {}, "account can't be told here"),
        ([HAND], {"text": "[no](article:refunds)"}, 'there is no article "refunds"'),
        ([], {}, "is empty"),
    ],
)
def test_what_is_wrong_with_a_checklist(items: list[dict[str, Any]], changes: dict[str, Any], finding: str) -> None:
    found = check(*items, **changes)
    assert [line for line in found if line.startswith(finding)], found
