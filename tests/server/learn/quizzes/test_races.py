"""Many requests at once about one attempt, one person, one quiz: nothing is graded or counted twice, whatever comes first."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select
from starlette.applications import Starlette

from handrail.core.db import table
from handrail.learn.quizzes.held import answers, attempts
from handrail.progress.tables import Event
from tests.server.cast import services_of
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.taking import RIGHT, WRONG, Taker, make_attempt, ok, write_quiz

events = table(Event)


async def count(app: Starlette) -> Counter[str]:
    """Attempts, answers, and how often something was graded."""

    def read(conn: Connection) -> Counter[str]:
        graded = select(func.count()).select_from(events).where(events.c.name == "quiz_graded")
        kept = {one.name: conn.scalar(select(func.count()).select_from(one)) or 0 for one in (attempts, answers)}
        return Counter(kept | {"graded": conn.scalar(graded) or 0})

    return await services_of(app).db.read(read)


async def test_one_attempt_sent_by_many_tabs_at_once_is_graded_once(app: Starlette, ada: Taker) -> None:
    attempt = make_attempt()
    told = [
        ok(answer)
        for answer in await asyncio.gather(*(ada.take(attempt, answers=RIGHT, finish=True) for _ in range(8)))
    ]
    assert all(one == told[0] for one in told)
    assert (told[0]["score"], told[0]["number"], told[0]["progress"]["attempts"]) == (6, 1, 1)
    assert await count(app) == {"quiz_attempt": 1, "quiz_answer": 5, "graded": 1}


async def test_of_several_answers_at_once_one_stands_and_the_others_are_told(app: Starlette, ada: Taker) -> None:
    """Right and wrong, finishing and not: the score is that of what stands, and no answer of a refused request is kept."""
    attempt = make_attempt()
    sent: list[dict[str, Any]] = [RIGHT, WRONG, RIGHT | {"vat": "you"}, WRONG | {"rate": 73}] * 2
    got = await asyncio.gather(*(ada.take(attempt, answers=one, finish=True) for one in sent))
    taken = [answer.json() for answer in got if answer.status_code == 200]
    assert {answer.status_code for answer in got} == {200, 409}
    assert len(taken) == 2
    assert taken[0] == taken[1] == ok(await ada.take(attempt))
    assert await count(app) == {"quiz_attempt": 1, "quiz_answer": 5, "graded": 1}


async def test_questions_answered_at_once_by_several_devices_are_all_kept(ada: Taker, taker: NewTaker) -> None:
    phones = [ada, *[await taker(f"phone{n}").arrive("ada") for n in range(2)]]
    attempt = make_attempt()
    got = await asyncio.gather(
        *(
            phones[n % 3].take(attempt, answers={question: answer})
            for n, (question, answer) in enumerate([*RIGHT.items()] * 2)
        )
    )
    assert [answer.status_code for answer in got] == [200] * 10
    told = ok(await ada.take(attempt, finish=True))
    assert (told["number"], told["score"], told["passed"]) == (1, 6, True)


async def test_of_many_begun_at_once_no_more_than_are_left(app: Starlette, publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(attempts=3))
    await ada.arrive()
    got = await asyncio.gather(*(ada.take(make_attempt(), answers=WRONG, finish=True) for _ in range(8)))
    taken = [answer.json() for answer in got if answer.status_code == 200]
    assert sorted(answer.status_code for answer in got) == [200] * 3 + [409] * 5
    assert sorted((one["number"], one["left"]) for one in taken) == [(1, 2), (2, 1), (3, 0)]
    assert (await count(app))["graded"] == 3
    assert (await ada.device.sync())["progress"]["basics"]["attempts"] == 3


async def test_two_people_who_make_the_same_id_at_once(app: Starlette, ada: Taker, ben: Taker) -> None:
    attempt = make_attempt()
    got = await asyncio.gather(*(one.take(attempt, answers=RIGHT, finish=True) for one in (ada, ben) * 3))
    assert sorted(answer.status_code for answer in got) == [200] * 3 + [404] * 3
    assert await count(app) == {"quiz_attempt": 1, "quiz_answer": 5, "graded": 1}


async def test_an_attempt_and_a_sign_in_at_once_lose_nothing(published: None, taker: NewTaker) -> None:
    """A visitor finishes while their other tab signs in: the attempt is theirs, or is sent once more."""
    visitor = await taker("laptop").arrive()
    token, attempt = visitor.device.token, make_attempt()
    ok(await visitor.take(attempt, answers={"vat": "acme"}))
    signing = taker("laptop")
    signing.device.token = token
    signing.device.sign_in("ada")
    graded, _ = await asyncio.gather(
        visitor.take(attempt, answers=RIGHT, finish=True), signing.device.sync(), return_exceptions=False
    )
    assert graded.status_code in (200, 401, 404, 503)
    signing.hashes = visitor.hashes
    told = ok(await signing.take(attempt, answers=RIGHT, finish=True))
    assert (told["passed"], told["number"], told["progress"]["attempts"]) == (True, 1, 1)
