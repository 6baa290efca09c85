"""What follows once an attempt is graded: an event among the person's own, and a notice to the site's other systems. In the transaction that grades it."""

from __future__ import annotations

from sqlalchemy import Connection

from handrail.contact.webhooks.announce import announce
from handrail.contact.webhooks.schema import EventName
from handrail.core.clock import to_iso
from handrail.core.ids import new_id
from handrail.learn.quizzes.tables import QuizAttempt
from handrail.learn.told import Learnt, name_environment, tell_person
from handrail.progress.catalogue import QuizGraded
from handrail.progress.fold import Happened
from handrail.progress.ingest import NewEvent, to_text
from handrail.progress.person import SERVER
from handrail.progress.state import State
from handrail.progress.store import Owner, store_events


class AttemptTold(Learnt):
    """`quiz` by id. `number` counts the person's attempts at it; `score` of `of` points."""

    quiz: str
    title: str
    attempt: str
    number: int
    score: int
    of: int
    passed: bool
    at: str


def record_graded(conn: Connection, owner: Owner, attempt: QuizAttempt, now: int) -> State:
    """The state that follows."""
    graded = QuizGraded.model_validate(
        {
            "attempt": attempt.id,
            "number": attempt.number,
            "score": attempt.score,
            "of": attempt.points,
            "passed": attempt.passed,
        }
    )
    props = graded.model_dump(by_alias=True)
    happened = Happened(
        id=new_id(),
        name="quiz_graded",
        at=now,
        device=SERVER,
        item=attempt.item,
        run=attempt.run,
        item_hash=attempt.item_hash,
        props=props,
    )
    return store_events(conn, owner, [NewEvent(happened, path=None, release=None, props=to_text(props))], now)


def tell_graded(conn: Connection, attempt: QuizAttempt, title: str, now: int) -> None:
    def tell() -> AttemptTold:
        return AttemptTold(
            quiz=attempt.item,
            title=title,
            environment=name_environment(conn, attempt.environment_id),
            person=tell_person(conn, attempt.person_id),
            attempt=attempt.id,
            number=attempt.number,
            score=attempt.score or 0,
            of=attempt.points or 0,
            passed=bool(attempt.passed),
            at=to_iso(now),
        )

    event: EventName = "quiz.passed" if attempt.passed else "quiz.failed"
    announce(conn, attempt.site_id, attempt.person_id, event, tell, now)
