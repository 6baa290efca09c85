"""Letters that readers type for one another become one: `Zurück` -> `zuruck`, `Ærlig` -> `aerlig`, Arabic without its vowel signs. Pure.

What tells words apart in other scripts (the voicing of kana, the signs of Devanagari) stays.
"""

from __future__ import annotations

import unicodedata

# Letters of their own, which Unicode takes for more than a letter with a mark.
LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# Written in one way or the other: alef with its signs, final ya, ta marbuta; tatweel only stretches. Vowel signs are mostly left out.
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
VOWEL_SIGNS = (("\u0591", "\u05c7"), ("\u0610", "\u061a"), ("\u064b", "\u065f"), ("\u0670", "\u0670"))
DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


def normalise(text: str) -> str:
    """Compatible forms and cases are one (NFKC, case folding)."""
    return (
        text.lower()
        if text.isascii()
        else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    )


def fold(word: str) -> str:
    """Of a normalised word. Idempotent."""
    if word.isascii():
        return word
    plain = word.translate(LETTERS).translate(ARABIC)
    return "".join(fold_character(character) for character in plain)


def fold_character(character: str) -> str:
    if character.isascii():
        return character
    if any(first <= character <= last for first, last in VOWEL_SIGNS):
        return ""
    if "\u0300" <= character <= "\u036f":  # a mark that has no letter to go with
        return ""
    base = unicodedata.normalize("NFD", character)
    if len(base) > 1 and base[0] < "\u0530":  # Latin, Greek, Cyrillic
        return base[0]
    return character


def list_spellings(word: str) -> list[str]:
    """Of a folded word with two letters for one that has a mark, as in `zurueck`: the word with one, `zuruck`."""
    return [found for pair, letter in DIGRAPHS if pair in word and (found := word.replace(pair, letter)) != word]
