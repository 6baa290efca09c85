"""Text as it is seen, whatever it was copied from: a letter and its marks are one sign, and what nobody sees is not there. Pure."""

from __future__ import annotations

import re
import unicodedata


def list_marks() -> str:
    """Signs that belong to the letter before them: `re` knows no class for these. Beyond the first plane they are those of dead scripts."""
    marks = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M")]
    return "".join(f"\\u{code:04x}" for code in marks)


MARKS = list_marks()
# Where a word may be divided or must not be, which way a text runs, and which form of a letter is meant.
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
HAS_UNSEEN = re.compile(f"[{UNSEEN}]")
SIGN = re.compile(f"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[{MARKS}{UNSEEN}]*", re.DOTALL)


def is_as_seen(text: str) -> bool:
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not HAS_UNSEEN.search(text))


def see(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text, and for each character of it where in `text` its sign begins and ends."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for sign in SIGN.finditer(text):
        seen = unicodedata.normalize("NFC", HAS_UNSEEN.sub("", sign[0]))
        signs.append(seen)
        places += [sign.span()] * len(seen)
    return "".join(signs), places
