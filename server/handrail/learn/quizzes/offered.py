"""Which version of a quiz somebody may take: the one that is published for them, or an older one that their page still has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from handrail.conditions.compare import to_instant
from handrail.conditions.evaluate import evaluate
from handrail.content.published import is_known_as, load_item
from handrail.content.published_startable import PublishedStartable
from handrail.content.quiz import Doing, Quiz, QuizQuestion, ShortAnswer
from handrail.content.source import Source
from handrail.core.problems import NotFound
from handrail.learn.quizzes.sitter import Sitter
from handrail.learn.shown import was_published
from handrail.progress.audience import load_tracked, name_events

MISSING = "There is no such quiz, or it is not for this person."
UNDER_WAY = ("active", "snoozed")


@dataclass(frozen=True)
class OfferedQuiz:
    """`quiz` takes what its translations accept, too. `names`: its own and the former ones."""

    item: PublishedStartable
    quiz: Quiz

    @property
    def hash(self) -> str:
        return self.item.hash

    @property
    def source(self) -> Source:
        return self.item.source

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.quiz.id, *self.quiz.was})

    def choose_locale(self, wanted: str) -> str:
        return self.item.choose_locale(wanted)


def as_quiz(item: object) -> OfferedQuiz:
    """Raises `NotFound`."""
    if isinstance(item, PublishedStartable) and isinstance(item.item, Quiz):
        return OfferedQuiz(item, accept_translations(item.source, item.item))
    raise NotFound(MISSING)


def accept_translations(source: Source, quiz: Quiz) -> Quiz:
    """Whoever reads a question in one language may answer it in another."""

    def accept(question: QuizQuestion) -> QuizQuestion:
        if not isinstance(question, ShortAnswer):
            return question
        keys = [f"questions.{question.id}.accept.{index}" for index in range(len(question.accept))]
        translated = [texts[key] for texts in source.translations.values() for key in keys if key in texts]
        return question.model_copy(update={"accept": [*question.accept, *translated]})

    return quiz.model_copy(update={"questions": [accept(question) for question in quiz.questions]})


def load_quiz(conn: Connection, site_id: str, hash_: str) -> OfferedQuiz:
    """Of any version. Raises `NotFound`."""
    return as_quiz(load_item(conn, site_id, hash_))


def find_offered(conn: Connection, sitter: Sitter, hash_: str, now: int) -> OfferedQuiz:
    """For a new attempt. Raises `NotFound` for what was withdrawn, is not for this person, or was never published here."""
    if sitter.published is None:
        raise NotFound(MISSING)
    offered = as_quiz(sitter.published.startables.get(sitter.present(sitter.slug)))
    if not is_there(offered.quiz, now) or not is_for(conn, sitter, offered.quiz, now):
        raise NotFound(MISSING)
    if hash_ == offered.hash:
        return offered
    older = load_quiz(conn, sitter.owner.site_id, hash_)
    if older.names.isdisjoint(offered.names) or not was_published(
        conn, sitter.owner.environment_id, "quiz", older.quiz.id, hash_
    ):
        raise NotFound("This version of the quiz was never published here.")
    return older


def is_there(quiz: Quiz, now: int) -> bool:
    schedule = quiz.schedule
    since = to_instant(schedule.from_) if schedule and schedule.from_ else now
    until = to_instant(schedule.until) if schedule and schedule.until else None
    return since <= now and (until is None or now < until)


def is_for(conn: Connection, sitter: Sitter, quiz: Quiz, now: int) -> bool:
    """By its audience; whoever is in the middle of it goes on, and names the hash of what they were given."""
    progress = sitter.progress(quiz.id)
    if quiz.audience is None:
        return True
    if progress is not None and progress.status in UNDER_WAY:
        names = {quiz.id, *quiz.was}
        if is_known_as(conn, sitter.owner.site_id, progress.hash, names):
            return True
    assert sitter.published is not None
    tracked = load_tracked(conn, sitter.owner.person_id, name_events(sitter.published))
    context = sitter.describe(tracked, now)
    return context is not None and evaluate(quiz.audience, context) is True


def is_undone(conn: Connection, sitter: Sitter, question: Doing, now: int) -> bool:
    """Whether the server knows better. What only the page can tell is believed."""
    if sitter.published is None:
        return False
    tracked = load_tracked(conn, sitter.owner.person_id, name_events(sitter.published, question.when))
    context = sitter.describe(tracked, now)
    return context is not None and evaluate(question.when, context) is False
