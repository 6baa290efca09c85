"""What `site.json` says of help: topics, words that mean the same, the launcher, and how to reach a person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handrail.conditions.authored import Model, Slug
from handrail.content.step import Title

LauncherPlace = Literal["bottom-end", "bottom-start", "none"]
Synonym = Annotated[str, Field(min_length=1, max_length=100)]
Synonyms = Annotated[list[Annotated[list[Synonym], Field(min_length=2, max_length=20)]], Field(max_length=500)]


class Topic(Model):
    """What articles are about, as readers find them."""

    id: Slug
    title: Title
    description: Annotated[str, Field(max_length=300)] = ""


class HelpSettings(Model):
    """`launcher` is the place of the button that opens help; with `none` the host app has one of its own."""

    launcher: LauncherPlace = "bottom-end"
    title: Title | None = None
    """Left out, our own word: Help."""


class Contact(Model):
    """How people reach a person."""

    email: (
        Annotated[
            str,
            Field(
                max_length=254,
                pattern=r"^[^@\s<>\"'?#]+@[^@\s<>\"'?#]+$",
                description="An address, as in help@example.com.",
            ),
        ]
        | None
    ) = None
    url: Annotated[str, Field(max_length=2_000)] | None = None
    """A path of the site, or an https:// address."""
    phone: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 ()-]{2,30}$", description="As in +47 22 00 00 00.")] | None = (
        None
    )
