"""The look that widgets have before any theme, and how well one colour reads on another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Scheme = Literal["light", "dark"]
# As in widgets/src/kit/tokens.css, which a test holds it to.
BUILT_IN: Mapping[Scheme, Mapping[str, str]] = {
    "light": {
        "surface": "#ffffff",
        "ink": "#16181d",
        "muted": "#5b616e",
        "accent": "#3b4fd8",
        "on_accent": "#ffffff",
    },
    "dark": {
        "surface": "#22252b",
        "ink": "#f3f4f6",
        "muted": "#a6adba",
        "accent": "#9aa8ff",
        "on_accent": "#14162b",
    },
}


def measure_contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio": from 1 to 21. Colours are #rrggbb."""
    lighter, darker = sorted((measure_luminance(one), measure_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def measure_luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance": from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
