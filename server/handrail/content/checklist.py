"""What authors write of a checklist: entries that are done by a condition, by what they lead to, or by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handrail.conditions.authored import Model, Slug
from handrail.conditions.schema import Condition
from handrail.content.snippet import SnippetText
from handrail.content.startable import Startable
from handrail.content.step import Title

LEADS = ("tour", "article", "url", "quiz")


class Entry(Model):
    """Done when `done` holds; else when its tour is completed, its quiz passed, its article read or its page visited; else by hand."""

    id: Slug
    was: list[Slug] = []
    """What it was called before, so that who has done it has done it still."""
    title: Title
    text: SnippetText = ""
    tour: Slug | None = None
    """The tour that it starts."""
    article: Slug | None = None
    """The article that it opens."""
    url: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    """A path of the host, as in /settings, or an https address."""
    quiz: Slug | None = None
    """The quiz that it needs."""
    done: Condition | None = None
    by_hand: bool = False
    """Whether it can be ticked off by hand."""
    after: Annotated[list[Slug], Field(max_length=20)] = []
    """The entries that it waits for."""
    optional: bool = False
    """The checklist is done without it."""

    @model_validator(mode="after")
    def check_parts(self) -> Entry:
        leads = [lead for lead in LEADS if getattr(self, lead) is not None]
        if len(leads) > 1:
            raise ValueError(f"leads to {' and '.join(leads)}; one of tour, article, url, quiz")
        if not leads and self.done is None and not self.by_hand:
            raise ValueError('nothing says when it is done; give it done, or "by_hand": true')
        return self


class Checklist(Startable):
    """A checklist: what there is to do, and how far somebody is."""

    kind: Literal["checklist"]
    text: SnippetText = ""
    ordered: bool = False
    """Each entry waits for the one before."""
    items: Annotated[list[Entry], Field(min_length=1, max_length=20)]
    finish: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """One line, once all is done."""
