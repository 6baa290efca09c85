"""From proposals to edits: what the walks of all locales would have a locator be, as one change of what its author wrote. Pure.

A word that is wrong in one locale alone is changed in that locale alone. What walks disagree about is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.authoring.check.results import Try
from handrail.authoring.check.wording import read_at
from handrail.content.edit import Edit
from handrail.content.locales import fallbacks
from handrail.content.validation.faults import Path

WORDS = ("name", "label", "text")
Reading = Mapping[str, Any]
"""What is wanted in each locale."""


class Disagreement(Exception):
    """No one change would do."""


@dataclass
class Wish:
    """What is to become of one locator: what it should be by locale, and the locales in which it is well as it is."""

    wanted: dict[str, dict[str, Any]] = field(default_factory=dict)
    good: set[str] = field(default_factory=set)
    disagrees: bool = False

    def add(self, locale: str, one: Try) -> None:
        if one.missing is None:
            self.good.add(locale)
            return
        sure = next((proposal.locator for proposal in one.proposals if proposal.sure), None)
        self.disagrees |= sure is None or self.wanted.setdefault(locale, sure) != sure


def make_edits(item: Any, default: str, tries: Iterable[tuple[str, Try]]) -> list[Edit]:
    """One for each locator that is surely mended by it. `tries` come with their locale; `default` is the site's."""
    wishes: dict[Path, Wish] = {}
    for locale, one in tries:
        wishes.setdefault(one.path, Wish()).add(locale, one)
    edits = []
    for path, wish in wishes.items():
        there = read_at(item, path)
        if not wish.wanted or wish.disagrees or not isinstance(there, dict) or wish.good & wish.wanted.keys():
            continue
        try:
            mended = mend_locator(there, wish.wanted, wish.good, default)
        except Disagreement:
            continue
        if mended != there:
            edits.append(Edit(op="set", path=path, value=mended, was=there))
    return edits


def mend_locator(there: Any, wanted: Reading, good: set[str], default: str) -> dict[str, Any]:
    """Keys in the order in which they stand there. Raises `Disagreement`."""
    before = there if isinstance(there, dict) else {}
    first = next(iter(wanted.values()))
    if any(one.keys() != first.keys() for one in wanted.values()):
        raise Disagreement
    if good and first.keys() != before.keys():
        raise Disagreement  # it would no longer be found where it is found now
    keys = [*(key for key in before if key in first), *(key for key in first if key not in before)]
    return {
        key: mend_part(key, before.get(key), {tag: one[key] for tag, one in wanted.items()}, good, default)
        for key in keys
    }


def mend_part(key: str, there: Any, wanted: Reading, good: set[str], default: str) -> Any:
    if key in WORDS:
        return mend_words(there, wanted, good, default)
    if key == "within":
        return mend_locator(there, wanted, good, default)
    first = next(iter(wanted.values()))
    if key == "frame":
        before = there if isinstance(there, list) and len(there) == len(first) else [None] * len(first)
        if any(len(one) != len(first) for one in wanted.values()):
            raise Disagreement
        return [
            mend_locator(before[index], {tag: one[index] for tag, one in wanted.items()}, good, default)
            for index in range(len(first))
        ]
    if any(one != first for one in wanted.values()) or (good and first != there):
        raise Disagreement
    return first


def mend_words(there: Any, wanted: Reading, good: set[str], default: str) -> Any:
    """One text stays one as long as it is the same everywhere."""
    if isinstance(there, dict):
        words = dict(there)
        kept = {find_tag(locale, there, default) for locale in good}
        for locale, word in wanted.items():
            tag = find_tag(locale, there, default)
            shared = {other for one, other in wanted.items() if find_tag(one, there, default) == tag}
            if there.get(tag) == word:
                continue
            words[tag if tag not in kept and len(shared) == 1 else locale] = word
        return words
    same = set(wanted.values())
    if len(same) == 1 and (not good or same == {there}):
        return same.pop()
    if not isinstance(there, str):
        words = dict(wanted)
    else:
        words = {**dict.fromkeys(sorted(good), there), **wanted}
        words.setdefault(default, there)
    first = {default: words[default]} if default in words else {}
    return {**first, **words}


def find_tag(locale: str, names: Mapping[str, str], default: str) -> str:
    """Which of the names a locale is read by, as `locales.pick` does."""
    return next((tag for tag in fallbacks(locale, default) if tag in names), next(iter(names)))
