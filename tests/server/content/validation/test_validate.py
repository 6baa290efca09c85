"""What is wrong with content, and what is said about it. One row, one kind of fault: what is written, and the lines that come out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handrail.content.validation.validate import validate
from tests.server.content.checking import Written, bare, check, find, modal, steps
from tests.server.content.writing import LAST, SITE, STEP, write_files, write_tour


def test_what_is_right_has_no_faults() -> None:
    validated = validate({path: text.encode() for path, text in write_files(write_tour()).items()})
    assert validated.findings == []
    assert sorted(validated.items) == ["site.json", "tours/welcome.json"]


FAULTS: dict[str, tuple[Written, list[str]]] = {
    # keys and shapes
    "an unknown key": ({"tilte": "x"}, ['unknown key "tilte"; did you mean "title"?']),
    "an unknown key like no other": ({"xyz": 1}, ['unknown key "xyz"']),
    "a missing key": ({"steps": [{"id": "a", "type": "modal"}]}, ['"title" is missing']),
    "a number for a text": ({"title": 5}, ["should be a text, not a number"]),
    "a text for a number": ({"priority": "high"}, ["should be a whole number, not a text"]),
    "one for a list": ({"steps": {}}, ["should be a list, not an object"]),
    "no steps": ({"steps": []}, ["is empty"]),
    "101 steps": ({"steps": [{"id": f"s{i}", "type": "modal", "title": "x"} for i in range(101)]}, ["has 101 entries; at most 100"]),
    "a bad id": ({"group": "On Boarding"}, ['"On Boarding" is not allowed here; lower-case letters, digits and hyphens, as in first-invoice']),
    "a bad duration": ({"start": {"delay": "1 s"}}, ['"1 s" is not allowed here; a whole number and ms, s, m, h or d, as in "8s"; "0s" for none']),
    "a bad frequency": ({"frequency": "twice"}, ['"twice" is none of once, until-completed, every-visit']),
    "a frequency of another kind": ({"frequency": 3}, ["should be a text or an object, not a number"]),
    "a misspelt placement": (steps({"placement": "botom"}), ["\"botom\" is none of top, top-start, top-end, right, right-start, right-end, bottom, bottom-start, bottom-end, left, left-start, left-end; did you mean \"bottom\"?"]),
    "a theme that is not there": ({"theme": "dark"}, ['there is no theme "dark"; there is default']),
    "a misspelt type of step": (steps({"type": "modl"}), ['"modl" is no type of step; did you mean "modal"?']),
    "a type of step that is a list": (steps({"type": []}), ["[] is no type of step; there is spotlight, tooltip, modal, quiz, slide-out, banner, hidden"]),
    "a Python name for a key": ({"start": {"when": {"not_": {"url": "/"}}}}, ['"not_" is no condition; did you mean "not"?']),
    "a button with a tour that it does not start": (steps({"buttons": [{"label": "Go", "do": "next", "tour": "other"}]}), ['tour goes with "do": "start"; say both, or neither']),
    "start without its tour": (steps({"buttons": [{"label": "Go", "do": "start"}]}), ['tour goes with "do": "start"; say both, or neither']),
    "event without its name": ({"start": {"on": "event"}}, ['event goes with "on": "event"; say both, or neither']),
    "an advance that says nothing": (steps({"advance": {}}), ["needs on, when, or both"]),
    # conditions
    "a condition that is none": ({"audience": {"plan": "pro"}}, ['"plan" is no condition; there is all, any, not, segment, trait, account, url, query, hash, event, seen, completed, dismissed, active, passed, element, locale, device, time']),
    "a misspelt condition": ({"audience": {"acount": "plan", "is": "pro"}}, ['"acount" is no condition; did you mean "account"?']),
    "a quiz that is none": ({"audience": {"passed": "basics"}}, ['there is no quiz "basics"']),
    "an empty condition": ({"audience": {}}, ['an empty object is no condition; always is { "all": [] }']),
    "two conditions in one": ({"start": {"when": {"url": "/", "device": "phone"}}}, ['unknown key "device"; a condition says one thing; join several by "all"']),
    "two operators": ({"audience": {"account": "plan", "is": "a", "in": ["b"]}}, ["needs exactly one of is, is_not, in, not_in, gt, gte, lt, lte, contains, exists"]),
    "a misspelt trait": ({"audience": {"trait": "rolle", "is": "owner"}}, ['trait "rolle" is not declared; did you mean "role"?']),
    "a trait like no other": ({"audience": {"trait": "shoe_size", "is": 5}}, ['trait "shoe_size" is not declared; declare it in site.json under traits']),
    "a misspelt account field": ({"audience": {"account": "paln", "is": "pro"}}, ['account "paln" is not declared; did you mean "plan"?']),
    "a misspelt event": ({"audience": {"event": "invoice_send"}}, ['event "invoice_send" is not declared; did you mean "invoice_sent"?']),
    "a misspelt segment": ({"audience": {"segment": "bigg"}}, ['segment "bigg" is not declared; did you mean "big"?']),
    "a misspelt property": ({"audience": {"event": "invoice_sent", "where": {"amuont": 5}}}, ['event invoice_sent has no property "amuont"; did you mean "amount"?']),
    "a property of another type": ({"audience": {"event": "invoice_sent", "where": {"amount": "5"}}}, ["amount is a number, and this is none: it never holds; there is no coercion"]),
    "a tour that is not there": ({"audience": {"completed": "othr"}}, ['there is no tour "othr"; did you mean "other"?']),
    "gt on a text": ({"audience": {"account": "plan", "gt": 5}}, ["gt does not fit plan, which is a string; for one there is is, is_not, in, not_in, contains, exists"]),
    "contains on a number": ({"audience": {"account": "seats", "contains": "5"}}, ["contains does not fit seats, which is a number; for one there is is, is_not, in, not_in, gt, gte, lt, lte, exists"]),
    "is on a list": ({"audience": {"trait": "tags", "is": "a"}}, ["is does not fit tags, which is a list of texts; for one there is contains, exists"]),
    "a text for a number in a condition": ({"audience": {"account": "seats", "gte": "5"}}, ["seats is a number, and this is none: it never holds; there is no coercion"]),
    "one of a list is of another type": ({"audience": {"account": "plan", "in": ["pro", 5, True]}}, ["plan is a text, and this is none: it never holds; there is no coercion"] * 2),
    "1 for true": ({"audience": {"trait": "beta", "is": 1}}, ["beta is true or false, and this is none: it never holds; there is no coercion"]),
    "a time in words": ({"audience": {"trait": "since", "gt": "yesterday"}}, ['"yesterday" is no instant; RFC 3339, as in 2026-01-31T09:00:00Z or 2026-01-31']),
    "where in the audience": ({"audience": {"all": [{"url": "/a"}]}}, ["url can't be told here; where somebody is belongs in start.when: the server does not know it"]),
    "a device in the audience": ({"audience": {"device": "phone"}}, ["device can't be told here; where somebody is belongs in start.when: the server does not know it"]),
    "who in the page": ({"start": {"when": {"trait": "role", "is": "owner"}}}, ["trait can't be told here; who the person is belongs in audience: a page does not know it"]),
    "a segment in the page": (steps({"if": {"segment": "big"}}), ["segment can't be told here; who the person is belongs in audience: a page does not know it"]),
    "the target outside of an advance": ({"pause_when": {"element": "target"}}, ['"target" means something only in the advance of a step that has one; say how to find the element']),
    "a condition that never holds": ({"audience": {"any": []}}, ['this never holds; any of nothing ({ "any": [] }) is false']),
    "a range that is none": ({"audience": {"event": "signed_up", "at_least": 3, "at_most": 1}}, ["at_least is more than at_most, so it never holds; swap them, or leave one out"]),
    "a period that is none": ({"audience": {"time": {"after": "2026-02-01T00:00:00Z", "before": "2026-01-01T00:00:00Z"}}}, ["after must be earlier than before"]),
    "an instant without an offset": ({"audience": {"time": {"after": "2026-02-01T00:00:00"}}}, ['"2026-02-01T00:00:00" is no instant; RFC 3339 with an offset, as in 2026-01-31T09:00:00Z']),
    "a locale without texts": ({"audience": {"locale": "de"}}, ['warning: the site has no texts in "de"; its locales are en, nb']),
    "a path without its slash": ({"start": {"when": {"url": "invoices"}}}, ['"invoices" matches no path; a path begins with /, as in "/invoices/*"']),
    "a whole address for a path": (steps({"page": "https://a.test/x"}), ['"https://a.test/x" matches no path; a path begins with /, as in "/invoices/*"']),
    "a query in a path": ({"start": {"when": {"url": ["/a?b=c"]}}}, ['"/a?b=c" has more than a path in it; use query and hash for the rest']),
    "a fragment with its #": ({"start": {"when": {"hash": ["x", "#/a"]}}}, ['warning: "#/a" matches no fragment; without its #, as in "/a"']),
    "an encoded path": ({"start": {"when": {"url": "/caf%C3%A9"}}}, ['"/caf%C3%A9" is percent-encoded; write it decoded, as people read it']),
    # locators
    "a locator of two ways": (steps({"target": {"test_id": "a", "css": "#a"}}), ["needs exactly one of test_id, role, label, text, css"]),
    "a name without its role": (steps({"target": {"test_id": "a", "name": "b"}}), ['name needs a role beside it; as in "role": "button"']),
    "nth alone": (steps({"target": {"css": "a", "nth": 1}}), ['nth is allowed only under within; say what it counts in, as in "within": { "role": "main" }']),
    "a misspelt locator": (steps({"target": {"testid": "a"}}), ['unknown key "testid"; did you mean "test_id"?']),
    "a name in a locale that is none here": (steps({"target": {"role": "button", "name": {"nn": "Ny"}}}), ['"nn" is no locale of this site; there is en, nb']),
    "names in no locale": (steps({"target": {"role": "button", "name": {}}}), ["is empty"]),
    "a target that is a text": (steps({"target": "#new"}), ["should be an object or a list, not a text"]),
    # steps
    "two steps of one id": ({"steps": [STEP, {**STEP, "title": "b"}, LAST]}, ['a step before this one is called "new", too; ids are told apart']),
    "was names a step": ({"steps": [{**STEP, "was": ["done"]}, LAST]}, ['"done" is another step\'s id; was names what this step was called before']),
    "a step that goes nowhere": (steps({"next": "s9"}), ['there is no step "s9"; there is s0, done']),
    "a branch that goes nowhere": (steps({"next": [{"to": "nowhere"}]}), ['there is no step "nowhere"; there is s0, done']),
    "a button that goes nowhere": (steps(modal(buttons=[{"label": "a", "do": "go", "to": "doen"}])), ['there is no step "doen"; did you mean "done"?']),
    "a button that starts nothing": (steps({"buttons": [{"label": "a", "do": "start", "tour": "othre"}, {"label": "b", "do": "next"}]}), ['there is no tour "othre"; did you mean "other"?']),
    "a step that nobody reaches": (steps({"next": "done"}, {}), ['no way leads to step "s1"; lead next or a button of another step to it, or leave it out']),
    "a branch that is never taken": (steps({"next": [{"to": "done"}, {"if": {"device": "phone"}, "to": "s0"}]}), ["this is never reached: the branch before it has no if; put the one without if last"]),
    "a round": (steps({}, {"next": "s0"}), ['from step "s0" the tour goes round and never ends; give a step of the round a next with a condition, or a button that completes', 'from step "s1" the tour goes round and never ends; give a step of the round a next with a condition, or a button that completes', 'no way leads to step "done"; lead next or a button of another step to it, or leave it out']),
    "a step that leads to itself": ({"steps": [{**STEP, "next": "new"}]}, ['from step "new" the tour goes round and never ends; give a step of the round a next with a condition, or a button that completes']),
    "only a way back": (steps(modal(buttons=[{"label": "Back", "do": "back"}])), ['no button leads on; one of them needs "do": "next", "complete" or "go"', 'no way leads to step "done"; lead next or a button of another step to it, or leave it out']),
    "a hidden step that waits for Next": ({"steps": [{"id": "h", "type": "hidden", "advance": {"on": "next"}}, LAST]}, ["a hidden step never goes on by next: there is no Next button; use when, or an event of the host"]),
    "a hidden step that waits for a click": ({"steps": [{"id": "h", "type": "hidden", "advance": {"on": "click"}}, LAST]}, ["a hidden step never goes on by click: there is no target; use when, or an event of the host"]),
    "a hidden step that never goes on": ({"steps": [{"id": "h", "type": "hidden", "advance": {"when": {"any": []}}}, LAST]}, ['this never holds; any of nothing ({ "any": [] }) is false']),
    "a blocked target to be clicked": (steps({"interaction": "blocked", "advance": {"on": "click"}}), ['the target is blocked, and the step waits for a click on it; use "interaction": "open"']),
    "a blocked target to be filled": (steps({"interaction": "blocked", "advance": {"when": {"all": [{"element": "target", "state": "filled"}]}}}), ['the target is blocked, and the step waits for it to be filled; use "interaction": "open"']),
    "a click on what floats": (steps({"advance": {"on": "click"}, "on_missing": {"do": "float"}}), ["without its target the step waits for a click on it for ever; use pause, skip or end, or add a button that leads on"]),
    "a misspelt event to advance on": (steps({"advance": {"on": "event", "event": "signd_up"}}), ['event "signd_up" is not declared; did you mean "signed_up"?']),
    "a misspelt event to start on": ({"start": {"on": "event", "event": "signd_up"}}, ['event "signd_up" is not declared; did you mean "signed_up"?']),
    "a misspelt goal": ({"goal": {"event": "signd_up"}}, ['event "signd_up" is not declared; did you mean "signed_up"?']),
    # texts
    "a script for a link": (steps({"text": "[go](javascript:alert(1))"}), ['the link to "javascript:alert(1)" is not allowed; https://…, mailto:… or a path of the site, as in /invoices']),
    "a script in disguise": (steps({"text": "[go](JaVa&#115;cript:alert(1))"}), ['the link to "JaVascript:alert(1)" is not allowed; https://…, mailto:… or a path of the site, as in /invoices']),
    "another host for a path": (steps({"text": "[go](//evil.test)"}), ['the link to "//evil.test" is not allowed; https://…, mailto:… or a path of the site, as in /invoices']),
    "data for a link": (steps({"text": "<data:text/html,x>"}), ['the link to "data:text/html,x" is not allowed; https://…, mailto:… or a path of the site, as in /invoices']),
    "HTML in a text": (steps({"text": "Press <b onclick='x()'>New</b>."}), ["HTML in a text: <b onclick='x()'>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a script in a text": (steps({"text": "Hello\n\n<script>\nalert(1)\n</script>"}), ["HTML in a text: <script>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a script in a title": (steps({"title": "<script>alert(1)</script>"}), ["HTML in a text: <script>alert(1)</script>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "an image in a label": (steps({"buttons": [{"label": "<img src=x onerror=alert(1)>", "do": "next"}]}), ["HTML in a text: <img src=x onerror=alert(1)>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a comment in a tour's title": ({"title": "a <!-- b -->"}, ["HTML in a text: <!-- b -->; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a placeholder of an unknown trait": (steps({"text": '{{ frist_name | default: "x" }}'}), ['trait "frist_name" is not declared; did you mean "first_name"?']),
    "a placeholder without default": (steps({"title": "Hi {{ first_name }}"}), ['{{ first_name }} is no placeholder; as in {{ first_name | default: "you" }}']),
    "a placeholder in a tour's title": ({"title": "Hi {{ first_name }}"}, ["there are no placeholders here; they go into the title or text of a step"]),
    "a text of 5,000 characters": (steps({"text": "x" * 5_000}), ["has 5,000 characters; at most 4,000"]),
    # tests
    "a test of an unknown trait": ({"tests": [{"person": {"traits": {"rolle": "x"}}, "expect": "eligible"}]}, ['trait "rolle" is not declared; did you mean "role"?']),
    "a test with a value of another type": ({"tests": [{"person": {"account": {"seats": "5"}}, "expect": "eligible"}]}, ["seats is a number, and this is none: it never holds; there is no coercion"]),
    "a test of an unknown tour": ({"tests": [{"person": {"completed": ["othr"]}, "expect": "eligible"}]}, ['there is no tour "othr"; did you mean "other"?']),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_in_a_line_that_says_what_would_be_right(name: str) -> None:
    changes, expected = FAULTS[name]
    assert sorted(check(**changes)) == sorted(expected)


FINE: dict[str, Written] = {
    "tags in backticks, escaped, and what is none": steps({"text": "`<script>` \\<b> &lt;b> a < b > c 1<2 <3 <https://a.test>", "title": "`<b>`"}),
    "links of every allowed kind": steps({"text": "[a](https://a.test) [b](http://b.test) [c](mailto:a@b.test) [d](/d)"}),
    "any way to advance": steps({"advance": {"when": {"any": [{"url": "/x"}, {"element": "target", "state": "filled"}]}}, "interaction": "blocked"}),
    "a float with a way on": steps({"advance": {"on": "click"}, "on_missing": {"do": "float"}, "buttons": [{"label": "Go on", "do": "next"}]}),
    "a step that may be passed over": steps({"if": {"device": "phone"}, "next": "done"}, {}),
    "a round with a condition": steps({}, {"next": [{"if": {"device": "phone"}, "to": "s0"}, {"to": "done"}]}),
    "a round with a button that completes": steps({}, {"next": "s0", "buttons": [{"label": "a", "do": "complete"}, {"label": "b", "do": "next"}, {"label": "c", "do": "go", "to": "done"}]}),
    "a former name": {"steps": [{**STEP, "was": ["old"]}, LAST]},
    "an audience of every kind": {"audience": {"all": [{"not": {"segment": "big"}}, {"any": [{"trait": "age", "gte": 18}, {"trait": "since", "lt": "2026-01-31"}]}, {"trait": "tags", "contains": "beta"}, {"event": "invoice_sent", "at_least": 2, "within": "7d", "where": {"amount": {"gt": 5}}}, {"locale": ["nb", "en-GB"]}, {"seen": "other"}, {"time": {"after": "2026-01-01T00:00:00Z"}}]}},
}  # fmt: skip


@pytest.mark.parametrize("name", FINE)
def test_what_is_unusual_but_right_has_no_faults(name: str) -> None:
    assert check(**FINE[name]) == []


def test_all_faults_of_a_file_are_told_at_once_each_at_its_place() -> None:
    tour = """{
  "kind": "tour", "id": "welcome", "title": "Welcome", "tilte": "x",
  "audience": { "all": [{ "trait": "rolle", "is": "x" }, { "acount": "plan", "is": "pro" }] },
  "start": { "on": "page", "delay": 5 },
  "steps": [
    { "id": "a", "target": { "rol": "button" }, "title": "A" },
    { "id": "b", "type": "modal", "title": "B", "text": "[x](javascript:1)" },
    { "id": "b", "type": "modal" }
  ]
}"""
    assert find({"site.json": json.dumps(SITE), "tours/welcome.json": tour}) == [
        'tours/welcome.json:2:56: unknown key "tilte"; did you mean "title"?',
        'tours/welcome.json:3:36: trait "rolle" is not declared; did you mean "role"?',
        'tours/welcome.json:3:60: "acount" is no condition; did you mean "account"?',
        "tours/welcome.json:4:37: should be a text, not a number",
        'tours/welcome.json:6:30: unknown key "rol"; did you mean "role"?',
        'tours/welcome.json:7:57: the link to "javascript:1" is not allowed; https://…, mailto:… or a path of the site, as in /invoices',
        'tours/welcome.json:8:5: "title" is missing',
    ]


SITES: dict[str, tuple[Written, list[str]]] = {
    "a missing site": ({}, ['site.json:1:1: it is missing; a site begins with { "kind": "site", "id": …']),
    "a tour for a site": ({"site.json": write_tour(id="x")}, ['site.json:2:11: site.json is not a tour; it says what the site is: "kind": "site"']),
    "two sites": ({"site.json": SITE, "more.json": SITE}, ["more.json:2:11: a second site; there is one, in site.json"]),
    "no kind": ({"site.json": SITE, "a.json": {"id": "a"}}, ['a.json:1:1: "kind" is missing; there is announcement, checklist, quiz, site, snippet, survey, theme, tour']),
    "a misspelt kind": ({"site.json": SITE, "a.json": {"kind": "tuor", "id": "a"}}, ['a.json:2:11: "tuor" is no kind; did you mean "tour"?']),
    "a kind that is an object": ({"site.json": SITE, "a.json": {"kind": {}, "id": "a"}}, ["a.json:2:11: {} is no kind; there is announcement, checklist, quiz, site, snippet, survey, theme, tour"]),
    "a list": ({"site.json": SITE, "a.json": []}, ["a.json:1:1: should be an object; a file is one item: { … }"]),
    "two items of one id": ({"site.json": SITE, "a.json": write_tour(), "b.json": write_tour()}, ['b.json:3:9: "welcome" is the id of a.json, too; ids are told apart']),
    "a segment in a circle": ({"site.json": {**SITE, "segments": {"a": {"not": {"segment": "b"}}, "b": {"segment": "a"}}}}, ['site.json:33:5: segment "a" asks for itself; it can\'t be told', 'site.json:38:5: segment "b" asks for itself; it can\'t be told']),
    "a segment of an unknown trait": ({"site.json": {**SITE, "segments": {"a": {"trait": "rol", "exists": True}}}}, ['site.json:34:16: trait "rol" is not declared; did you mean "role"?']),
    "a bad declaration spares its uses": ({"site.json": {**SITE, "traits": {"role": "strng"}, "segments": {}}, "a.json": write_tour(audience={"trait": "role", "is": "x"})}, ['site.json:10:13: "strng" is none of string, number, boolean, time, strings; did you mean "string"?']),
    "a bad colour": ({"site.json": SITE, "t.json": {"kind": "theme", "id": "default", "accent": "red"}}, ['t.json:4:13: "red" is not allowed here; #rrggbb']),
    "a bad locale": ({"site.json": {**SITE, "locales": ["English"]}}, ['site.json:6:5: "English" is not allowed here; a BCP 47 tag, as in "nb" or "pt-BR"']),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_what_is_wrong_with_the_whole(name: str) -> None:
    files, expected = SITES[name]
    assert find({path: json.dumps(value, indent=2) for path, value in files.items()}) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../welcome.json",
        "/etc/welcome.json",
        "tours//welcome.json",
        "./a.json",
        "a\nb.json",
        "\udcff.json",
        "x" * 301,
    ],
)
def test_what_is_no_name_within_the_folder(name: str) -> None:
    found = find({"site.json": json.dumps(SITE), name: json.dumps(write_tour())})
    assert ["this is no name for a file" in line for line in found] == [True]
    assert found[0].isprintable()


def test_1501_items_are_too_many() -> None:
    found = find(write_files(*(write_tour(id=f"t{index}") for index in range(1_500))))
    assert found == ["site.json:1:1: there are 1,501 items; at most 1,500"]


EXPECTATIONS: dict[str, tuple[Written, list[str]]] = {
    "eligible, but the audience says no": (
        {"person": {"account": {"plan": "free"}}, "expect": "eligible"},
        ['expected eligible, but audience.all[0] does not hold: account.plan is "free"'],
    ),
    "eligible, but a trait is not there": (
        {"person": {"completed": ["other"]}, "expect": "eligible"},
        ["expected eligible, but audience.all[0] is unknown: account.plan is not there"],
    ),
    "eligible, but elsewhere": (
        {"person": {"account": {"plan": "pro"}, "completed": ["other"]}, "url": "/x", "expect": "eligible"},
        ['expected eligible, but start.when does not hold: the url is "/x"'],
    ),
    "eligible, but once was enough": (
        {"person": {"account": {"plan": "pro"}, "completed": ["other", "welcome"]}, "url": "/a", "expect": "eligible"},
        ["expected eligible, but frequency does not hold: welcome is seen and completed"],
    ),
    "ineligible, but everything holds": (
        {"person": {"account": {"plan": "pro"}, "completed": ["other"]}, "url": "/a", "expect": "ineligible"},
        ["expected ineligible, but everything holds"],
    ),
    "for another reason": (
        {"person": {"account": {"plan": "pro"}}, "url": "/a", "expect": "ineligible", "because": "audience.all[0]"},
        ["expected audience.all[0] to decide, but audience.all[1] does not hold: other is untouched"],
    ),
    "for a reason around": (
        {"person": {"account": {"plan": "pro"}}, "url": "/a", "expect": "ineligible", "because": "audience"},
        [],
    ),
    "for this reason": (
        {"person": {"account": {"plan": "free"}}, "url": "/a", "expect": "ineligible", "because": "audience.all[0]"},
        [],
    ),
    "eligible": ({"person": {"account": {"plan": "pro"}, "completed": ["other"]}, "url": "/a?x#y", "expect": "eligible"}, []),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_the_tests_that_a_tour_brings(name: str) -> None:
    test, expected = EXPECTATIONS[name]
    audience = {"all": [{"account": "plan", "in": ["pro", "team"]}, {"completed": "other"}]}
    assert check(audience=audience, start={"when": {"url": "/a"}}, tests=[test]) == expected


def test_a_test_of_a_segment_an_event_and_a_time() -> None:
    audience = {
        "all": [{"segment": "big"}, {"event": "signed_up", "within": "1d"}, {"time": {"after": "2026-01-01T00:00:00Z"}}]
    }
    person = {"account": {"seats": 100}, "events": [{"name": "signed_up", "at": "2026-01-02T00:00:00Z"}]}
    later = {"person": person, "now": "2026-01-02T12:00:00Z", "expect": "eligible"}
    assert check(audience=audience, tests=[later]) == []
    assert check(audience=audience, tests=[{**later, "now": "2026-01-04T00:00:00Z"}]) == [
        "expected eligible, but audience.all[1] does not hold: signed_up was tracked 1 times"
    ]
    assert check(audience={"time": {"after": "2026-01-01T00:00:00Z"}}, tests=[{"expect": "eligible"}]) == [
        "expected eligible, but audience is unknown: the test has no now"
    ]


SIDECARS: dict[str, tuple[str, Any, list[str]]] = {
    "right": ("welcome.nb.json", {"$schema": "x", "title": "Velkommen", "steps.new.text": {"text": "Trykk **Ny**."}}, []),
    "right, with its source": ("welcome.nb.json", {"steps.new.title": {"text": "Begynn her", "source": "2adc964c"}}, []),
    "stale": ("welcome.nb.json", {"steps.new.title": {"text": "Begynn", "source": "00000000"}}, ['warning: the source text has changed since; check the translation, then write "source": "2adc964c"']),
    "a key that is none": ("welcome.nb.json", {"steps.new.titel": "x"}, ['"steps.new.titel" is not allowed here; title, steps.ID.title, steps.ID.text, steps.ID.buttons.0.label, steps.ID.media.alt or steps.ID.media.captions; of a snippet title, text, media.alt or media.captions; of a site topics.ID.title, topics.ID.description or help.title; of a quiz or a survey questions.ID.text, questions.ID.options.ID.text and the like; of a checklist items.ID.title or items.ID.text; of an announcement text or buttons.0.label']),
    "a step that is none": ("welcome.nb.json", {"steps.neww.title": "x"}, ['there is no "steps.neww.title" to translate; did you mean "steps.new.title"?']),
    "HTML": ("welcome.nb.json", {"steps.new.text": "<b>Ny</b>"}, ["HTML in a text: <b>; write Markdown; what is to be seen as it is goes in `backticks`"]),
    "a locale that is none": ("welcome.nn.json", {"title": "x"}, ['"nn" is no locale of this site; there is en, nb']),
    "a bad link": ("welcome.nb.json", {"steps.new.text": "[a](javascript:1)"}, ['the link to "javascript:1" is not allowed; https://…, mailto:… or a path of the site, as in /invoices']),
    "a kind": ("welcome.nb.json", {"kind": "tour"}, ['"kind" is not allowed here; title, steps.ID.title, steps.ID.text, steps.ID.buttons.0.label, steps.ID.media.alt or steps.ID.media.captions; of a snippet title, text, media.alt or media.captions; of a site topics.ID.title, topics.ID.description or help.title; of a quiz or a survey questions.ID.text, questions.ID.options.ID.text and the like; of a checklist items.ID.title or items.ID.text; of an announcement text or buttons.0.label']),
    "of no tour": ("nothing.nb.json", {"title": "x"}, ["there is no nothing.json that this could translate"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SIDECARS)
def test_translations(name: str) -> None:
    file, texts, expected = SIDECARS[name]
    found = find({**write_files(write_tour()), f"tours/{file}": json.dumps(texts)})
    assert [bare(line) for line in found] == expected
