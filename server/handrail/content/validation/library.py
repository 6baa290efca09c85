"""All articles of a folder as others name them: by id, by file, and the places in each that a link can lead to."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.content.article import Article, ArticleTranslation, Audience
from handrail.content.kept import Kept
from handrail.content.rich.anchors import list_headings
from handrail.content.rich.inspect import Inspected, inspect
from handrail.content.rich.parse import parse_rich
from handrail.content.validation.shape import Shaped

# A push of ten thousand articles is looked at by whoever sends it and by the server, and again when one of them has changed.
_inspected: Kept[bytes, Inspected] = Kept(20_000)


def inspect_once(text: str) -> Inspected:
    key = hashlib.sha256(text.encode()).digest()
    found = _inspected.get(key)
    return _inspected.put(key, inspect(text)) if found is None else found


@dataclass(frozen=True)
class ArticleFile:
    """An article, or a translation of one."""

    id: str
    file: str
    audience: Audience
    anchors: frozenset[str]
    inspected: Inspected


@dataclass(frozen=True)
class Library:
    """`files`: the article that each file is, or translates. `anchors` are those of an article in any of its languages. What cannot be read is in `unread`, so that no link to it is blamed."""

    articles: Mapping[str, ArticleFile] = field(default_factory=dict)
    translations: Mapping[str, ArticleFile] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    unread_files: frozenset[str] = frozenset()

    def find_file(self, file: str, path: str) -> str | None:
        """The id of the article at a path that goes from `file`."""
        return self.files.get(join_path(file, path))

    def is_unread(self, file: str, path: str) -> bool:
        return join_path(file, path) in self.unread_files


def join_path(file: str, path: str) -> str:
    """Of a path that goes from `file`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))


def collect_library(
    articles: Mapping[str, Article],
    translations: Mapping[str, tuple[str, Shaped[ArticleTranslation]]],
    unread_files: frozenset[str],
) -> Library:
    """`articles` by file; `translations` by file, each with the file that it translates."""
    by_file = {file: describe(file, article.id, article, article.text) for file, article in articles.items()}
    translated = {}
    for file, (source, shaped) in translations.items():
        if source in by_file and shaped.model:
            translated[file] = describe(file, articles[source].id, articles[source], shaped.model.text, by_file[source])
    anchors: dict[str, frozenset[str]] = {}
    for one in (*by_file.values(), *translated.values()):
        anchors[one.id] = anchors.get(one.id, frozenset()) | one.anchors
    return Library(
        articles={one.id: one for one in by_file.values()},
        translations=translated,
        files={file: one.id for file, one in (by_file | translated).items()},
        anchors=anchors,
        unread=frozenset(posixpath.basename(file).removesuffix(".md") for file in unread_files) - anchors.keys(),
        unread_files=unread_files,
    )


def describe(file: str, id_: str, article: Article, text: str, source: ArticleFile | None = None) -> ArticleFile:
    inspected = inspect_once(text)
    headings = inspected.headings
    if source:
        headings = list_headings(parse_rich(text), like=source.inspected.headings)
    return ArticleFile(id_, file, article.audience, frozenset(one.id for one in headings), inspected)
