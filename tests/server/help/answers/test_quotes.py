"""Which sentences answer: by table, and laws that hold for any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.help.answers.answers import write_answer
from handrail.help.answers.asking import asks_for_number, has_number, only_asks
from handrail.help.answers.evidence import Needed, Place, weigh_evidence
from handrail.help.answers.quotes import LONGEST, MOST_OF_ONE, MOST_QUOTES, Candidate, Quote, choose_quotes
from handrail.help.search.rank import Alternative
from handrail.help.text.prose import Section

WORDS = st.sampled_from(["pay", "later", "card", "team", "seat"])
TERMS = st.frozensets(WORDS)


def needing(*words: str, weight: float = 2.0) -> list[Needed]:
    return [Needed(weight, [Alternative(1.0, (word,))]) for word in words]


NEEDED = st.lists(st.builds(lambda word, weight: needing(word, weight=weight)[0], WORDS, st.floats(0.1, 9)), max_size=4)


@given(NEEDED, TERMS, TERMS, TERMS, TERMS)
def test_evidence_is_a_share_and_more_said_is_never_less(
    needed: list[Needed],
    sentence: frozenset[str],
    headings: frozenset[str],
    title: frozenset[str],
    more: frozenset[str],
) -> None:
    section = sentence | more
    before = weigh_evidence(needed, Place(sentence, headings, title, section))
    after = weigh_evidence(needed, Place(section, headings, title, section))
    assert 0 <= before.said <= before.share + 1e-9 <= 1 + 2e-9
    assert after.share >= before.share - 1e-9


def test_what_nobody_ever_said_weighs_the_most() -> None:
    known, unheard_of = needing("pay")[0], Needed(6.0, ())
    assert weigh_evidence([known, unheard_of], Place({"pay"}, (), (), {"pay"})).share == pytest.approx(0.25)


def candidate(needed: list[Needed], *sentences: str, id_: str = "a") -> Candidate:
    return Candidate(id_, "Title", [], "en", needed, [], [Section(["Heading"], "heading", list(sentences))])


def test_half_an_answer_is_none() -> None:
    assert choose_quotes("card later", [candidate(needing("card", "later"), "You pay by card here.")]) == []


def test_a_sentence_comes_with_what_follows_it() -> None:
    (quote,) = choose_quotes(
        "pay later",
        [candidate(needing("pay", "later"), "Before that.", "You may pay later.", "Ask us.", "Within a week.")],
    )
    assert quote.text == "Before that. You may pay later. Ask us. Within a week."


def test_a_list_comes_with_what_introduces_it() -> None:
    items = [f"item number {number}" for number in range(9)]
    (quote,) = choose_quotes("pay later", [candidate(needing("pay", "later"), "You may pay later by:", *items)])
    assert quote.text.startswith("You may pay later by: item number 0 · item number 1")
    assert quote.text.endswith("item number 8")


def test_who_asks_for_a_number_gets_the_sentence_with_one() -> None:
    long = "and this goes on for so long that nothing else stands beside it " * 6
    said = [f"You may pay later, {long}", f"You may pay later within 14 days, {long}"]
    (quote, *_) = choose_quotes("How long may I pay later?", [candidate(needing("pay", "later"), *said)])
    assert "14 days" in quote.text


@given(st.lists(st.lists(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), max_size=6), max_size=6))
def test_quotes_are_few_and_short_and_as_written(articles: list[list[str]]) -> None:
    candidates = [candidate(needing("pay"), *sentences, id_=str(n)) for n, sentences in enumerate(articles)]
    quotes = choose_quotes("pay", candidates)
    assert len(quotes) <= MOST_QUOTES
    for quote in quotes:
        assert sum(other.candidate is quote.candidate for other in quotes) <= MOST_OF_ONE
        assert quote.text.replace(" · ", " ") in " ".join(quote.section.sentences)
        longest = max(map(len, quote.section.sentences))
        assert len(quote.text) <= max(LONGEST, longest) + 3 * len(quote.section.sentences)


@pytest.mark.parametrize(
    ("language", "folded", "for_number"),
    [
        ("en", "how many seats", True),
        ("en", "who pays", False),
        ("nb", "hvor lenge gjelder den", True),
        ("de", "wie viele personen", True),
        ("ja", "何日間有効ですか", True),
        ("ar", "كم يستغرق ذلك", True),
        ("fr", "combien de temps", False),
    ],
)
def test_a_question_for_a_number_is_known(language: str, folded: str, for_number: bool) -> None:
    assert asks_for_number(folded, language) is for_number


@pytest.mark.parametrize(
    ("language", "folded", "number"),
    [("en", "go to it", False), ("nb", "to dager", True), ("en", "seven days", True), ("fr", "12 mois", True), ("ja", "七日間", True)],
)  # fmt: skip
def test_a_number_is_known_in_letters_too(language: str, folded: str, number: bool) -> None:
    assert has_number(folded, language) is number


def test_words_that_only_ask_are_few() -> None:
    assert only_asks("many", "en")
    assert not only_asks("refund", "en")
    assert only_asks("何日", "ja")


def test_words_that_only_ask_say_which_sentence_is_meant() -> None:
    sections = [
        Section([], None, ["A refund is a way of giving money back."]),
        Section(["When"], "when", ["It takes three days."]),
    ]
    meant = Candidate("a", "Refund", [], "en", needing("refund"), needing("take"), sections)
    (first, *_) = choose_quotes("How long does a refund take?", [meant])
    assert first.text == "It takes three days."
    assert first.section.anchor == "when"


def test_what_stands_in_one_place_is_cited_once() -> None:
    sections = [Section(["Pay"], "pay", ["Pay now.", "Pay later."]), Section(["Cards"], "cards", ["Pay by card."])]
    candidate = Candidate("pay", "Paying", (), "en", (), (), sections)
    quotes = [Quote(candidate, section, text) for section in sections for text in section.sentences]
    answer = write_answer(quotes)
    assert [part.cite for part in answer.answer or ()] == [0, 0, 1]
    assert [one.anchor for one in answer.citations] == ["pay", "cards"]
