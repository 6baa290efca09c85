"""Text into tokens: forms of a word meet in one term, in each language; and no text is too odd for it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.help.text.analyse import analyse, locate
from handrail.help.text.fold import fold, normalise

LANGUAGES = st.sampled_from(("en", "nb", "de", "ar", "ja", "hi", "th", "xx", ""))
# Letters of many scripts, signs that go with them, and what is in no word.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aåæøöüßẞıİéＡ１½㎏ﷺ\u0301\u0640\u064b請求書をおカｶﾞ한글ไทयकि😀\0\u00ad\u200b\u202e\ud800'\"-_.*:^()"
        ),
    ),
    max_size=60,
)


def find_terms(text: str, language: str) -> list[str]:
    return [token.term for token in analyse(text, language) if not token.stop]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "How do I send invoices?", "sending an invoice"),
        ("en", "E-MAIL", "e mail email"),
        ("en", "re\u00adfunds pay\u200bment\u200e", "refunds payment"),
        ("nb", "sender du fakturaene", "sende faktura"),
        ("nb", "på nytt", "nytt"),
        ("de", "Rückerstattungen", "Rückerstattung"),
        ("de", "Straße", "STRASSE"),
        ("de", "Gebühren", "gebuhr"),
        ("ar", "الفاتورة", "فاتورة"),
        ("ar", "إِرْسَال", "ارسال"),
        ("ar", "الخطة", "خطه"),
        ("ar", "والأسعار وبالأسعار للأسعار", "أسعار"),
        ("ar", "الصفحات", "صفحة"),
        ("ja", "請求書を送る", "請求書 送り"),
        ("ja", "ｶﾞｲﾄﾞ", "ガイド"),
        ("ja", "か\u3099いと\u3099返\u2060金", "がいど返金ど"),
        ("ko", unicodedata.normalize("NFD", "환불 요청"), "환불 요청"),
        ("ja", "invoices", "Invoice"),
    ],
)
def test_forms_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    assert set(find_terms(one, language)) == set(find_terms(other, language))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sub-total", ["sub", "total", "subtotal"]),
        ("user_name", ["user", "name", "username"]),
        ("subTotal HTTPServer", ["sub", "total", "subtotal", "http", "server", "httpserver"]),
        ("v2.1", ["v2", "1"]),
        ("a\u0301 la carte", ["a", "la", "carte"]),
        ("請求書", ["請求", "求書", "書"]),
        ("", []),
        ("😀 … '\"*", []),
    ],
)
def test_what_is_a_word(text: str, words: list[str]) -> None:
    assert [token.word for token in analyse(text, "en")] == words


def test_words_that_say_nothing_are_marked() -> None:
    assert find_terms("How do I get to the", "en") == []
    assert find_terms("どうすればいいですか", "ja") == []
    assert find_terms("turn it off, not on", "en") == ["turn", "off", "not"]


@given(TEXTS, LANGUAGES)
def test_every_token_stands_where_it_says(text: str, language: str) -> None:
    for token in analyse(text, language):
        assert 0 <= token.start < token.end <= len(text)
        assert token.word
        assert token.term
        # What databases take for a separator or an operator is in no term.
        assert not any(character.isspace() or character in "\"'\\&|!()<>:*^+-\0" for character in token.term)


@given(TEXTS, LANGUAGES)
def test_case_does_not_count(text: str, language: str) -> None:
    """But where it divides a word in parts, and in letters that have no pair."""
    plain = [word for word in text.split() if word.isascii()]
    for word in plain:
        lower, upper = (set(find_terms(form, language)) for form in (word.lower(), word.upper()))
        assert lower == upper


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(normalise(text))
    assert fold(once) == once


@given(st.lists(st.sampled_from(("invoice", "Zurück", "فاتورة", "請求書", "한국어", "a-b")), max_size=6), LANGUAGES)
def test_a_text_has_the_terms_of_its_words(words: list[str], language: str) -> None:
    alone = [term for word in words for term in find_terms(word, language)]
    assert find_terms(" , ".join(words), language) == alone


@given(TEXTS, LANGUAGES)
def test_what_is_wanted_is_located_where_it_stands(text: str, language: str) -> None:
    tokens = list(analyse(text, language))
    wanted = {token.term for token in tokens[::2]}
    assert locate(text, language, wanted) == [(t.term, t.start, t.end) for t in tokens if t.term in wanted]
