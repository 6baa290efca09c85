"""The wire of `/api/sites/{site}/explain`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from handrail.conditions.authored import Slug
from handrail.conditions.schema import DeviceName
from handrail.content.compiled import Wire
from handrail.progress.catalogue import check_instant


class Explain(BaseModel):
    """Why `item` starts by itself, or not. `person`: our id or the host's own (`sub`); without either, a new visitor.

    What is not said of the page is unknown. `now`: as if it were then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    item: Slug
    environment: Annotated[str, Field(max_length=100)] = "production"
    person: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    sub: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    url: Annotated[str, Field(max_length=8_000)] | None = None
    locale: Annotated[str, Field(max_length=40)] | None = None
    device: DeviceName | None = None
    now: Annotated[str, Field(max_length=40, description="ISO 8601"), AfterValidator(check_instant)] | None = None

    @model_validator(mode="after")
    def check_one_name(self) -> Explain:
        if self.person is not None and self.sub is not None:
            raise ValueError("takes one of person, sub")
        return self


class ExplainedClause(Wire):
    """`clause` is a path, as in `audience.all[0]`. `value`: true does not stand in the way, false does, null is unknown here. `saw`: what that was decided on."""

    clause: str
    value: bool | None
    saw: Any = None


class Explanation(Wire):
    """`starts`: whether it would start by itself now; `because`: the clauses that forbid it, or that only the page knows. `person` is our id."""

    environment: str
    item: str
    person: str | None
    now: str
    starts: bool | None
    because: list[str]
    clauses: list[ExplainedClause]
