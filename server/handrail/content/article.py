"""What authors write of an article: a Markdown file with a head in YAML, and one beside it for each translation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handrail.conditions.authored import Model, Slug
from handrail.conditions.schema import Condition
from handrail.content.step import Title

LARGEST_ARTICLE = 200_000
Summary = Annotated[str, Field(max_length=300)]
Tag = Annotated[str, Field(min_length=1, max_length=60)]
Audience = Literal["everyone", "signed-in", "agents"]
Body = Annotated[str, Field(max_length=LARGEST_ARTICLE)]


class FrontMatter(Model):
    """The head of an article's file, in YAML between two lines of `---`; its text follows as Markdown."""

    kind: Literal["article"] = "article"
    id: Slug | None = None
    """Left out, the file's name without `.md`."""
    title: Title
    topic: Slug | None = None
    """The id of a topic in `site.json`."""
    tags: Annotated[list[Tag], Field(max_length=30)] = []
    """Words that people may search it by."""
    audience: Audience = "everyone"
    """`signed-in`: whom the host app has identified. `agents`: those who answer, in the console alone."""
    related: Annotated[list[Slug], Field(max_length=20)] = []
    """Articles to read next, by id."""
    when: Condition | None = None
    """On pages where this holds it is suggested."""
    summary: Summary | None = None
    """Left out, the beginning of the text."""


class Article(FrontMatter):
    """An article with its text."""

    kind: Literal["article"]
    id: Slug
    text: Body


class ArticleTranslation(Model):
    """The file `refunds.nb.md` beside `refunds.md`: what is left out is shown in the source's language."""

    title: Title | None = None
    summary: Summary | None = None
    source: (
        Annotated[str, Field(pattern=r"^[0-9a-f]{8}$", description="8 hexadecimal digits, given by `validate`.")] | None
    ) = None
    """The hash of what was translated: when that changes, `validate` says so."""
    text: Body = ""
