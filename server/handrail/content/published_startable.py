"""Anything that starts, by its hash, ready to be served in any locale. Compiled once per locale, when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from handrail.conditions.schema import Condition
from handrail.content.compile import compile_start
from handrail.content.compile_startable import compile_startable
from handrail.content.compiled import CompiledStart
from handrail.content.compiled_kinds import CompiledStartable
from handrail.content.locales import choose_locale
from handrail.content.markdown import read_text, read_title
from handrail.content.schema import AnyStartable
from handrail.content.source import Source
from handrail.content.startable import Startable, StartableKind
from handrail.content.texts import texts_of
from handrail.content.tour import Tour


class PublishedStartable:
    """What depends on a locale takes any tag and gives the nearest. `item` is as its author wrote it."""

    def __init__(self, source: Source) -> None:
        assert isinstance(source.item, Startable)
        self.source = source
        self.item: AnyStartable = source.item
        self.id = source.item.id
        self.kind: StartableKind = source.item.kind
        self.hash = source.hash
        self.locales: Sequence[str] = source.locales
        self._starts: dict[str, CompiledStart] = {}
        self._bodies: dict[str, tuple[CompiledStartable, bytes]] = {}

    @property
    def audience(self) -> Condition | None:
        return self.item.audience

    @property
    def steps(self) -> frozenset[str] | None:
        """The names of the steps that somebody may be at; None where there is one alone, which is always there."""
        return None

    @cached_property
    def traits(self) -> frozenset[str]:
        """Those that its texts ask for, in any locale."""
        texts = [*texts_of(self.item), *(pair for texts in self.source.translations.values() for pair in texts.items())]
        return frozenset(
            trait
            for key, text in texts
            if "{{" in text
            for trait in (read_text(text) if key.endswith("text") else read_title(text)).traits
        )

    def choose_locale(self, wanted: str) -> str:
        return choose_locale(self.locales, wanted)

    def title(self, locale: str) -> str:
        return self.body(locale).title

    def start(self, locale: str) -> CompiledStart:
        chosen = self.choose_locale(locale)
        if chosen not in self._starts:
            self._starts[chosen] = compile_start(self.source, chosen)
        return self._starts[chosen]

    def body(self, locale: str) -> CompiledStartable:
        return self._compile(locale)[0]

    def body_json(self, locale: str) -> bytes:
        """The body as it goes over the wire."""
        return self._compile(locale)[1]

    def _compile(self, locale: str) -> tuple[CompiledStartable, bytes]:
        chosen = self.choose_locale(locale)
        if chosen not in self._bodies:
            body = compile_startable(self.source, chosen)
            self._bodies[chosen] = body, body.model_dump_json().encode()
        return self._bodies[chosen]


class PublishedTour(PublishedStartable):
    def __init__(self, source: Source) -> None:
        super().__init__(source)
        assert isinstance(source.item, Tour)
        self.tour = source.item

    @cached_property
    def steps(self) -> frozenset[str]:
        """Ids of its steps, and what they were called before."""
        return frozenset(name for step in self.tour.steps for name in (step.id, *step.was))


def publish_startable(source: Source) -> PublishedStartable:
    return PublishedTour(source) if isinstance(source.item, Tour) else PublishedStartable(source)
