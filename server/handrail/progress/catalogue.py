"""The events that Handrail itself records, one class each: its docstring says when it happens, its fields are the event's `props`.

What a host tracks (`handrail.track`) is declared in `site.json` instead. A property that is not named here is dropped.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.people.preferences import PreferencesChange

CATALOGUE: dict[str, type[Props]] = {}


class Props(BaseModel):
    """`of`: what the event must name besides itself."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    name: ClassVar[str]
    of: ClassVar[tuple[Literal["item", "run", "step"], ...]] = ("item", "run")

    def __init_subclass__(cls) -> None:
        CATALOGUE[cls.name] = cls


class TourStarted(Props):
    """A run of a tour began, by itself or by hand."""

    name = "tour_started"
    auto: bool = True


class StepShown(Props):
    """A step's card stands before the person."""

    name = "step_shown"
    of = ("item", "run", "step")


class StepCompleted(Props):
    """A step's outcome was reached, or Next was pressed."""

    name = "step_completed"
    of = ("item", "run", "step")


class TourPaused(Props):
    """The tour waits: on another page, for its target, or because `pause_when` holds."""

    name = "tour_paused"
    reason: Annotated[str, Field(max_length=40)] | None = None


class TourResumed(Props):
    """The tour went on; after a decline: the decline was undone."""

    name = "tour_resumed"


class TourCompleted(Props):
    """The tour was walked to its end."""

    name = "tour_completed"


class TourDismissed(Props):
    """Left ("Not now") or declined: this one ("Don't show this again"), or `all` ("No more tours")."""

    name = "tour_dismissed"
    reason: Literal["left", "declined"] = "left"
    all: bool = False


class TargetMissing(Props):
    """A step's target was not found in time: absent, ambiguous (several matched), or hidden. `locator` is the first of its list, as JSON."""

    name = "target_missing"
    of = ("item", "run", "step")
    locator: object = None
    reason: Literal["absent", "ambiguous", "hidden"] = "absent"


class TourFailed(Props):
    """The tour could not go on and ended: `on_missing` said so, or a fault."""

    name = "tour_failed"
    reason: Annotated[str, Field(max_length=200)] | None = None


class PreferencesChanged(Props, PreferencesChange):
    """The person changed what may start by itself. Only what is named changes."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    name = "preferences_changed"
    of = ()
