"""What was typed, read: a table, and that nothing one can type is read wrongly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given

from handrail.help.search.query import LOOKED_AT, MOST_WORDS, read_query
from handrail.help.text.analyse import analyse
from tests.server.help.text.test_analyse import TEXTS

LANGUAGES = ["en", "nb"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("How do I send an invoice?", ["send", "invoice"]),
        ("how to", ["how", "to"]),
        ("refund refund REFUND", ["refund"]),
        ('"refund" AND (NOT paid*)', ["refund", "not", "paid"]),
        ("請求書を送る", ["請求", "求書", "送"]),
        ("  \t\n", []),
        ("😀", []),
        ("\0\u202e", []),
    ],
)
def test_what_is_looked_for(typed: str, words: list[str]) -> None:
    assert [word.word for word in read_query(typed, LANGUAGES).words] == words


def test_a_word_may_be_written_otherwise() -> None:
    also = {word.word: [other["en"] for other in word.also] for word in read_query("log in sub-total", ["en"]).words}
    assert "login" in also["log"]
    assert "subtot" in also["sub"]
    assert "subtot" in also["total"]


def test_only_the_last_word_is_unfinished_and_what_has_a_star() -> None:
    assert [word.unfinished for word in read_query("ref* of cust＊ now ", LANGUAGES).words] == [True, True, False]
    assert [word.unfinished for word in read_query("send invoi", LANGUAGES).words] == [False, True]
    assert [word.unfinished for word in read_query("send invoi ", LANGUAGES).words] == [False, False]


def test_little_is_looked_at_however_much_is_typed() -> None:
    query = read_query(" ".join(f"w{number}" for number in range(5_000)), LANGUAGES)
    assert len(query.text) == LOOKED_AT
    assert len(query.words) == MOST_WORDS


@given(TEXTS)
def test_every_word_is_one_that_was_typed(typed: str) -> None:
    query = read_query(typed, LANGUAGES)
    there = {token.word for token in analyse(query.text, "en")}
    for word in query.words:
        assert word.word in there
        assert 0 <= word.start < word.end <= len(query.text)
        assert set(word.terms) == set(LANGUAGES)
    assert bool(query.words) == bool(there)
