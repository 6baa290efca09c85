"""Tours of Intro.js, 5 to 8: what a program makes with it in, foreign tours out. Its attributes in HTML are read by `intro_html.py`."""

from __future__ import annotations

from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Found, Library
from handrail.content.importing.tours.foreign import ForeignButton, ForeignStep, ForeignTour, read_placement
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.shared import LOOK, OWN, take_selector, tell_hooks, tell_odd_step
from handrail.content.importing.tours.values import Record
from handrail.content.step import Placement

STEP = {
    "step": OWN, "tooltipClass": LOOK, "highlightClass": LOOK, "scrollTo": OWN, "scrollPadding": OWN, "hint": "a hint is a snippet: help on one element",
}  # fmt: skip
TOUR = {
    "prevLabel": "Back is called as the language has it", "skipLabel": "the × is called as the language has it", "hidePrev": OWN, "hideNext": OWN, "nextToDone": OWN,
    "tooltipClass": LOOK, "highlightClass": LOOK, "buttonClass": LOOK, "progressBarAdditionalClass": LOOK, "overlayOpacity": LOOK, "theme": LOOK, "themePath": LOOK,
    "showStepNumbers": OWN, "stepNumbersOfLabel": OWN, "showProgress": OWN, "showBullets": "progress is told in words, 2 of 5", "keyboardNavigation": OWN, "exitOnEsc": OWN,
    "exitOnOverlayClick": "a click beside the card does nothing", "scrollToElement": OWN, "scrollTo": OWN, "scrollPadding": OWN, "autoPosition": OWN, "positionPrecedence": OWN,
    "dontShowAgain": OWN, "dontShowAgainLabel": OWN, "dontShowAgainCookie": "what somebody declined is kept on the server", "dontShowAgainCookieDays": "frequency says how often it starts",
    "tooltipRenderAsHtml": OWN, "language": "locales are the site's", "isActive": "see start and audience", "group": OWN, "initialStep": "a tour begins at its first step",
    "hints": "a hint is a snippet: help on one element", "enabled": OWN, "onExit": "hear tour_dismissed by handrail.on", "onComplete": "hear tour_completed by handrail.on",
    "onBeforeChange": "hear step_shown by handrail.on", "onAfterChange": "hear step_shown by handrail.on", "onChange": "hear step_shown by handrail.on",
    "onPreventChange": "say it in advance.when", "onStart": "hear tour_started by handrail.on", "onBeforeExit": "a tour can always be left", "ref": OWN, "options": OWN,
}  # fmt: skip
HOOKS = {
    "oncomplete": "hear tour_completed by handrail.on", "onComplete": "hear tour_completed by handrail.on", "onexit": "hear tour_dismissed by handrail.on", "onExit": "hear tour_dismissed by handrail.on",
    "onbeforechange": "see page and advance.when for what it waits for", "onBeforeChange": "see page and advance.when for what it waits for",
    "onbeforeexit": "a tour can always be left", "onBeforeExit": "a tour can always be left",
}  # fmt: skip
POSITIONS = {
    f"{side}-{align}-aligned": f"{side}{end}"
    for side in ("top", "bottom")
    for align, end in (("left", "-start"), ("middle", ""), ("right", "-end"))
}


def is_step(record: Record) -> bool:
    return "intro" in record.entries


LIBRARY = Library(
    modules=("intro.js", "intro.js-react"),
    makers=frozenset({"introJs", "tour"}),
    lists=frozenset({"setOptions", "setOption", "addSteps"}),
    singles=frozenset({"addStep"}),
    elements=frozenset({"Steps"}),
    starters=frozenset({"start"}),
    hooks=frozenset({*HOOKS, "onchange", "onafterchange", "onskip", "onstart", "onChange", "onAfterChange", "onSkip", "onStart"}),
    is_step=is_step,
    options=frozenset({"showProgress", "showBullets", "exitOnOverlayClick", "nextLabel", "doneLabel", "dontShowAgain", "tooltipClass", "showStepNumbers", "disableInteraction"}),
)  # fmt: skip


def read_tour(found: Found, reader: Reader, notes: Notes) -> ForeignTour:
    """A program that names only a tour's options gets its steps from attributes of the page: there are none here."""
    options = Keys(found.options or Record({}, found.line), notes)
    inner = options.record.entries.get("options")
    if isinstance(inner, Record):
        entries = {key: value for key, value in inner.entries.items() if key != "steps"}
        options = Keys(
            Record(
                {**options.record.entries, **entries},
                options.record.line,
                -1,
                (),
                {**options.record.lines, **inner.lines},
            ),
            notes,
        )
    notes.doubt(options.record, found.line)
    tour = ForeignTour(found.line, name=found.name, started_at=found.started_at)
    next_, done = options.take_text("nextLabel"), options.take_text("doneLabel")
    blocked, padding = options.take_truth("disableInteraction"), options.take_number("helperElementPadding")
    position = options.take_text("tooltipPosition")
    if options.take_truth("showButtons") is False:
        options.tell(
            "showButtons", "there is no button to go on", "there is Next now; or let advance say what moves it on"
        )
    for value in found.steps:
        if not isinstance(value, Record):
            tell_odd_step(value, notes)
            continue
        step = read_step(Keys(value, notes), reader)
        step.interaction = step.interaction or (None if blocked is None else "blocked" if blocked else "open")
        step.placement = step.placement or tell_place(position)
        step.padding = padding / 2 if padding is not None else None
        step.buttons = [ForeignButton(next_, "next", step.line)] if next_ else []
        tour.steps.append(step)
    if tour.steps and done:
        tour.steps[-1].buttons = [ForeignButton(done, "complete", tour.steps[-1].line)]
    tell_hooks(found, notes, HOOKS)
    options.tell_rest(TOUR, "a tour")
    return tour


def read_step(step: Keys, reader: Reader) -> ForeignStep:
    step.notes.doubt(step.record, step.record.line)
    read = ForeignStep(step.record.line, selector=take_selector(step, "element", reader))
    read.title = step.take_words("title", html=True)
    read.text = step.take_words("intro", html=True)
    position = step.take_text("position")
    read.placement = tell_place(position)
    if position == "floating":
        read.kind = "modal"
    blocked = step.take_truth("disableInteraction")
    read.interaction = None if blocked is None else "blocked" if blocked else "open"
    step.tell_rest(STEP, "a step")
    return read


def tell_place(position: str) -> Placement | None:
    return read_placement(POSITIONS.get(position, position))
