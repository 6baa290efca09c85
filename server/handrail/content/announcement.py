"""What authors write of an announcement: a card that says something once, and stays to be found in the panel's "What's new"."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handrail.content.startable import Startable
from handrail.content.step import Act, Button, LinkedText, Media

ACTS: frozenset[Act] = frozenset({"start", "link", "article", "contact", "track", "complete", "snooze"})


class Announcement(Startable):
    """News. A banner, a dialog or a card beside the work, or in the panel alone."""

    kind: Literal["announcement"]
    text: LinkedText = ""
    media: Media | None = None
    show: Literal["banner", "modal", "slide-out", "panel"] = "slide-out"
    """`panel`: it never starts by itself, and stands in "What's new" alone."""
    position: Literal["top", "bottom"] = "bottom"
    """Of a banner."""
    buttons: Annotated[list[Button], Field(max_length=2)] = []
    """What it leads to: start, link, article, contact, track, complete or snooze. Without any there is Done."""
    in_panel: bool = True
    """Whether it stands in "What's new"."""

    @model_validator(mode="after")
    def check_parts(self) -> Announcement:
        for button in self.buttons:
            if button.do not in ACTS:
                raise ValueError(f'"{button.do}" leads nowhere in an announcement; one of {", ".join(sorted(ACTS))}')
        if self.show == "panel" and not self.in_panel:
            raise ValueError("shown in the panel alone, and not in the panel; leave in_panel out")
        return self
