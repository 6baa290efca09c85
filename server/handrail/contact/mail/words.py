"""Our own words in mails, by locale, as on the help site: a tag in, the nearest words out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from handrail.help.site.words import choose_words

FOLDER = Path(__file__).parent / "words"


class MailWords(BaseModel):
    """`{…}` is filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    wrote: str
    tour: str
    article: str
    attached: str
    files: str
    answer: str
    go_on: str
    closed: str
    rate: str
    open: str
    why: str
    confirm_subject: str
    confirm: str
    confirm_add: str
    not_you: str
    left_out: str
    somebody: str


def choose_mail_words(locale: str) -> MailWords:
    return read_mail_words(choose_words(locale).locale)


@lru_cache
def read_mail_words(tag: str) -> MailWords:
    return MailWords.model_validate_json((FOLDER / f"{tag}.json").read_bytes())
