"""What authors write: one file, one item. `kind` and `id` in each; unknown keys are errors; every key but the essential ones has a default.

Compiled shapes (what a browser gets) are in `compiled.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, TypeAdapter, ValidationError

from handrail.conditions.authored import ByKind, Locale, Model, Name, SchemaReference, Shape, Slug, Wait, Words
from handrail.conditions.schema import Condition
from handrail.content.announcement import Announcement
from handrail.content.article import Article
from handrail.content.checklist import Checklist
from handrail.content.quiz import Quiz
from handrail.content.site_check import CheckSettings
from handrail.content.site_help import Contact, HelpSettings, Synonyms, Topic
from handrail.content.snippet import Snippet
from handrail.content.step import Title
from handrail.content.survey import Survey
from handrail.content.theme import Theme
from handrail.content.tour import Tour

FieldType = Literal["string", "number", "boolean", "time", "strings"]


class FieldDeclaration(Model):
    """`time` is RFC 3339 text, `strings` a list of texts."""

    type: FieldType
    description: str = ""


Declaration = Annotated[Annotated[FieldType, Words] | Annotated[FieldDeclaration, Shape], ByKind]


def name_type(declaration: FieldType | FieldDeclaration) -> FieldType:
    return declaration.type if isinstance(declaration, FieldDeclaration) else declaration


class EventDeclaration(Model):
    """`props` are what comes along with it."""

    description: str = ""
    props: dict[Name, Declaration] = {}


class Attention(Model):
    """How much may start by itself, for one person and all items together."""

    gap: Wait = "30s"
    """Between the end of one and the start of the next."""
    per_day: Annotated[int, Field(ge=1, le=100, description="In 24 hours.")] = 5
    per_week: Annotated[int, Field(ge=1, le=500, description="In 7 days.")] = 15


class Site(Model):
    """What a site knows: the traits, account fields and events that conditions may name, and its locales, the default first."""

    schema_: SchemaReference = None
    kind: Literal["site"]
    id: Slug
    title: Title
    locales: Annotated[list[Locale], Field(min_length=1, max_length=50)] = ["en"]
    """BCP 47 tags. Texts are written in the first."""
    traits: dict[Name, Declaration] = {}
    """What hosts say about a person."""
    account: dict[Name, Declaration] = {}
    """What hosts say about a person's account."""
    events: dict[Name, EventDeclaration] = {}
    """What hosts track."""
    segments: dict[Name, Condition] = {}
    """Audiences with a name."""
    attention: Attention = Attention()
    topics: Annotated[list[Topic], Field(max_length=100)] = []
    """What articles are about, in the order in which readers see them."""
    synonyms: Synonyms = []
    """Groups of words that a search takes for each other, as in `["refund", "money back"]`."""
    help: HelpSettings = HelpSettings()
    contact: Contact | None = None
    check: CheckSettings = CheckSettings()
    """How `handrail check` walks through the app: as whom, in which languages, how wide. Stays with the team."""


PART = r"[a-z0-9][a-z0-9-]{0,62}"
TRANSLATABLE = (
    r"\$schema|title|text|thanks|finish|help\.title",
    rf"(steps\.{PART}\.|questions\.{PART}\.|questions\.{PART}\.options\.{PART}\.|outcomes\.{PART}\.|)media\.(alt|captions)",
    rf"steps\.{PART}\.(title|text)",
    rf"(steps\.{PART}\.|)buttons\.[0-9]\.label",
    rf"questions\.{PART}\.(text|hint|explanation|low|high|unit|placeholder|accept\.[0-9]{{1,2}})",
    rf"questions\.{PART}\.options\.{PART}\.(text|explanation)",
    rf"outcomes\.{PART}\.(title|text|action\.label)",
    rf"items\.{PART}\.(title|text)",
    rf"topics\.{PART}\.(title|description)",
)
TranslationKey = Annotated[
    str,
    Field(
        pattern=rf"^({'|'.join(TRANSLATABLE)})$",
        description="title, steps.ID.title, steps.ID.text, steps.ID.buttons.0.label, steps.ID.media.alt or steps.ID.media.captions; of a snippet title, text, media.alt or media.captions; of a site topics.ID.title, topics.ID.description or help.title; of a quiz or a survey questions.ID.text, questions.ID.options.ID.text and the like; of a checklist items.ID.title or items.ID.text; of an announcement text or buttons.0.label",
    ),
]


class Translation(Model):
    """`source` is the hash of the text that was translated: when that changes, `validate` says so."""

    text: Annotated[str, Field(max_length=4_000)]
    source: (
        Annotated[str, Field(pattern=r"^[0-9a-f]{8}$", description="8 hexadecimal digits, given by `validate`.")] | None
    ) = None


class Translations(
    RootModel[dict[TranslationKey, Annotated[Annotated[str, Words] | Annotated[Translation, Shape], ByKind]]]
):
    """The sidecar of an item, `first-invoice.nb.json`: texts by key. What is missing is shown in the source's language."""


AnyStartable = Tour | Quiz | Checklist | Survey | Announcement
Item = AnyStartable | Snippet | Theme | Site | Article
JSON_KINDS: dict[str, type[Item]] = {
    "announcement": Announcement,
    "checklist": Checklist,
    "quiz": Quiz,
    "site": Site,
    "snippet": Snippet,
    "survey": Survey,
    "theme": Theme,
    "tour": Tour,
}
KINDS: dict[str, type[Item]] = {**JSON_KINDS, "article": Article}


SLUG: TypeAdapter[str] = TypeAdapter(Slug)


def is_slug(text: str) -> bool:
    """Whether it may be the name of a site, an item or a step."""
    try:
        SLUG.validate_python(text)
    except ValidationError:
        return False
    return True
