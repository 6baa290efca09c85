"""What authors write of a snippet: help on one element of a page, or on a page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handrail.conditions.authored import Globs, Instant, Model, SchemaReference, Slug
from handrail.conditions.schema import Condition
from handrail.content.step import Media, Placement, Target, Title

SnippetText = Annotated[
    str,
    Field(
        max_length=4_000,
        description="Markdown; no HTML. A link leads to an address, or to tour:ID, article:ID or contact:.",
    ),
]


class Span(Model):
    """When it is there at all, by the server's clock."""

    from_: Instant | None = Field(default=None, alias="from", description="Not there before.")
    until: Instant | None = None
    """Not there from then on."""

    @model_validator(mode="after")
    def check_order(self) -> Span:
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError("from is not before until; it would never be there")
        return self


class Snippet(Model):
    """Contextual help. With a `target` it opens from that element; without one it stands first in the help panel, where it belongs."""

    schema_: SchemaReference = None
    kind: Literal["snippet"]
    id: Slug
    title: Title
    text: SnippetText = ""
    media: Media | None = None
    target: Target | None = None
    """How to find the element: one way, or several from most to least trusted."""
    page: Globs | None = None
    """The paths where it is. `*` stands for any characters."""
    when: Condition | None = None
    """What else has to hold there: what a page knows. Who belongs in `audience`."""
    show: Literal["beside", "focus", "underline"] = "beside"
    """A small button beside the element; nothing, it opens when the element has the focus or is hovered over; or a dotted line under its text."""
    placement: Placement = "bottom"
    audience: Condition | None = None
    """Who gets it: what the server knows of a person. Left out, everybody does."""
    theme: Slug = "default"
    """The id of a theme."""
    schedule: Span | None = None
