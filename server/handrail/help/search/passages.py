"""What can be found of an item in one locale: its title, and passages by heading. Compiled items in, a `Document` out. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["article", "snippet", "tour"]
Audience = Literal["everyone", "signed-in", "agents"]
LONGEST = 1_200


class Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class Passage(Kept):
    """A section, or as much of one as is read at a glance. Without `anchor` it is the beginning of its item."""

    text: str
    heading: str | None = None
    anchor: str | None = None


class Document(Kept):
    """`audience` is that of an article; who gets tours and snippets is asked of the published item."""

    kind: Kind
    id: str
    locale: str
    title: str
    passages: Annotated[list[Passage], Field(min_length=1)]
    tags: list[str] = []
    topic: str | None = None
    audience: Audience = "everyone"


def cut_passage(passage: Passage) -> list[Passage]:
    """Of a long one several, at ends of sentences or words where there are some."""
    text, parts = passage.text, []
    while len(text) > LONGEST:
        at = max(text.rfind(end, LONGEST // 2, LONGEST) for end in (". ", "。", "! ", "? ", "\n"))
        at = at + 1 if at >= 0 else text.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        parts.append(text[:at].strip())
        text = text[at:].strip()
    return [passage.model_copy(update={"text": part}) for part in [*parts, text]]
