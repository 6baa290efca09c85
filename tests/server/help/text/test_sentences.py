"""Where a sentence ends, by table, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.help.text.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("An item\nAnother one.", ["An item", "Another one."]),
        ("Use one, e.g. this. Then go.", ["Use one, e.g. this.", "Then go."]),
        ("Choose version 2.37.1 or later. Done.", ["Choose version 2.37.1 or later.", "Done."]),
        ("Ask J. Doe. She knows.", ["Ask J. Doe.", "She knows."]),
        ("Sett f.eks. 10 dager. Lagre.", ["Sett f.eks. 10 dager.", "Lagre."]),
        ("He said “stop.” They did.", ["He said “stop.”", "They did."]),
        ("請求書を開きます。返金を選びます。", ["請求書を開きます。", "返金を選びます。"]),
        ("هل نسيت؟ اختر الرابط. انتهى", ["هل نسيت؟", "اختر الرابط.", "انتهى"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text())
def test_nothing_is_lost_but_space(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())
