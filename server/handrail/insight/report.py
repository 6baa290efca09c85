"""What a report is: what it asks and gives, how it is read, and how it is laid out. The API, the console and the command line each show all that there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from handrail.insight.sheet import Sheet
from handrail.sites.access import EnvironmentAccess


class ReportQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    environment: Annotated[str, Field(max_length=100)] = "production"


class PeriodQuery(ReportQuery):
    """The last so many days, today included."""

    days: Annotated[int, Field(ge=1, le=400)] = 30


Q = TypeVar("Q", bound=ReportQuery)
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Report(Generic[Q, R]):
    """`name`: in addresses and commands. `read` takes the query and now, in milliseconds. `summary`: what it tells, in a line."""

    name: str
    title: str
    summary: str
    asks: type[Q]
    gives: type[R]
    read: Callable[[Connection, EnvironmentAccess, Q, int], R]
    lay_out: Callable[[R], Sheet]


AnyReport = Report[Any, Any]
