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


class TourReport(Wire):
    """People, each once by their last run; only `target_missing` counts occurrences. started = completed + left + declined + failed + abandoned + under_way."""

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
    target_missing: int
    steps: list[StepReport]


class TourReports(Wire):
    environment: str
    at: str
    tours: list[TourReport]
