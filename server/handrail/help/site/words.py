"""Our own words on the help site, by locale: a tag in, the nearest words out, English if there are none."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.content.locales import fallbacks
from handrail.core.clock import to_iso

FOLDER = Path(__file__).parent / "words"
DEFAULT = "en"
KNOWN = frozenset(path.stem for path in FOLDER.glob("*.json"))
RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
NEAR = {"no": "nb", "nn": "nb"}


class Words(BaseModel):
    """`{…}` is filled in. `date` is made of `day`, `month` (its name) and `year`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    locale: str
    language: str
    direction: Literal["ltr", "rtl"]
    help: str
    headline: str
    skip: str
    home: str
    search: str
    search_label: str
    topics: str
    all_articles: str
    more_articles: str
    next_page: str
    previous_page: str
    on_this_page: str
    changed: str
    related: str
    note: str
    tip: str
    warning: str
    table: str
    in_the_app: str
    opens_in_the_app: str
    did_this_help: str
    yes: str
    no: str
    thanks: str
    thanks_yes: str
    sorry: str
    sorry_text: str
    reason: str
    send: str
    reason_kept: str
    back_to_article: str
    try_these: str
    contact: str
    contact_text: str
    contact_app: str
    contact_none: str
    write_title: str
    write_text: str
    write_email: str
    write_email_optional: str
    write_send: str
    write_trap: str
    write_other: str
    write_away: str
    write_expected_minutes: str
    write_expected_hours: str
    write_fault: str
    write_fault_text: str
    write_fault_long: str
    write_fault_email: str
    write_fault_trap: str
    write_fault_often: str
    write_fault_blocked: str
    sent_title: str
    sent_number: str
    sent_mail: str
    sent_link: str
    thread_title: str
    thread_open: str
    thread_how: str
    thread_missing: str
    thread_missing_text: str
    thread_you: str
    thread_team: str
    thread_answer: str
    thread_send: str
    thread_refresh: str
    thread_closed: str
    thread_closed_line: str
    thread_reopened_line: str
    thread_tour: str
    thread_article: str
    thread_rate: str
    thread_scores: list[str] = Field(min_length=5, max_length=5)
    thread_rate_text: str
    thread_rated: str
    thread_blocked: str
    thread_earlier: str
    email: str
    phone: str
    web: str
    results: str
    one_result: str
    no_results: str
    no_results_text: str
    corrected: str
    ask: str
    missing: str
    missing_text: str
    languages: str
    not_translated: str
    months: list[str] = Field(min_length=12, max_length=12)
    date: str

    def write_date(self, instant: int) -> str:
        year, month, day = to_iso(instant)[:10].split("-")
        return self.date.format(day=int(day), month=self.months[int(month) - 1], year=year)


def choose_words(locale: str) -> Words:
    tags = [NEAR.get(tag, tag) for tag in fallbacks(locale, DEFAULT)]
    return read_words(next(tag for tag in tags if tag in KNOWN))


@lru_cache
def read_words(tag: str) -> Words:
    return Words.model_validate_json((FOLDER / f"{tag}.json").read_bytes())


def direction_of(locale: str) -> Literal["ltr", "rtl"]:
    """By its script where it names one, else by the language's usual one (CLDR)."""
    language, _, rest = locale.lower().partition("-")
    script = rest.partition("-")[0]
    if len(script) == 4 and script.isalpha():
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    return "rtl" if language in RTL_LANGUAGES else "ltr"
