"""Whether an answer is what was judged right. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.judged import MustAnswer, MustRefuse


@dataclass(frozen=True)
class Asked:
    """What `POST /v1/answers` said; `text` None: it does not know."""

    text: str | None
    cited: Sequence[str]

    @classmethod
    def read(cls, answer: Any) -> Asked:
        said = answer["answer"]
        text = None if said is None else " ".join(part["text"] for part in said)
        return cls(text, [citation["id"] for citation in answer["citations"]])


def check_answer(must: MustAnswer | MustRefuse, asked: Asked) -> str | None:
    """None when it is right; otherwise what is wrong."""
    shown = f"{must.question}  {asked.text}  {list(asked.cited)}"
    if isinstance(must, MustRefuse):
        return None if asked.text is None else f"not refused: {shown}"
    if asked.text is None:
        return f"refused: {must.question}"
    right = set(asked.cited) & set(must.ids) and any(has(asked.text, part) for part in must.says)
    return None if right else f"answered wrongly: {shown}"


def has(text: str, part: str) -> bool:
    return " ".join(part.split()).casefold() in " ".join(text.split()).casefold()
