"""Whatever steps a file has, what becomes of them is valid; whatever else it is, nothing fails and it is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handrail.content.importing.tours.importer import LARGEST, Importer
from tests.server.content.importing.tours.taking import take, tell

ODD_TEXTS = [
    "", " ", "<b>a</b> b", "<script>x</script>", "{{ name }}", "{{ x | default: \"y\" }}", "# a", "- a\n- b", "1. a", "*a* _b_ `c`", "[a](javascript:b)", "<a href='/b'>c</a>",
     "<ul><li>a<li>b</ul>", "<img src='x'>", "<img src='https://a.test/b.png' alt='c'>", "a" * 5_000, "*" * 3_000, "&amp; &lt;b&gt;", "\\", "`", "<", "<!-- ", "\u0000", "a\n\nb", "`a`*b", "**",
     "body", "#a", ".a .b", "[data-testid=x]", "[data-testid='a b']", "button[aria-label=\"x\"]", "main [data-cy=x]", "a > b", "//div", "x" * 600, "a{", "/b", "/b?c#d", "/%41", "//x",
     "next", "back", "top", "left-start", "center", "floating", "click", "change", "modal", "tooltip", "hidden", "flow-dismis", "step-goto", "page-navigate", "tour-1",
]  # fmt: skip
TEXTS = st.text(max_size=30) | st.sampled_from(ODD_TEXTS)
PLAIN = st.none() | st.booleans() | st.integers(-5, 100_000) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


def shape(**keys: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with some of these keys; what they should be more often than not."""
    return st.fixed_dictionaries({}, optional={key: VALUES | value for key, value in keys.items()})


BUTTONS = shape(text=TEXTS, action=TEXTS, type=TEXTS, disabled=st.booleans())
STEPS = {
    "driver": shape(
        element=TEXTS, disableActiveInteraction=st.booleans(), advanceOnClick=st.booleans(), skipMissingElement=st.booleans(), waitForElement=st.integers(),
        popover=shape(title=TEXTS, description=TEXTS, side=TEXTS, align=TEXTS, position=TEXTS, showButtons=st.lists(TEXTS), nextBtnText=TEXTS),
    ).map(lambda step: {"popover": {}, **step}),
    "shepherd": shape(
        id=TEXTS, title=TEXTS, text=TEXTS | st.lists(TEXTS, max_size=3), buttons=st.lists(BUTTONS, max_size=5), canClickTarget=st.booleans(), extraHighlights=st.lists(TEXTS, max_size=8),
        advanceOn=shape(selector=TEXTS, event=TEXTS), modalOverlayOpeningPadding=st.integers(),
    ).map(lambda step: {"attachTo": {"element": "#a", "on": "top"}, **step}),
    "intro": shape(element=TEXTS, title=TEXTS, position=TEXTS, disableInteraction=st.booleans(), step=st.integers()).map(lambda step: {"intro": "a", **step}),
    "joyride": shape(
        id=TEXTS, title=TEXTS, placement=TEXTS, spotlightClicks=st.booleans(), blockTargetInteraction=st.booleans(), spotlightPadding=st.floats(allow_nan=False), locale=shape(next=TEXTS),
        data=shape(next=TEXTS), spotlightTarget=TEXTS, targetWaitTimeout=st.integers(),
    ).map(lambda step: {"target": "#a", "content": "b", **step}),
}  # fmt: skip
MADE = {
    "driver": "import 'driver.js'; driver({nextBtnText: NAME, steps: STEPS}).drive()",
    "shepherd": "import 'shepherd.js'; const t = new Shepherd.Tour({tourName: NAME}); t.addSteps(STEPS); t.start()",
    "intro": "introJs().setOptions({doneLabel: NAME, steps: STEPS}).start()",
    "joyride": "import 'react-joyride'; const f = () => <Joyride locale={{last: NAME}} steps={STEPS} />",
}


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_whatever_steps_come_the_tour_is_valid(data: st.DataObject) -> None:
    library = data.draw(st.sampled_from(sorted(STEPS)))
    steps = data.draw(st.lists(STEPS[library], min_size=1, max_size=5))
    name = data.draw(TEXTS)
    source = MADE[library].replace("STEPS", json.dumps(steps)).replace("NAME", json.dumps(name))
    imported = take(source, "app.tsx")
    assert [len(tour.steps) for tour in imported.tours] == [len(steps)]


@pytest.mark.parametrize("library", sorted(STEPS))
def test_no_text_is_too_odd(library: str) -> None:
    """In each place that has one."""
    keys = ("title", "text", "content", "intro", "id", "element", "target")
    for text in ODD_TEXTS:
        step: dict[str, Any] = dict.fromkeys(keys, text)
        step |= {"attachTo": {"element": text, "on": text}, "buttons": [{"text": text, "action": "next"}]}
        if library != "joyride":
            step["popover"] = {"title": text, "description": text, "nextBtnText": text}
        take(MADE[library].replace("STEPS", json.dumps([step])).replace("NAME", json.dumps(text)), "app.tsx", library)


NODES = st.recursive(
    shape(text=TEXTS, bold=st.booleans()),
    lambda inner: shape(
        type=st.sampled_from(["paragraph", "h1", "h2", "bulleted-list", "numbered-list", "list-item", "link", "code", "user-attribute", "odd"]),
        children=st.lists(inner, max_size=3), url=TEXTS, data=st.lists(inner, max_size=2), attrCode=TEXTS, fallback=TEXTS,
    ),
    max_leaves=8,
)  # fmt: skip
ACTIONS = shape(type=st.sampled_from(["step-goto", "flow-dismis", "page-navigate", "flow-start", "javascript-evaluate"]), data=shape(stepCvid=st.sampled_from("abc"), value=TEXTS | st.lists(NODES, max_size=2)))  # fmt: skip
ELEMENTS = shape(
    type=st.sampled_from(["text", "button", "image", "embed", "nps", "group"]), url=TEXTS, alt=TEXTS,
    data=st.lists(NODES, max_size=3) | shape(text=TEXTS, actions=st.lists(ACTIONS, max_size=3)),
)  # fmt: skip
RULES = st.lists(shape(type=st.sampled_from(["current-page", "user-attr"]), data=shape(includes=st.lists(TEXTS))), max_size=2)  # fmt: skip
FLOW_STEPS = shape(
    name=TEXTS, type=st.sampled_from(["modal", "tooltip", "bubble", "hidden"]), sequence=st.integers(0, 3),
    target=shape(customSelector=TEXTS, content=TEXTS, actions=st.lists(ACTIONS, max_size=1)),
    setting=shape(side=TEXTS, align=TEXTS, position=TEXTS, enabledBackdrop=st.booleans(), enabledBlockTarget=st.booleans()),
    data=st.lists(shape(element=ELEMENTS, children=st.lists(shape(element=ELEMENTS), max_size=3)), max_size=2),
    trigger=st.lists(shape(conditions=RULES, actions=st.lists(ACTIONS, max_size=1)), max_size=1),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(FLOW_STEPS, min_size=1, max_size=4), TEXTS, RULES)
def test_whatever_flow_comes_the_tour_is_valid(steps: list[dict[str, Any]], name: str, rules: Any) -> None:
    numbered = [{**step, "cvid": "abcd"[index]} for index, step in enumerate(steps)]
    config = {"enabledAutoStartRules": True, "autoStartRules": rules}
    take(json.dumps({"name": name, "editedVersion": {"config": config, "steps": numbered}}), "flow.json", "usertour")


MARKS = st.sampled_from(["<p ", "<a ", "<script>", "</script>", ">", "</p>", " data-intro='a'", ' data-intro="b {{ c }}"', " data-step=2", " data-intro-group=x", " id=a", " id='b c'", " name='\"'", " aria-label=d", "introJs().start()", "{", "<!--", "-->", " data-position=left", " data-hint=1", "\n"])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(MARKS | st.text(max_size=3), max_size=30).map("".join))
def test_no_page_is_too_odd(source: str) -> None:
    take(source, "index.html")
    take(source, "App.svelte")


PIECES = st.sampled_from(
    ["{", "}", "[", "]", "(", ")", ",", ";", "...", "steps", ": ", "popover: {", "title: ", "'a'", '"b"', "`c ${", "}`", "driver(", "introJs()", ".setOptions(", ".addStep(", "new Shepherd.Tour(",
     "<Joyride ", "steps={", "/>", "<b>", "</b>", "const a = ", "a", "=>", "+", "||", "? ", "t(", "import 'driver.js'", "\n", "/*", "*/", "//", "\\u", "\\u{d800}", "enum A {", "function f(", "return ", "useMemo(", "\0"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join), st.sampled_from(["a.ts", "a.jsx"]))
@example("const a = [...a, {popover: a}]; driver({steps: a})", "a.ts")
@example("const a = b, b = a; introJs().setOptions({steps: [{intro: a}]})", "a.ts")
def test_no_code_is_too_odd(source: str, file: str) -> None:
    take(source, file)


@pytest.mark.parametrize(
    ("source", "file", "told"),
    [
        (b"[" * 100_000, "a.ts", "1: this is no code that can be read"),
        (b"x" * (LARGEST + 1), "a.ts", "1: the file has more than 2,000,000 bytes"),
        (b"const a = 1;\n\xff", "a.ts", "2: the file is not UTF-8"),
        (b"", "a.pdf", "1: .pdf is no file that tours are read from"),
        (b"import 'driver.js';\nconst a = driver({ steps: [{ popover: { title: 'A' } }\n", "a.ts", "2: this is no code that can be read"),
        (b"import 'driver.js';\ndriver({ steps: makeSteps() });", "a.ts", "2: there is a tour without steps that can be read"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_told_by_its_line(source: bytes, file: str, told: str) -> None:
    assert any(note.startswith(told) for note in tell(take(source, file)))


def test_limits() -> None:
    deep = "{popover: {title: " + "(" * 300 + "'a'" + ")" * 300 + "}}"
    nested = "{popover: {title: " + "['a'," * 300 + "'b'" + "]" * 300 + "}}"
    doubling = "const a0 = 'ab';" + "".join(f"const a{n + 1} = a{n} + a{n};" for n in range(60))
    lists = "const b0 = [{popover: {title: 'a'}}];" + "".join(
        f"const b{n + 1} = [...b{n}, ...b{n}];" for n in range(60)
    )
    take(f"driver({{steps: [{deep}, {nested}]}})")
    take(f"{doubling} driver({{steps: [{{popover: {{title: a60}}}}]}})")
    take(f"{lists} driver({{steps: b60}})")
    many = take(f"driver({{steps: [{'{popover: {title: 1}},' * 150}]}})")
    assert len(many.tours[0].steps) == 100
    assert "1: the tour has 150 steps; the first 100 are taken; make several of it" in tell(many)


def test_an_id_is_called_as_nothing_else_is() -> None:
    source = b"driver({steps: [{popover: {title: 'A'}}, {popover: {title: 'A'}}]})"
    imported = Importer(taken={"billing"}).run({"billing.ts": source, "src/billing.ts": source})
    assert [(tour.id, [step.id for step in tour.steps]) for tour in imported.tours] == [
        ("billing-2", ["a", "a-2"]),
        ("billing-3", ["a", "a-2"]),
    ]
