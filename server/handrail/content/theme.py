"""What authors write of a theme: design tokens of the widgets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handrail.conditions.authored import Model, SchemaReference, Slug

FAMILY = r"""("[A-Za-z0-9 ._-]{1,60}"|'[A-Za-z0-9 ._-]{1,60}'|-?[A-Za-z][A-Za-z0-9_-]{0,59}( [A-Za-z][A-Za-z0-9_-]{0,59}){0,4})"""
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="#rrggbb")]
Font = Annotated[
    str,
    Field(
        max_length=300,
        pattern=rf"^{FAMILY}(, ?{FAMILY}){{0,9}}$",
        description='Names of fonts, as in "Inter, system-ui, sans-serif"; inherit is the host\'s own.',
    ),
]


class Palette(Model):
    """Colours of one scheme."""

    surface: Colour | None = None
    """Behind everything."""
    ink: Colour | None = None
    """Text."""
    muted: Colour | None = None
    """Text that matters less."""
    line: Colour | None = None
    """Borders."""
    accent: Colour | None = None
    """The filled button and the ring."""
    on_accent: Colour | None = None
    """Text on the accent."""


class Theme(Model):
    """Design tokens of the widgets. What is not said here is the built-in look. Tours without a `theme` take the one called `default`."""

    schema_: SchemaReference = None
    kind: Literal["theme"]
    id: Slug
    scheme: Literal["auto", "light", "dark"] = "auto"
    accent: Colour | None = None
    accent_dark: Colour | None = None
    light: Palette = Palette()
    dark: Palette = Palette()
    font: Font = "inherit"
    radius: Annotated[int, Field(ge=0, le=24, description="CSS px")] | None = None
    width: Annotated[int, Field(ge=280, le=420, description="Of a card, CSS px")] | None = None
