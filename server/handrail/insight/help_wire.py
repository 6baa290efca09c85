"""The wire of the report on help."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handrail.content.compiled import Wire


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
