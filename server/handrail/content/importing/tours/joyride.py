"""Tours of React Joyride, 1 to 3: what a program makes with it in, foreign tours out. What each option becomes is in docs/importing.md."""

from __future__ import annotations

from typing import Literal

from handrail.content.importing.tours.actions import find_path
from handrail.content.importing.tours.evaluate import Reader
from handrail.content.importing.tours.find import Found, Library
from handrail.content.importing.tours.foreign import ForeignButton, ForeignStep, ForeignTour, read_placement
from handrail.content.importing.tours.notes import Keys, Notes
from handrail.content.importing.tours.shared import HEAR, LOOK, OWN, give_pages, take_selector, tell_odd_step
from handrail.content.importing.tours.values import Code, Items, Known, Markup, Record, Value, say

COMMON = {
    "beaconComponent": LOOK, "tooltipComponent": "how it looks is the theme's, what it does the step's", "arrowComponent": LOOK, "loaderComponent": LOOK, "styles": LOOK,
    "floaterProps": LOOK, "floatingOptions": LOOK, "disableScrollParentFix": OWN, "disableScrolling": OWN, "hideBackButton": OWN, "showProgress": OWN, "showSkipButton": OWN,
    "disableCloseOnEsc": OWN, "disableOverlayClose": OWN, "offset": LOOK, "disableBeacon": OWN, "skipBeacon": OWN, "arrowBase": LOOK, "arrowColor": LOOK, "arrowSize": LOOK, "arrowSpacing": LOOK,
    "backgroundColor": LOOK, "beaconSize": LOOK, "beaconTrigger": OWN, "beforeTimeout": OWN, "closeButtonAction": OWN, "disableFocusTrap": OWN, "dismissKeyAction": OWN, "loaderDelay": OWN,
    "overlayClickAction": "a click beside the card does nothing", "overlayColor": LOOK, "primaryColor": LOOK, "scrollDuration": OWN, "scrollOffset": OWN, "skipScroll": OWN, "textColor": LOOK,
    "width": LOOK, "zIndex": OWN, "after": HEAR,
}  # fmt: skip
STEP = COMMON | {
    "event": OWN, "isFixed": OWN, "placementBeacon": OWN, "beaconPlacement": OWN, "scrollTarget": "what is pointed at is brought into view by itself", "hideFooter": "there are always buttons",
    "style": LOOK, "type": OWN,
}  # fmt: skip
TOUR = COMMON | {
    "callback": "hear step_shown, tour_completed and tour_dismissed by handrail.on", "onEvent": "hear step_shown, tour_completed and tour_dismissed by handrail.on",
    "debug": OWN, "getHelpers": "see handrail.start and handrail.open", "nonce": OWN, "run": OWN, "scrollToFirstStep": OWN, "stepIndex": "a tour knows its step by itself; see next and advance",
    "initialStepIndex": "a tour begins at its first step", "portalElement": OWN, "key": OWN, "ref": OWN, "continuous": OWN, "spotlightRadius": OWN, "type": OWN,
}  # fmt: skip
OLD = {"selector": "target", "text": "content", "position": "placement", "allowClicksThruHole": "spotlightClicks"}
"""What the first version called it."""
SIDES = {
    f"{side}-{old}": f"{side}-{new}" for side in ("top", "bottom") for old, new in (("left", "start"), ("right", "end"))
}


def is_step(record: Record) -> bool:
    keys = record.entries.keys()
    return ({"target", "content"} <= keys and "popover" not in keys) or {"selector", "text", "position"} <= keys


LIBRARY = Library(
    modules=("react-joyride",),
    makers=frozenset({"useJoyride"}),
    lists=frozenset(),
    singles=frozenset(),
    elements=frozenset({"Joyride", "ReactJoyride", "JoyrideTour"}),
    starters=frozenset(),
    hooks=frozenset(),
    is_step=is_step,
    options=frozenset({"steps", "continuous", "showSkipButton", "spotlightClicks", "onEvent"}),
)


def read_tour(found: Found, reader: Reader, notes: Notes) -> ForeignTour:
    options = Keys(found.options or Record({}, found.line), notes)
    notes.doubt(options.record, found.line)
    inner = options.take_record("options")
    tour = ForeignTour(found.line, name=found.name, started_at=found.started_at)
    shared = read_shared(options)
    newer = read_shared(inner)
    for value in found.steps:
        if isinstance(value, Record):
            step = read_step(Keys(value, notes), {**shared, **newer}, reader)
            tour.steps.append(step)
        else:
            tell_odd_step(value, notes)
    name_last(tour, options.take_record("locale"))
    give_pages(tour)
    inner.tell_rest(TOUR, "a tour")
    options.tell_rest(TOUR, "a tour")
    return tour


def read_shared(keys: Keys) -> dict[str, Value]:
    """What the tour says of every step."""
    names = ("spotlightClicks", "blockTargetInteraction", "disableOverlay", "hideOverlay", "spotlightPadding", "spotlightRadius", "targetWaitTimeout", "before", "buttons", "hideCloseButton", "placement")  # fmt: skip
    return {name: value for name in names if (value := keys.take(name)) is not None}


def read_step(step: Keys, shared: dict[str, Value], reader: Reader) -> ForeignStep:
    record = step.record
    step.notes.doubt(record, record.line)
    given = {OLD.get(name, name): value for name, value in record.entries.items()}
    lines = {OLD.get(name, name): line for name, line in record.lines.items()}
    step = Keys(Record({**shared, **given}, record.line, record.at, (), lines), step.notes)
    read = ForeignStep(record.line, id=step.take_text("id"), selector=take_selector(step, "target", reader))
    read.title = step.take_words("title", html=False)
    read.text = step.take_words("content", html=False)
    placement = step.take_text("placement")
    read.placement = read_placement(SIDES.get(placement, placement))
    if placement == "center":
        read.kind = "modal"
    lit = take_selector(step, "spotlightTarget", reader)
    read.highlights = [lit] if lit else []
    read.interaction = read_interaction(step)
    padding = step.take("spotlightPadding")
    read.padding = padding.value if isinstance(padding, Known) and isinstance(padding.value, float) else None
    read.radius = step.take_number("spotlightRadius")
    read.waits = step.take_number("targetWaitTimeout")
    read_pages(read, step, reader)
    tell_closing(step)
    name_next(read, step.take_record("locale"))
    step.tell_rest(STEP, "a step")
    return read


def read_interaction(step: Keys) -> Literal["blocked", "open"] | None:
    clicks, blocks = step.take_truth("spotlightClicks"), step.take_truth("blockTargetInteraction")
    bare = step.take_truth("disableOverlay") is True or step.take_truth("hideOverlay") is True
    if clicks or blocks is False or (bare and clicks is None and not blocks):
        return "open"
    return "blocked" if blocks or clicks is False else None


def read_pages(read: ForeignStep, step: Keys, reader: Reader) -> None:
    """`data: { next: "/b" }` is how its own examples go from page to page; `before` may lead there, too."""
    if isinstance(step.record.entries.get("data"), Record):
        data = step.take_record("data")
        following = say(data.take("next") or Known("", 0))[0]
        if following.startswith("/"):
            read.leads_to = following
            data.tell(
                "next", f"the step leads to {following}", "the next step has this page; a tour goes nowhere by itself"
            )
        data.tell_rest({"previous": OWN, "next": OWN}, "a step")
    elif step.take("data") is not None:
        step.tell("data", "data has no equivalent", "left out; what the host needs can go by the step's id")
    before = step.take("before")
    if path := find_path(before, reader):
        read.page = path
        step.tell("before", f"before leads to {path}", "the step has this page; the one before may link to it")
    elif before is not None:
        step.tell("before", "before runs code", "the step waits for its target by itself, as on_missing says")


def tell_closing(step: Keys) -> None:
    if step.take_truth("hideCloseButton"):
        step.tell("hideCloseButton", "hideCloseButton has no equivalent", "a tour can always be left")
    buttons = step.take("buttons")
    if isinstance(buttons, Items) and not any(
        isinstance(one, Known) and one.value == "primary" for one in buttons.items
    ):
        step.tell("buttons", "there is no button to go on", "there is Next now; or let advance say what moves it on")


def name_next(read: ForeignStep, locale: Keys) -> None:
    label = say_label(locale, "next")
    if label:
        read.buttons = [ForeignButton(label, "next", locale.line("next"))]


def name_last(tour: ForeignTour, locale: Keys) -> None:
    """The tour's words for its buttons, where a step has none."""
    label, last = say_label(locale, "next"), say_label(locale, "last")
    for step in tour.steps:
        if label and not step.buttons:
            step.buttons = [ForeignButton(label, "next", locale.line("next"))]
    if tour.steps and last:
        tour.steps[-1].buttons = [ForeignButton(last, "complete", locale.line("last"))]


def say_label(locale: Keys, name: str) -> str:
    value = locale.record.entries.get(name)
    if isinstance(value, Code | Markup) or value is None:
        return ""
    locale.notes.doubt(value, locale.line(name))
    return say(value)[0]
