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


def markdown(text: str) -> dict[str, Any]:
    return {"type": "text", "markdown": text}


def definition(*steps: dict[str, Any], **rules: Any) -> str:
    return json.dumps({"name": "Look around", "steps": list(steps), **rules}, indent=1)


def press(text: str, *actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": text, "actions": list(actions), **more}


def test_a_definition_becomes_a_tour() -> None:
    go = {"type": "goto_step", "step": "tasks"}
    columns = [{"blocks": [press("Skip", {"type": "dismiss"})]}, {"blocks": [press("Start", go)]}]
    source = definition(
        {"key": "hi", "name": "Hi", "type": "modal", "content": [markdown("# Hi *you*\n\nA [tour](/a){target=_blank}.\n\n- one\n- two"), {"type": "columns", "columns": columns}]},
        {"key": "tasks", "name": "Tasks", "type": "tooltip", "content": [markdown("## Tasks #\nAll of them"), press("Docs", {"type": "navigate", "url": "/docs"})],
         "target": {"selector": "#tasks"}, "placement": {"side": "right", "align": "start", "backdrop": False},
         "triggers": [{"when": [{"type": "current_url", "includes": ["*/tasks"]}], "do": [{"type": "goto_step", "step": "end"}]}]},
        {"cvid": "end", "name": "End", "type": "bubble", "content": [markdown("All done."), press("Again", {"type": "goto_step", "step": "hi"})]},
        startRules={"when": [{"type": "current_url", "includes": ["*/dashboard"]}], "frequency": {"mode": "once"}, "startIfNotComplete": True},
    )  # fmt: skip
    tour, notes = take_flow(source)
    assert tour == {
        "kind": "tour",
        "id": "look-around",
        "title": "Look around",
        "start": {"when": {"url": "*/dashboard"}},
        "frequency": "until-completed",
        "steps": [
            {"id": "hi-you", "type": "modal", "title": "Hi *you*", "text": "A [tour](/a).\n\n- one\n- two", "buttons": [{"label": "Skip", "do": "dismiss"}, {"label": "Start", "do": "next"}]},
            {"id": "tasks", "target": {"css": "#tasks"}, "title": "Tasks", "text": "All of them", "placement": "right-start", "interaction": "open", "advance": {"when": {"url": "*/tasks"}}, "buttons": [{"label": "Docs", "do": "link", "url": "/docs"}]},
            {"id": "all-done", "type": "slide-out", "title": "All done.", "buttons": [{"label": "Again", "do": "go", "to": "hi-you"}]},
        ],
    }  # fmt: skip
    assert notes == ["the step has no title"]


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        ([{"type": "question", "question": {"kind": "rating"}}], {}, "a question (rating) in a step"),
        ([{"type": "unsupported", "note": "x"}], {}, "a part of the step that its own tool did not tell"),
        ([markdown('Hi {{ name | default: "you" }}')], {}, 'the person\'s "name" is told'),
        ([press("B", hiddenWhen=[{"type": "segment", "segment": "s", "in": True}])], {}, '"B" is hidden under conditions'),
        ([press("B", {"type": "run_javascript", "script": "x()"})], {}, "code is run"),
        ([markdown("Hi")], {"explicitCompletionStep": True}, "the flow counts as completed at this step"),
        ([markdown("Hi")], {"type": "tooltip", "target": {"selector": "a", "nth": 2}}, "the target is one of several that match"),
        ([markdown("Hi")], {"triggers": [{"do": [], "waitSeconds": 2}]}, "a trigger waits before it acts"),
    ],
)  # fmt: skip
def test_what_a_definition_has_and_a_tour_has_not(content: list[Any], more: dict[str, Any], told: str) -> None:
    step = {"key": "a", "name": "A", "type": "modal", "content": [*content, markdown("There.")], **more}
    assert told in take_flow(definition(step))[1]


def test_a_definition_starts_by_itself_only_for_whom_it_was_meant() -> None:
    page, other = ({"type": "current_url", "includes": [path]} for path in ("/a", "/b"))
    step = {"key": "a", "name": "A", "type": "modal", "content": [markdown("Hi")]}
    rules = {"frequency": {"mode": "unlimited"}, "priority": "high", "waitSeconds": 3}
    hidden = {"when": [{"type": "text_filled"}]}
    tour, notes = take_flow(definition(step, startRules={"when": [page, other], **rules}, hideRules=hidden))
    assert tour["start"] == {"on": "manual"}, "both at once, which no page is"
    wanted = ["it is hidden for as long as a rule holds", "it waits before it starts", "it has a priority over others", "it starts more than once: unlimited"]  # fmt: skip
    assert not set(wanted) - set(notes)
    assert take_flow(definition(step, startRules={"when": [page]}))[0]["start"] == {"when": {"url": "/a"}}
    assert take_flow(definition(step))[0]["start"] == {"on": "manual"}
