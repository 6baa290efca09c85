"""That `make eval` measures what it says. Without the network: what it fetches is not needed here."""

from __future__ import annotations

import pytest

from evaluation.answering import Asked, check_answer
from evaluation.corpus import Page, name_page, read_page
from evaluation.judged import MustAnswer, MustRefuse, Query, load_queries, load_questions
from evaluation.like import Like
from evaluation.measure import Figures, find_rank, measure
from evaluation.table import LIKE, judge_search, tabulate
from evaluation.write_files import write_files


def test_enough_was_judged_and_enough_of_it_is_hard() -> None:
    queries, questions = load_queries(), load_questions()
    assert len(queries) >= 150
    assert len({query.q for query in queries}) == len(queries)
    assert sum(query.kind != "title" for query in queries) >= len(queries) / 3
    assert len(questions.answer) >= 40
    assert len(questions.refuse) >= 40


def test_figures() -> None:
    assert find_rank(["a", "b"], {"b", "c"}) == 2
    assert find_rank(["a"], {"b"}) is None
    assert measure([1, 2, 4, None]) == Figures(asked=4, first=0.25, third=0.5, mrr=(1 + 0.5 + 0.25) / 4)


@pytest.mark.parametrize(("third", "met"), [(0.86, True), (0.84, False)])
def test_what_is_not_good_enough_is_missed(third: float, met: bool) -> None:
    queries = [Query(q=str(n), kind="typo", ids=["a"]) for n in range(100)]
    queries += [Query(q="t", kind="title", ids=["a"]), Query(q="o", kind="other words", ids=["a"])]
    ranks: dict[str, list[int | None]] = {
        LIKE: [None] * 102,
        "SQLite": [3 if n < third * 102 else 4 for n in range(102)],
    }
    assert judge_search(queries, ranks)[0].met is met
    assert judge_search(queries, {LIKE: ranks["SQLite"], "SQLite": ranks["SQLite"]})[1].met is False
    assert any(line.startswith("SQLite") for line in tabulate(queries, ranks))


def test_like_wants_every_word_and_puts_titles_first() -> None:
    like = Like([Page("a", "Other", "pay later"), Page("b", "Pay later", "Text"), Page("c", "Pay", "now")])
    assert like.search("later PAY", 10) == ["b", "a"]
    assert like.search("payy", 10) == []


def test_answers_are_checked_for_what_they_cite_and_say() -> None:
    must = MustAnswer(question="How long?", ids=["a"], says=["three  days"])
    assert check_answer(must, Asked("It takes Three days.", ["a"])) is None
    assert check_answer(must, Asked("It takes three days.", ["b"])) is not None
    assert check_answer(must, Asked("It takes long.", ["a"])) is not None
    assert check_answer(must, Asked(None, [])) is not None
    refused = MustRefuse(question="Why?", because="off topic")
    assert check_answer(refused, Asked(None, [])) is None
    assert check_answer(refused, Asked("Because.", ["a"])) is not None


@pytest.mark.parametrize(
    ("path", "id_"),
    [("guides/compose.md", "guides-compose"), ("guides/plugins/README.md", "guides-plugins"), ("README.md", "documentation"),
     ("aws/guide/serverless.yml.md", "aws-guide-serverless-yml")],
)  # fmt: skip
def test_pages_go_by_their_paths(path: str, id_: str) -> None:
    assert name_page(path) == id_


def test_a_page_becomes_an_article() -> None:
    page = read_page(
        "a.md", '<!--\ntitle: The "title": of it\n-->\n\n# Heading\n\nText <b>here</b>.\n\n```\n<b>\n```\n'
    )
    assert page.title == 'The "title": of it'
    files = write_files([page])
    assert set(files) == {"site.json", "articles/a.md"}
    assert 'title: "The \\"title\\": of it"' in files["articles/a.md"]
    assert "Text **here**.\n\n```\n<b>\n```\n" in files["articles/a.md"]
