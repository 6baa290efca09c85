"""A mail's plain text in, what its writer added out: without what they quote and how they sign. Pure.

Quotes between paragraphs of an answer stay, for the answer means nothing without them. When nothing would be left, all stays.
"""

from __future__ import annotations

import re
from typing import Literal

from handrail.contact.mail.client_words import DASHED, FROM, HEAD, SENT_FROM, WROTE

# Put by `read_html` where a client that has no quote marks begins to quote.
ORIGINAL = "-----Original Message-----"
WRAPPED_OVER = 3
LONGEST_HEAD = 500
# What is longer is not folded: nobody wrote it by hand.
LONGEST = 300_000
# What a person would hardly write before a colon: without quote marks to follow it takes an address or a time of day to believe it.
DATED = re.compile(r"\S@\S|\d{1,2}[:.]\d{2}")
RULE = re.compile(r"^\s*[_-]{10,}\s*$")
SIGNED = re.compile(r"^--\s?$")
SENT_FROM_WITHIN = 4
Kind = Literal["fresh", "quoted", "blank"]


def fold(text: str) -> str:
    if len(text) > LONGEST:
        return text
    lines = [line.rstrip() for line in normalise(text).split("\n")]
    kept = cut_signature(drop_quotes(cut_tail(lines)))
    folded = "\n".join(kept).strip("\n")
    return folded if folded.strip() else "\n".join(lines).strip("\n")


def normalise(text: str) -> str:
    """Line ends, spaces that do not break, and marks of direction at a line's beginning."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return re.sub(r"^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+", "", text, flags=re.MULTILINE)


def unwrap(text: str, *, delete_space: bool) -> str:
    """Of `format=flowed`: a line that ends with a space goes on in the next (RFC 3676, 4.1)."""
    done: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        quoted = line.startswith(">")
        line = line if quoted else line.removeprefix(" ")
        if goes_on and not quoted and line != "-- ":
            done[-1] += line
        else:
            done.append(line)
        goes_on = done[-1].endswith(" ") and not quoted and line != "-- "
        if goes_on and delete_space:
            done[-1] = done[-1][:-1]
    return "\n".join(done)


def cut_tail(lines: list[str]) -> list[str]:
    """Up to where a client quotes all the rest without marking it line by line."""
    last_marked = max((at for at, line in enumerate(lines) if line.startswith(">")), default=-1)
    for at, line in enumerate(lines):
        if len(line) > LONGEST_HEAD:
            continue
        if DASHED.match(line):
            return lines[:at]
        if FROM.match(line) and any(HEAD.match(one) for one in lines[at + 1 : at + 4]):
            before = at - 1
            while before >= 0 and not lines[before]:
                before -= 1
            return lines[: before if before >= 0 and RULE.match(lines[before]) else at]
        length = length_of_head(lines, at)
        if length and last_marked < at and DATED.search(" ".join(lines[at : at + length])):
            return lines[:at]
    return lines


def length_of_head(lines: list[str], at: int) -> int:
    """How many lines "On … wrote:" takes; 0 when it does not begin here."""
    for length in range(1, WRAPPED_OVER + 1):
        part = lines[at : at + length]
        if len(part) < length or not all(part) or any(one.startswith(">") or len(one) > LONGEST_HEAD for one in part):
            return 0
        if WROTE.match(" ".join(part)):
            return length
    return 0


def drop_quotes(lines: list[str]) -> list[str]:
    """Quotes before and after what is fresh; those within it stay."""
    kinds = label(lines)
    fresh = [at for at, kind in enumerate(kinds) if kind == "fresh"]
    if not fresh:
        return []
    return lines[fresh[0] : fresh[-1] + 1]


def label(lines: list[str]) -> list[Kind]:
    """What comes straight before a quote and names its writer belongs to it: as clients say it, or a line with an address before a colon."""
    kinds: list[Kind] = ["quoted" if line.startswith(">") else "fresh" if line else "blank" for line in lines]
    following: Kind = "blank"
    before_quote = [False] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        before_quote[at + 1] = following == "quoted"
        following = following if kinds[at] == "blank" else kinds[at]
    for at, kind in enumerate(kinds):
        if kind != "fresh":
            continue
        length = length_of_head(lines, at)
        if length and before_quote[at + length]:
            kinds[at : at + length] = ["quoted"] * length
        elif before_quote[at + 1] and "@" in lines[at] and lines[at].endswith((":", "\uff1a")):
            kinds[at] = "quoted"
    return kinds


def cut_signature(lines: list[str]) -> list[str]:
    """From `-- ` on (RFC 3676, 4.3), and what telephones write last."""
    for at, line in enumerate(lines):
        if SIGNED.match(line) and at:
            lines = lines[:at]
            break
    while lines and not lines[-1]:
        lines = lines[:-1]
    last = [
        at
        for at in range(max(0, len(lines) - SENT_FROM_WITHIN), len(lines))
        if SENT_FROM.match(lines[at][:LONGEST_HEAD])
    ]
    if last and last[0] and all(len(line) < 60 for line in lines[last[0] :]):
        lines = lines[: last[0]]
    return lines
