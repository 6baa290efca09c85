"""The wire of the reports on quizzes, checklists, surveys and announcements. What is published no more has no title."""

from __future__ import annotations

from handrail.content.compiled import Wire
from handrail.insight.contact_wire import Spread


class AnnouncementReport(Wire):
    """People, each once by their last run. `open`: neither done with nor put away."""

    id: str
    title: str | None
    shown: int
    completed: int
    left: int
    declined: int
    open: int


class AnnouncementReports(Wire):
    environment: str
    at: str
    announcements: list[AnnouncementReport]


class QuizReport(Wire):
    """`passed`: people, in any attempt. `score`: the mean share of the points in finished attempts; null without any."""

    id: str
    title: str | None
    people: int
    passed: int
    attempts: int
    finished: int
    score: float | None


class QuestionReport(Wire):
    """`wrong` is the most frequent wrong answer, given `wrong_times`. What a retry took over from an earlier attempt is not counted again."""

    quiz: str
    question: str
    text: str | None
    answered: int
    right: int
    wrong: str | None
    wrong_times: int


class OutcomeReport(Wire):
    """How often a finder led there."""

    quiz: str
    outcome: str
    title: str | None
    times: int


class AttemptDay(Wire):
    day: str
    passed: int
    missed: int


class QuizReports(Wire):
    environment: str
    at: str
    since: str
    quizzes: list[QuizReport]
    questions: list[QuestionReport]
    outcomes: list[OutcomeReport]
    days: list[AttemptDay]


class ChecklistReport(Wire):
    """People with anything done or begun. `took`: from the first of it to the end, in seconds."""

    id: str
    title: str | None
    people: int
    completed: int
    took: Spread


class EntryReport(Wire):
    """`done`: people. `stopped`: people who have not done all, and this is the first that they have not."""

    checklist: str
    entry: str
    title: str | None
    people: int
    done: int
    stopped: int


class ChecklistReports(Wire):
    environment: str
    at: str
    checklists: list[ChecklistReport]
    entries: list[EntryReport]


class SurveyReport(Wire):
    """`shown`: people who saw it begin. `answered`: responses."""

    id: str
    title: str | None
    anonymous: bool | None
    shown: int
    answered: int


class Share(Wire):
    answer: str
    times: int


class SurveyQuestionReport(Wire):
    """`score`: of `nps` promoters less detractors in points, -100 to 100; of `csat` the percentage of 4 and 5; of `ces` the mean of 1 to 7; null of others, or without answers."""

    survey: str
    question: str
    text: str
    type: str
    answered: int
    score: float | None
    distribution: list[Share]


class Verbatim(Wire):
    survey: str
    question: str
    day: str
    text: str


class ResponseDay(Wire):
    day: str
    responses: int


class SurveyReports(Wire):
    """`verbatims`: the newest 500."""

    environment: str
    at: str
    since: str
    surveys: list[SurveyReport]
    questions: list[SurveyQuestionReport]
    verbatims: list[Verbatim]
    days: list[ResponseDay]
