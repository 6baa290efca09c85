"""Whether a tour can be walked: steps that go nowhere, that nobody reaches, that nobody can leave. A tour in, faults out.

Leaving a tour ("Not now") is always possible. A way out here is one by which it goes on and ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from handrail.conditions.schema import All, AnyOf, Condition, ElementState
from handrail.content.compile import decide_interaction, list_branches
from handrail.content.step import Advance, Hidden, Modal, QuizStep, ShownStep, Spotlight, Step, Tooltip, advance_of
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.parse import Document

END = ""
ON_TARGET = {"click", "change"}
ENDS = {"complete", "dismiss", "start"}
GOES_ON = {"next", "track"}
NEEDS_A_CARD = {"next": "there is no Next button", "click": "there is no target", "change": "there is no target", "key": "nothing is shown that asks for it"}  # fmt: skip


def check_ids(document: Document, tour: Tour) -> Iterator[Fault]:
    """Ids of steps, those of before (`was`) among them, are told apart; what is named is there."""
    known = [step.id for step in tour.steps]
    counts = Counter(known)
    seen: set[str] = set()
    for index, step in enumerate(tour.steps):
        if step.id in seen:
            yield document.fault(
                ("steps", index, "id"), f'a step before this one is called "{step.id}", too', "ids are told apart"
            )
        seen.add(step.id)
        for place, former in enumerate(step.was):
            if former in counts or former in seen:
                yield document.fault(
                    ("steps", index, "was", place),
                    f'"{former}" is another step\'s id',
                    "was names what this step was called before",
                )
                continue
            seen.add(former)
        for target, path in list_targets(step, ("steps", index)):
            if target not in counts:
                yield document.fault(path, f'there is no step "{target}"', suggest(target, known))


def list_targets(step: Step, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(step.next, str):
        yield step.next, (*path, "next")
    else:
        for index, branch in enumerate(step.next or ()):
            yield branch.to, (*path, "next", index, "to")
    for index, button in enumerate(() if isinstance(step, Hidden) else step.buttons):
        if button.to is not None:
            yield button.to, (*path, "buttons", index, "to")


def check_flow(document: Document, tour: Tour) -> Iterator[Fault]:
    """Of a tour whose ids are in order."""
    for index, step in enumerate(tour.steps):
        yield from StepCheck(document, step, ("steps", index)).check()
    ways = {step.id: set(list_ways(tour, index)) for index, step in enumerate(tour.steps)}
    reached = reach(ways, tour.steps[0].id)
    ending = {step for step in ways if END in reach(ways, step)}
    for index, step in enumerate(tour.steps):
        if step.id not in reached:
            yield document.fault(
                ("steps", index, "id"),
                f'no way leads to step "{step.id}"',
                "lead next or a button of another step to it, or leave it out",
            )
        elif step.id not in ending and ways[step.id]:
            yield document.fault(
                ("steps", index, "id"),
                f'from step "{step.id}" the tour goes round and never ends',
                "give a step of the round a next with a condition, or a button that completes",
            )


def list_ways(tour: Tour, index: int) -> Iterator[str]:
    """Where a step may lead; `END` for the end of the tour."""
    step = tour.steps[index]
    following = tour.steps[index + 1].id if index + 1 < len(tour.steps) else END
    branches = list_branches(step)
    onwards = [branch.to for branch in branches]
    if all(branch.if_ is not None for branch in branches):
        onwards.append(following)
    if step.if_ is not None:
        yield following
    if isinstance(step, Hidden) or moves_on(step):
        yield from onwards
    if isinstance(step, Spotlight | Tooltip) and step.on_missing.do in ("skip", "end"):
        yield from onwards if step.on_missing.do == "skip" else [END]
    for button in () if isinstance(step, Hidden) else step.buttons:
        if button.do in ENDS:
            yield END
        elif button.to is not None:
            yield button.to


def moves_on(step: ShownStep) -> bool:
    """By its Next button, or by what the user does."""
    by_button = any(button.do in GOES_ON for button in step.buttons) or not step.buttons
    return by_button or advance_of(step).on != "next"


def reach(ways: dict[str, set[str]], start: str) -> set[str]:
    found, waiting = set(), [start]
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(ways.get(step, ()))
    return found


@dataclass(frozen=True)
class StepCheck:
    """One step by itself: whether what moves it on can happen."""

    document: Document
    step: Step
    path: Path

    def check(self) -> Iterator[Fault]:
        step = self.step
        yield from self.check_branches()
        if isinstance(step, Hidden):
            yield from self.check_hidden(step.advance)
        elif not leaves(step):
            yield self.fault(("buttons",), "no button leads on", 'one of them needs "do": "next", "complete" or "go"')
        if isinstance(step, Spotlight | Tooltip):
            yield from self.check_pointing(step)
        elif not isinstance(step, Modal | QuizStep | Hidden) and step.advance.on in ON_TARGET:
            yield self.fault(
                ("advance", "on"),
                f"a {step.type} never goes on by {step.advance.on}: there is no target",
                "use next, when, or an event of the host; or make it a spotlight",
            )

    def check_branches(self) -> Iterator[Fault]:
        branches = list_branches(self.step)
        for index, branch in enumerate(branches[:-1]):
            if branch.if_ is None:
                yield self.fault(
                    ("next", index + 1),
                    "this is never reached: the branch before it has no if",
                    "put the one without if last",
                )
                return

    def check_hidden(self, advance: Advance) -> Iterator[Fault]:
        if advance.on in NEEDS_A_CARD:
            yield self.fault(
                ("advance", "on"),
                f"a hidden step never goes on by {advance.on}: {NEEDS_A_CARD[advance.on]}",
                "use when, or an event of the host",
            )

    def check_pointing(self, step: Spotlight | Tooltip) -> Iterator[Fault]:
        acting = acts_on_target(step.advance)
        other_way = any(button.do in ENDS | GOES_ON | {"go"} for button in step.buttons)
        if acting and decide_interaction(step) == "blocked" and not other_way:
            yield self.fault(
                ("interaction",), f"the target is blocked, and the step waits for {acting}", 'use "interaction": "open"'
            )
        if acting and step.on_missing.do == "float" and not other_way:
            yield self.fault(
                ("on_missing", "do"),
                f"without its target the step waits for {acting} for ever",
                "use pause, skip or end, or add a button that leads on",
            )

    def fault(self, path: Path, problem: str, fix: str) -> Fault:
        return self.document.fault((*self.path, *path), problem, fix)


def leaves(step: ShownStep) -> bool:
    """Whether a button leads on from here, or the step goes on by itself."""
    if not step.buttons or advance_of(step).on != "next":
        return True
    return any(button.do in ENDS | GOES_ON | {"go"} for button in step.buttons)


def acts_on_target(advance: Advance) -> str:
    """What the user must do with the target itself; empty when nothing."""
    if advance.on in ON_TARGET:
        return f"a {advance.on} on it"
    return needs_target(advance.when) if advance.when else ""


def needs_target(condition: Condition) -> str:
    """Of `any`, each must; of `all`, one is enough."""
    match condition:
        case ElementState(element="target", state="filled" | "checked" as state):
            return f"it to be {state}"
        case All(all=parts):
            return next(filter(None, map(needs_target, parts)), "")
        case AnyOf(any=parts) if parts and all(map(needs_target, parts)):
            return needs_target(parts[0])
    return ""
