"""What was judged by hand, by reading the pages: queries with the articles that answer them, and questions with what an answer must say.

Queries go by `kind`: in the words of a title, in other words than the title's, or with a typing error. Nothing here was changed to suit the engine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "server" / "help"
Kind = Literal["title", "other words", "typo"]
KINDS: tuple[Kind, ...] = ("title", "other words", "typo")


class Judged(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Query(Judged):
    """`ids`: each of them answers it."""

    q: str
    kind: Kind
    ids: Annotated[list[str], Field(min_length=1)]


class MustAnswer(Judged):
    """An answer is right when it cites one of `ids` and has one of `says` in it."""

    question: str
    ids: Annotated[list[str], Field(min_length=1)]
    says: Annotated[list[str], Field(min_length=1)]


class MustRefuse(Judged):
    question: str
    because: Literal["off topic", "not covered"]


class Questions(Judged):
    answer: list[MustAnswer]
    refuse: list[MustRefuse]

    @property
    def all(self) -> list[MustAnswer | MustRefuse]:
        return [*self.answer, *self.refuse]


def load_queries(path: Path = FOLDER / "queries.json") -> list[Query]:
    return TypeAdapter(list[Query]).validate_json(path.read_bytes())


def load_questions(path: Path = FOLDER / "questions.json") -> Questions:
    return Questions.model_validate_json(path.read_bytes())
