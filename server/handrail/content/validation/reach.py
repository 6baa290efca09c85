"""Articles that nobody is led to: no topic, no page that suggests them, and no link from anything that people are led to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handrail.content.announcement import Announcement
from handrail.content.article import Article
from handrail.content.checklist import Checklist, Entry
from handrail.content.quiz import OutcomeAction, Quiz
from handrail.content.rich.links import read_link
from handrail.content.schema import Item
from handrail.content.step import Button, Hidden
from handrail.content.texts import tell_format, texts_of
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault
from handrail.content.validation.library import ArticleFile, Library, inspect_once
from handrail.content.validation.shape import Shaped

FIX = "give it a topic, a page where it is suggested (when), or a link from another article"


def check_reach(library: Library, items: Mapping[str, Shaped[Item]]) -> Iterator[Fault]:
    """`items` by file. What is for agents alone is found in the console."""
    articles = {shaped.model.id: shaped for shaped in items.values() if isinstance(shaped.model, Article)}
    for id_ in articles.keys() - find_reached(library, items):
        yield articles[id_].document.fault((), "nobody is led to this article", FIX, warning=True)


def find_reached(library: Library, items: Mapping[str, Shaped[Item]]) -> set[str]:
    read = {shaped.model.id: shaped.model for shaped in items.values() if isinstance(shaped.model, Article)}
    leads: dict[str, set[str]] = {id_: set(article.related) for id_, article in read.items()}
    for own in (*library.articles.values(), *library.translations.values()):
        leads.setdefault(own.id, set()).update(list_targets(own, library))
    reached = {id_ for id_, article in read.items() if article.audience == "agents"}
    waiting = [id_ for id_, article in read.items() if id_ not in reached and (article.topic or article.when)]
    waiting += [id_ for shaped in items.values() if shaped.model for id_ in list_read(shaped.model)]
    while waiting:
        id_ = waiting.pop()
        if id_ not in reached and id_ in read:
            reached.add(id_)
            waiting.extend(leads.get(id_, set()) & read.keys())
    return reached


def list_read(item: Item) -> list[str]:
    """The articles that something other than an article leads to."""
    if isinstance(item, Article):
        return []
    texts = {key: text for key, text in texts_of(item) if tell_format(item, key) in ("rich", "linked")}
    links = [read_link(written.address) for text in texts.values() for written in inspect_once(text).links]
    return [*list_named(item), *(link.id for link in links if link.kind == "article")]


def list_named(item: Item) -> list[str]:
    """The articles that a button or an entry opens."""
    acts: Iterable[Entry | Button | OutcomeAction | None] = ()
    match item:
        case Checklist():
            acts = item.items
        case Announcement():
            acts = item.buttons
        case Quiz():
            acts = [outcome.action for outcome in item.outcomes]
        case Tour():
            acts = [button for step in item.steps if not isinstance(step, Hidden) for button in step.buttons]
    return [act.article for act in acts if act and act.article]


def list_targets(own: ArticleFile, library: Library) -> set[str]:
    """The articles that a file links to."""
    found = set()
    for link in map(read_link, (written.address for written in own.inspected.links)):
        target = (
            link.id if link.kind == "article" else library.find_file(own.file, link.id) if link.kind == "file" else None
        )
        if target:
            found.add(target)
    return found
