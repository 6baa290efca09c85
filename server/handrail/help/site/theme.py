"""The site's own theme on its help site: a compiled theme in, a style sheet of tokens out. Pure; what a theme does not say stays as it is built in."""

from __future__ import annotations

from handrail.content.colours import BUILT_IN, Scheme, measure_contrast
from handrail.content.compiled import CompiledPalette, CompiledTheme

READS = 4.5  # WCAG 2.2, 1.4.3
SAID = ("surface", "ink", "muted", "line", "accent", "on_accent", "mark")


def write_theme(theme: CompiledTheme) -> str:
    font = "" if theme.font == "inherit" else f"--hr-font: {theme.font}, system-ui, sans-serif;"
    radius = "" if theme.radius is None else f"--hr-radius: {theme.radius}px;"
    light, dark = write_palette(theme.light, "light"), write_palette(theme.dark, "dark")
    return f":root {{ {font}{radius}{light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def write_palette(palette: CompiledPalette, scheme: Scheme) -> str:
    """An accent that does not read as text fills buttons alone; links then have the colour of the text."""
    said = {name: value for name in SAID if (value := getattr(palette, name)) is not None}
    ink, surface = (said.get(name, BUILT_IN[scheme][name]) for name in ("ink", "surface"))
    tokens = dict(said)
    if "surface" in said or "ink" in said:
        tokens["raised"] = f"color-mix(in srgb, {surface}, {ink} 4%)"
    if accent := said.get("accent"):
        tokens["link"] = accent if measure_contrast(accent, surface) >= READS else ink
        away = max(("#000000", "#ffffff"), key=lambda other: measure_contrast(other, said["on_accent"]))
        tokens["accent-strong"] = f"color-mix(in srgb, {accent}, {away} 15%)"
        tokens["link-strong"] = f"color-mix(in srgb, {tokens['link']}, {ink} 30%)"
        tokens["tint"] = f"color-mix(in srgb, {surface}, {accent} 14%)"
    return "".join(f"--hr-{name}: {value};" for name, value in tokens.items())
