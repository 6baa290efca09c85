"""A folder's Markdown in; articles, the files that they show, topics and notes out. Pure, but for what `find_media` finds."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from handrail.content.article import LARGEST_ARTICLE
from handrail.content.compile_article import LONGEST_SUMMARY, shorten
from handrail.content.importing.draft import Draft, Edit, to_offset
from handrail.content.importing.head import ForeignHead, clean, split_head
from handrail.content.importing.headings import convert_headings
from handrail.content.importing.html import convert_html
from handrail.content.importing.links import LinkConverter, Page
from handrail.content.importing.names import choose_id, make_slug, make_words
from handrail.content.importing.notices import convert_notices
from handrail.content.media import FindMedia
from handrail.content.rich.anchors import list_headings, make_anchor
from handrail.content.rich.inspect import inspect
from handrail.content.site_help import Topic
from handrail.content.validation.faults import Fault
from handrail.content.validation.markdown_file import find_translated
from handrail.content.validation.parse import is_sound

INDEXES = {"index", "readme", "_index"}
NOT_TAKEN = {"license", "changelog", "contributing", "code_of_conduct", "security", "summary", "_sidebar", "_navbar"}
OTHER_TEXTS = (".mdx", ".rst", ".adoc", ".asciidoc", ".html", ".htm", ".ipynb", ".org")
MOST_TOPICS = 100
NUMBER = re.compile(r"^\d+[-_. ]+")


@dataclass(frozen=True)
class Imported:
    """`articles`: texts by path; `media`: where each file of the folder is to lie. All paths are in the content folder."""

    articles: Mapping[str, str]
    media: Mapping[str, str]
    topics: list[Topic]
    notes: list[Fault]


@dataclass
class Taken:
    """One file on its way."""

    head: ForeignHead
    draft: Draft
    title: str
    id: str
    path: str
    topic: str


@dataclass
class Importer:
    """`taken_ids` are those that others have. Articles go to the folder `root`."""

    find_media: FindMedia
    taken_ids: Collection[str] = ()
    root: str = "articles"
    notes: list[Fault] = field(default_factory=list)
    topics: dict[str, str] = field(default_factory=dict)
    """Titles by id."""
    common: str = ""

    def run(self, files: Mapping[str, bytes]) -> Imported:
        """`files` by path in the folder; those that are no Markdown are told."""
        taken: dict[str, Taken] = {}
        self.common = find_common(files)
        for file in sorted(files, key=lambda name: (name.count("/"), name)):
            if found := self.take(file, files[file], {one.id for one in taken.values()} | set(self.taken_ids)):
                taken[file] = found
                if translated := find_translated(file, files):
                    problem = f'it looks like {translated[0]} in another language, "{translated[1]}"'
                    self.tell(
                        file, problem, "an article of its own; beside its source and named so, it is a translation"
                    )
        pages = {file: describe(one) for file, one in taken.items()}
        media: dict[str, str] = {}
        converter = LinkConverter(pages, self.find_media, media, self.root)
        articles = {}
        for one in taken.values():
            converter.convert(one.draft, one.path)
            settle(one.draft)
            self.notes += one.draft.notes
            text = write_article(one)
            if len(text.encode()) > LARGEST_ARTICLE:
                self.tell(one.draft.file, f"the text has more than {LARGEST_ARTICLE:,} bytes", "not taken; split it")
            else:
                articles[one.path] = text
        named = [Topic(id=id_, title=title[:200]) for id_, title in self.topics.items()]
        notes = sorted(dict.fromkeys(self.notes), key=lambda note: (note.file, note.line))
        return Imported(articles, media, named, notes)

    def tell(self, file: str, problem: str, done: str = "not taken") -> None:
        self.notes.append(Fault(file=file, problem=problem, fix=done, severity="warning"))

    def take(self, file: str, raw: bytes, ids: Collection[str]) -> Taken | None:
        """Its text, but for links; `None` for what is told instead."""
        stem, ending = posixpath.splitext(posixpath.basename(file))
        if ending.lower() not in (".md", ".markdown"):
            if ending.lower() in OTHER_TEXTS:
                self.tell(file, f"{ending} is no Markdown")
            return None
        if stem.lower() in NOT_TAKEN:
            self.tell(file, "this is for those who look after the folder")
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.tell(file, "the file is not UTF-8")
            return None
        head, draft = split_head(file, text if is_sound(text) else text.replace("\0", ""))
        if head.is_draft:
            self.tell(file, "the head says that it is a draft")
            return None
        convert_notices(draft)
        convert_html(draft)
        first = convert_headings(draft)
        if head.title and first and clean(first) != head.title:
            draft.note(
                1,
                f'it begins with the heading "{first[:60]}", and its head says another title',
                "the heading is left out",
            )
        if refused := inspect(draft.text).refused:
            for one in refused:
                draft.note(one.place.line, one.problem, "not taken")
            self.notes += draft.notes
            return None
        title = head.title or first or self.name_untitled(draft, file, stem)
        return self.place(file, stem, head, draft, clean(title)[:200] or stem[:200], ids)

    def name_untitled(self, draft: Draft, file: str, stem: str) -> str:
        parent = posixpath.basename(posixpath.dirname(file))
        title = make_words(parent if stem.lower() in INDEXES and parent else stem)
        draft.note(1, "there is no title", f'it is called "{title}" now')
        return title

    def place(self, file: str, stem: str, head: ForeignHead, draft: Draft, title: str, ids: Collection[str]) -> Taken:
        inside = posixpath.dirname(file).removeprefix(self.common).strip("/")
        folders = [make_slug(NUMBER.sub("", part)) or "more" for part in inside.split("/") if part]
        folders = [f"{part}s" if part in ("schema", "node-modules") else part for part in folders]
        own = make_slug(NUMBER.sub("", stem)) if stem.lower() not in INDEXES else ""
        wanted = [own or (folders[-1] if folders else ""), "-".join([*folders[-1:], own or "start"])[:60].strip("-")]
        id_ = choose_id([*wanted, make_slug(title)] if wanted[0] else [make_slug(title) or "start"], ids)
        topic = self.name_topic(folders, file, title, is_index=not own)
        path = "/".join([self.root, *folders[:8], f"{id_}.md"])
        return Taken(head, draft, title, id_, path, topic)

    def name_topic(self, folders: list[str], file: str, title: str, is_index: bool) -> str:
        """The first folder; what is in none is together."""
        id_ = folders[0] if folders else "guide"
        if id_ not in self.topics:
            if len(self.topics) == MOST_TOPICS:
                self.tell(file, f"there are more than {MOST_TOPICS} topics", "this one goes to the first of them")
                return next(iter(self.topics))
            inside = file.removeprefix(self.common).lstrip("/")
            self.topics[id_] = make_words(inside.partition("/")[0]) if folders else "Guide"
        if is_index and len(folders) == 1:
            self.topics[id_] = title
        return id_


def find_common(files: Collection[str]) -> str:
    """The folder that all Markdown is in: it is no topic."""
    folders = [posixpath.dirname(file) for file in files if file.lower().endswith((".md", ".markdown"))]
    return posixpath.commonpath(folders) if folders and all(folders) else ""


def settle(draft: Draft) -> None:
    """What was within a link may have become a heading or a tag by losing the link: it is shown as it is written."""
    for _ in range(3):
        refused = inspect(draft.text).refused
        if not refused:
            return
        offsets = sorted({to_offset(one.place, draft.starts) for one in refused})
        draft.apply(Edit(at, at, "\\") for at in offsets)


def describe(taken: Taken) -> Page:
    anchors = frozenset(heading.id for heading in list_headings(taken.draft.parse()))
    return Page(taken.id, taken.path, anchors, make_anchor(taken.title))


def write_article(taken: Taken) -> str:
    """JSON's texts and lists are YAML's, too."""
    said = {
        "title": taken.title,
        "topic": taken.topic,
        "tags": taken.head.tags,
        "summary": shorten(taken.head.summary)[:LONGEST_SUMMARY] if taken.head.summary else "",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    return "\n".join(["---", *lines, "---", "", taken.draft.text.strip("\n"), ""])
