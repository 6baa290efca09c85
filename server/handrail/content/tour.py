"""What authors write of a tour: what it is for, and its steps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handrail.conditions.authored import Duration, Model, Name
from handrail.conditions.schema import Condition
from handrail.content.startable import Startable
from handrail.content.step import Step


class Goal(Model):
    """What the tour is for: an event of the host, counted in the report."""

    event: Name
    within: Annotated[Duration, Field(description="How long after the start it still counts.")] = "7d"
    hold_out: Annotated[float, Field(ge=0, le=0.5)] = 0
    """The share of people who do not get the tour by itself, to compare with: 0.1 is one in ten."""


class Tour(Startable):
    """A tour: who gets it, where it starts, and its steps."""

    kind: Literal["tour"]
    pause_when: Condition | None = None
    """While this holds the tour steps aside."""
    goal: Goal | None = None
    steps: Annotated[list[Step], Field(min_length=1, max_length=100)]
