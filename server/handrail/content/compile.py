"""An item's source and a locale in, what a browser gets out. Pure; everything that the page would have to decide is decided here."""

from __future__ import annotations

from typing import Literal

from handrail.conditions.authored import to_milliseconds
from handrail.conditions.locator import Locator
from handrail.conditions.schema import All, Condition, Url
from handrail.content.colours import BUILT_IN, Scheme, measure_contrast
from handrail.content.compiled import (
    CompiledAdvance,
    CompiledBranch,
    CompiledButton,
    CompiledMedia,
    CompiledOnMissing,
    CompiledPalette,
    CompiledStart,
    CompiledStep,
    CompiledTheme,
    CompiledTour,
)
from handrail.content.locales import fallbacks, first, pick
from handrail.content.localise import localise_condition, localise_locator
from handrail.content.markdown import read_text, read_title
from handrail.content.source import Source
from handrail.content.startable import Startable
from handrail.content.step import (
    Branch,
    Button,
    Hidden,
    Media,
    Modal,
    OnMissing,
    QuizStep,
    ShownStep,
    Spotlight,
    Step,
    Target,
    Tooltip,
    advance_of,
)
from handrail.content.theme import Palette, Theme
from handrail.content.tour import Tour


def compile_tour(source: Source, locale: str) -> CompiledTour:
    """Texts that are not translated stay in the source's language, one by one."""
    tour = source.item
    assert isinstance(tour, Tour)
    return Compiler(source, locale).compile(tour)


def compile_start(source: Source, locale: str) -> CompiledStart:
    """Of anything that starts."""
    item = source.item
    assert isinstance(item, Startable)
    compiler, start = Compiler(source, locale), item.start
    return CompiledStart(
        on=start.on,
        when=compiler.condition(where_it_starts(item)),
        event=start.event,
        of=start.of,
        delay=to_milliseconds(start.delay) if start.delay else 0,
    )


def where_it_starts(item: Startable) -> Condition | None:
    """`start.when`, and the page of a tour's first step."""
    page = item.steps[0].page if isinstance(item, Tour) else None
    parts: list[Condition] = [*([item.start.when] if item.start.when else []), *([Url(url=page)] if page else [])]
    return parts[0] if len(parts) == 1 else All(all=parts) if parts else None


def compile_theme(theme: Theme) -> CompiledTheme:
    return CompiledTheme(
        scheme=theme.scheme,
        accent=theme.accent,
        accent_dark=theme.accent_dark,
        light=compile_palette(theme, "light"),
        dark=compile_palette(theme, "dark"),
        font=theme.font,
        radius=theme.radius,
        width=theme.width,
    )


def compile_palette(theme: Theme, scheme: Scheme) -> CompiledPalette:
    """With the accent that counts in this scheme, the text that reads on it, and what marks: the accent, or else the ink."""
    palette: Palette = getattr(theme, scheme)
    said = {name: getattr(palette, name) for name in Palette.model_fields}
    accent = palette.accent or (theme.accent_dark if scheme == "dark" else None) or theme.accent
    if accent is None:
        return CompiledPalette(**said)
    ink, surface = (said[name] or BUILT_IN[scheme][name] for name in ("ink", "surface"))
    reads = max(("#ffffff", "#000000"), key=lambda text: measure_contrast(text, accent))
    mark = accent if measure_contrast(accent, surface) >= 3 else ink
    return CompiledPalette(**said | {"accent": accent, "on_accent": palette.on_accent or reads, "mark": mark})


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
            theme=tour.theme,
            pause_when=self.condition(tour.pause_when),
            steps=[self.compile_step(step, step is tour.steps[-1]) for step in tour.steps],
        )

    def text(self, key: str, written: str) -> str:
        found = first(self.source.translations.get(tag, {}).get(key) for tag in self.chain)
        return written if found is None else found

    def locale_of(self, key: str) -> str:
        """Of what `text` gives for it."""
        return next((tag for tag in self.chain if key in self.source.translations.get(tag, {})), self.source.locale)

    def name(self, names: dict[str, str]) -> str:
        return pick(names, self.locale, self.source.locale)

    def condition(self, condition: Condition | None) -> Condition | None:
        return localise_condition(condition, self.name)

    def compile_step(self, step: Step, last: bool) -> CompiledStep:
        advance = advance_of(step)
        card: ShownStep | None = None if isinstance(step, Hidden) else step
        pointing = step if isinstance(step, Spotlight | Tooltip) else None
        decided = {
            "if_": self.condition(step.if_),
            "target": self.target(pointing.target) if pointing else [],
            "highlights": [self.target(one) for one in step.highlights] if isinstance(step, Spotlight) else [],
            "title": read_title(self.text(f"steps.{step.id}.title", card.title)).parts if card else [],
            "text": read_text(self.text(f"steps.{step.id}.text", card.text)).parts if card else [],
            "media": self.compile_media(f"steps.{step.id}.media", card.media) if card and card.media else None,
            "interaction": decide_interaction(step),
            "advance": CompiledAdvance(
                on=advance.on, when=self.condition(advance.when), key=advance.key, event=advance.event
            ),
            "on_missing": compile_on_missing(pointing.on_missing) if pointing else None,
            "next": [self.compile_branch(branch) for branch in list_branches(step)],
            "buttons": self.compile_buttons(card, last) if card else [],
        }
        # What is not decided here goes on as it was written: `placement`, `padding`, and whatever option comes next.
        written = {name: getattr(step, name) for name in type(step).model_fields}
        return CompiledStep.model_validate(
            {name: value for name, value in (written | decided).items() if name in CompiledStep.model_fields}
        )

    def compile_branch(self, branch: Branch) -> CompiledBranch:
        return CompiledBranch(if_=self.condition(branch.if_), to=branch.to)

    def target(self, target: Target) -> list[Locator]:
        return [localise_locator(one, self.name) for one in (target if isinstance(target, list) else [target])]

    def compile_media(self, key: str, media: Media) -> CompiledMedia:
        kind: Literal["image", "video"] = "image" if media.image else "video"
        captions = self.text(f"{key}.captions", media.captions) if media.captions else None
        return CompiledMedia(
            kind=kind,
            src=self.address(media.image or media.video or ""),
            alt=self.text(f"{key}.alt", media.alt),
            captions=self.address(captions) if captions else None,
            captions_locale=self.locale_of(f"{key}.captions") if captions else None,
        )

    def address(self, written: str) -> str:
        """An https address stays; a file of the folder goes by its name on this server."""
        name = self.source.media.get(written)
        return f"/v1/content/{name}" if name else written

    def compile_buttons(self, step: ShownStep, last: bool) -> list[CompiledButton]:
        """Without any, and where nothing else moves it on: Next, or Done on the last step."""
        if not step.buttons:
            return (
                [CompiledButton(do="complete" if last and step.next is None else "next")]
                if advance_of(step).on == "next"
                else []
            )
        return [
            self.compile_button(f"steps.{step.id}.buttons.{index}", button) for index, button in enumerate(step.buttons)
        ]

    def compile_button(self, key: str, button: Button) -> CompiledButton:
        return CompiledButton(
            label=self.text(f"{key}.label", button.label),
            do=button.do,
            tour=button.tour,
            to=button.to,
            for_=button.for_,
            url=button.url,
            article=button.article,
            event=button.event,
        )


def decide_interaction(step: Step) -> Literal["blocked", "open"]:
    """Dimmed where Next moves it on; open where the user acts on the page."""
    if isinstance(step, Modal | QuizStep):
        return "blocked"
    if not isinstance(step, Spotlight):
        return "open"
    return step.interaction or ("blocked" if step.advance.on == "next" else "open")


def compile_on_missing(on_missing: OnMissing) -> CompiledOnMissing:
    return CompiledOnMissing(after=to_milliseconds(on_missing.after), do=on_missing.do)


def list_branches(step: Step) -> list[Branch]:
    if step.next is None:
        return []
    return [Branch(to=step.next)] if isinstance(step.next, str) else step.next
