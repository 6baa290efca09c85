"""What a report is: what it asks and gives, how it is read, and how it is laid out. The API, the console and the command line each show all that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from handrail.conditions.authored import Slug
from handrail.core.problems import NotFound
from handrail.insight.sheet import Sheet
from handrail.progress.renamed import Formerly
from handrail.sites.access import EnvironmentAccess


class ReportQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    environment: Annotated[str, Field(max_length=100)] = "production"


class PeriodQuery(ReportQuery):
    """The last so many days, today included."""

    days: Annotated[int, Field(ge=1, le=400)] = 30


class ItemQuery(ReportQuery):
    """Of what has items, all of them or one, by the name that it has or had."""

    item: Slug | None = None


class ItemPeriodQuery(PeriodQuery, ItemQuery):
    pass


def pick_items(ids: Iterable[str], query: ItemQuery, formerly: Formerly) -> list[str]:
    """Those that the report is about, by the names that they have now. Raises `NotFound` for one that is not among them."""
    there = list(ids)
    if query.item is None:
        return there
    wanted = query.item if query.item in there else formerly.get(query.item, query.item)
    if wanted not in there:
        raise NotFound(f'This report has nothing on "{query.item}"; leave the item out to see what there is.')
    return [wanted]


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
