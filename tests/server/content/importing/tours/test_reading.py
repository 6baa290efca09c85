"""What is read of code without running it: a row is how a title is written, what it is then, and what is told of it."""

from __future__ import annotations

import pytest

from tests.server.content.importing.tours.taking import take, take_one, take_step

WRAP = """import 'driver.js';
import { elsewhere } from './elsewhere';
const plain = 'Hi', texts = { a: { b: "Deep" }, 'c-d': `e` } as const, list = ['x', 'y'] satisfies string[];
enum Names { First = 'One' }
let changed = 'a'; changed = 'b';
function show(given) { return driver({ steps: [{ popover: { title: STEP } }] }).drive(); }
"""
CODE = "is known only when the code runs"


@pytest.mark.parametrize(
    ("written", "title", "told"),
    [
        ("'A \\'b\\' \\u00e9\\x41\\u{1F600}\\\n!'", "A 'b' éA😀!", []),
        ('"\\ud83d\\ude00 \\ud83d"', "😀 \ufffd", []),
        ("`A ${plain} ${1 + 'b'} ${-2}`", "A Hi 1b -2", []),
        ("plain + ', ' + texts.a.b + texts['c-d'] + list[1]", "Hi, Deepey", []),
        ("Names.First", "One", []),
        ("(plain as string)!", "Hi", []),
        ("undefined ?? 'A'", "A", []),
        ("elsewhere.title || 'A'", "A", []),
        ("useMemo(() => 'A', [])", "A", []),
        ("Object.freeze('A')", "A", []),
        ("`A ${elsewhere.name} b`", "A … b", [f"elsewhere.name {CODE}"]),
        ("given ? 'A' : 'B'", "A", ["this is there only if given"]),
        ("t('tour.start.title')", "tour.start.title", ["the text comes from t('tour.start.title')"]),
        ("i18n.t('a.b', 'Start')", "Start", ["the text comes from i18n.t('a.b', 'Start')"]),
        ("intl.formatMessage({ id: 'a', defaultMessage: `S ${t('x')}` })", "S x", ["the text comes from t('x')", "the text comes from intl.formatMessage({ id: 'a', defaultMe…"]),
        ("gettext('Start')", "Start", ["the text comes from gettext('Start')"]),
        ("changed", None, [f"a text {CODE}: changed", "the step says nothing"]),
        ("given", None, [f"a text {CODE}: given", "the step says nothing"]),
        ("missing", None, [f"a text {CODE}: missing", "the step says nothing"]),
        ("make('A')", None, [f"a text {CODE}: make('A')", "the step says nothing"]),
    ],
)  # fmt: skip
def test_what_is_known_of_a_text(written: str, title: str | None, told: list[str]) -> None:
    step, notes = take_step(written, wrap=WRAP)
    assert step["title"] == (title or "Step 1")
    assert notes == told


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("const welcomeTour = [{ popover: { title: 'A' } }];", ["welcome"]),
        ("export const steps: Step[] = [{ target: '#a', content: 'A' }];", ["app"]),
        ("const a = [{ popover: {} }]; const b = [...a, { popover: {} }]; driver({ steps: b });", ["app"]),
        ("const a = [{ popover: {} }]; const billing = [...a, { popover: {} }];", ["billing"]),
        ("driver({ steps }); const steps = [{ popover: {} }];", ["app"]),
        ("import 'driver.js'; const d = driver(); d.setSteps([{ popover: {} }]); d.drive();", ["app"]),
        ("import 'driver.js'; const d = driver(); d.highlight({ popover: { title: 'A' } });", ["app"]),
        ("const a = new Shepherd.Tour({ tourName: 'One', steps: [{ text: 'a', buttons: [] }] }); const b = new Shepherd.Tour({ tourName: 'Two' }); b.addStep({ text: 'b', attachTo: {} });", ["one", "two"]),
        ("function one() { const t = new Shepherd.Tour({}); t.addStep({ attachTo: {} }); } function two() { const t = new Shepherd.Tour({}); t.addStep({ attachTo: {} }); }", ["one", "two"]),
        ("class T { tour = null; go() { this.tour = new Shepherd.Tour({ defaultStepOptions: {} }); this.tour.addSteps([{ attachTo: {} }]); } }", ["app"]),
        ("const i = introJs(); i.setOption('steps', [{ intro: 'a' }]); i.start();", ["app"]),
        ("introJs.tour().addStep({ intro: 'a' }).addStep({ intro: 'b' }).start();", ["app"]),
        ("<Steps enabled steps={[{ intro: 'a' }]} options={{ doneLabel: 'b' }} onExit={f} />;", ["app"]),
        ("const { Tour } = useJoyride({ steps: [{ target: '#a', content: 'b' }] });", ["app"]),
        ("(0,r.jsx)(o.Joyride,{steps:[{target:'#a',content:'b'}],continuous:!0});", ["app"]),
        ("React.createElement(Joyride, { steps: [{ target: '#a', content: 'b' }] });", ["app"]),
        ("const Onboarding = { data() { return { steps: [{ target: '#a', content: 'b' }] } } };", ["onboarding"]),
        ("import 'react-joyride'; const [{ steps }] = useState({ steps: [{ target: '#a', content: 'b' }] }); const C = () => <Joyride steps={steps} />;", ["app"]),
        ("driver.quit(); const driver = new Builder().build(); driver({ a: 1 }); start([{ a: 1 }]);", []),
        ("new Tour({ price: 3 }); map.addStep({ x: 1 }); form.setOptions([{ label: 'a' }]);", []),
    ],
)  # fmt: skip
def test_where_tours_are_found(source: str, ids: list[str]) -> None:
    assert [tour.id for tour in take(source, "app.tsx").tours] == ids


def test_lines_are_those_of_the_file() -> None:
    source = (
        "<template>\n<p>a</p>\n</template>\n"
        '<script setup lang="ts">\nimport { driver } from "driver.js";\nconst d = driver({\n  steps: [\n    { popover: {\n'
        '      title: <string>"A",\n      odd: 1 } },\n  ] });\nd.drive();\n</script>\n'
    )
    tour, notes = take_one(source, "Welcome.vue")
    assert (tour["id"], tour["steps"][0]["title"]) == ("welcome", "A")
    assert [note.partition(";")[0] for note in notes] == [
        '10: "odd" is nothing that a step has',
        "12: the tour is started by code",
    ]


def test_steps_of_json() -> None:
    tour, notes = take_one(
        '{"showProgress": true,\n "steps": [{"element": "#a",\n "popover": {"title": "A", "odd": 1}}]}', "first.json"
    )
    assert (tour["id"], tour["steps"]) == ("first", [{"id": "a", "target": {"css": "#a"}, "title": "A"}])
    assert [note.partition(";")[0] for note in notes] == [
        "2: the tour is started by code",
        '3: "odd" is nothing that a step has',
    ]
    assert [note.partition(":")[0] for note in take_notes('{"steps": [\n{"a": }]}')] == ["2"]


def take_notes(source: str) -> list[str]:
    return [f"{note.line}: {note.problem}" for note in take(source, "a.json").notes]


def test_steps_on_elements() -> None:
    source = """<body>
<button id="new" data-intro="Press <b>it</b>" data-title="New" data-step="2" data-position="left">New</button>
<nav data-intro="The menu" data-disable-interaction></nav>
<a data-cy="docs" data-step="1" data-intro="Read {{ this }}">Docs</a>
<i data-hint="hint"></i>
<p data-intro="Other" data-intro-group="billing" aria-label="Total"></p>
<script type="application/json">{"steps": [{"intro": "a"}]}</script>
<script>
introJs().oncomplete(function () { done(); }).start();
</script>
"""
    imported = take(source, "index.html")
    first, second = imported.tours
    assert [step.title for step in first.steps if step.type != "hidden"] == [
        "Read \\{\\{ this }}",
        "New",
        "The menu",
    ]
    assert second.id == "billing"
    assert [f"{note.line}: {note.problem}" for note in imported.notes if "no title" not in note.problem] == [
        '3: <nav> has nothing to be found by but [data-intro="The menu"]',
        "4: the text is put together by a template",
        "5: a hint is no step of a tour",
        "6: the tour is started by code",
        "9: oncomplete runs code",
        "9: the tour is started by code",
    ]


def test_attributes_in_jsx() -> None:
    tour, _ = take_one("const A = () => <div data-intro='B' data-step={1} data-testid='c'><i /></div>;", "a.jsx")
    assert tour["steps"] == [{"id": "b", "target": {"test_id": "c"}, "title": "B"}]


HINTS = """import { Hints, Steps } from "intro.js-react";
const hints = [
  { element: "#a", hint: "A" },
  { element: "#b", hint: "B" },
];
export const App = () => <><Hints enabled hints={hints} /><Steps steps={[{ element: "#c", intro: "C" }]} /></>;
introJs().setOptions({ hints: [{ element: "#d", hint: "D" }] }).showHints();
introJs.hint().addHint({ element: "#e", hint: "E" });
introJs().setOption("hints", [{ element: "#f", hint: "F" }]).addHints();
introJs().addHints();
"""


def test_hints_are_told_by_their_lines_and_are_no_tours() -> None:
    imported = take(HINTS)
    assert [len(tour.steps) for tour in imported.tours] == [1]
    assert [note.line for note in imported.notes if "a hint is no step" in note.problem] == [3, 4, 7, 8, 9]
    assert not [note for note in imported.notes if "without steps" in note.problem]


def test_what_is_taken_apart_gives_a_tour_no_name() -> None:
    source = "function Invite() { const { Tour, controls } = useJoyride({ steps: [{ target: '#a', content: 'A' }] }); }"
    assert take_one(source)[0]["id"] == "invite"
