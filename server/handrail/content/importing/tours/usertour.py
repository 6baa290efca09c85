"""Flows of Usertour as its API and its exports have them: JSON in, foreign tours out. What each setting becomes is in docs/importing.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handrail.conditions.schema import Url
from handrail.content.importing.tours.foreign import ForeignButton, ForeignStep, ForeignTour, read_placement
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.shared import tell_odd_step
from handrail.content.importing.tours.usertour_definitions import is_definition, restate_version
from handrail.content.importing.tours.usertour_words import read_blocks, read_link
from handrail.content.importing.tours.values import Items, Known, Record, Value
from handrail.content.importing.tours.words import read_plain

DEEPEST = 12
OTHER_KINDS = {
    "checklist": "write a checklist of it", "launcher": "write a snippet of it: help on one element", "banner": "write an announcement of it, as a banner",
    "announcement": "write an announcement of it", "tracker": "see the events of site.json", "resource-center": "the help panel is there by itself",
}  # fmt: skip
HOST = re.compile(r"^(?:https?:)?//[^/*]+|^https?://\*?")


def find_tours(value: Value, notes: Notes) -> Iterator[ForeignTour]:
    """One content, a version of one, or many of them, however they are wrapped."""
    yield from search(value, notes, 0, Record({}, 1))


def search(value: Value, notes: Notes, depth: int, content: Record) -> Iterator[ForeignTour]:
    if depth > DEEPEST:
        return
    if isinstance(value, Items):
        for item in value.items:
            yield from search(item, notes, depth + 1, content)
    if not isinstance(value, Record):
        return
    entries = value.entries
    kind = text_at(entries.get("type"))
    if kind in OTHER_KINDS and (
        "editedVersion" in entries or "publishedVersion" in entries or "name" in entries or "config" in entries
    ):
        name = text_at(entries.get("name")) or kind
        notes.tell(
            value.line, f'"{name[:60]}" is a {kind.replace("-", " ")} and no flow', f"left out; {OTHER_KINDS[kind]}"
        )
        return
    steps = entries.get("steps")
    if isinstance(steps, Items) and any(isinstance(one, Record) and is_step(one) for one in steps.items):
        yield read_tour(restate_version(value), content, notes)
        return
    around = value if "name" in entries or "buildUrl" in entries else content
    for key in ("publishedVersion", "editedVersion"):
        if isinstance(entries.get(key), Record):
            found = list(search(entries[key], notes, depth + 1, around))
            if found:
                yield from found
                return
    for key, one in entries.items():
        if key not in ("publishedVersion", "editedVersion"):
            yield from search(one, notes, depth + 1, around)


def is_step(record: Record) -> bool:
    keys = record.entries.keys()
    return "setting" in keys or "cvid" in keys or ("target" in keys and "data" in keys) or is_definition(record)


def text_at(value: Value | None) -> str:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


def read_tour(version: Record, content: Record, notes: Notes) -> ForeignTour:
    steps = version.entries["steps"]
    name = text_at(version.entries.get("name")) or text_at(content.entries.get("name"))
    tour = ForeignTour(version.line, id=name, title=name)
    listed: list[Record] = []
    for value in steps.items if isinstance(steps, Items) else ():
        if isinstance(value, Record):
            listed.append(value)
        else:
            tell_odd_step(value, notes)
    listed.sort(key=lambda step: number_at(step.entries.get("sequence")))
    shown = [step for step in listed if not is_hidden(step, notes)]
    for index, record in enumerate(shown):
        following = text_at(shown[index + 1].entries.get("cvid")) if index + 1 < len(shown) else None
        tour.steps.append(StepReader(Keys(record, notes), following).read())
    config = version.entries.get("config")
    if isinstance(config, Record):
        read_start(tour, Keys(config, notes))
    return tour


def is_hidden(step: Record, notes: Notes) -> bool:
    hidden = text_at(step.entries.get("type")) == "hidden"
    if hidden:
        notes.tell(
            step.line, "a hidden step", 'left out; say in advance.when of a step of type "hidden" what it waits for'
        )
    return hidden


def number_at(value: Value | None) -> float:
    return value.value if isinstance(value, Known) and isinstance(value.value, float) else 0.0


class StepReader:
    """`following`: the step after this one as its own tool names it; `None` at the end."""

    def __init__(self, step: Keys, following: str | None) -> None:
        self.step, self.following, self.notes = step, following, step.notes

    def read(self) -> ForeignStep:
        step = self.step
        read = ForeignStep(step.record.line, key=text_at(step.record.entries.get("cvid")))
        self.name = text_at(step.record.entries.get("name"))
        self.read_kind(read)
        self.read_setting(read)
        self.read_target(read)
        self.read_content(read)
        self.read_triggers(read)
        if any(
            step.record.entries.get(key) is not None and text_at(step.record.entries.get(key)) for key in ("themeId",)
        ):
            step.tell("themeId", "the step has a theme of its own", "a theme is the whole tour's")
        return read

    def read_kind(self, read: ForeignStep) -> None:
        setting = self.step.record.entries.get("setting")
        position = text_at(setting.entries.get("position")) if isinstance(setting, Record) else ""
        match self.step.take_text("type"):
            case "modal":
                read.kind = "modal" if position in ("", "center") else "slide-out"
            case "bubble":
                read.kind = "slide-out"

    def read_setting(self, read: ForeignStep) -> None:
        setting = self.step.take_record("setting")
        side, align = setting.take_text("side"), setting.take_text("align")
        if setting.take_text("alignType") != "auto" and side:
            read.placement = read_placement(side if align in ("center", "") else f"{side}-{align}")
        dims, blocks = setting.take_truth("enabledBackdrop"), setting.take_truth("enabledBlockTarget")
        read.interaction = "open" if dims is False else "blocked" if blocks else None
        if setting.take_truth("explicitCompletionStep") or self.step.take_truth("explicitCompletionStep"):
            self.step.tell(
                "explicitCompletionStep", "the flow counts as completed at this step", "a tour is completed at its end"
            )
        if setting.take_truth("skippable") is False:
            setting.tell("skippable", "the step can't be left", "a tour can always be left")

    def read_target(self, read: ForeignStep) -> None:
        if read.kind:
            return
        target = self.step.take_record("target")
        selector = target.take_text("customSelector")
        listed = target.take("selectorsList")
        if not selector and isinstance(listed, Items):
            selector = next((text for one in listed.items if (text := text_at(one))), "")
        selector = selector or text_at(target.take("selectors"))
        said = target.take_text("content").strip()
        if not selector and said:
            read.says = said
        elif not selector:
            target.notes.tell(
                target.record.line,
                "the target is known only to its own tool",
                "it is a dialog in the middle of the page now; give it a target",
            )
        read.selector = selector
        if text_at(target.take("sequence")) not in ("", "1st"):
            target.tell("sequence", "the target is one of several that match", "say which by within and nth")
        if target.take_items("actions") and selector:
            read.advance = "click"
            self.tell_actions(target.take_items("actions"), target.line("actions"), quiet=("step-goto", "flow-dismis"))

    def read_content(self, read: ForeignStep) -> None:
        words, elements = read_blocks(self.step.take("data"), self.notes)
        read.title, read.text = words
        for element in elements:
            kind = element.take_text("type")
            if kind == "button":
                self.read_button(read, element)
            elif kind == "unsupported":
                line = element.record.line
                self.notes.tell(line, "a part of the step that its own tool did not tell", "left out; write it here")
            else:
                element.notes.tell(
                    element.record.line,
                    f"a question ({kind or 'of no type'}) in a step",
                    "left out; write a survey or a quiz of it",
                )
        if read.title is None and not (read.text and read.text.blocks) and self.name.strip():
            read.title = read_plain(self.name)

    def read_button(self, read: ForeignStep, element: Keys) -> None:
        data = element.take_record("data")
        label, actions = data.take_text("text"), data.take_items("actions")
        line = data.record.line
        for name, said in (("hideButton", "hidden"), ("disableButton", "disabled")):
            if data.take_truth(name):
                data.tell(
                    name, f'"{label[:40]}" is {said} under conditions', "it is always there; make two steps with if"
                )
        for action in actions:
            if isinstance(action, Record) and (button := self.read_action(Keys(action, self.notes), label, line)):
                read.buttons.append(button)
                break
        else:
            read.buttons.append(ForeignButton(label, "next", line))
            if not actions:
                self.notes.tell(line, f'"{label[:40]}" does nothing', "it goes on now")
        self.tell_actions(actions[1:], line, quiet=("flow-dismis",))

    def read_action(self, action: Keys, label: str, line: int) -> ForeignButton | None:
        """`None` for what a button can't do."""
        kind, data = action.take_text("type"), action.take_record("data")
        match kind:
            case "step-goto":
                to = data.take_text("stepCvid")
                return (
                    ForeignButton(label, "next", line)
                    if to == self.following
                    else ForeignButton(label, "go", line, to=to)
                )
            case "flow-dismis":
                return ForeignButton(label, "complete" if self.following is None else "dismiss", line)
            case "page-navigate":
                url = read_link(data.take("value", "url"))
                return ForeignButton(label, "link", line, url=HOST.sub("", url) if url.startswith("//") else url)
        self.tell_actions((action.record,), line, quiet=())
        return None

    def tell_actions(self, actions: tuple[Value, ...], line: int, *, quiet: tuple[str, ...]) -> None:
        told = {
            "flow-start": "another flow is started; let a button start its tour",
            "javascript-evaluate": "code is run; let a button track an event of the host",
            "page-navigate": "a page is opened; let a button link to it",
        }
        for action in actions:
            kind = text_at(action.entries.get("type")) if isinstance(action, Record) else ""
            if kind not in quiet:
                problem, _, fix = told.get(kind, f'"{kind[:40]}" is nothing that a step does; left out').partition("; ")
                self.notes.tell(line, problem, fix)

    def read_triggers(self, read: ForeignStep) -> None:
        """What is waited for becomes `advance`, where it is a page and leads on."""
        for trigger in self.step.take_items("trigger"):
            if not isinstance(trigger, Record):
                continue
            keys = Keys(trigger, self.notes)
            conditions, actions = keys.take_items("conditions"), keys.take_items("actions")
            if keys.take_number("wait"):
                keys.tell("wait", "a trigger waits before it acts", "it goes on at once")
            pages = read_pages(conditions)
            if pages and len(conditions) == 1 and self.leads_on(actions) and read.selector:
                read.advance_when = Url(url=pages if len(pages) > 1 else pages[0])
            else:
                self.notes.tell(
                    trigger.line, "a trigger of the step", "left out; say in advance.when what it waits for"
                )

    def leads_on(self, actions: tuple[Value, ...]) -> bool:
        if len(actions) != 1 or not isinstance(actions[0], Record):
            return False
        action = Keys(actions[0], self.notes)
        return (
            action.take_text("type") == "step-goto"
            and action.take_record("data").take_text("stepCvid") == self.following
        )


def read_pages(conditions: tuple[Value, ...]) -> list[str]:
    """The paths of conditions about pages."""
    pages: list[str] = []
    for condition in conditions:
        if isinstance(condition, Record) and text_at(condition.entries.get("type")) == "current-page":
            data = condition.entries.get("data")
            includes = data.entries.get("includes") if isinstance(data, Record) else None
            said = [text_at(one) for one in includes.items] if isinstance(includes, Items) else []
            pages += [path for one in said if (path := read_pattern(one))]
    return pages


def read_pattern(pattern: str) -> str:
    """`https://app.test/invoices/*` -> `/invoices/*`; empty for what is no path."""
    path = HOST.sub("", pattern.strip()).partition("?")[0].partition("#")[0] or "/"
    is_path = path.startswith(("/", "*")) and len(path) <= 500 and path.isprintable() and "%" not in path
    return path if is_path else ""


def read_start(tour: ForeignTour, config: Keys) -> None:
    """It starts by itself only where all of its rules could be taken: nobody is to get what was not meant for them."""
    if config.take_truth("enabledHideRules"):
        config.tell("hideRules", "it is hidden for as long as a rule holds", "say the rule in pause_when")
    if not config.take_truth("enabledAutoStartRules"):
        return
    rules = config.take_items("autoStartRules")
    settings = config.take_record("autoStartRulesSetting")
    tour.until_completed = settings.take_truth("startIfNotComplete") is True
    tell_when(settings)
    pages = read_pages(rules)
    records = [rule for rule in rules if isinstance(rule, Record)]
    together = len(records) > 1 and any(text_at(rule.entries.get("operators")) != "or" for rule in records)
    others = [rule for rule in records if together or not is_pages_rule(rule)]
    for rule in others:
        kind = text_at(rule.entries.get("type")) or "of no type"
        config.notes.tell(
            rule.line,
            f"a rule about when it starts: {kind[:40]}",
            "it starts by hand now; say the rule in audience or start.when",
        )
    if not others and len(pages) <= 50:
        tour.start = pages or (["*"] if not rules else [])
        tour.started_at = config.line("autoStartRules")


def tell_when(settings: Keys) -> None:
    """How often, how late, and before which others."""
    often = settings.take_record("frequency").take_text("frequency")
    if often not in ("", "once"):
        settings.tell("frequency", f"it starts more than once: {often[:40]}", "say how often in frequency")
    if settings.take_number("wait"):
        settings.tell("wait", "it waits before it starts", "it starts at once; see start.delay")
    if settings.take_text("priority") not in ("", "medium"):
        settings.tell("priority", "it has a priority over others", "see priority")


def is_pages_rule(rule: Record) -> bool:
    data = rule.entries.get("data")
    excludes = data.entries.get("excludes") if isinstance(data, Record) else None
    whole = not (isinstance(excludes, Items) and excludes.items)
    return text_at(rule.entries.get("type")) == "current-page" and whole and bool(read_pages((rule,)))
