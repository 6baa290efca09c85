"""Our own words for what somebody tried, by locale: a tag in, the nearest words out, English if there are none."""

from __future__ import annotations

from typing import NamedTuple

from handrail.content.locales import fallbacks


class TrailWords(NamedTuple):
    read: str
    helped: str
    did_not_help: str
    searched: str
    searched_in_vain: str
    asked: str
    asked_in_vain: str
    quiz_failed: str


WORDS = {
    "en": TrailWords(
        "Read",
        "Helped",
        "Did not help",
        "Searched for",
        "Searched for, found nothing",
        "Asked",
        "Asked, no answer",
        "Quiz not passed",
    ),
    "nb": TrailWords(
        "Leste",
        "Hjalp",
        "Hjalp ikke",
        "Søkte etter",
        "Søkte etter, fant ikke noe",
        "Spurte",
        "Spurte, fikk ikke svar",
        "Quiz ikke bestått",
    ),
    "de": TrailWords(
        "Gelesen",
        "Hat geholfen",
        "Hat nicht geholfen",
        "Gesucht nach",
        "Gesucht nach, nichts gefunden",
        "Gefragt",
        "Gefragt, keine Antwort",
        "Quiz nicht bestanden",
    ),
    "ar": TrailWords(
        "قرأ",
        "أفاد",
        "لم يُفد",
        "بحث عن",
        "بحث عن ولم يجد شيئًا",
        "سأل",
        "سأل ولم يجد جوابًا",
        "لم يجتز الاختبار",
    ),
    "ja": TrailWords(
        "読んだ記事",
        "役に立った",
        "役に立たなかった",
        "検索した言葉",
        "検索したが見つからなかった言葉",
        "質問",
        "答えのなかった質問",
        "合格しなかったクイズ",
    ),
}
NEAR = {"no": "nb", "nn": "nb"}


def choose_words(locale: str) -> TrailWords:
    tags = [NEAR.get(tag, tag) for tag in fallbacks(locale.lower(), "en")]
    return WORDS[next(tag for tag in tags if tag in WORDS)]
