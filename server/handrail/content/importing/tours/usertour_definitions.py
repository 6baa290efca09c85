"""Flows of Usertour as its second API and its own assistants write them, in the shape that it keeps them in: what `usertour.py` reads.

There a step has `content`, a list of blocks whose texts are Markdown; actions and conditions have other names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handrail.content.importing.tours.values import Items, Known, Record, Value

KINDS = frozenset({"tooltip", "modal", "bubble", "hidden"})
DEEPEST = 12
ACTIONS = {
    "goto_step": "step-goto", "dismiss": "flow-dismis", "navigate": "page-navigate", "start_content": "flow-start",
    "run_javascript": "javascript-evaluate",
}  # fmt: skip
CONDITIONS = {"current_url": "current-page"}
SEQUENCES = ("1st", "2nd", "3rd", "4th", "5th")


def is_definition(step: Record) -> bool:
    kind = step.entries.get("type")
    return isinstance(kind, Known) and kind.value in KINDS and isinstance(step.entries.get("content"), Items)


def restate_version(version: Record) -> Record:
    """Only where its steps are such definitions; any other as it is."""
    steps = version.entries.get("steps")
    if not isinstance(steps, Items) or not any(isinstance(one, Record) and is_definition(one) for one in steps.items):
        return version
    return change(version, steps=restate_all(steps, restate_step), config=restate_rules(version))


def restate_all(listed: Value | None, restate: Callable[[Record], Value]) -> Value | None:
    if not isinstance(listed, Items):
        return None
    items = tuple(restate(one) if isinstance(one, Record) else one for one in listed.items)
    return Items(items, listed.line, listed.at, listed.doubts)


def restate_step(step: Record) -> Record:
    said = step.entries
    return change(
        step,
        cvid=first(said, "key", "cvid", "id"),
        setting=restate_placement(step),
        target=restate_target(step),
        data=restate_blocks(said.get("content")),
        trigger=restate_all(said.get("triggers"), restate_trigger),
    )


def restate_placement(step: Record) -> Record:
    """A side that is named is meant."""
    placed = record_at(step, "placement")
    said = placed.entries
    fixed = Known("fixed", placed.line) if "side" in said or "align" in said else None
    return make(
        placed.line,
        placed.lines,
        side=said.get("side"),
        align=said.get("align") or Known("center", placed.line),
        alignType=said.get("alignType") or fixed or Known("auto", placed.line),
        position=said.get("position"),
        enabledBackdrop=said.get("backdrop"),
        enabledBlockTarget=said.get("blockTarget"),
        skippable=step.entries.get("skippable"),
    )


def restate_target(step: Record) -> Record | None:
    if "target" not in step.entries:
        return None
    target = record_at(step, "target")
    said = target.entries
    nth = said.get("nth")
    place = int(nth.value) if isinstance(nth, Known) and isinstance(nth.value, float) else 0
    return make(
        target.line,
        target.lines,
        customSelector=said.get("selector"),
        content=said.get("text"),
        sequence=Known(SEQUENCES[place], target.line) if 0 < place < len(SEQUENCES) else None,
        actions=restate_all(step.entries.get("onClick"), restate_action),
    )


def restate_blocks(blocks: Value | None, depth: int = 0) -> Value | None:
    return restate_all(blocks, lambda block: restate_block(block, depth)) if depth < DEEPEST else None


def restate_block(block: Record, depth: int) -> Record:
    said = block.entries
    kind = said.get("type")
    match kind.value if isinstance(kind, Known) else None:
        case "columns":
            return make(block.line, children=restate_all(said.get("columns"), lambda one: restate_column(one, depth)))
        case "button":
            hidden, disabled = has_any(said.get("hiddenWhen")), has_any(said.get("disabledWhen"))
            data = make(
                block.line,
                {"hideButton": block.lines.get("hiddenWhen", 0), "disableButton": block.lines.get("disabledWhen", 0)},
                text=said.get("text"),
                actions=restate_all(said.get("actions"), restate_action),
                hideButton=Known(hidden, block.line),
                disableButton=Known(disabled, block.line),
            )
            return make(block.line, element=make(block.line, type=kind, data=data))
        case "question":
            asked = record_at(block, "question").entries.get("kind")
            return make(block.line, element=make(block.line, type=asked))
    return make(block.line, element=block)


def restate_column(column: Record, depth: int) -> Record:
    return make(column.line, children=restate_blocks(column.entries.get("blocks"), depth + 1))


def restate_trigger(trigger: Record) -> Record:
    said = trigger.entries
    conditions = restate_all(said.get("when"), restate_condition) or Items((), trigger.line)
    actions = restate_all(said.get("do"), restate_action)
    lines = {**trigger.lines, "wait": trigger.lines.get("waitSeconds", trigger.line)}
    return make(trigger.line, lines, conditions=conditions, actions=actions, wait=said.get("waitSeconds"))


def restate_action(action: Record) -> Record:
    said = action.entries
    data = make(action.line, action.lines, stepCvid=said.get("step"), value=said.get("url"))
    return make(action.line, action.lines, type=rename(said.get("type"), ACTIONS), data=data)


def restate_condition(condition: Record) -> Record:
    """Those of one list hold all together."""
    said = condition.entries
    data = make(condition.line, includes=said.get("includes"), excludes=said.get("excludes"))
    all_of = Known("and", condition.line)
    return make(condition.line, condition.lines, type=rename(said.get("type"), CONDITIONS), data=data, operators=all_of)


def restate_rules(version: Record) -> Record:
    start, hide = record_at(version, "startRules"), record_at(version, "hideRules")
    said = start.entries
    often = record_at(start, "frequency")
    setting = make(
        start.line,
        {**start.lines, "wait": start.lines.get("waitSeconds", start.line)},
        startIfNotComplete=said.get("startIfNotComplete"),
        priority=said.get("priority"),
        wait=said.get("waitSeconds"),
        frequency=make(often.line, frequency=often.entries.get("mode")),
    )
    rules = restate_all(said.get("when"), restate_condition) or Items((), start.line)
    hides = has_any(hide.entries.get("when"))
    return make(
        start.line,
        version.lines,
        enabledAutoStartRules=Known(bool(said), start.line),
        autoStartRules=rules,
        autoStartRulesSetting=setting,
        enabledHideRules=Known(hides, hide.line),
    )


def rename(said: Value | None, names: Mapping[str, str]) -> Value | None:
    is_text = isinstance(said, Known) and isinstance(said.value, str)
    return Known(names.get(str(said.value), str(said.value)), said.line) if is_text else said  # type: ignore[union-attr]  # just asked


def has_any(listed: Value | None) -> bool:
    return isinstance(listed, Items) and bool(listed.items)


def first(said: Mapping[str, Value], *names: str) -> Value | None:
    return next((said[name] for name in names if isinstance(said.get(name), Known)), None)


def record_at(record: Record, name: str) -> Record:
    """An empty one where there is none."""
    value = record.entries.get(name)
    return value if isinstance(value, Record) else Record({}, record.lines.get(name, record.line))


def change(record: Record, **entries: Value | None) -> Record:
    made = {**record.entries, **{name: value for name, value in entries.items() if value is not None}}
    return Record(made, record.line, record.at, record.doubts, record.lines)


def make(line: int, lines: Mapping[str, int] | None = None, **entries: Value | None) -> Record:
    return Record({name: value for name, value in entries.items() if value is not None}, line, lines=lines or {})
