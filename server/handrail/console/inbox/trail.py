"""The capsule as an agent reads it: what they tried as a trail, and the facts about their page.

Lines are in the person's language, as they saw them. Ours are told in English by what they mean; those of the host stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handrail.contact.capsule import Line, LineKind, read_capsule
from handrail.contact.trail_words import WORDS

TRIED: tuple[LineKind, ...] = ("read", "search", "asked", "quiz", "tour", "error")
FACTS: tuple[LineKind, ...] = ("page", "title", "release", "locale", "time_zone", "viewport", "browser")
MEANINGS: Mapping[str, str] = {label: meaning for words in WORDS.values() for meaning, label in words._asdict().items()}
SAID = {
    "read": ("read", ""),
    "helped": ("voted yes on", ""),
    "did_not_help": ("voted no on", ""),
    "searched": ("searched", ""),
    "searched_in_vain": ("searched", "found nothing"),
    "asked": ("asked", ""),
    "asked_in_vain": ("asked", "got no answer"),
    "quiz_failed": ("did not pass", ""),
}


@dataclass(frozen=True)
class Tried:
    """`read` *Refunds*`, voted no`."""

    verb: str
    value: str
    then: str = ""


@dataclass(frozen=True)
class Trail:
    """`tried`: what they did, in order. `facts`: page and device. `told`: what the host added."""

    tried: Sequence[Tried]
    facts: Sequence[Line]
    told: Sequence[Line]


def read_trail(capsule: str) -> Trail:
    """Of the text as it was sent."""
    lines = read_capsule(capsule)
    return Trail(
        tried=tell_tried([line for line in lines if line.kind in TRIED]),
        facts=sorted((line for line in lines if line.kind in FACTS), key=lambda line: FACTS.index(line.kind)),
        told=[line for line in lines if line.kind == "custom"],
    )


def tell_tried(lines: Sequence[Line]) -> list[Tried]:
    """A vote goes with the reading before it, if that was of the same."""
    told: list[Tried] = []
    for line in lines:
        meaning = MEANINGS.get(line.label, "")
        last = told[-1] if told else None
        if meaning in ("helped", "did_not_help") and last and is_same(last, line):
            reason = line.value[len(last.value) :]
            told[-1] = replace(last, then=f"voted {'yes' if meaning == 'helped' else 'no'}{reason}")
        else:
            verb, then = SAID.get(meaning, (f"{line.label}:", ""))
            told.append(Tried(verb, line.value, then))
    return told


def is_same(last: Tried, line: Line) -> bool:
    return (
        last.verb == "read" and not last.then and (line.value == last.value or line.value.startswith(f"{last.value}: "))
    )
