"""How far a word is from another: letters left out, put in, taken for another, or swapped with the next. Pure."""

from __future__ import annotations


def allow_slips(word: str) -> int:
    """None in a short word or a number: another one would be meant as well."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) <= 5 else 2


def measure_distance(typed: str, known: str, most: int) -> int | None:
    """Damerau-Levenshtein (optimal string alignment); None for more than `most`."""
    if abs(len(typed) - len(known)) > most:
        return None
    typed, known = strip_same(typed, known)
    before: list[int] = []
    row = list(range(len(known) + 1))
    for i, letter in enumerate(typed, 1):
        two_before, before, row = before, row, [i]
        for j, other in enumerate(known, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == known[j - 2] and typed[i - 2] == other:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def strip_same(one: str, other: str) -> tuple[str, str]:
    """Without what they begin and end with alike, which no slip is about."""
    start, most = 0, min(len(one), len(other))
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def list_trigrams(word: str) -> set[str]:
    """`pay` -> `^pa`, `pay`, `ay$`."""
    padded = f"^{word}$"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def list_swaps(word: str) -> list[str]:
    """With two neighbours swapped: in a short word that leaves no trigram as it was."""
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
