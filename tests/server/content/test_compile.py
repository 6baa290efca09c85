"""What a browser gets of an item."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.colours import BUILT_IN, Scheme, measure_contrast
from handrail.content.compile import compile_start, compile_theme, compile_tour
from handrail.content.compiled import CompiledTour, TextElement
from handrail.content.locales import choose_locale
from handrail.content.markdown import is_safe_link, read_text, read_title
from handrail.content.source import build_source, read_source
from handrail.content.theme import Theme
from tests.server.content.writing import LAST, STEP, write_tour


def compile_(locale: str = "en", texts: dict[str, Any] | None = None, **changes: Any) -> CompiledTour:
    return compile_tour(build_source(write_tour(**changes), {"nb": texts} if texts else {}, "en"), locale)


def plain(parts: Any) -> Any:
    """Nodes as short as they can be: tag, link and children."""
    if isinstance(parts, list):
        return [plain(part) for part in parts]
    if isinstance(parts, TextElement):
        inner = [*([] if parts.href is None else [parts.href]), *plain(parts.children)]
        return (parts.tag, *inner)
    return parts if isinstance(parts, str) else (f"{parts.var}?", parts.default)


TEXTS = {
    "plain": ("Hello", [("p", "Hello")]),
    "emphasis": ("**a** *b* _c_ `d`", [("p", ("strong", "a"), " ", ("em", "b"), " ", ("em", "c"), " ", ("code", "d"))]),
    "nested": ("***a* b**", [("p", ("strong", ("em", "a"), " b"))]),
    "paragraphs": ("a\n\nb", [("p", "a"), ("p", "b")]),
    "a line break is a space": ("a\nb", [("p", "a b")]),
    "two spaces break the line": ("a  \nb", [("p", "a", ("br",), "b")]),
    "a list": ("- a\n- b", [("ul", ("li", "a"), ("li", "b"))]),
    "a numbered list": ("1. a\n2. b", [("ol", ("li", "a"), ("li", "b"))]),
    "a list in a list": ("- a\n  - b", [("ul", ("li", "a", ("ul", ("li", "b"))))]),
    "a link": ("[a](/b)", [("p", ("a", "/b", "a"))]),
    "a link with emphasis": ("[**a**](https://b.test)", [("p", ("a", "https://b.test", ("strong", "a")))]),
    "HTML stays literal": ("<b onclick='x'>a</b>", [("p", "<b onclick='x'>a</b>")]),
    "a script stays literal": ("<script>\nalert(1)\n</script>", [("p", "<script> alert(1) </script>")]),
    "an entity is its character": ("&lt;b&gt; &amp;", [("p", "<b> &")]),
    "an escape": (r"\*a\*", [("p", "*a*")]),
    "a heading is none": ("# a", [("p", "# a")]),
    "an image is none": ("![a](/b)", [("p", "!", ("a", "/b", "a"))]),
    "a table is none": ("|a|\n|-|", [("p", "|a| |-|")]),
    "a placeholder": ('Hi {{ first_name | default: "you" }}.', [("p", "Hi ", ("first_name?", "you"), ".")]),
    "a placeholder in emphasis": ('**{{ a | default: "_b_" }}**', [("p", ("strong", ("a?", "_b_")))]),
    "a placeholder with tight braces": ('{{a|default:""}}', [("p", ("a?", ""))]),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text_becomes_a_small_tree(name: str) -> None:
    source, expected = TEXTS[name]
    assert plain(read_text(source).parts) == expected


def test_a_title_is_one_line_of_emphasis_and_code() -> None:
    assert plain(read_title("a *b* `c` [d](/e)\n- f").parts) == ["a ", ("em", "b"), " ", ("code", "c"), " [d](/e)\n- f"]


@pytest.mark.parametrize("href", ["https://a.test", "HTTP://a.test/b", "mailto:a@b.test", "/", "/a?b#c"])
def test_links_that_are_safe(href: str) -> None:
    assert is_safe_link(href)


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "//a.test", "/\\a.test", "a", "", "#a", "\tjavascript:x", "https:a", "https:///a", "file:///etc", "blob:x"],
)  # fmt: skip
def test_links_that_are_not(href: str) -> None:
    assert not is_safe_link(href)


@given(st.text(max_size=200) | st.text(alphabet='*_`[]()<>-1. \n{}|"&;\\ab', max_size=80))
def test_any_text_becomes_a_tree_of_known_tags(source: str) -> None:
    def walk(parts: list[Any], depth: int) -> None:
        assert depth < 40
        for part in parts:
            if isinstance(part, TextElement):
                walk(part.children, depth + 1)

    walk(read_text(source).parts, 0)
    walk(read_title(source).parts, 0)


def test_what_moves_a_step_on_decides_how_it_is_shown() -> None:
    steps = [
        STEP,
        {**STEP, "id": "click", "advance": {"on": "click"}},
        {**STEP, "id": "when", "advance": {"when": {"url": "/x"}}, "interaction": "blocked"},
        {"id": "hidden", "type": "hidden", "advance": {"when": {"url": "/y"}}},
        LAST,
    ]
    compiled = compile_(steps=steps).steps
    assert [step.interaction for step in compiled] == ["blocked", "open", "blocked", "open", "blocked"]
    assert [[button.do for button in step.buttons] for step in compiled] == [["next"], [], [], [], ["complete"]]
    assert all(button.label is None for step in compiled for button in step.buttons)
    assert [step.on_missing.after if step.on_missing else None for step in compiled] == [
        8_000,
        8_000,
        8_000,
        None,
        None,
    ]


def test_the_last_step_leads_on_when_it_says_so() -> None:
    compiled = compile_(steps=[STEP, {**LAST, "next": [{"if": {"device": "phone"}, "to": "new"}]}]).steps[1]
    assert [button.do for button in compiled.buttons] == ["next"]
    assert compiled.next[0].to == "new"


def test_a_tour_starts_only_where_its_first_step_is() -> None:
    step = {**STEP, "page": "/invoices"}
    source = build_source(write_tour(steps=[step], start={"when": {"device": "phone"}, "delay": "2s"}), {}, "en")
    start = compile_start(source, "en")
    assert start.model_dump(mode="json") == {
        "on": "page",
        "when": {"all": [{"device": "phone"}, {"url": "/invoices"}]},
        "event": None,
        "delay": 2_000,
    }
    assert compile_start(build_source(write_tour(), {}, "en"), "en").when is None


def test_texts_that_are_not_translated_stay_in_their_language_one_by_one() -> None:
    texts = {"title": "Velkommen", "steps.new.title": {"text": "Begynn", "source": "00000000"}}
    steps = [{**STEP, "buttons": [{"label": "Go", "do": "next"}]}, LAST]
    compiled = compile_("nb", {**texts, "steps.new.buttons.0.label": "Kjør"}, steps=steps)
    assert (compiled.locale, compiled.title, compiled.steps[0].title) == ("nb", "Velkommen", ["Begynn"])
    assert compiled.steps[0].buttons[0].label == "Kjør"
    assert compiled.steps[1].title == ["That is all"]
    assert compile_("en", texts).title == "Welcome"


def test_names_of_elements_are_those_of_the_locale_everywhere() -> None:
    named = {"role": "button", "name": {"en": "New", "nb": "Ny"}, "within": {"label": {"en": "Box", "nb": "Boks"}}}
    when = {"not": {"any": [{"element": [named]}, {"element": "target", "state": "filled"}]}}
    compiled = compile_(
        "nb", steps=[{**STEP, "target": named, "advance": {"when": when}}, LAST], pause_when={"element": named}
    )
    assert "Ny" in compiled.model_dump_json()
    assert "New" not in compiled.model_dump_json().replace("**New**", "").replace('"children":["New"]', "")
    assert (
        compile_("sv", pause_when={"element": named}).pause_when
        == compile_("en", pause_when={"element": named}).pause_when
    )


LOCALES = [("nb-NO", "nb"), ("NB", "nb"), ("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("zh-Hant-TW", "zh-Hant"), ("nn-NO", "nb"), ("no", "nb"), ("fr", "en"), ("", "en"), ("-", "en")]  # fmt: skip


@pytest.mark.parametrize(("wanted", "expected"), LOCALES)
def test_the_nearest_locale(wanted: str, expected: str) -> None:
    assert choose_locale(["en", "nb", "pt-BR", "zh-Hant"], wanted) == expected


def test_the_hash_is_over_all_that_is_shown_and_nothing_else() -> None:
    tour = write_tour()
    hash_ = build_source(tour, {}, "en").hash
    assert build_source({"$schema": "x", **dict(reversed(tour.items()))}, {}, "en").hash == hash_
    assert build_source({**tour, "title": "x"}, {}, "en").hash != hash_
    assert build_source(tour, {"nb": {"title": "x"}}, "en").hash != hash_
    assert build_source(tour, {}, "nb").hash != hash_


def test_a_source_is_read_as_it_was_built() -> None:
    built = build_source(write_tour(), {"nb": {"title": {"text": "x", "source": "00000000"}}}, "en")
    assert read_source(built.text) == built
    assert built.translations == {"nb": {"title": "x"}}
    assert built.locales == ["en", "nb"]


def test_a_body_says_nothing_about_the_audience() -> None:
    body = compile_(audience={"account": "plan", "is": "secret-plan"}, tests=[{"expect": "eligible"}])
    assert "secret-plan" not in body.model_dump_json()
    assert json.loads(body.model_dump_json())["steps"][0]["target"] == [{"test_id": "new"}]


def test_each_kind_of_step_says_what_it_shows_and_what_it_is_about() -> None:
    steps = [
        {**STEP, "id": "spot", "highlights": [{"css": "a"}, [{"test_id": "b"}, {"role": "row", "name": {"nb": "Rad"}}]], "padding": 0, "radius": 9},
        {**STEP, "id": "tip", "type": "tooltip", "placement": "top"},
        {"id": "beside", "type": "slide-out", "title": "B"},
        {"id": "bar", "type": "banner", "title": "C", "position": "top", "advance": {"when": {"url": "/x"}}},
        {"id": "done", "type": "modal", "title": "D"},
        {"id": "wait", "type": "hidden", "advance": {"on": "event", "event": "e"}},
    ]  # fmt: skip
    spot, tip, beside, bar, done, wait = compile_("nb", steps=steps, theme="night").steps
    assert [[one.css or one.test_id or one.name for one in some] for some in spot.highlights] == [["a"], ["b", "Rad"]]
    assert [(one.padding, one.radius) for one in (spot, tip)] == [(0, 9), (6, None)]
    assert [one.interaction for one in (spot, tip, beside, bar, done)] == ["blocked", "open", "open", "open", "blocked"]
    assert [(len(one.target), one.placement, bool(one.on_missing)) for one in (tip, beside)] == [(1, "top", True), (0, "bottom", False)]  # fmt: skip
    assert [one.position for one in (beside, bar)] == ["bottom", "top"]
    assert [[button.do for button in one.buttons] for one in (tip, beside, bar, done, wait)] == [["next"], ["next"], [], ["next"], []]  # fmt: skip
    assert compile_(theme="night").theme == "night"


def test_buttons_go_on_as_they_were_written() -> None:
    buttons = [
        {"label": "Later", "do": "snooze", "for": "week"},
        {"label": "More", "do": "link", "url": "/more"},
        {"label": "Yes", "do": "track", "event": "agreed"},
    ]
    found = compile_(steps=[{**LAST, "buttons": buttons}]).steps[0].buttons
    assert [button.model_dump(exclude_none=True) for button in found] == buttons


def test_media_go_by_the_name_of_the_file_or_by_their_own_address() -> None:
    media = {"image": "media/a.png", "alt": "A"}
    remote = {"video": "https://cdn.test/b.mp4", "captions": "https://cdn.test/b.vtt", "alt": "B"}
    tour = write_tour(steps=[{**STEP, "media": media}, {**LAST, "media": remote}])
    texts = {"steps.new.media.alt": "Å", "steps.done.media.captions": "media/b.nb.vtt"}
    source = build_source(tour, {"nb": texts}, "en", {"media/a.png": "12.png", "media/b.nb.vtt": "34.vtt"})
    for locale, alt, captions in (("en", "A", "https://cdn.test/b.vtt"), ("nb", "Å", "/v1/content/34.vtt")):
        first, second = (step.media for step in compile_tour(read_source(source.text), locale).steps)
        assert first
        assert second
        assert (first.kind, first.src, first.alt, first.captions) == ("image", "/v1/content/12.png", alt, None)
        assert (second.kind, second.src, second.captions) == ("video", "https://cdn.test/b.mp4", captions)
        assert (first.captions_locale, second.captions_locale) == (None, locale)
    other = build_source(tour, {"nb": texts}, "en", {"media/a.png": "56.png", "media/b.nb.vtt": "34.vtt"})
    assert other.hash != source.hash


COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS, COLOURS, st.sampled_from(["light", "dark"]))
def test_an_accent_has_text_that_reads_and_what_marks_shows(accent: str, surface: str, scheme: Scheme) -> None:
    theme = Theme.model_validate({"kind": "theme", "id": "any", "accent": accent, scheme: {"surface": surface}})
    palette = getattr(compile_theme(theme), scheme)
    assert measure_contrast(palette.accent, palette.on_accent) >= 4.5
    assert palette.mark == BUILT_IN[scheme]["ink"] or measure_contrast(palette.mark, surface) >= 3


def test_each_scheme_has_the_accent_that_counts_there() -> None:
    written = {"kind": "theme", "id": "any", "accent": "#17624a", "accent_dark": "#79cba9"}
    compiled = compile_theme(Theme.model_validate(written))
    assert (compiled.light.accent, compiled.light.on_accent, compiled.light.mark) == ("#17624a", "#ffffff", "#17624a")
    assert (compiled.dark.accent, compiled.dark.on_accent, compiled.dark.mark) == ("#79cba9", "#000000", "#79cba9")
    own = Theme.model_validate(written | {"dark": {"accent": "#ffd400"}})
    assert compile_theme(own).dark.accent == "#ffd400"


def test_a_theme_is_passed_on_whole() -> None:
    written = {
        "kind": "theme",
        "id": "night",
        "scheme": "dark",
        "accent": "#112233",
        "dark": {"surface": "#000000", "on_accent": "#ffffff"},
        "font": "Inter, sans-serif",
        "width": 400,
        "radius": 4,
    }
    compiled = compile_theme(Theme.model_validate(written)).model_dump(exclude_none=True)
    light = {"accent": "#112233", "on_accent": "#ffffff", "mark": "#112233"}
    dark = {"surface": "#000000", "accent": "#112233", "on_accent": "#ffffff", "mark": BUILT_IN["dark"]["ink"]}
    said = {key: value for key, value in written.items() if key not in ("kind", "id")}
    assert compiled == said | {"light": light, "dark": dark}
