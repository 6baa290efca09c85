"""The order of titles as their readers expect it: `Ändern` before `Bar` in German, `Åpne` last in Norwegian, 2 before 10. Pure."""

from __future__ import annotations

import re

from handrail.help.text.analyse import language_of
from handrail.help.text.fold import fold, normalise

# Letters of their own at the end of the alphabet; elsewhere a mark changes no place.
LAST = {"da": "æøå", "fi": "åäö", "nb": "æøå", "nn": "æøå", "no": "æøå", "sv": "åäö"}
AFTER_Z = "\x7f"
NUMBER = re.compile(r"\d+")


def collate(title: str, locale: str) -> str:
    """What to sort by."""
    last = LAST.get(language_of(locale), "")
    letters = (f"{AFTER_Z}{last.index(one)}" if one in last else fold(one) for one in normalise(title))
    return NUMBER.sub(lambda found: found[0].zfill(12), "".join(letters))
