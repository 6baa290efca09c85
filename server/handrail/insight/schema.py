"""The wire of reports."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from handrail.content.compiled import Wire


class ReportQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    environment: Annotated[str, Field(max_length=100)] = "production"


class StepReport(Wire):
    """`id` is null for those who were lost before they saw a step."""

    id: str | None
    lost: int


class Reach(Wire):
    """`rate` is null when there is nobody."""

    people: int
    reached: int
    rate: float | None


class Difference(Wire):
    """Of two rates, with its 95 % interval: 0.05 is five of a hundred people more."""

    value: float
    low: float
    high: float


class GoalReport(Wire):
    """Who reached the goal in time: everybody who saw the tour, those of them to whom it came by itself, and those held out.

    `difference`: by itself less held out; null as long as either is nobody.
    """

    event: str
    within: str
    hold_out: float
    saw: Reach
    by_itself: Reach
    held_out: Reach
    difference: Difference | None


class TourReport(Wire):
    """People, each once by their last run; only `target_missing` counts occurrences. started = completed + left + declined + failed + abandoned + under_way + snoozed."""

    id: str
    title: str | None
    eligible: int
    started: int
    completed: int
    left: int
    declined: int
    failed: int
    abandoned: int
    under_way: int
    snoozed: int
    target_missing: int
    steps: list[StepReport]
    goal: GoalReport | None = None


class TourReports(Wire):
    environment: str
    at: str
    tours: list[TourReport]


class HelpQuery(ReportQuery):
    """The last so many days, today included."""

    days: Annotated[int, Field(ge=1, le=400)] = 30


class ArticleReport(Wire):
    """`title` is null when it is published no more. Votes: each person's last, and those of the help site. `reasons`: the newest for a no."""

    id: str
    title: str | None
    reads: int
    readers: Annotated[
        int, Field(description="People in the panel, each once; who reads on the help site is nobody's to know.")
    ]
    helped: int
    did_not_help: int
    share: Annotated[float | None, Field(description="Of the votes, those that say that it helped; null without any.")]
    reasons: list[str] = []


class SearchReport(Wire):
    """`q` as typed but for case and spaces. `opened`: how often one of its results was."""

    q: str
    times: int
    without_result: int
    opened: int


class QuestionReport(Wire):
    q: str
    times: int
    answered: int


class PlaceReport(Wire):
    """What was done for help in one place: a page of the host app, or a locale."""

    place: str
    opened: Annotated[int, Field(description="The panel, or a snippet.")]
    reads: int
    searches: int
    without_result: int
    helped: Annotated[int, Field(description="Votes, each time that one was given.")]
    did_not_help: int


class DayReport(Wire):
    """Of one day, UTC."""

    day: str
    reads: int
    searches: int
    without_result: int


class HelpReport(Wire):
    """People's and the help site's together. Lists begin with the most and have an end; `days` are all of them, the oldest first."""

    environment: str
    at: str
    since: str
    articles: list[ArticleReport]
    searches: list[SearchReport]
    without_result: list[SearchReport]
    questions: list[QuestionReport]
    pages: list[PlaceReport]
    locales: list[PlaceReport]
    days: list[DayReport]
