"""Flows of Usertour as its exports have them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.server.content.importing.tours.taking import take, take_one, tell


def text(*leaves: dict[str, Any], type_: str = "paragraph") -> dict[str, Any]:
    return {"type": "text", "data": [{"type": type_, "children": list(leaves)}]}


def button(label: str, *actions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "button", "data": {"text": label, "actions": list(actions)}}


def step(cvid: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    column = {"element": {"type": "column"}, "children": [{"element": one, "children": None} for one in elements]}
    data = [{"element": {"type": "group"}, "children": [column]}]
    return {"cvid": cvid, "type": "modal", "sequence": 0, "setting": {"position": "center"}, "data": data} | more


def flow(*steps: dict[str, Any], **config: Any) -> str:
    version = {"id": "v1", "config": config, "steps": list(steps)}
    return json.dumps({"id": "c1", "name": "Invite your team", "type": "flow", "editedVersion": version}, indent=1)


def goto(cvid: str) -> dict[str, Any]:
    return {"type": "step-goto", "data": {"stepCvid": cvid}}


DISMISS = {"type": "flow-dismis", "data": {}}
HI = text({"text": "Hi"})


def take_flow(source: str) -> tuple[dict[str, Any], list[str]]:
    tour, notes = take_one(source, "export.json")
    return tour, [note.partition(": ")[2].partition(";")[0] for note in notes]


def test_a_flow_becomes_a_tour() -> None:
    target = {"type": "manual", "customSelector": '[data-testid="invite"]', "sequence": "1st", "actions": [goto("c")]}
    setting = {
        "side": "left",
        "align": "start",
        "alignType": "fixed",
        "enabledBackdrop": True,
        "enabledBlockTarget": False,
    }
    rich = [
        {"type": "h2", "children": [{"text": "Invite"}]},
        {"type": "paragraph", "children": [{"text": "Press ", "italic": True}, {"text": "it", "bold": True}, {"type": "link", "data": [{"children": [{"text": "https://a.test"}]}], "children": [{"text": " here"}]}]},
        {"type": "numbered-list", "children": [{"type": "list-item", "children": [{"type": "paragraph", "children": [{"text": "one"}]}]}]},
    ]  # fmt: skip
    source = flow(
        step("b", {"type": "text", "data": rich}, type="tooltip", sequence=1, target=target, setting=setting),
        step("a", text({"text": "Welcome. All of you."}), button("Go", goto("b")), button("Later", DISMISS)),
        step("c", HI, button("Again", goto("a")), button("Done", DISMISS), type="bubble", sequence=2),
        enabledAutoStartRules=True,
        autoStartRules=[{"type": "current-page", "data": {"includes": ["https://app.test/team*", "/x?y"]}}],
        autoStartRulesSetting={"startIfNotComplete": True},
    )
    tour, notes = take_flow(source)
    assert tour == {
        "kind": "tour",
        "id": "invite-your-team",
        "title": "Invite your team",
        "start": {"when": {"url": ["/team*", "/x"]}},
        "frequency": "until-completed",
        "steps": [
            {"id": "welcome", "type": "modal", "title": "Welcome.", "text": "All of you.", "buttons": [{"label": "Go", "do": "next"}, {"label": "Later", "do": "dismiss"}]},
            {"id": "invite", "target": {"test_id": "invite"}, "title": "Invite", "text": "*Press* **it** [here](https://a.test)\n\n1. one", "placement": "left-start", "advance": {"on": "click"}},
            {"id": "hi", "type": "slide-out", "title": "Hi", "buttons": [{"label": "Again", "do": "go", "to": "welcome"}, {"label": "Done", "do": "complete"}]},
        ],
    }  # fmt: skip
    assert notes == ["the step has no title", "the step has no title"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (step("a", HI, {"type": "nps", "data": {}}), "a question (nps) in a step"),
        (step("a", HI, {"type": "embed", "url": "https://v.test"}), "something is embedded: https://v.test"),
        (step("a", text({"type": "user-attribute", "attrCode": "name", "fallback": "you"})), 'the person\'s "name" is told'),
        (step("a", HI, button("B", {"type": "javascript-evaluate", "data": {"value": "x()"}})), "code is run"),
        (step("a", HI, button("B", {"type": "flow-start", "data": {}})), "another flow is started"),
        (step("a", HI, button("B")), '"B" does nothing'),
        (step("a", HI, trigger=[{"conditions": [], "actions": []}]), "a trigger of the step"),
        (step("a", HI, setting={"skippable": False}), "the step can't be left"),
        (step("a", HI, type="tooltip", target={"type": "auto", "selectors": {"x": 1}}), "the target is known only to its own tool"),
        (step("a", HI, type="tooltip", target={"customSelector": "#a", "sequence": "2nd"}), "the target is one of several that match"),
    ],
)  # fmt: skip
def test_what_has_no_equivalent(given: dict[str, Any], told: str) -> None:
    assert told in take_flow(flow(given))[1]


def test_it_starts_by_itself_only_for_whom_it_was_meant() -> None:
    page = {"type": "current-page", "data": {"includes": ["/a"]}}
    person = {"type": "user-attr", "data": {"attrId": "plan"}}
    tour, notes = take_flow(flow(step("a", HI), enabledAutoStartRules=True, autoStartRules=[page, person]))
    assert tour["start"] == {"on": "manual"}
    assert "a rule about when it starts: user-attr" in notes
    everywhere, _ = take_flow(flow(step("a", HI), enabledAutoStartRules=True, autoStartRules=[]))
    assert "start" not in everywhere
    off, _ = take_flow(flow(step("a", HI), enabledAutoStartRules=False, autoStartRules=[page]))
    assert off["start"] == {"on": "manual"}


def test_many_at_once_however_they_are_wrapped() -> None:
    one = json.loads(flow(step("a", HI), step("h", type="hidden", sequence=1)))
    other = {"name": "List", "type": "checklist", "editedVersion": {"data": {}}}
    imported = take(json.dumps({"data": {"edges": [{"node": one}, {"node": {**one, "name": "Two"}}, {"node": other}]}}), "all.json", "usertour")  # fmt: skip
    assert [tour.id for tour in imported.tours] == ["invite-your-team", "two"]
    assert '1: "List" is a checklist and no flow; left out; write a checklist of it' in tell(imported)
    assert any("a hidden step" in note for note in tell(imported))
