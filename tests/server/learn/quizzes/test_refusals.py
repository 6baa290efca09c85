"""What a quiz does not take, each with a word about it, and with nothing kept."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from handrail.core.clock import HOUR
from handrail.learn.quizzes.limits import ANSWERS, BEGIN, BEGIN_UNKNOWN
from tests.server.cast import ORIGIN, Cast, MovingClock
from tests.server.learn.quizzes.conftest import NewTaker, Publish
from tests.server.learn.quizzes.taking import RIGHT, Taker, make_attempt, ok, refused, write_quiz
from tests.server.sync.site import write_tour


async def test_a_quiz_that_is_not_there(ada: Taker, publish: Publish) -> None:
    refused(await ada.take(make_attempt(), "nothing", {"vat": "acme"}), 404, "not_found")
    await publish(write_quiz(), write_tour())
    await ada.arrive()
    refused(await ada.take(make_attempt(), "welcome", {"vat": "acme"}), 404, "not_found")


async def test_a_site_that_shows_nothing(taker: NewTaker) -> None:
    visitor = await nobody(taker)
    refused(await visitor.take(make_attempt(), answers={"vat": "acme"}), 404, "not_found")


async def nobody(taker: NewTaker) -> Taker:
    """Somebody where nothing is published."""
    found = taker()
    await found.device.sync()
    return found


async def test_another_customers_quiz(ada: Taker, taker: NewTaker, cast: Cast) -> None:
    other = taker("d2", cast.globex)
    await other.device.sync()
    attempt = make_attempt()
    refused(await other.take(attempt, hash=ada.hashes["basics"], answers={"vat": "acme"}), 404, "not_found")
    ok(await ada.take(attempt, answers={"vat": "acme"}))
    refused(await other.take(attempt, hash=ada.hashes["basics"]), 404, "not_found")


async def test_a_version_that_was_never_shown(
    ada: Taker, client: httpx.AsyncClient, cast: Cast, publish: Publish
) -> None:
    """As one that is pushed, and not published: its hash is no way to it."""
    refused(await ada.take(make_attempt(), hash="f" * 32, answers={"vat": "acme"}), 404, "not_found")
    await publish(write_quiz(), write_quiz("other", title="Another"))
    await ada.arrive()
    refused(await ada.take(make_attempt(), hash=ada.hashes["other"], answers={"vat": "acme"}), 404, "not_found")


async def test_a_quiz_for_others(publish: Publish, taker: NewTaker) -> None:
    await publish(write_quiz(audience={"account": "plan", "is": "pro"}))
    ada = taker("ada")
    ada.device.sign_in("ada", account={"plan": "pro"})
    ada.hashes = (await ada.arrive()).hashes
    ben = await taker("ben").arrive("ben")
    assert "basics" not in ben.hashes
    refused(await ben.take(make_attempt(), hash=ada.hashes["basics"], answers=RIGHT), 404, "not_found")
    assert ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))["passed"] is True


async def test_a_quiz_for_others_is_not_opened_by_saying_that_it_was_begun(publish: Publish, taker: NewTaker) -> None:
    await publish(write_quiz(audience={"account": "plan", "is": "pro"}))
    ada = taker("ada")
    ada.device.sign_in("ada", account={"plan": "pro"})
    hash_ = (await ada.arrive()).hashes["basics"]
    for claimed in ({}, {"item_hash": "0" * 32}, {"item_hash": hash_[:-1]}):
        ben = await taker(f"ben{len(str(claimed))}").arrive()
        synced = await ben.device.sync(ben.device.happened("quiz_started", "basics", **claimed))
        assert synced["items"] == []
        refused(await ben.take(make_attempt(), hash=hash_, answers=RIGHT), 404, "not_found")
    await ada.device.sync(ada.device.happened("quiz_started", "basics", item_hash=hash_))
    ada.device.sign_in("ada", account={"plan": "free"})
    assert ok(await ada.take(make_attempt(), answers=RIGHT, finish=True))["passed"] is True


async def test_a_quiz_before_and_after_its_time(publish: Publish, taker: NewTaker, clock: MovingClock) -> None:
    await publish(write_quiz(schedule={"from": "2026-01-05T10:00:00Z", "until": "2026-01-05T12:00:00Z"}))
    ada = taker("ada")
    await ada.device.sync()
    early = await ada.take(make_attempt(), answers=RIGHT)
    refused(early, 404, "not_found")
    clock.advance(2 * HOUR)
    await ada.arrive()
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "acme"}))
    clock.advance(2 * HOUR)
    refused(await ada.take(make_attempt(), answers=RIGHT), 404, "not_found")
    assert ok(await ada.take(attempt, answers=RIGHT, finish=True))["passed"] is True


async def test_somebody_elses_attempt(ada: Taker, ben: Taker) -> None:
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "you"}))
    for body in ({}, {"answers": {"send": ["mail"]}}, {"finish": True}):
        refused(await ben.take(attempt, **body), 404, "not_found")
    refused(await ben.take(make_attempt(), answers={"vat": "you"}, retry_of=attempt), 404, "not_found")
    assert ok(await ada.take(attempt))["answered"] == ["vat"]


async def test_an_attempt_at_another_quiz(ada: Taker, publish: Publish) -> None:
    await publish(write_quiz(), write_quiz("other"))
    await ada.arrive()
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "acme"}))
    refused(await ada.take(attempt, "other"), 404, "not_found")


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"colour": "red"}, "unknown_question"),
        ({"vat": "nobody"}, "wrong_answer"),
        ({"vat": ["acme"]}, "wrong_answer"),
        ({"send": "mail"}, "wrong_answer"),
        ({"send": []}, "wrong_answer"),
        ({"edit": "false"}, "wrong_answer"),
        ({"undo": 5}, "wrong_answer"),
        ({"undo": "  "}, "wrong_answer"),
        ({"rate": "73"}, "wrong_answer"),
        ({"rate": True}, "wrong_answer"),
        ({"undo": "x" * 501}, "invalid_body"),
        ({"rate": 1e300}, "invalid_body"),
        ({"vat": None}, "invalid_body"),
        ({"vat": {"id": "acme"}}, "invalid_body"),
        ({"send": ["mail"] * 13}, "invalid_body"),
    ],
)
async def test_what_is_no_answer(ada: Taker, answers: dict[str, Any], problem: str) -> None:
    """Nor are the others of the same request kept, and no attempt is used up."""
    attempt = make_attempt()
    told = refused(await ada.take(attempt, answers={"edit": False} | answers, finish=True), 422, problem)
    if problem != "invalid_body":
        assert told["question"] in answers
    again = ok(await ada.take(attempt))
    assert (again["answered"], again["finished"]) == ([], False)


async def test_another_answer(ada: Taker) -> None:
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "you"}))
    told = refused(await ada.take(attempt, answers={"edit": False, "vat": "acme"}), 409, "answered_already")
    assert told["question"] == "vat"
    told = ok(await ada.take(attempt, finish=True))
    assert (told["answered"], told["score"]) == (["vat"], 0)


async def test_an_answer_to_what_was_right_before(ada: Taker) -> None:
    first, second = make_attempt(), make_attempt()
    ok(await ada.take(first, answers=RIGHT | {"vat": "you"}, finish=True))
    refused(await ada.take(second, answers={"edit": True}, retry_of=first), 409, "answered_already")


async def test_an_answer_that_comes_late(ada: Taker) -> None:
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "you"}, finish=True))
    refused(await ada.take(attempt, answers={"edit": False}), 409, "attempt_finished")
    refused(await ada.take(attempt, answers={"vat": "acme"}), 409, "answered_already")
    assert ok(await ada.take(attempt, finish=True))["score"] == 0


async def test_no_attempts_left(publish: Publish, ada: Taker) -> None:
    await publish(write_quiz(attempts=1))
    await ada.arrive()
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "you"}))
    for body in ({}, {"answers": {"vat": "acme"}}, {"finish": True}):
        refused(await ada.take(make_attempt(), **body), 409, "no_attempts_left")
    assert ok(await ada.take(attempt, finish=True))["left"] == 0


async def test_an_attempt_that_is_not_finished_is_not_tried_again(ada: Taker) -> None:
    """Else what was right would show in what is asked again."""
    attempt = make_attempt()
    ok(await ada.take(attempt, answers={"vat": "you"}))
    refused(await ada.take(make_attempt(), answers={"edit": False}, retry_of=attempt), 409, "not_finished")


async def test_a_finder_is_not_graded(publish: Publish, ada: Taker) -> None:
    ways = [{"id": "a", "text": "A", "to": "there"}, {"id": "b", "text": "B", "to": "there"}]
    await publish(
        write_quiz(
            mode="finder",
            questions=[{"id": "which", "type": "choice", "text": "Which?", "options": ways}],
            outcomes=[{"id": "there", "title": "There"}],
        )
    )
    await ada.arrive()
    refused(await ada.take(make_attempt(), answers={"which": "a"}), 409, "not_graded")


async def test_tokens_that_are_not_good(ada: Taker, taker: NewTaker) -> None:
    attempt = make_attempt()
    forged = (ada.device.token or "")[:-4] + "AAAA"
    for token in (forged, "x"):
        refused(await ada.take(attempt, answers={"vat": "acme"}, token=token), 401, "bad_token")
    refused(await ada.take(attempt, answers={"vat": "acme"}, user_token="x.y.z"), 401, "bad_user_token")
    assert (await ada.take(attempt, answers={"vat": "acme"}, origin="https://evil.test")).status_code == 403
    assert (await ada.take(attempt, answers={"vat": "acme"}, key="pk_nobody")).status_code == 401


async def test_bodies_that_are_none(ada: Taker, client: httpx.AsyncClient) -> None:
    path, headers = "/v1/quizzes/basics/attempts", {"Content-Type": "text/plain", "Origin": ORIGIN}
    for content, status in (("{", 400), ('"' * 2, 422), ("[]", 422), ("x" * 70_000, 413)):
        assert (await client.post(path, content=content, headers=headers)).status_code == status
    refused(await ada.take(make_attempt(), answers={"undo": "x" * 1_000_000}), 413, "too_large")
    refused(await ada.take("short", answers={"vat": "acme"}), 422, "invalid_body")
    refused(await ada.take(make_attempt(), hash="../../etc/passwd", answers={"vat": "acme"}), 422, "invalid_body")


async def test_too_often(ada: Taker, taker: NewTaker, clock: MovingClock) -> None:
    attempt = make_attempt()
    for _ in range(ANSWERS.most):
        ok(await ada.take(attempt))
    refused(await ada.take(attempt), 429, "rate_limited")
    clock.advance(ANSWERS.window)
    ok(await ada.take(attempt))
    for n in range(BEGIN.most):
        clock.advance(ANSWERS.window // 30)
        ok(await ada.take(make_attempt(), answers={"vat": "you"})), n
    refused(await ada.take(make_attempt(), answers={"vat": "you"}), 429, "rate_limited")
    ok(await ada.take(attempt))


async def test_somebody_new_for_each_attempt(published: None, taker: NewTaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is nobody could try out what is right; an address has an end."""
    most = 3
    monkeypatch.setattr("handrail.learn.quizzes.attempt.BEGIN_UNKNOWN", type(BEGIN_UNKNOWN)("new", most, HOUR))
    for n in range(most):
        visitor = await taker(f"v{n}").arrive()
        ok(await visitor.take(make_attempt(), answers=RIGHT, finish=True))
    visitor = await taker("another").arrive()
    refused(await visitor.take(make_attempt(), answers=RIGHT, finish=True), 429, "rate_limited")
    known = await taker("known").arrive("ada")
    ok(await known.take(make_attempt(), answers=RIGHT, finish=True))
