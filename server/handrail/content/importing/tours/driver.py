"""Tours of driver.js, 0.9 and 1.x: what a program makes with it in, foreign tours out. What each option becomes is in docs/importing.md."""

from __future__ import annotations

from handrail.content.importing.tours.actions import find_path, list_called
from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Found, Library
from handrail.content.importing.tours.foreign import ForeignButton, ForeignStep, ForeignTour, read_placement
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.shared import HEAR, LOOK, OWN, give_pages, take_selector, tell_odd_step
from handrail.content.importing.tours.values import Code, Items, Known, Record
from handrail.content.step import Placement

POPOVER = {
    "popoverClass": LOOK, "className": LOOK, "progressText": "the words are the language's own", "showProgress": OWN, "offset": LOOK,
    "prevBtnText": "Back is called as the language has it", "closeBtnText": "the × is called as the language has it", "doneBtnText": OWN,
    "disableButtons": "no button is disabled; use if or next", "onPopoverRender": LOOK, "onPrevClick": HEAR, "onCloseClick": "hear tour_dismissed by handrail.on",
    "onDoneClick": "hear tour_completed by handrail.on",
}  # fmt: skip
STEP = {
    "onHighlightStarted": "hear step_shown by handrail.on", "onHighlighted": "hear step_shown by handrail.on", "onDeselected": HEAR,
    "stageBackground": LOOK, "data": "left out; what the host needs can go by the step's id",
}  # fmt: skip
TOUR = POPOVER | STEP | {
    "animate": OWN, "duration": OWN, "smoothScroll": OWN, "scrollIntoViewOptions": OWN, "allowScroll": OWN, "keyboardControl": OWN, "allowKeyboardControl": OWN,
    "overlayColor": LOOK, "overlayOpacity": LOOK, "opacity": LOOK, "popoverOffset": LOOK, "padding": OWN,
    "overlayClickNext": "a click beside the card does nothing", "overlayClickBehavior": "a click beside the card does nothing",
    "onDestroyStarted": "hear tour_dismissed by handrail.on", "onDestroyed": "hear tour_completed and tour_dismissed by handrail.on", "onReset": "hear tour_dismissed by handrail.on",
    "onNext": HEAR, "onPrevious": HEAR, "onNextClick": HEAR,
}  # fmt: skip
SIDES = {"center": "", "start": "-start", "end": "-end"}
OLD = {"left-center": "left", "left-bottom": "left-end", "top-center": "top", "top-right": "top-end", "right-center": "right", "right-bottom": "right-end", "bottom-center": "bottom", "bottom-right": "bottom-end"}  # fmt: skip


def is_step(record: Record) -> bool:
    return "popover" in record.entries


LIBRARY = Library(
    modules=("driver.js",),
    makers=frozenset({"driver", "Driver"}),
    lists=frozenset({"defineSteps", "setSteps", "setConfig"}),
    singles=frozenset({"highlight"}),
    elements=frozenset(),
    starters=frozenset({"drive", "start", "highlight"}),
    hooks=frozenset(),
    is_step=is_step,
    options=frozenset({"steps", "showProgress", "allowClose", "nextBtnText", "doneBtnText", "closeBtnText", "showButtons", "overlayOpacity", "stagePadding", "padding", "overlayClickNext", "keyboardControl"}),
)  # fmt: skip


def read_tour(found: Found, reader: Reader, notes: Notes) -> ForeignTour:
    tour = ForeignTour(found.line, name=found.name, started_at=found.started_at)
    options = Keys(found.options or Record({}, found.line), notes)
    notes.doubt(options.record, found.line)
    said = Shared(options)
    done = said.done
    for value in found.steps:
        if isinstance(value, Record):
            step = StepReader(Keys(value, notes), said, reader)
            tour.steps.append(step.read())
            done = step.done
        else:
            tell_odd_step(value, notes)
    if tour.steps and done:
        last = tour.steps[-1]
        last.buttons = [ForeignButton(done, "complete", last.line)]
    give_pages(tour)
    options.tell_rest(TOUR, "a tour")
    return tour


class Shared:
    """What the options say of every step."""

    def __init__(self, options: Keys) -> None:
        self.next = options.take_text("nextBtnText")
        self.done = options.take_text("doneBtnText")
        self.padding = options.take_number("stagePadding")
        self.padding = self.padding if self.padding is not None else options.take_number("padding")
        self.radius = options.take_number("stageRadius")
        self.blocked = options.take_truth("disableActiveInteraction")
        self.on_click = options.take_truth("advanceOnClick") is True
        self.skips = options.take_truth("skipMissingElement") is True
        self.waits = options.take_number("waitForElement")
        if options.take_truth("allowClose") is False:
            options.tell("allowClose", "allowClose: false has no equivalent", "a tour can always be left")
        self.shows_next = tell_buttons(options)


def tell_buttons(keys: Keys) -> bool:
    """Whether there is Next."""
    buttons = keys.take("showButtons")
    if isinstance(buttons, Items):
        named = {one.value for one in buttons.items if isinstance(one, Known)}
        if "next" not in named:
            keys.tell(
                "showButtons", "there is no button to go on", "there is Next now; or let advance say what moves it on"
            )
        return "next" in named
    if isinstance(buttons, Known) and buttons.value is False:
        keys.tell(
            "showButtons", "there is no button to go on", "there is Next now; or let advance say what moves it on"
        )
    return True


class StepReader:
    def __init__(self, step: Keys, shared: Shared, reader: Reader) -> None:
        self.step, self.shared, self.reader, self.notes = step, shared, reader, step.notes
        self.done = shared.done

    def read(self) -> ForeignStep:
        step, shared = self.step, self.shared
        line = step.record.line
        self.notes.doubt(step.record, line)
        popover = step.take_record("popover")
        read = ForeignStep(line, selector=take_selector(step, "element", self.reader))
        read.title = popover.take_words("title", html=True)
        read.text = popover.take_words("description", html=True)
        read.placement = self.read_placement(popover)
        blocked = step.take_truth("disableActiveInteraction")
        blocked = shared.blocked if blocked is None else blocked
        read.interaction = None if blocked is None else "blocked" if blocked else "open"
        on_click = step.take_truth("advanceOnClick")
        read.advance = "click" if on_click or (on_click is None and shared.on_click) else None
        skips, waits = step.take_truth("skipMissingElement"), step.take_number("waitForElement")
        read.skips_missing = shared.skips if skips is None else skips
        read.waits = shared.waits if waits is None else waits
        read.padding, read.radius = shared.padding, shared.radius
        self.read_buttons(read, popover)
        self.done = popover.take_text("doneBtnText") or shared.done
        popover.tell_rest(POPOVER, "a step")
        step.tell_rest(STEP, "a step")
        return read

    def read_placement(self, popover: Keys) -> Placement | None:
        side, align, old = popover.take_text("side"), popover.take_text("align"), popover.take_text("position")
        if old:
            return read_placement(OLD.get(old, old))
        return read_placement(f"{side or 'bottom'}{SIDES.get(align or 'start', '')}") if side or align else None

    def read_buttons(self, read: ForeignStep, popover: Keys) -> None:
        tell_buttons(popover)
        label = popover.take_text("nextBtnText") or (self.shared.next if read.advance is None else "")
        if label:
            read.buttons.append(ForeignButton(label, "next", popover.line("nextBtnText")))
        for keys, name in (
            (popover, "onNextClick"),
            (self.step, "onNext"),
            (popover, "onPrevClick"),
            (self.step, "onPrevious"),
        ):
            self.read_hook(read, keys, name)

    def read_hook(self, read: ForeignStep, keys: Keys, name: str) -> None:
        value = keys.take(name)
        if value is None:
            return
        path = find_path(value, self.reader)
        if path and name in ("onNextClick", "onNext"):
            read.leads_to = path
            keys.tell(
                name, f"{name} leads to {path}", "the next step has this page; link to it, or let the user go there"
            )
        elif set(list_called(value)) - {"moveNext", "movePrevious", "preventMove"} or not isinstance(value, Code):
            keys.tell(name, f"{name} runs code", HEAR)
