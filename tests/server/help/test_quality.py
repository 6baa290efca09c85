"""Search and answers are good enough on a small library, in five languages. `make eval` says it of a real one."""

from __future__ import annotations

from evaluation.answering import Asked, check_answer
from evaluation.measure import find_rank, measure
from tests.server.device import Device
from tests.server.help.library import LOCALES, load_queries, load_questions


async def test_most_queries_find_their_article_in_every_language(reader: Device) -> None:
    queries = load_queries()
    assert set(queries) == set(LOCALES)
    for locale, several in queries.items():
        ranks = []
        missed = []
        for query in several:
            answer = await reader.post("/v1/search", {"q": query.q, "locale": locale, "limit": 3})
            assert answer.status_code == 200, answer.text
            found = [result["id"] for result in answer.json()["results"]]
            ranks.append(find_rank(found, query.ids))
            if ranks[-1] is None:
                missed.append((query.q, found))
        figures = measure(ranks)
        assert figures.third >= 0.85, (locale, missed)
        assert figures.mrr >= 0.75, (locale, missed)


async def test_questions_are_answered_or_refused_in_every_language(reader: Device) -> None:
    wrong: list[str] = []
    asked = 0
    for locale, questions in load_questions().items():
        for must in questions.all:
            answer = await reader.post("/v1/answers", {"question": must.question, "locale": locale})
            assert answer.status_code == 200, answer.text
            asked += 1
            problem = check_answer(must, Asked.read(answer.json()))
            if problem:
                wrong.append(f"{locale}: {problem}")
    assert not [problem for problem in wrong if "not refused" in problem], "\n".join(wrong)
    assert len(wrong) <= asked * 0.1, "\n".join(wrong)
