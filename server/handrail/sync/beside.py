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
from handrail.content.published_article import PublishedArticle
from handrail.content.published_snippet import PublishedSnippet
from handrail.sync.schema import HelpContact, HelpSettings, HelpTopic, ListedArticle, ListedSnippet

NULL = "null"
MOST_ARTICLES = 200


class Entry(NamedTuple):
    """`text`: a `ListedSnippet` or a `ListedArticle` as JSON. `for_known`: for who is signed in. It is there from `since` on, and until `until`, in milliseconds."""

    text: str
    name: str
    theme: str = "default"
    audience: Condition | None = None
    for_known: bool = False
    since: int | None = None
    until: int | None = None

    @property
    def is_everybodys(self) -> bool:
        return self.audience is None and not self.for_known and self.since is None and self.until is None


@dataclass(frozen=True)
class Beside:
    """`everybodys`: one text, or none. `themes`: those that it names. `asks_known`: some are for who is signed in. `settings`: `HelpSettings` as JSON, or null."""

    everybodys: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    others: tuple[Entry, ...] = ()
    asks_known: bool = False
    settings: str = NULL


NOTHING = Beside()


def stock_beside(published: Published, locale: str) -> Beside:
    suggested = [article for article in published.articles.values() if article.is_suggested]
    open_ones = [article for article in suggested if article.audience != "agents"][:MOST_ARTICLES]
    entries = [list_snippet(snippet, locale) for snippet in published.snippets.values()]
    entries += [list_article(article, locale) for article in open_ones]
    everybodys = [entry for entry in entries if entry.is_everybodys]
    return Beside(
        everybodys=(",".join(entry.text for entry in everybodys),) if everybodys else (),
        themes=frozenset(entry.theme for entry in everybodys),
        others=tuple(entry for entry in entries if not entry.is_everybodys),
        asks_known=any(entry.for_known for entry in entries),
        settings=write_settings(published, locale),
    )


def write_settings(published: Published, locale: str) -> str:
    """Null where there is neither anything to read or to learn nor anybody to ask."""
    site, contact = published.site, published.site.contact
    readable = any(article.audience != "agents" for article in published.articles.values())
    learnable = any(item.kind in ("quiz", "checklist", "announcement") for item in published.startables.values())
    if not (readable or learnable or published.snippets or contact):
        return NULL
    return HelpSettings(
        launcher=site.help.launcher,
        title=published.help_title(locale),
        topics=list(list_topics(published, locale)),
        contact=HelpContact(**contact.model_dump(include=set(HelpContact.model_fields))) if contact else None,
    ).model_dump_json()


def list_topics(published: Published, locale: str) -> Iterator[HelpTopic]:
    """One whose articles are all for agents is theirs alone, by its name too. One without any is still to be written."""
    articles = published.articles.values()
    readable = {article.topic for article in articles if article.audience != "agents"}
    withheld = {article.topic for article in articles} - readable
    for topic in published.topics(locale):
        if topic.id not in withheld:
            yield HelpTopic(id=topic.id, title=topic.title)


def list_article(article: PublishedArticle, locale: str) -> Entry:
    when = article.when(locale)
    assert when is not None
    listed = ListedArticle(id=article.id, kind="article", hash=article.hash, title=article.title(locale), when=when)
    return Entry(listed.model_dump_json(), f"{article.id} {article.hash}", for_known=article.audience == "signed-in")


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


def choose_entries(entries: Iterable[Entry], context: Context, known: bool, now: int) -> Iterator[Entry]:
    """`context` is what the server knows of the person; unknown is not true."""
    for entry in entries:
        if entry.for_known and not known:
            continue
        is_there = (entry.since is None or entry.since <= now) and (entry.until is None or now < entry.until)
        if is_there and (entry.audience is None or evaluate(entry.audience, context) is True):
            yield entry
