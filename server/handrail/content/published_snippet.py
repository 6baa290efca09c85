"""A snippet by its hash, ready to be served in any locale. What it says is compiled once per locale, when first asked for."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.conditions.schema import All, Condition, Url
from handrail.content.compile import Compiler
from handrail.content.compile_snippet import compile_snippet
from handrail.content.locales import choose_locale
from handrail.content.snippet import Snippet
from handrail.content.source import Source


class PublishedSnippet:
    """What depends on a locale takes any tag and gives the nearest. `snippet` is as its author wrote it."""

    def __init__(self, source: Source) -> None:
        assert isinstance(source.item, Snippet)
        self.source = source
        self.snippet = source.item
        self.id = source.item.id
        self.hash = source.hash
        self.locales: Sequence[str] = source.locales
        self._bodies: dict[str, bytes] = {}

    @property
    def audience(self) -> Condition | None:
        return self.snippet.audience

    def choose_locale(self, wanted: str) -> str:
        return choose_locale(self.locales, wanted)

    def compiler(self, locale: str) -> Compiler:
        """For what is told of it before it is opened."""
        return Compiler(self.source, self.choose_locale(locale))

    def where(self) -> Condition | None:
        """Its pages, and what else has to hold there."""
        pages, when = self.snippet.page, self.snippet.when
        parts: list[Condition] = [*([Url(url=pages)] if pages else []), *([when] if when else [])]
        return parts[0] if len(parts) == 1 else All(all=parts) if parts else None

    def body_json(self, locale: str) -> bytes:
        """What it says, as it goes over the wire."""
        chosen = self.choose_locale(locale)
        if chosen not in self._bodies:
            self._bodies[chosen] = compile_snippet(self.source, chosen).model_dump_json().encode()
        return self._bodies[chosen]
