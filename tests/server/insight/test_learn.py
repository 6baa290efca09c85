"""The reports on quizzes, checklists, surveys and announcements, told by people who really took and answered them."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import httpx
import pytest

from handrail.core.clock import DAY, HOUR
from handrail.insight.surveys import score_answers
from tests.server.cast import Cast, MovingClock
from tests.server.console.test_sign_in import sign_in
from tests.server.device import Device
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.conftest import publish as publish
from tests.server.learn.quizzes.conftest import taker as taker
from tests.server.learn.quizzes.taking import CHOICE, RIGHT, WRONG, make_attempt, ok, write_quiz

FINDER = {
    "kind": "quiz",
    "id": "which",
    "title": "Which one?",
    "mode": "finder",
    "questions": [
        {"id": "size", "type": "choice", "text": "How many?", "options": [
            {"id": "one", "text": "One", "weights": {"small": 1}}, {"id": "many", "text": "Many", "weights": {"large": 1}}]}
    ],
    "outcomes": [{"id": "small", "title": "Small"}, {"id": "large", "title": "Large"}],
}  # fmt: skip
CHECKLIST = {
    "kind": "checklist",
    "id": "start",
    "title": "Get going",
    "items": [
        {"id": "look", "title": "Look", "by_hand": True},
        {"id": "send", "was": ["mail"], "title": "Send", "by_hand": True},
        {"id": "tell", "title": "Tell", "by_hand": True, "optional": True},
    ],
}
SURVEY = {
    "kind": "survey",
    "id": "opinion",
    "title": "Your opinion",
    "questions": [
        {"id": "friend", "type": "nps", "text": "Would you recommend it?"},
        {"id": "tools", "type": "poll", "text": "What with?", "several": True, "options": [{"id": "a", "text": "Axe"}, {"id": "b", "text": "Bow"}]},
        {"id": "why", "type": "text", "text": "Why?"},
    ],
}  # fmt: skip
NEWS = {"kind": "announcement", "id": "exports", "title": "Exports"}


class Reader:
    """A key of acme's that reads reports."""

    def __init__(self, client: httpx.AsyncClient, cast: Cast) -> None:
        self.client, self.cast = client, cast

    async def read(self, name: str, **query: Any) -> dict[str, Any]:
        answer = await self.client.get(f"/api/sites/acme/reports/{name}", params=query, headers=self.cast.acme.bearer)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def reader(client: httpx.AsyncClient, cast: Cast) -> Reader:
    return Reader(client, cast)


async def test_questions_tell_what_is_taken_for_right(
    publish: Publish, taker: NewTaker, reader: Reader, clock: MovingClock
) -> None:
    await publish(write_quiz(), FINDER)
    ada, ben = await taker("ada").arrive("ada"), await taker("ben").arrive("ben")
    first, second = make_attempt(), make_attempt()
    ok(await ada.take(first, answers=RIGHT | {"vat": "you", "send": ["fax", "mail"], "rate": 7}, finish=True))
    ok(
        await ada.take(
            second, answers={"vat": "acme", "send": ["mail", "print"], "rate": 73}, retry_of=first, finish=True
        )
    )
    ok(await ben.take(make_attempt(), answers=WRONG, finish=True))
    ok(await ben.take(make_attempt(), answers={"vat": "you"}))  # and never finished
    await ben.device.sync(
        ben.device.happened("quiz_started", "which"),
        ben.device.happened("quiz_completed", "which", props={"outcome": "large"}),
    )
    found = await reader.read("quizzes")
    assert found["quizzes"] == [
        {"id": "basics", "title": "The basics", "people": 2, "passed": 1, "attempts": 4, "finished": 3, "score": 0.4444}
    ]
    told = {
        one["question"]: (one["answered"], one["right"], one["wrong"], one["wrong_times"]) for one in found["questions"]
    }
    assert told == {
        "vat": (4, 1, "You", 3),
        "send": (3, 1, "Mail, Fax", 1),
        "edit": (2, 1, "True", 1),
        "undo": (2, 1, "Nothing", 1),
        "rate": (3, 1, "7", 2),
    }
    assert [(one["outcome"], one["title"], one["times"]) for one in found["outcomes"]] == [
        ("small", "Small", 0),
        ("large", "Large", 1),
    ]
    assert (found["days"][-1]["passed"], found["days"][-1]["missed"], len(found["days"])) == (1, 2, 30)

    # Another version: what was called otherwise is the same still.
    questions = [CHOICE | {"id": "tax", "was": ["vat"], "text": "Who adds tax?"}]
    await publish(write_quiz("essentials", was=["basics"], questions=questions))
    found = await reader.read("quizzes", days=1)
    assert [(one["id"], one["people"]) for one in found["quizzes"]] == [("essentials", 2)]
    assert (found["questions"][0]["question"], found["questions"][0]["answered"]) == ("tax", 4)
    assert [one["question"] for one in found["questions"][1:]] == ["edit", "rate", "send", "undo"]
    clock.advance(2 * DAY)
    assert (await reader.read("quizzes", days=1))["quizzes"][0]["attempts"] == 0


async def test_a_checklist_tells_where_people_stop(
    publish: Publish, taker: NewTaker, reader: Reader, clock: MovingClock
) -> None:
    await publish(CHECKLIST)

    async def do(device: Device, *entries: str, over: bool = False) -> None:
        await device.sync(device.happened("checklist_started", "start"))
        for entry in entries:
            clock.advance(HOUR)
            name = f"checklist_item_{'reopened' if entry.startswith('-') else 'completed'}"
            await device.sync(device.happened(name, "start", step=entry.removeprefix("-")))
        if over:
            await device.sync(device.happened("checklist_completed", "start"))

    for name, entries, over in (
        ("ada", ["look", "mail"], True),
        ("ben", ["look"], False),
        ("cleo", ["send", "look", "-look"], False),
        ("dan", [], False),
    ):
        await do((await taker(name).arrive(name)).device, *entries, over=over)
    found = await reader.read("checklists")
    assert found["checklists"] == [
        {"id": "start", "title": "Get going", "people": 4, "completed": 1, "took": {"median": 7200, "p90": 7200}}
    ]
    assert [(one["entry"], one["done"], one["stopped"]) for one in found["entries"]] == [
        ("look", 2, 2),
        ("send", 2, 1),
        ("tell", 0, 0),
    ]


@pytest.mark.parametrize("anonymous", [False, True])
async def test_a_survey_tells_scores_shares_and_words(
    publish: Publish, taker: NewTaker, reader: Reader, anonymous: bool, client: httpx.AsyncClient, cast: Cast
) -> None:
    await publish(SURVEY | {"anonymous": anonymous})
    given: list[dict[str, Any]] = [
        {"friend": 10, "tools": ["a", "b"]},
        {"friend": 9, "why": "=Fast"},
        {"friend": 7, "tools": ["b"]},
        {"friend": 0},
    ]
    for number, answers in enumerate(given):
        device = (await taker(f"d{number}").arrive()).device
        listed = (await device.sync(device.happened("survey_started", "opinion")))["items"]
        (hash_,) = [one["hash"] for one in listed if one["id"] == "opinion"]
        said = [{"question": question, "answer": answer} for question, answer in answers.items()]
        body = {"response": str(uuid4()), "hash": hash_, "answers": said}
        device.token = None if anonymous else device.token
        answer = await device.post("/v1/surveys/opinion/responses", body)
        assert answer.status_code == 200, answer.text
    found = await reader.read("surveys")
    assert found["surveys"] == [
        {"id": "opinion", "title": "Your opinion", "anonymous": anonymous, "shown": 4, "answered": 4}
    ]
    friend, tools, why = found["questions"]
    assert (friend["answered"], friend["score"]) == (4, 25.0)
    assert [one["times"] for one in friend["distribution"]] == [1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1]
    assert tools["distribution"] == [{"answer": "Axe", "times": 1}, {"answer": "Bow", "times": 2}]
    assert (why["answered"], why["score"], why["distribution"]) == (1, None, [])
    assert [(one["question"], one["text"]) for one in found["verbatims"]] == [("why", "=Fast")]
    assert found["days"][-1]["responses"] == 4
    assert "person" not in json.dumps(found)


async def test_answers_to_what_is_another_question_now_count_for_neither(
    publish: Publish, taker: NewTaker, reader: Reader
) -> None:
    """A type that was changed, an option that is gone, one of several that are one now."""
    options = [{"id": id_, "text": id_.upper()} for id_ in "abc"]
    asks: dict[str, dict[str, Any]] = {
        "friend": {"type": "nps"},
        "why": {"type": "text"},
        "tools": {"type": "poll", "several": True, "options": options},
    }

    async def ask(**changed: dict[str, Any]) -> str:
        questions = [{"id": id_, "text": "Well?", **of} for id_, of in (asks | changed).items()]
        await publish(SURVEY | {"questions": questions})
        listed = (await (await taker("ada").arrive("ada")).device.sync())["items"]
        return str(next(one["hash"] for one in listed if one["id"] == "opinion"))

    hash_, device = await ask(), (await taker("ada").arrive("ada")).device
    for number in range(3):
        said = {"friend": 9 - number, "why": f"Because {number}", "tools": ["a", "bc"[number % 2]]}
        answers = [{"question": question, "answer": answer} for question, answer in said.items()]
        body = {"response": str(uuid4()), "hash": hash_, "answers": answers}
        assert (await device.post("/v1/surveys/opinion/responses", body)).status_code == 200

    one_of_two = {"type": "poll", "options": options[1:]}
    for changed, counted, written in (
        ({}, {"friend": 3, "why": 3, "tools": 3}, 3),
        ({"friend": {"type": "text"}, "why": {"type": "nps"}}, {"friend": 0, "why": 0, "tools": 3}, 0),
        ({"friend": {"type": "ces"}, "why": one_of_two}, {"friend": 1, "why": 0, "tools": 3}, 0),
        ({"friend": one_of_two, "tools": {"type": "csat"}}, {"friend": 0, "why": 3, "tools": 0}, 3),
        ({"tools": one_of_two}, {"friend": 3, "why": 3, "tools": 3}, 3),
    ):
        await ask(**changed)
        found = await reader.read("surveys")
        assert {one["question"]: one["answered"] for one in found["questions"]} == counted
        assert (found["surveys"][0]["answered"], len(found["verbatims"])) == (3, written)
    assert found["questions"][2]["distribution"] == [{"answer": "B", "times": 2}, {"answer": "C", "times": 1}]


@pytest.mark.parametrize(
    ("scale", "answers", "score"),
    [
        ("nps", [9, 10, 8, 7, 6, 0], 0.0),
        ("nps", [0], -100.0),
        ("nps", [10, 9], 100.0),
        ("csat", [1, 4, 5], 66.7),
        ("ces", [1, 7, 6], 4.67),
    ],
)
def test_a_score_is_told_as_its_scale_is(scale: str, answers: list[int], score: float) -> None:
    assert score_answers(scale, answers) == score


async def test_an_announcement_tells_whom_it_reached(publish: Publish, taker: NewTaker, reader: Reader) -> None:
    await publish(NEWS)
    for name, ending in (("ada", "completed"), ("ben", "dismissed"), ("cleo", None)):
        device = (await taker(name).arrive(name)).device
        await device.sync(device.happened("announcement_started", "exports"))
        if ending:
            await device.sync(device.happened(f"announcement_{ending}", "exports"))
    assert (await reader.read("announcements"))["announcements"] == [
        {"id": "exports", "title": "Exports", "shown": 3, "completed": 1, "left": 1, "declined": 0, "open": 1}
    ]
    await publish(CHECKLIST)
    (gone,) = (await reader.read("announcements"))["announcements"]
    assert (gone["id"], gone["title"], gone["shown"]) == ("exports", None, 3)


async def test_each_tells_of_one_item_alone(publish: Publish, taker: NewTaker, reader: Reader) -> None:
    """By its name of now, or a former one; of what there is not, that there is not."""
    other = {**SURVEY, "id": "other"}
    await publish(write_quiz(), write_quiz("essentials", was=["essence"]), FINDER, CHECKLIST, SURVEY, other, NEWS)
    ada = await taker("ada").arrive("ada")
    ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))
    await ada.device.sync(ada.device.happened("quiz_completed", "which", props={"outcome": "large"}))

    quizzes = await reader.read("quizzes", item="essence")
    assert [one["id"] for one in quizzes["quizzes"]] == ["essentials"]
    assert {one["quiz"] for one in quizzes["questions"]} == {"essentials"}
    assert (quizzes["outcomes"], sum(one["passed"] for one in quizzes["days"])) == ([], 0)
    finder = await reader.read("quizzes", item="which")
    assert (finder["quizzes"], [one["times"] for one in finder["outcomes"]]) == ([], [0, 1])
    assert sum(one["passed"] for one in (await reader.read("quizzes", item="basics"))["days"]) == 1
    surveys = await reader.read("surveys", item="other", days=7)
    assert ([one["id"] for one in surveys["surveys"]], {one["survey"] for one in surveys["questions"]}) == (["other"], {"other"})  # fmt: skip
    for name, item in (("checklists", "start"), ("announcements", "exports")):
        found = await reader.read(name, item=item)
        assert [one["id"] for one in found[name]] == [item]
        for nothing in ("basics", "moon"):
            address = f"/api/sites/acme/reports/{name}?item={nothing}"
            answer = await reader.client.get(address, headers=reader.cast.acme.bearer)
            assert (answer.status_code, answer.json()["title"]) == (404, "Not found")
            assert f'nothing on "{nothing}"' in answer.json()["detail"]


async def test_all_that_was_written_is_read_leaf_by_leaf_and_taken_along_whole(
    publish: Publish, taker: NewTaker, reader: Reader, cast: Cast, client: httpx.AsyncClient
) -> None:
    await publish(SURVEY | {"questions": [{"id": f"why-{n}", "type": "text", "text": "Why?"} for n in range(9)]})
    device = (await taker("ada").arrive("ada")).device
    (hash_,) = [one["hash"] for one in (await device.sync())["items"] if one["id"] == "opinion"]
    for number in range(7):
        said = [{"question": f"why-{n}", "answer": f"Because {7 * n + number:02}"} for n in range(9)]
        body = {"response": str(uuid4()), "hash": hash_, "answers": said}
        assert (await device.post("/v1/surveys/opinion/responses", body)).status_code == 200
    whole = [f"Because {number:02}" for number in range(63)]
    assert [one["text"] for one in (await reader.read("surveys"))["verbatims"]] == whole

    await sign_in(client, cast.victor)
    address = "/console/acme/reports/surveys"

    async def show(**query: int) -> tuple[list[str], str]:
        page = await client.get(address, params={"item": "opinion", **query})
        assert page.status_code == 200, page.text
        return re.findall("Because [0-9]{2}", page.text), page.text

    first, page = await show()
    assert (first, "1 to 50 of 63" in page, 'rel="prev"' in page) == (whole[:50], True, False)
    (following,) = re.findall(r'rel="next" href="([^"]+)#verbatims"', page)
    assert following.endswith("environment=production&amp;item=opinion&amp;days=30&amp;page=2")
    second, page = await show(page=2)
    assert (second, "51 to 63 of 63" in page, 'rel="next"' in page) == (whole[50:], True, False)
    assert (await show(page=999))[0] == whole[50:]
    assert (await client.get(address, params={"page": 0})).status_code == 422
    taken = await client.get(f"{address}/verbatims.csv", params={"item": "opinion"})
    assert re.findall("Because [0-9]{2}", taken.text) == whole
    assert 'filename="acme-production-surveys-opinion-verbatims.csv"' in taken.headers["content-disposition"]
