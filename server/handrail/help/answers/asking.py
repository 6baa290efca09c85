"""What a question says about itself: the words that only ask, and whether it asks for a number. Pure. Words are folded, as they are compared."""

from __future__ import annotations

import re

ARABIC = "عدد مده احتاج يحدث"
GERMAN = "ablauf art brauche dauert details haufig information informationen lang lange oft passiert regeln richtlinie tun viel viele"
ENGLISH = """
although contain contains details happen happens information instructions kind kinds long make many mean means much must need needed often
policy possible procedure process rules steps take takes tell use using way
"""
NORWEGIAN = "bruke fremgangsmate gjore informasjon lenge mange mye ofte regler skjer slags tar trenger"
ASKING: dict[str, frozenset[str]] = {
    "ar": frozenset(ARABIC.split()),
    "de": frozenset(GERMAN.split()),
    "en": frozenset(ENGLISH.split()),
    **dict.fromkeys(("nb", "nn", "no"), frozenset(NORWEGIAN.split())),
}
# In Japanese what is asked with is 何 with what is counted, or written in hiragana, as endings and particles are.
JAPANESE = re.compile(r"何.*|[\u3041-\u309f]+")
AMOUNT = {
    "ar": re.compile(r"كم|حد اقصي|متي"),
    "de": re.compile(r"\b(wie (viel|lang|oft|hoch|gro)|hochstens|maximal|wann)"),
    "en": re.compile(r"\b(how (many|much|long|large|big|often|old)|when|maximum|default|size)\b"),
    "ja": re.compile(r"何|いくつ|いくら|どのくらい|最大"),
    **dict.fromkeys(("nb", "nn", "no"), re.compile(r"\b(hvor (mange|mye|lenge|stor|ofte|lang)|maksim|hoyst|nar)")),
}
SMALL = {
    "ar": "واحد|ثلاثه|اربعه|خمسه|سته|سبعه|ثمانيه|تسعه|عشره|عشر",
    "de": "zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf",
    "en": "one|two|three|four|five|six|seven|eight|nine|ten|twelve",
    **dict.fromkeys(("nb", "nn", "no"), "to|tre|fire|fem|seks|sju|syv|atte|ni|ti|tolv"),
}
NUMBER = {language: re.compile(rf"\d|\b({words})\b") for language, words in SMALL.items()}
DIGIT = re.compile(r"[\d一二三四五六七八九十百千万]")


def only_asks(word: str, language: str) -> bool:
    return word in ASKING.get(language, ()) or JAPANESE.fullmatch(word) is not None


def asks_for_number(folded: str, language: str) -> bool:
    pattern = AMOUNT.get(language)
    return pattern is not None and pattern.search(folded) is not None


def has_number(folded: str, language: str) -> bool:
    return NUMBER.get(language, DIGIT).search(folded) is not None
