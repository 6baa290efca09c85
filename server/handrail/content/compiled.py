"""What a browser gets of an item: one locale, durations in milliseconds, text as a small node tree, never HTML."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from handrail.conditions.locator import Locator
from handrail.conditions.schema import Condition
from handrail.content.schema import Placement


class Wire(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class Var(Wire):
    """Filled in from the person's traits."""

    var: str
    default: str


class TextElement(Wire):
    tag: Literal["p", "strong", "em", "code", "a", "ul", "ol", "li", "br"]
    children: list[TextPart] = []
    href: str | None = None


TextPart = str | Var | TextElement


class CompiledAdvance(Wire):
    on: Literal["next", "click", "change", "key", "event"] | None = None
    when: Condition | None = None
    key: str | None = None
    event: str | None = None


class CompiledOnMissing(Wire):
    after: Annotated[int, Field(description="ms")]
    do: Literal["wait", "skip", "float", "pause", "end"]


class CompiledBranch(Wire):
    if_: Condition | None = Field(default=None, alias="if")
    to: str


class CompiledButton(Wire):
    """Without `label` it has our own word for what it does: Next, Done."""

    label: str | None = None
    do: Literal["next", "back", "complete", "dismiss", "start", "go"]
    tour: str | None = None
    to: str | None = None


class CompiledStep(Wire):
    """`buttons` that were written are all that it has beside Not now; without a label it is our own Next or Done, with Back beside it. `target` is a list, most trusted first, names in this locale; `interaction` is decided; `next` is a list whose first branch that holds wins."""

    id: str
    type: Literal["spotlight", "modal", "hidden"]
    was: list[str] = []
    page: str | None = None
    if_: Condition | None = Field(default=None, alias="if")
    target: list[Locator] = []
    title: list[TextPart] = []
    text: list[TextPart] = []
    placement: Placement = "bottom"
    interaction: Literal["blocked", "open"] = "blocked"
    advance: CompiledAdvance
    on_missing: CompiledOnMissing | None = None
    next: list[CompiledBranch] = []
    buttons: list[CompiledButton] = []


class CompiledTour(Wire):
    kind: Literal["tour"]
    id: str
    locale: str
    title: str
    pause_when: Condition | None = None
    steps: list[CompiledStep]


class CompiledStart(Wire):
    """`when` takes in the first step's `page`, so that a tour starts only where it can show."""

    on: Literal["page", "event", "manual"]
    when: Condition | None = None
    event: str | None = None
    delay: Annotated[int, Field(description="ms")] = 0


class CompiledTheme(Wire):
    scheme: Literal["auto", "light", "dark"] = "auto"
    accent: str | None = None
    accent_dark: str | None = None
    radius: int | None = None


TextElement.model_rebuild()
