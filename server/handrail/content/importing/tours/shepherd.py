"""Tours of Shepherd, 8 to 15: what a program makes with it in, foreign tours out. What each option becomes is in docs/importing.md."""

from __future__ import annotations

from handrail.content.importing.tours.actions import find_path, find_shown, list_called
from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Found, Library
from handrail.content.importing.tours.foreign import ForeignButton, ForeignStep, ForeignTour, read_placement
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.shared import (
    HEAR,
    LOOK,
    OWN,
    give_pages,
    take_selector,
    tell_hooks,
    tell_odd_step,
)
from handrail.content.importing.tours.values import Code, Known, Record, Value, say
from handrail.content.step import Act

STEP = {
    "arrow": LOOK, "classes": LOOK, "highlightClass": LOOK, "classPrefix": LOOK, "floatingUIOptions": LOOK, "popperOptions": LOOK, "tippyOptions": LOOK,
    "modalOverlayOpeningXOffset": LOOK, "modalOverlayOpeningYOffset": LOOK, "scrollTo": OWN, "scrollToHandler": "what is pointed at is brought into view by itself",
    "cancelIcon": OWN, "label": OWN, "renderLocation": OWN, "when": "hear step_shown and the like by handrail.on",
    "showOn": "say it in if: a condition instead of code", "data": "left out; what the host needs can go by the step's id", "attrs": LOOK,
    "beforeCancelPromise": HEAR,
}  # fmt: skip
TOUR = {
    "classPrefix": LOOK, "exitOnEsc": OWN, "keyboardNavigation": OWN, "modalContainer": OWN, "stepsContainer": OWN, "confirmCancelMessage": OWN,
    "confirmCancel": "leaving needs no second answer; who leaves can come back to it", "tourObject": OWN, "disableScroll": OWN,
}  # fmt: skip
HOOKS = {
    'on("complete")': "hear tour_completed by handrail.on", 'on("cancel")': "hear tour_dismissed by handrail.on",
    'on("show")': "hear step_shown by handrail.on", 'on("start")': "hear tour_started by handrail.on",
}  # fmt: skip
BUTTON = {
    "classes": LOOK,
    "secondary": OWN,
    "attrs": LOOK,
    "disabled": "no button is disabled; use if or next",
    "label": OWN,
    "events": HEAR,
}
ACTS: dict[str, Act] = {"next": "next", "back": "back", "cancel": "dismiss", "complete": "complete", "hide": "dismiss"}


def is_step(record: Record) -> bool:
    keys = record.entries.keys()
    return (
        "attachTo" in keys
        or "beforeShowPromise" in keys
        or ("text" in keys and bool({"buttons", "advanceOn", "cancelIcon"} & keys))
    )


LIBRARY = Library(
    modules=("shepherd.js", "shepherd", "react-shepherd", "vue-shepherd", "angular-shepherd", "ember-shepherd"),
    makers=frozenset({"Tour", "useShepherd"}),
    lists=frozenset({"addSteps"}),
    singles=frozenset({"addStep"}),
    elements=frozenset({"ShepherdTour", "ShepherdJourneyProvider"}),
    starters=frozenset({"start"}),
    hooks=frozenset({"on", "once"}),
    is_step=is_step,
    options=frozenset({"defaultStepOptions", "useModalOverlay", "tourName", "stepsContainer", "modalContainer", "confirmCancel", "tourOptions"}),
)  # fmt: skip


def read_tour(found: Found, reader: Reader, notes: Notes) -> ForeignTour:
    given = found.options or Record({}, found.line)
    inner = given.entries.get("tourOptions")
    options = Keys(inner if isinstance(inner, Record) else given, notes)
    notes.doubt(options.record, found.line)
    name = options.take_text("tourName") or options.take_text("id")
    tour = ForeignTour(found.line, id=name, name=found.name, title=name, started_at=found.started_at)
    defaults = options.take_record("defaultStepOptions")
    dims = options.take_truth("useModalOverlay") is True or found.options is None
    for value in found.steps:
        if isinstance(value, Record):
            step = Keys(
                Record(
                    {**defaults.record.entries, **value.entries},
                    value.line,
                    value.at,
                    value.doubts,
                    {**defaults.record.lines, **value.lines},
                ),
                notes,
            )
            tour.steps.append(read_step(step, dims, reader))
        else:
            tell_odd_step(value, notes)
    give_pages(tour)
    tell_hooks(found, notes, HOOKS)
    if not isinstance(inner, Record):
        options.tell_rest(TOUR, "a tour")
    return tour


def read_step(step: Keys, dims: bool, reader: Reader) -> ForeignStep:
    line = step.record.line
    step.notes.doubt(step.record, line)
    read = ForeignStep(line, id=step.take_text("id"))
    read.title = step.take_words("title", html=True)
    read.text = step.take_words("text", html=True)
    read_attached(read, step, reader)
    clickable = step.take_truth("canClickTarget")
    read.interaction = "blocked" if clickable is False else "open" if clickable or not dims else None
    read.padding, read.radius = (
        step.take_number("modalOverlayOpeningPadding"),
        step.take_number("modalOverlayOpeningRadius"),
    )
    if read.radius is None and isinstance(step.take("modalOverlayOpeningRadius"), Record):
        step.tell(
            "modalOverlayOpeningRadius",
            "modalOverlayOpeningRadius has a radius for each corner",
            "left out; a ring has one radius",
        )
    read.skips_missing = step.take_truth("skipMissingElement") is True
    read.waits = step.take_number("waitForElement")
    read.highlights = [said for one in step.take_items("extraHighlights") if (said := say(one)[0])]
    read_advance(read, step, reader)
    before = step.take("beforeShowPromise")
    if path := find_path(before, reader):
        read.page = path
        step.tell(
            "beforeShowPromise",
            f"beforeShowPromise leads to {path}",
            "the step has this page; the one before may link to it",
        )
    elif before is not None:
        step.tell(
            "beforeShowPromise",
            "beforeShowPromise runs code",
            "the step waits for its target by itself, as on_missing says",
        )
    read_buttons(read, step, reader)
    step.tell_rest(STEP, "a step")
    return read


def read_attached(read: ForeignStep, step: Keys, reader: Reader) -> None:
    value = step.take("attachTo")
    if isinstance(value, Known) and isinstance(value.value, str):  # "#selector bottom", as it was before 3
        selector, _, side = value.value.rpartition(" ")
        read.selector, read.placement = (
            (selector, read_placement(side)) if read_placement(side) else (value.value, None)
        )
        return
    attached = step.take_record("attachTo")
    read.selector = take_selector(attached, "element", reader)
    read.placement = read_placement(attached.take_text("on"))
    attached.tell_rest({"scrollTo": OWN}, "a step")


def read_advance(read: ForeignStep, step: Keys, reader: Reader) -> None:
    """`advanceOn` is about any element, `advance` about the target."""
    given = step.take("advanceOn")
    if given is None:
        return
    if isinstance(given, Known):  # as its first versions had it: ".save click"
        selector, _, event = say(given)[0].strip().rpartition(" ")
    else:
        advance = step.take_record("advanceOn")
        selector, event = take_selector(advance, "selector", reader), advance.take_text("event")
    acts = {"click": "click", "change": "change", "input": "change", "blur": "change"}
    if selector and selector.strip() != read.selector.strip() and read.selector:
        step.tell(
            "advanceOn",
            f"the step goes on by a {event} on {selector[:40]}, which is not its target",
            "it has Next now; make it the target, or say it in advance.when",
        )
    elif event in acts:
        read.selector = read.selector or selector
        read.advance = "click" if event == "click" else "change"
    else:
        step.tell(
            "advanceOn",
            f'the step goes on by the event "{event[:40]}"',
            'it has Next now; declare an event of the host in site.json and advance "on": "event"',
        )


def read_buttons(read: ForeignStep, step: Keys, reader: Reader) -> None:
    listed = step.take("buttons")
    items = step.take_items("buttons")
    if isinstance(listed, Code):
        step.tell("buttons", f"the buttons are code: {listed.source}", "there are Next and Back now")
    if not items and read.advance is None and not isinstance(listed, Code):
        step.notes.tell(
            step.record.line, "the step has no button", "it has Next now; or let advance say what moves it on"
        )
    for item in items:
        if isinstance(item, Record):
            read_button(read, Keys(item, step.notes), reader)
        else:
            said = item.source if isinstance(item, Code) else "it is no object"
            step.notes.tell(item.line, f"a button is known only when the code runs: {said}", "left out")
    drop_plain(read)


def read_button(read: ForeignStep, button: Keys, reader: Reader) -> None:
    line = button.record.line
    words = button.take_words("text", html=True)
    label = " ".join("".join(piece.text for piece in block.pieces) for block in words.blocks) if words else ""
    action, type_ = button.take("action"), button.take_text("type")
    do, to, url = read_action(action, type_, reader)
    if url and do == "next":
        read.leads_to = url
        button.tell(
            "action", f'"{label[:40]}" leads to {url}', "the next step has this page; a tour goes nowhere by itself"
        )
    elif do is None:
        told = action.source if isinstance(action, Code) else "nothing"
        button.notes.tell(
            line,
            f'"{label[:40]}" runs code: {told}',
            'it is "Next" in what it does now; or let it track an event of the host',
        )
    read.buttons.append(ForeignButton(label or "Next", do or "next", line, to=to, url=url if do == "link" else ""))
    button.tell_rest(BUTTON, "a button")


def read_action(action: Value | None, type_: str, reader: Reader) -> tuple[Act | None, str, str]:
    """What it does, the step it leads to, and the address."""
    if isinstance(action, Known) and isinstance(action.value, str):
        return ACTS.get(action.value), "", ""
    if type_ in ACTS:
        return ACTS[type_], "", ""
    path = find_path(action, reader)
    if action is not None and (shown := find_shown(action, reader)):
        return "go", shown, path
    called = list_called(action) if action is not None else []
    do = next((ACTS[name] for name in called if name in ACTS), None)
    return ("link" if path and do is None else do), "", path


def drop_plain(read: ForeignStep) -> None:
    """Next, Back and the × are there without being said; said they are only for words of their own."""
    plain = {"next": "next", "back": "back", "dismiss": "exit", "complete": "done"}
    same = {"back": {"back", "previous"}, "dismiss": {"exit", "cancel", "close", "skip", "×", "x"}, "next": {"next"}}
    if all(
        button.do in plain and button.label.strip().lower() in same.get(button.do, ()) for button in read.buttons
    ) and any(button.do == "next" for button in read.buttons):
        read.buttons = []
    if read.buttons and any(button.do == "next" for button in read.buttons):
        read.buttons = [
            button
            for button in read.buttons
            if button.do != "dismiss" or button.label.strip().lower() not in same["dismiss"]
        ]
