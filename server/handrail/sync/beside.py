"""What is listed beside tours: snippets, and articles that are suggested somewhere. Made ready per version and locale, as the text of the wire.

What everybody gets is one text; of the rest each entry is chosen by who asks, and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from handrail.conditions.compare import to_instant
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import Condition
from handrail.content.published import Published
from handrail.content.published_snippet import PublishedSnippet
from handrail.sync.schema import HelpSettings, ListedSnippet

NULL = "null"


class Entry(NamedTuple):
    """`text`: a `ListedSnippet` or a `ListedArticle` as JSON. It is there from `since` on, and until `until`, in milliseconds."""

    text: str
    name: str
    theme: str = "default"
    audience: Condition | None = None
    since: int | None = None
    until: int | None = None

    @property
    def is_everybodys(self) -> bool:
        return self.audience is None and self.since is None and self.until is None


@dataclass(frozen=True)
class Beside:
    """`everybodys`: one text, or none. `themes`: those that it names. `settings`: `HelpSettings` as JSON, or null."""

    everybodys: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    others: tuple[Entry, ...] = ()
    settings: str = NULL


NOTHING = Beside()


def stock_beside(published: Published, locale: str) -> Beside:
    entries = [list_snippet(snippet, locale) for snippet in published.snippets.values()]
    everybodys = [entry for entry in entries if entry.is_everybodys]
    return Beside(
        everybodys=(",".join(entry.text for entry in everybodys),) if everybodys else (),
        themes=frozenset(entry.theme for entry in everybodys),
        others=tuple(entry for entry in entries if not entry.is_everybodys),
        settings=HelpSettings().model_dump_json() if entries else NULL,
    )


def list_snippet(published: PublishedSnippet, locale: str) -> Entry:
    compiler, snippet = published.compiler(locale), published.snippet
    listed = ListedSnippet(
        id=snippet.id,
        kind="snippet",
        hash=published.hash,
        title=compiler.text("title", snippet.title),
        when=compiler.condition(published.where()),
        show=snippet.show,
        target=compiler.target(snippet.target) if snippet.target else [],
        placement=snippet.placement,
        theme=snippet.theme,
    )
    span = snippet.schedule
    return Entry(
        text=listed.model_dump_json(),
        name=f"{snippet.id} {published.hash}",
        theme=snippet.theme,
        audience=snippet.audience,
        since=read_instant(span.from_) if span else None,
        until=read_instant(span.until) if span else None,
    )


def read_instant(moment: datetime | None) -> int | None:
    return None if moment is None else to_instant(moment)


def choose_entries(entries: Iterable[Entry], context: Context, now: int) -> Iterator[Entry]:
    """`context` is what the server knows of the person; unknown is not true."""
    for entry in entries:
        is_there = (entry.since is None or entry.since <= now) and (entry.until is None or now < entry.until)
        if is_there and (entry.audience is None or evaluate(entry.audience, context) is True):
            yield entry
