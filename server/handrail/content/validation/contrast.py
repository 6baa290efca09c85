"""Whether a theme can be read: text and marks against what is behind them, in each scheme that it has.

What the theme does not say is filled in from the built-in look. Where it says an accent and not what stands on it, the widgets choose
black or white, one of which always reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handrail.content.colours import BUILT_IN, Scheme, measure_contrast
from handrail.content.theme import Palette, Theme
from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.parse import Document

Said = Mapping[str, tuple[str, Path]]


class Pair(NamedTuple):
    """`rule`: the success criterion of WCAG 2.2."""

    front: str
    back: str
    least: float
    rule: str


PAIRS = (
    Pair("ink", "surface", 4.5, "1.4.3"),
    Pair("muted", "surface", 4.5, "1.4.3"),
    Pair("on_accent", "accent", 4.5, "1.4.3"),
    Pair("accent", "surface", 3, "1.4.11"),
)


def check_theme(document: Document, theme: Theme) -> Iterator[Fault]:
    schemes: tuple[Scheme, ...] = ("light", "dark") if theme.scheme == "auto" else (theme.scheme,)
    for scheme in schemes:
        said = collect_said(theme, scheme)
        adapts = scheme == "dark" and theme.scheme == "auto" and said.get("accent", ("", ()))[1] == ("accent",)
        for pair in PAIRS:
            if not (adapts and pair.front == "accent"):
                yield from check_pair(document, scheme, pair, said)


def collect_said(theme: Theme, scheme: Scheme) -> Said:
    """The colours that the theme says for a scheme, and where. In the dark a plain `accent` fills in, and marks nothing that it does not read on."""
    said: dict[str, tuple[str, Path]] = {}
    if theme.accent:
        said["accent"] = theme.accent, ("accent",)
    if theme.accent_dark and scheme == "dark":
        said["accent"] = theme.accent_dark, ("accent_dark",)
    palette: Palette = getattr(theme, scheme)
    for name in Palette.model_fields:
        if colour := getattr(palette, name):
            said[name] = colour, (scheme, name)
    return said


def check_pair(document: Document, scheme: Scheme, pair: Pair, said: Said) -> Iterator[Fault]:
    front, back, least, rule = pair
    if front not in said and (back not in said or front == "on_accent"):
        return
    colours = {name: said[name][0] if name in said else BUILT_IN[scheme][name] for name in (front, back)}
    ratio = measure_contrast(colours[front], colours[back])
    if ratio >= least:
        return
    blamed, other = (front, back) if front in said else (back, front)
    enough = find_enough(colours[blamed], colours[other], least)
    built_in = {name: "" if name in said else " (built in)" for name in (front, back)}
    yield document.fault(
        said[blamed][1],
        f"{front} {colours[front]}{built_in[front]} on {back} {colours[back]}{built_in[back]} has a contrast of {int(ratio * 100) / 100:g}:1 when it is {scheme}",
        f"at least {least:g}:1 (WCAG {rule}), as {blamed} {enough} has",
    )


def find_enough(colour: str, other: str, least: float) -> str:
    """The nearest shade of a colour that reads: darker or lighter, whichever takes less. Black or white has 4.5:1 on any colour."""
    for share in range(1, 101):
        for end in (0, 255):
            parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
            mixed = "#" + "".join(f"{round(part + (end - part) * share / 100):02x}" for part in parts)
            if measure_contrast(mixed, other) >= least:
                return mixed
    raise ValueError(f"nothing has {least}:1 on {other}")
