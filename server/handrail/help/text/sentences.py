"""A passage's text in, its sentences out. Pure.

A line is the least that is kept apart: an item of a list or a row of a table is a sentence of its own. Within it a sentence ends at a full
stop, question mark or exclamation mark, of any script, when what follows does not go on in lower case.
"""

from __future__ import annotations

import re

END = re.compile(r"[.!?؟۔][\"'”’»)\]]*(?=\s)|[。！？][」』）]*")
SHORTENED = "e.g i.e etc vs cf approx no dr mr mrs st f.eks bl.a dvs ca osv kl z.b d.h bzw usw evtl ggf inkl nr"
ABBREVIATIONS = frozenset(SHORTENED.split())
NUMBERED = re.compile(r"\d{1,3}")
LAST_WORD = re.compile(r"[^\s(]*\Z")


def split_sentences(text: str) -> list[str]:
    return [sentence for line in text.splitlines() for sentence in split_line(line)]


def split_line(line: str) -> list[str]:
    sentences, start = [], 0
    for end in END.finditer(line):
        if not goes_on(line[start : end.start()], line[end.end() :], end[0]):
            sentences.append(line[start : end.end()].strip())
            start = end.end()
    sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if sentence]


def goes_on(before: str, after: str, mark: str) -> bool:
    """`e.g. this`, `Version 2. of it`, `J. Doe`."""
    following = after.lstrip()[:1]
    if not mark.startswith("."):
        return following.islower()
    last = LAST_WORD.search(before)
    word = last[0].lower() if last else ""
    return following.islower() or word in ABBREVIATIONS or len(word) == 1 or NUMBERED.fullmatch(word) is not None
