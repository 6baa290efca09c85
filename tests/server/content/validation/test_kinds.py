"""What is said about announcements and surveys, and about what all have in common that starts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.server.content.checking import bare, find
from tests.server.content.kinds import WRITERS, write_announcement, write_checklist, write_quiz, write_survey
from tests.server.content.writing import SITE, write_files, write_tour

FINDER = write_quiz("which", mode="finder", outcomes=[{"id": "there", "title": "There"}], questions=[{"id": "q", "type": "choice", "text": "Which?", "options": [{"id": "a", "text": "A", "to": "there"}, {"id": "b", "text": "B", "to": "there"}]}])  # fmt: skip
OTHERS = (write_tour(), write_quiz(), write_survey(), write_checklist(), write_announcement(), FINDER)
POLL = {"id": "tool", "type": "poll", "text": "Which?", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}
SCORE, WHY = write_survey()["questions"]


def check(item: dict[str, Any], **also: Any) -> list[str]:
    """About one item beside one of each kind."""
    others = [other for other in OTHERS if other["id"] != item["id"]]
    files = write_files(item, *others) | {name: json.dumps(value) for name, value in also.items()}
    return [bare(line) for line in find(files)]


def ask(*questions: dict[str, Any]) -> dict[str, Any]:
    return write_survey(questions=list(questions))


def press(**button: Any) -> dict[str, Any]:
    return write_announcement(buttons=[{"label": "Go", **button}])


@pytest.mark.parametrize("kind", WRITERS)
def test_the_least_of_each_is_valid(kind: str) -> None:
    assert check(WRITERS[kind]()) == []


@pytest.mark.parametrize(
    "item",
    [
        press(do="start", tour="welcome"),
        press(do="start", tour="basics"),
        press(do="link", url="https://example.com/"),
        press(do="track", event="invoice_sent"),
        press(do="snooze", **{"for": "day"}),
        press(do="contact"),
        press(do="article", article="refunds"),
        write_announcement(text="[How](article:refunds), [walk](tour:welcome), [try](quiz:basics), [begin](checklist:setup), [see](/settings)."),
        write_announcement(show="banner", position="top", in_panel=False),
        write_announcement(show="panel", schedule={"from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z"}),
        write_announcement(text='For you, {{ first_name | default: "friend" }}.'),
        write_survey(anonymous=True, thanks="Thank **you**.", text="[More](article:refunds)", start={"on": "event", "event": "tour_completed", "of": "welcome", "share": 0.2}),
        write_survey(start={"on": "event", "event": "conversation_closed"}, frequency={"every": "90d"}),
        write_survey(start={"on": "event", "event": "quiz_completed"}, audience={"passed": "basics"}),
        ask(SCORE, WHY, POLL, {"id": "more", "type": "text", "text": "More?", "if": {"answer": "tool", "in": ["a"]}}),
        ask({**POLL, "several": True}, {"id": "more", "type": "text", "text": "More?", "if": {"answer": "tool", "contains": "b"}}),
        write_checklist(audience={"not": {"completed": "opinion"}}, group="onboarding"),
        write_quiz(start={"on": "page"}, tests=[{"person": {"seen": ["basics"]}, "expect": "ineligible", "because": "frequency"}]),
    ],
)  # fmt: skip
def test_what_can_be_shown(item: dict[str, Any]) -> None:
    article = "---\nid: refunds\ntitle: Refunds\n---\nIt takes a day.\n"
    others = [other for other in OTHERS if other["id"] != item["id"]]
    assert [
        bare(line) for line in find(write_files(item, *others) | {"refunds.md": article}) if "nobody is led" not in line
    ] == []


FAULTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a button that leads nowhere": (press(do="back"), ['"back" leads nowhere in an announcement; one of article, complete, contact, link, snooze, start, track']),
    "three buttons": (write_announcement(buttons=[{"label": "Go", "do": "complete"}] * 3), ["has 3 entries; at most 2"]),
    "shown nowhere": (write_announcement(show="panel", in_panel=False), ["shown in the panel alone, and not in the panel; leave in_panel out"]),
    "an address that is none": (press(do="link", url="javascript:alert(1)"), ['the link to "javascript:alert(1)" is not allowed; a path of the site, as in /settings, or https://… or mailto:…']),
    "an article that is none": (press(do="article", article="refund"), ['there is no article "refund"']),
    "an article without its act": (press(do="link", url="/a", article="refunds"), ['article goes with "do": "article"; say both, or neither']),
    "a link to no article": (write_announcement(text="[How](article:refund)"), ['there is no article "refund"']),
    "a link to no quiz": (write_announcement(text="[How](quiz:basic)"), ['there is no quiz "basic"; did you mean "basics"?']),
    "a link in what looks like code": (write_announcement(text="See\n\n    [this](javascript:alert)"), ['the link to "javascript:alert" is not allowed; https://…, mailto:…, a path of the site, another article as article:ID, or tour:ID, quiz:ID or checklist:ID']),
    "a link to a file": (write_announcement(text="[How](refunds.md)"), ['the link to "refunds.md" is not allowed; https://…, mailto:…, a path of the site, another article as article:ID, or tour:ID, quiz:ID or checklist:ID']),
    "an event that is none": (press(do="track", event="invoice_snet"), ['event "invoice_snet" is not declared; did you mean "invoice_sent"?']),
    "HTML": (write_announcement(text="<b>New</b>"), ["HTML in a text: <b>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a placeholder in a title": (write_announcement(title='Hi {{ first_name | default: "you" }}'), ["there are no placeholders here; they go into the title or text of a step"]),
    "an image that is not there": (write_announcement(media={"image": "new.png", "alt": "New"}), ["there is no file tours/new.png; put it there; a path goes from the folder of the file that names it, and a link may not lead out of the content folder"]),
    "a theme that is not there": (write_survey(theme="drak"), ['there is no theme "drak"; there is default']),
    "a trait in start": (write_survey(start={"when": {"trait": "role", "is": "admin"}}), ["trait can't be told here; who the person is belongs in audience: a page does not know it"]),
    "of without an event of ours": (write_survey(start={"on": "event", "event": "invoice_sent", "of": "welcome"}), ["of goes with an event of our own; one of tour_completed, tour_dismissed, quiz_completed, checklist_completed, article_read, article_voted"]),
    "of another kind": (write_survey(start={"on": "event", "event": "quiz_completed", "of": "welcome"}), ['there is no quiz "welcome"; there is basics, which']),
    "an article that is not there": (write_survey(start={"on": "event", "event": "article_read", "of": "refnds"}), ['there is no article "refnds"']),
    "an event of ours that starts nothing": (write_survey(start={"on": "event", "event": "tour_started"}), ['event "tour_started" is not declared; did you mean "tour_dismissed"?']),
    "no share": (write_survey(start={"share": 0}), ["0 is out of range; at least 0"]),
    "a share by hand": (write_survey(start={"on": "manual", "share": 0.5}), ["warning: a share says nothing of a survey that never starts by itself; leave it out, or let the survey start on a page or an event"]),
    "no questions": (write_survey(questions=[]), ["is empty"]),
    "a type of question that is none": (ask({"id": "a", "type": "npps", "text": "A?"}), ['"npps" is no type of question; did you mean "nps"?']),
    "no type of question": (ask({"id": "a", "text": "A?"}), ['"type" is missing; there is nps, csat, ces, poll, text']),
    "options of a scale": (ask({**SCORE, "options": []}), ['unknown key "options"; there is id, text, required, if, low, high, type']),
    "one option": (ask({**POLL, "options": [{"id": "a", "text": "A"}]}), ["has 1 entries; at least 2"]),
    "an option twice": (ask({**POLL, "options": [{"id": "a", "text": "A"}] * 2}), ['an option before this one is called "a", too; ids are told apart']),
    "a question twice": (ask(SCORE, SCORE), ['a question before this one is called "score", too; ids are told apart']),
    "asked of a later question": (ask(WHY, SCORE), ['"score" is not asked before this question']),
    "asked of no question": (ask({**WHY, "if": {"answer": "socre", "lte": 6}}), ['there is no question "socre"']),
    "two operators": (ask(SCORE, {**WHY, "if": {"answer": "score", "lte": 6, "gte": 1}}), ["needs exactly one of is, is_not, in, not_in, gt, gte, lt, lte, contains, exists"]),
    "an operator that does not fit": (ask(POLL, {**WHY, "if": {"answer": "tool", "lte": 6}}), ["lte does not fit tool, which is one of a, b; for one there is exists, in, is, is_not, not_in"]),
    "an answer that cannot be": (ask(SCORE, {**WHY, "if": {"answer": "score", "lte": 11}}), ["this is no answer to score: it never holds; it is a number from 0 to 10"]),
    "an option that is none": (ask(POLL, {**WHY, "if": {"answer": "tool", "in": ["a", "c"]}}), ["this is no answer to tool: it never holds; it is one of a, b"]),
    "passed of a finder": (write_survey(audience={"passed": "which"}), ['"which" is not graded: nobody passes it; ask whether it is completed']),
    "passed of a tour": (write_survey(audience={"passed": "welcome"}), ['there is no quiz "welcome"; there is basics, which']),
    "completed of nothing": (write_survey(audience={"completed": "welcom"}), ['there is no tour, quiz, checklist, survey or announcement "welcom"; did you mean "welcome"?']),
    "a test that fails": (write_survey(audience={"passed": "basics"}, tests=[{"expect": "eligible"}]), ["expected eligible, but audience does not hold: basics is untouched"]),
    "a link to nowhere": (write_survey(text="[More](article:nowhere)"), ['there is no article "nowhere"']),
    "a file for an article": (write_survey(thanks="[More](refunds.md)"), ['the link to "refunds.md" is not allowed; https://…, mailto:…, a path of the site, another article as article:ID, or tour:ID, quiz:ID or checklist:ID']),
}  # fmt: skip


@pytest.mark.parametrize(("item", "findings"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_in_a_line(item: dict[str, Any], findings: list[str]) -> None:
    assert check(item) == findings


def test_faults_are_told_by_line_and_column_all_at_once() -> None:
    survey = ask(
        {"id": "a", "type": "nps", "text": "A?", "low": 3},
        {"id": "b", "type": "text", "text": "B?", "if": {"answer": "a", "lte": 20}},
    )
    text = json.dumps(survey | {"theme": "drak"}, indent=2)
    lines = find({"site.json": json.dumps(SITE), "opinion.json": text})

    def place(part: str) -> str:
        line = next(index for index, one in enumerate(text.splitlines(), 1) if part in one)
        return f"opinion.json:{line}:{text.splitlines()[line - 1].index(':') + 3}"

    assert lines == [
        f"{place('low')}: should be a text, not a number",
        f'{place("drak")}: there is no theme "drak"; there is default',
    ]


def test_one_id_is_one_item_of_whatever_kind() -> None:
    files = {
        "site.json": json.dumps(SITE),
        "a.json": json.dumps(write_survey("a")),
        "b.json": json.dumps(write_quiz("a")),
    }
    assert [bare(line) for line in find(files)] == ['"a" is the id of a.json, too; ids are told apart']
    files["b.json"] = json.dumps(write_quiz("b", was=["a"]))
    assert [bare(line) for line in find(files)] == [
        '"a" is the id of a.json; was names what this quiz alone was called before'
    ]


TRANSLATIONS: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "a survey": (ask({**SCORE, "low": "No", "high": "Yes"}, POLL), {"title": "Din mening", "questions.score.text": "Hvor?", "questions.score.low": "Nei", "questions.tool.options.a.text": "A"}, []),
    "a quiz": (write_quiz(), {"questions.q1.text": "Er det?", "questions.q1.options.yes.text": "Ja"}, []),
    "a checklist": (write_checklist(finish="All done."), {"items.logo.title": "Legg til", "finish": "Ferdig."}, []),
    "an announcement": (press(do="complete"), {"text": "Den er **her**.", "buttons.0.label": "Ferdig"}, []),
    "an option that is none": (ask(POLL), {"questions.tool.options.c.text": "C"}, ['there is no "questions.tool.options.c.text" to translate; did you mean "questions.tool.options.b.text"?']),
    "a key of another kind": (write_survey(), {"steps.a.title": "A"}, ['there is no "steps.a.title" to translate']),
    "HTML": (write_survey(thanks="Thanks"), {"thanks": "<b>Takk</b>"}, ["HTML in a text: <b>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "an older source": (write_checklist(), {"items.logo.title": {"text": "Legg til", "source": "00000000"}}, ["warning: the source text has changed since; check the translation, then write \"source\": \"92dcc8dd\""]),
}  # fmt: skip


@pytest.mark.parametrize(("item", "texts", "findings"), TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_translations(item: dict[str, Any], texts: dict[str, Any], findings: list[str]) -> None:
    assert check(item, **{f"tours/{item['id']}.nb.json": texts}) == findings
