"""Which locale somebody gets. Tags are BCP 47; case does not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Whoever reads one reads the others.
NEAR = {"no": ("nb", "nn"), "nb": ("no", "nn"), "nn": ("nb", "no")}


def fallbacks(locale: str, default: str) -> list[str]:
    """`("zh-Hant-TW", "en")` -> `["zh-Hant-TW", "zh-Hant", "zh", "en"]`, as in RFC 4647, 3.4."""
    parts = locale.split("-")
    chain = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return list(dict.fromkeys([*chain, default]))


def choose_locale(available: Sequence[str], wanted: str) -> str:
    """The nearest of the available ones, the default first among them: itself, a shorter one, another region's, a sister language, the default."""
    by_tag = {tag.lower(): tag for tag in available}
    for tag in fallbacks(wanted.lower(), ""):
        if tag in by_tag:
            return by_tag[tag]
    language = wanted.lower().partition("-")[0]
    by_language = {tag.lower().partition("-")[0]: tag for tag in reversed(available)}
    return next((by_language[one] for one in (language, *NEAR.get(language, ())) if one in by_language), available[0])


def pick(texts: dict[str, str], locale: str, default: str) -> str:
    """Of a text per locale, that of the nearest locale; of none near, the first there is."""
    found = first(texts.get(tag) for tag in fallbacks(locale, default))
    return found if found is not None else next(iter(texts.values()))


def first(texts: Iterable[str | None]) -> str | None:
    return next((text for text in texts if text is not None), None)
