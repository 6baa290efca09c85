"""Whether articles can be shown and found: what stands in their texts, where their links lead, and whether anybody is led to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.content.article import Article, ArticleTranslation
from handrail.content.media import FindMedia, is_remote, resolve_address
from handrail.content.rich.inspect import Written
from handrail.content.rich.links import Link, read_link
from handrail.content.rich.media import is_video, name_captions
from handrail.content.schema import Site
from handrail.content.source import hash_text
from handrail.content.validation.declared import Declared
from handrail.content.validation.faults import Fault, Path, suggest
from handrail.content.validation.library import ArticleFile, Library
from handrail.content.validation.media import MediaCheck
from handrail.content.validation.names import NameCheck, listed
from handrail.content.validation.parse import Document

LINKS = "https://…, mailto:…, a path of the site, another article as article:ID, or tour:ID, quiz:ID or checklist:ID"


@dataclass(frozen=True)
class ArticleCheck:
    """One file: an article, or a translation of one."""

    document: Document
    declared: Declared
    library: Library
    site: Site
    find_media: FindMedia

    def check_article(self, article: Article) -> Iterator[Fault]:
        names = NameCheck(self.document, self.declared)
        if article.when:
            yield from names.check(article.when, ("when",), "page")
        topics = [topic.id for topic in self.site.topics]
        if article.topic and article.topic not in topics:
            fix = suggest(article.topic, topics, "declare it in site.json under topics")
            yield self.document.fault(("topic",), f'there is no topic "{article.topic}"', fix)
        for id_, path in listed(article.related, ("related",)):
            yield from self.check_id(id_, article, path)
        if own := self.library.articles.get(article.id):
            yield from self.check_text(own)

    def check_translation(self, translation: ArticleTranslation, article: Article, locale: str) -> Iterator[Fault]:
        if locale not in self.declared.locales:
            fix = suggest(locale, self.declared.locales)
            yield self.document.fault((), f'"{locale}" is no locale of this site', fix)
        now = hash_article(article)
        if translation.source != now:
            fix = (
                f'check it, then write source: "{now}"' if translation.source else f'write source: "{now}" if it is not'
            )
            problem = (
                "this translation is older than its source"
                if translation.source
                else "this translation may be older than its source"
            )
            yield self.document.fault(("source",), problem, fix, warning=True)
        if own := self.library.translations.get(self.document.file):
            yield from self.check_text(own)

    def check_text(self, own: ArticleFile) -> Iterator[Fault]:
        for refused in own.inspected.refused:
            yield self.document.fault(("text", refused.place.line, refused.place.column), refused.problem, refused.fix)
        for link in own.inspected.links:
            yield from self.check_link(read_link(link.address), link, own, to_path(link))
        for media in own.inspected.media:
            yield from self.check_media(media, to_path(media))

    def check_id(self, id_: str, article: Article, path: Path) -> Iterator[Fault]:
        """Of a related article."""
        other = self.library.articles.get(id_)
        if id_ == article.id:
            yield self.document.fault(path, "an article is not related to itself", "leave it out")
        elif other is None:
            yield from self.tell_missing(id_, path)
        else:
            yield from self.check_audience(other, article.audience, path)

    def tell_missing(self, id_: str, path: Path) -> Iterator[Fault]:
        if id_ not in self.library.unread:
            yield self.document.fault(
                path, f'there is no article "{id_[:63]}"', suggest(id_, sorted(self.library.articles))
            )

    def check_audience(self, other: ArticleFile, audience: str, path: Path) -> Iterator[Fault]:
        if other.audience == "agents" and audience != "agents":
            problem = f'"{other.id}" is for agents alone: readers of this article find nothing there'
            yield self.document.fault(path, problem, "leave the link out", warning=True)

    def check_link(self, link: Link, written: Written, own: ArticleFile, path: Path) -> Iterator[Fault]:
        match link.kind:
            case "bad":
                yield self.document.fault(path, f'the link to "{written.address[:60]}" is not allowed', LINKS)
            case "here":
                yield from self.check_anchor(own.id, link.anchor, path)
            case "article":
                yield from self.check_target(link.id, link.anchor, own, path)
            case "file":
                found = self.library.find_file(self.document.file, link.id)
                if found is None and self.library.is_unread(self.document.file, link.id):
                    return
                if found is None:
                    yield self.document.fault(
                        path, f"there is no article in {link.id[:60]}", "a path goes from the article's own folder"
                    )
                else:
                    yield from self.check_target(found, link.anchor, own, path)
            case "tour":
                yield from NameCheck(self.document, self.declared).check_tour(link.id, path)
            case "quiz" | "checklist":
                yield from NameCheck(self.document, self.declared).check_item(link.id, path, [link.kind])
            case "snippet":
                yield self.document.fault(path, "a snippet is shown where it belongs; no link leads to it", LINKS)
            case "contact" if self.site.contact is None:
                fix = 'as in "contact": { "email": "help@example.com" }'
                yield self.document.fault(path, "site.json says no contact", fix, warning=True)

    def check_target(self, id_: str, anchor: str, own: ArticleFile, path: Path) -> Iterator[Fault]:
        other = self.library.articles.get(id_)
        if other is None:
            yield from self.tell_missing(id_, path)
            return
        yield from self.check_anchor(id_, anchor, path)
        yield from self.check_audience(other, own.audience, path)

    def check_anchor(self, id_: str, anchor: str, path: Path) -> Iterator[Fault]:
        if not anchor or anchor in self.library.anchors.get(id_, (anchor,)):
            return
        anchors = [heading.id for heading in self.library.articles[id_].inspected.headings]
        fix = suggest(anchor, anchors, "a heading's own words, as in #how-long-it-takes; or write ## Title {#anchor}")
        yield self.document.fault(path, f'"{id_}" has no #{anchor[:60]}', fix)

    def check_media(self, media: Written, path: Path) -> Iterator[Fault]:
        check = MediaCheck(self.document, self.find_media)
        kind = "video" if is_video(media.address) else "image"
        if not media.alt:
            yield self.document.fault(
                path, f"the {kind} says nothing to those who don't see it", f"![what it shows]({media.address[:60]})"
            )
        yield from check.check_address("video" if kind == "video" else "image", media.address, path)
        if kind == "video" and not is_remote(media.address):
            captions = name_captions(media.address)
            inside = resolve_address(self.document.file, captions)
            if inside is not None and self.find_media(inside) is not None:
                yield from check.check_address("captions", captions, path)
            else:
                fix = f"put {captions[:60]} beside it; when nothing is said in it, that is fine"
                yield self.document.fault(path, "the video has no captions", fix, warning=True)


def to_path(written: Written) -> Path:
    return ("text", written.place.line, written.place.column)


def hash_article(article: Article) -> str:
    """Of what is translated: `source` in the head of a translation."""
    return hash_text("\n".join((article.title, article.summary or "", article.text)))
