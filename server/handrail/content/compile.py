"""An item's source and a locale in, what a browser gets out. Pure; everything that the page would have to decide is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from handrail.conditions.authored import to_milliseconds
from handrail.conditions.locator import Locator
from handrail.conditions.schema import All, Condition, Url
from handrail.content.compiled import (
    CompiledAdvance,
    CompiledBranch,
    CompiledButton,
    CompiledOnMissing,
    CompiledStart,
    CompiledStep,
    CompiledTheme,
    CompiledTour,
)
from handrail.content.locales import fallbacks, first, pick
from handrail.content.localise import localise_condition, localise_locator
from handrail.content.markdown import read_text, read_title
from handrail.content.schema import (
    Advance,
    Branch,
    Hidden,
    Modal,
    OnMissing,
    Spotlight,
    Step,
    Theme,
    Tour,
)
from handrail.content.source import Source

NEXT = Advance(on="next")


def compile_tour(source: Source, locale: str) -> CompiledTour:
    """Texts that are not translated stay in the source's language, one by one."""
    tour = source.item
    assert isinstance(tour, Tour)
    return Compiler(source, locale).compile(tour)


def compile_start(source: Source, locale: str) -> CompiledStart:
    tour = source.item
    assert isinstance(tour, Tour)
    compiler, start = Compiler(source, locale), tour.start
    return CompiledStart(
        on=start.on,
        when=compiler.condition(where_it_starts(tour)),
        event=start.event,
        delay=to_milliseconds(start.delay) if start.delay else 0,
    )


def where_it_starts(tour: Tour) -> Condition | None:
    """`start.when`, and the page of the first step."""
    page = tour.steps[0].page
    parts: list[Condition] = [*([tour.start.when] if tour.start.when else []), *([Url(url=page)] if page else [])]
    return parts[0] if len(parts) == 1 else All(all=parts) if parts else None


def compile_theme(theme: Theme) -> CompiledTheme:
    return CompiledTheme(scheme=theme.scheme, accent=theme.accent, accent_dark=theme.accent_dark, radius=theme.radius)


class Compiler:
    """One item in one locale."""

    def __init__(self, source: Source, locale: str) -> None:
        self.source = source
        self.locale = locale
        self.chain = fallbacks(locale, source.locale)

    def compile(self, tour: Tour) -> CompiledTour:
        return CompiledTour(
            kind="tour",
            id=tour.id,
            locale=self.locale,
            title=self.text("title", tour.title),
            pause_when=self.condition(tour.pause_when),
            steps=[self.compile_step(step, step is tour.steps[-1]) for step in tour.steps],
        )

    def text(self, key: str, written: str) -> str:
        found = first(self.source.translations.get(tag, {}).get(key) for tag in self.chain)
        return written if found is None else found

    def name(self, names: dict[str, str]) -> str:
        return pick(names, self.locale, self.source.locale)

    def condition(self, condition: Condition | None) -> Condition | None:
        return localise_condition(condition, self.name)

    def compile_step(self, step: Step, last: bool) -> CompiledStep:
        advance = NEXT if isinstance(step, Modal) else step.advance
        shown: Spotlight | Modal | None = None if isinstance(step, Hidden) else step
        target: Sequence[Locator] = ()
        if isinstance(step, Spotlight):
            target = step.target if isinstance(step.target, list) else [step.target]
        decided = {
            "if_": self.condition(step.if_),
            "target": [localise_locator(locator, self.name) for locator in target],
            "title": read_title(self.text(f"steps.{step.id}.title", shown.title)).parts if shown else [],
            "text": read_text(self.text(f"steps.{step.id}.text", shown.text)).parts if shown else [],
            "interaction": decide_interaction(step),
            "advance": CompiledAdvance(
                on=advance.on, when=self.condition(advance.when), key=advance.key, event=advance.event
            ),
            "on_missing": compile_on_missing(step.on_missing) if isinstance(step, Spotlight) else None,
            "next": [self.compile_branch(branch) for branch in list_branches(step)],
            "buttons": self.compile_buttons(shown, last) if shown else [],
        }
        # What is not decided here goes on as it was written: `placement`, and whatever option comes next.
        written = {name: getattr(step, name) for name in type(step).model_fields}
        return CompiledStep.model_validate(
            {name: value for name, value in (written | decided).items() if name in CompiledStep.model_fields}
        )

    def compile_branch(self, branch: Branch) -> CompiledBranch:
        return CompiledBranch(if_=self.condition(branch.if_), to=branch.to)

    def compile_buttons(self, step: Spotlight | Modal, last: bool) -> list[CompiledButton]:
        """Without any, and where nothing else moves it on: Next, or Done on the last step."""
        if not step.buttons and (isinstance(step, Modal) or step.advance.on == "next"):
            return [CompiledButton(do="complete" if last and step.next is None else "next")]
        return [
            CompiledButton(
                label=self.text(f"steps.{step.id}.buttons.{index}.label", button.label),
                do=button.do,
                tour=button.tour,
                to=button.to,
            )
            for index, button in enumerate(step.buttons)
        ]


def decide_interaction(step: Step) -> Literal["blocked", "open"]:
    """Dimmed where Next moves it on; open where the user acts on the page."""
    if isinstance(step, Modal):
        return "blocked"
    if isinstance(step, Hidden):
        return "open"
    return step.interaction or ("blocked" if step.advance.on == "next" else "open")


def compile_on_missing(on_missing: OnMissing) -> CompiledOnMissing:
    return CompiledOnMissing(after=to_milliseconds(on_missing.after), do=on_missing.do)


def list_branches(step: Step) -> list[Branch]:
    if step.next is None:
        return []
    return [Branch(to=step.next)] if isinstance(step.next, str) else step.next
