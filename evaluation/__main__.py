"""`make eval`: search and answers on a real corpus, on both databases. Exit code 1 when they are not good enough.

`--misses` lists every query whose answer is not among the first three, and every question answered wrongly.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable, Sequence

from bench.servers import make_database
from evaluation.answering import check_answer
from evaluation.corpus import PACKAGE, Page, load_corpus
from evaluation.desk import Desk, open_desk
from evaluation.judged import Query, Questions, load_queries, load_questions
from evaluation.like import Like
from evaluation.measure import find_rank
from evaluation.table import LEAST_ANSWERED, LEAST_REFUSED, LIKE, Verdict, judge_search, tabulate
from evaluation.write_files import write_files

BACKENDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
LOOKED_AT = 10


def main(arguments: Sequence[str]) -> int:
    pages, queries, questions = load_corpus(), load_queries(), load_questions()
    print(f"{PACKAGE}: {len(pages)} pages\n")
    like = Like(pages)
    ranks = {LIKE: [find_rank(like.search(query.q, LOOKED_AT), query.ids) for query in queries]}
    verdicts: list[Verdict] = []
    misses: list[str] = []
    for backend, name in BACKENDS.items():
        with make_database(backend) as url:
            found, answered, missed = asyncio.run(try_out(url, pages, queries, questions))
        ranks[name] = [find_rank(ids, query.ids) for ids, query in zip(found, queries, strict=True)]
        verdicts += [
            Verdict(f"{name}: must answer, and rightly ({len(questions.answer)})", answered[0], LEAST_ANSWERED),
            Verdict(f"{name}: must refuse ({len(questions.refuse)})", answered[1], LEAST_REFUSED),
        ]
        misses += [f"{name}  {line}" for line in (*list_misses(queries, found), *missed)]
    print("\n".join(tabulate(queries, ranks)), end="\n\n")
    verdicts = [*judge_search(queries, ranks), *verdicts]
    print("\n".join(verdict.write() for verdict in verdicts))
    if "--misses" in arguments:
        print("", *misses, sep="\n")
    return 0 if all(verdict.met for verdict in verdicts) else 1


async def try_out(
    url: str, pages: Sequence[Page], queries: Sequence[Query], questions: Questions
) -> tuple[list[list[str]], tuple[float, float], list[str]]:
    """What each query found, the shares of right answers and refusals, and what went wrong with these."""
    async with open_desk(url, write_files(pages)) as desk:
        found = [await desk.search(query.q, LOOKED_AT) for query in queries]
        shares, missed = await try_questions(desk, questions)
    return found, shares, missed


async def try_questions(desk: Desk, questions: Questions) -> tuple[tuple[float, float], list[str]]:
    answered = [check_answer(must, await desk.answer(must.question)) for must in questions.answer]
    refused = [check_answer(must, await desk.answer(must.question)) for must in questions.refuse]
    shares = answered.count(None) / len(answered), refused.count(None) / len(refused)
    return shares, [problem for problem in (*answered, *refused) if problem]


def list_misses(queries: Sequence[Query], found: Sequence[Sequence[str]]) -> Iterable[str]:
    for query, ids in zip(queries, found, strict=True):
        rank = find_rank(ids, query.ids)
        if rank is None or rank > 3:
            yield f"rank {rank}: {query.kind}: {query.q}  {json.dumps(list(ids[:3]))}  not {query.ids[0]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
