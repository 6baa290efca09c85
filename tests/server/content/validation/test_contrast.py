"""Whether a theme can be read, scheme by scheme; and that what stands in for what it does not say is what the widgets show."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.colours import BUILT_IN, Scheme, measure_contrast
from handrail.content.validation.contrast import PAIRS, find_enough
from tests.server.content.checking import bare, find
from tests.server.content.writing import SITE

TOKENS = Path(__file__).parents[4] / "widgets/src/kit/tokens.css"
PAGE_TOKENS = Path(__file__).parents[4] / "server/handrail/core/static/tokens.css"
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)

# From the definition in WCAG 2.2, reckoned by hand or by other tools.
RATIOS = [
    ("#000000", "#ffffff", 21),
    ("#ffffff", "#ffffff", 1),
    ("#767676", "#ffffff", 4.54),
    ("#777777", "#ffffff", 4.48),
    ("#0000ff", "#ffffff", 8.59),
    ("#ff0000", "#ffffff", 4.0),
]


@pytest.mark.parametrize(("one", "other", "ratio"), RATIOS)
def test_the_ratio_of_two_colours(one: str, other: str, ratio: float) -> None:
    assert measure_contrast(one, other) == measure_contrast(other, one)
    assert round(measure_contrast(one, other), 2) == ratio


@given(COLOURS, COLOURS)
def test_there_is_always_a_shade_that_reads(colour: str, other: str) -> None:
    assert measure_contrast(find_enough(colour, other, 4.5), other) >= 4.5


def read_tokens() -> dict[str, dict[str, str]]:
    """The widgets' own colours by scheme, those that let nothing through."""
    css = TOKENS.read_text("utf-8")
    light, dark = css.split(".dark {", 1)
    return {
        scheme: {name: lengthen(value) for name, value in re.findall(r"--hr-([a-z_]+): (#\w{3}|#\w{6});", block)}
        for scheme, block in (("light", light), ("dark", dark))
    }


def lengthen(colour: str) -> str:
    """`#fff` -> `#ffffff`."""
    return colour if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:])


def test_what_is_built_in_is_what_the_widgets_show() -> None:
    assert read_tokens() == {scheme: dict(colours) for scheme, colours in BUILT_IN.items()}


def test_pages_of_the_server_have_the_same() -> None:
    light, dark = PAGE_TOKENS.read_text("utf-8").split("prefers-color-scheme: dark", 1)
    blocks: dict[Scheme, str] = {"light": light, "dark": dark}
    for scheme, block in blocks.items():
        named = {name: lengthen(value) for name, value in re.findall(r"--hr-([a-z_-]+): (#\w+);", block)}
        assert {name: named[name] for name in BUILT_IN[scheme]} == BUILT_IN[scheme]


def test_what_is_built_in_can_be_read() -> None:
    for colours in BUILT_IN.values():
        for pair in PAIRS:
            assert measure_contrast(colours[pair.front], colours[pair.back]) >= pair.least


THEMES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing said": ({}, []),
    "an accent alone, which the widgets adapt to the dark": ({"accent": "#112233"}, []),
    "both accents": ({"accent": "#17624a", "accent_dark": "#79cba9"}, []),
    "a whole palette": ({"light": {"surface": "#fffdf5", "ink": "#222222", "muted": "#555555", "line": "#eeeeee", "accent": "#7a0019", "on_accent": "#ffffff"}}, []),
    "other keys": ({"font": "Inter, 'Open Sans', system-ui, sans-serif", "width": 420, "radius": 0}, []),
    "ink on the built-in surface": ({"light": {"ink": "#999999"}}, ["ink #999999 on surface #ffffff (built in) has a contrast of 2.84:1 when it is light; at least 4.5:1 (WCAG 1.4.3), as ink #767676 has"]),
    "the built-in ink on a surface": ({"scheme": "light", "light": {"surface": "#333333", "muted": "#ffffff", "accent": "#ffffff"}}, ["ink #16181d (built in) on surface #333333 has a contrast of 1.4:1 when it is light; at least 4.5:1 (WCAG 1.4.3), as surface #818181 has"]),
    "muted in the dark": ({"dark": {"muted": "#555555"}}, ["muted #555555 on surface #22252b (built in) has a contrast of 2.05:1 when it is dark; at least 4.5:1 (WCAG 1.4.3), as muted #8b8b8b has"]),
    "what stands on an accent": ({"light": {"accent": "#3b4fd8", "on_accent": "#222222"}}, ["on_accent #222222 on accent #3b4fd8 has a contrast of 2.49:1 when it is light; at least 4.5:1 (WCAG 1.4.3), as on_accent #d9d9d9 has"]),
    "what stands on the built-in accent": ({"dark": {"on_accent": "#ffffff"}}, ["on_accent #ffffff on accent #9aa8ff (built in) has a contrast of 2.22:1 when it is dark; at least 4.5:1 (WCAG 1.4.3), as on_accent #424242 has"]),
    "an accent that marks nothing": ({"accent": "#ffd400"}, ["accent #ffd400 on surface #ffffff (built in) has a contrast of 1.43:1 when it is light; at least 3:1 (WCAG 1.4.11), as accent #b09200 has"]),
    "a dark accent that marks nothing": ({"accent_dark": "#7a0019"}, ["accent #7a0019 on surface #22252b (built in) has a contrast of 1.34:1 when it is dark; at least 3:1 (WCAG 1.4.11), as accent #a75767 has"]),
    "what speaks for the light one first": ({"accent": "#ffd400", "light": {"accent": "#7a0019"}}, []),
    "only dark, with one accent": ({"scheme": "dark", "accent": "#112233"}, ["accent #112233 on surface #22252b (built in) has a contrast of 1.05:1 when it is dark; at least 3:1 (WCAG 1.4.11), as accent #67727c has"]),
    "what stands on an accent that fills in": ({"accent": "#112233", "dark": {"on_accent": "#14162b"}}, ["on_accent #14162b on accent #112233 has a contrast of 1.1:1 when it is dark; at least 4.5:1 (WCAG 1.4.3), as on_accent #878893 has"]),
    "only light": ({"scheme": "light", "dark": {"ink": "#000000"}}, []),
    "no colour": ({"light": {"ink": "black"}}, ['"black" is not allowed here; #rrggbb']),
    "a misspelt colour": ({"light": {"inc": "#000000"}}, ['unknown key "inc"; did you mean "ink"?']),
    "a rule for a font": ({"font": "x; } body { display: none"}, ['"x; } body { display: none" is not allowed here; names of fonts, as in "Inter, system-ui, sans-serif"; inherit is the host\'s own']),
    "an address for a font": ({"font": "url(https://a.test/x)"}, ['"url(https://a.test/x)" is not allowed here; names of fonts, as in "Inter, system-ui, sans-serif"; inherit is the host\'s own']),
    "too narrow": ({"width": 200}, ["200 is out of range; at least 280"]),
    "a bad id": ({"id": "Night Mode"}, ['"Night Mode" is not allowed here; lower-case letters, digits and hyphens, as in first-invoice']),
}  # fmt: skip


@pytest.mark.parametrize("name", THEMES)
def test_themes(name: str) -> None:
    written, expected = THEMES[name]
    theme = {"kind": "theme", "id": "default", **written}
    found = find({"site.json": json.dumps(SITE), "theme.json": json.dumps(theme)})
    assert [bare(line) for line in found] == expected


def test_a_fault_is_at_the_colour() -> None:
    theme = '{ "kind": "theme", "id": "a",\n  "dark": { "ink": "#333333" } }'
    (line,) = find({"site.json": json.dumps(SITE), "themes/a.json": theme})
    assert line.startswith("themes/a.json:2:20: ink #333333 on surface #22252b (built in) has a contrast of ")
