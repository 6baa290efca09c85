"""What becomes of each option of driver.js, Shepherd, Intro.js and React Joyride: a row is what a step says, what it says then, and what is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.server.content.importing.tours.taking import take_step

DRIVER = "import 'driver.js'; const a = driver({ steps: [STEP] });"
OLD_DRIVER = "const a = new Driver({ padding: 4 }); a.defineSteps([STEP]); a.start();"
SHEPHERD = "const a = new Shepherd.Tour({ useModalOverlay: true }); a.addStep(STEP);"
BARE_SHEPHERD = "const a = new Shepherd.Tour({}); a.addStep('first', STEP);"
INTRO = "introJs().setOptions({ steps: [STEP] }).start();"
JOYRIDE = "import Joyride from 'react-joyride'; const A = () => <Joyride steps={[STEP]} />;"
A = {"title": "A", "target": {"css": "#a"}}
MODAL = {"type": "modal", "title": "A"}
NEXT = [{"label": "Next", "do": "next"}]

ROWS: list[tuple[str, str, dict[str, Any], list[str]]] = [
    (DRIVER, "{ element: '#a', popover: { title: 'A', description: '<p>B</p><p>C <i>d</i></p>' } }", A | {"text": "B\n\nC *d*"}, []),
    (DRIVER, "{ popover: { title: 'A' } }", MODAL, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', side: 'right', align: 'center' } }", A | {"placement": "right"}, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', side: 'top' } }", A | {"placement": "top-start"}, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', align: 'end' } }", A | {"placement": "bottom-end"}, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', side: 'over' } }", A, []),
    (DRIVER, "{ element: '#a', disableActiveInteraction: true, popover: { title: 'A' } }", A | {"interaction": "blocked"}, []),
    (DRIVER, "{ element: '#a', disableActiveInteraction: false, popover: { title: 'A' } }", A | {"interaction": "open"}, []),
    (DRIVER, "{ element: '#a', advanceOnClick: true, disableActiveInteraction: true, popover: { title: 'A' } }", A | {"advance": {"on": "click"}, "interaction": "open"}, []),
    (DRIVER, "{ advanceOnClick: true, popover: { title: 'A' } }", MODAL, ["a step without a target can't wait for a click"]),
    (DRIVER, "{ element: '#a', skipMissingElement: true, waitForElement: 3000, popover: { title: 'A' } }", A | {"on_missing": {"after": "3s", "do": "skip"}}, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', nextBtnText: 'On' } }", A | {"buttons": [{"label": "On", "do": "next"}]}, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', doneBtnText: 'End' } }", A | {"buttons": [{"label": "End", "do": "complete"}]}, []),
    (DRIVER, "{ element: '#a', popover: { title: 'A', showButtons: ['close'] } }", A, ["there is no button to go on"]),
    (DRIVER, "{ element: '#a', popover: { title: 'A', popoverClass: 'x', showProgress: true, onPopoverRender: () => x() } }", A, ["popoverClass has no equivalent", "onPopoverRender has no equivalent"]),
    (DRIVER, "{ element: '#a', onDeselected() {}, data: {}, odd: 1, popover: { title: 'A', onNextClick: () => { save(); a.moveNext(); } } }", A, ["onNextClick runs code", "onDeselected has no equivalent", "data has no equivalent", '"odd" is nothing that a step has']),
    (DRIVER, "{ element: '#a', popover: { title: 'A', onNextClick: () => a.moveNext() } }", A, []),
    (DRIVER, "{ element: ref.current, popover: { title: 'A' } }", MODAL, ["the target is known only when the code runs: ref.current"]),
    (DRIVER, "{ element: () => document.querySelector('[data-test=x]'), popover: { title: 'A' } }", {"title": "A", "target": {"test_id": "x"}}, []),
    (SHEPHERD, "{ title: 'A', attachTo: '#a bottom', advanceOn: '#a click' }", A | {"advance": {"on": "click"}}, []),
    (SHEPHERD, "{ title: 'A', attachTo: '#a bottom', advanceOn: '.b click' }", A, ["the step goes on by a click on .b, which is not its target"]),
    (JOYRIDE, "{ title: 'A', selector: '#a', text: 'B', position: 'bottom-left', type: 'hover', allowClicksThruHole: true, style: {} }", A | {"text": "B", "placement": "bottom-start", "interaction": "open"}, ["style has no equivalent"]),
    (OLD_DRIVER, "{ element: '#a', popover: { title: 'A', position: 'right-bottom', className: 'x' }, onNext: () => {}, stageBackground: 'red' }", A | {"placement": "right-end", "padding": 4}, ["className has no equivalent", "stageBackground has no equivalent"]),
    (OLD_DRIVER, "{ element: '#a', popover: { title: 'A', position: 'mid-center' } }", A | {"padding": 4}, []),
    (SHEPHERD, "{ title: 'A', text: 'B', attachTo: { element: '#a', on: 'left-end' }, buttons: [{ text: 'Back', action: a.back }, { text: 'Next', action: a.next }] }", A | {"text": "B", "placement": "left-end"}, []),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a', on: 'auto' }, buttons: [{ text: 'On', type: 'next', secondary: true, classes: 'x' }] }", A | {"buttons": [{"label": "On", "do": "next"}]}, ["classes has no equivalent"]),
    (SHEPHERD, "{ title: 'A', attachTo: '#a b top' }", {"title": "A", "target": {"css": "#a b"}, "placement": "top"}, []),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, advanceOn: { selector: '#a', event: 'click' } }", A | {"advance": {"on": "click"}}, []),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, advanceOn: { selector: '#a', event: 'input' } }", A | {"advance": {"on": "change"}}, []),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, advanceOn: { selector: '#b', event: 'click' } }", A, ["the step goes on by a click on #b, which is not its target"]),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, advanceOn: { event: 'saved' } }", A, ['the step goes on by the event "saved"']),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, canClickTarget: false, modalOverlayOpeningPadding: 100, modalOverlayOpeningRadius: 3.4 }", A | {"interaction": "blocked", "padding": 40, "radius": 3}, []),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, canClickTarget: true, extraHighlights: ['.b', '[data-cy=c]'] }", A | {"interaction": "open", "highlights": [{"css": ".b"}, {"test_id": "c"}]}, []),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, modalOverlayOpeningRadius: { topLeft: 2 }, showOn: () => x, when: {}, scrollTo: true, cancelIcon: { enabled: false } }", A, ["modalOverlayOpeningRadius has a radius for each corner", "showOn has no equivalent", "when has no equivalent"]),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, beforeShowPromise: () => new Promise(r => { history.push('/b?c'); r(); }) }", A | {"page": "/b"}, ["beforeShowPromise leads to /b?c"]),
    (SHEPHERD, "{ title: 'A', attachTo: { element: '#a' }, beforeShowPromise: wait }", A, ["beforeShowPromise runs code"]),
    (SHEPHERD, "{ title: 'A', text: ['B', '<ol><li>C</li><li>D</li></ol>'], buttons: [] }", MODAL | {"text": "B\n\n1. C\n2. D"}, []),
    (SHEPHERD, "{ title: 'A', text: 'B', buttons: [{ text: 'Stop', action: a.cancel }] }", MODAL | {"text": "B", "buttons": [{"label": "Stop", "do": "dismiss"}]}, []),
    (SHEPHERD, "{ title: 'A', text: 'B', buttons: [{ text: 'Back', action: a.back }] }", MODAL | {"text": "B"}, ["no button of the step leads on to the rest of the tour"]),
    (SHEPHERD, "{ title: 'A', text: 'B', buttons: [{ text: 'Save', action: () => save() }] }", MODAL | {"text": "B", "buttons": [{"label": "Save", "do": "next"}]}, ['"Save" runs code: () => save()']),
    (SHEPHERD, "{ title: 'A', text: 'B', buttons: [{ text: 'To b', action: () => a.show('gone') }, { text: 'Next', action: a.next }] }", MODAL | {"text": "B", "buttons": NEXT}, ['"To b" leads to a step "gone" that is not here']),
    (SHEPHERD, "{ title: 'A', text: 'B', buttons: [{ text: 'Bad', action: () => { location.href = 'http://c.test'; } }, { text: 'Next', action: a.next }] }", MODAL | {"text": "B", "buttons": NEXT}, ['"Bad" leads to http://c.test']),
    (SHEPHERD, "{ title: 'A', text: 'B', buttons: makeButtons() }", MODAL | {"text": "B"}, ["the buttons are code: makeButtons()"]),
    (BARE_SHEPHERD, "{ title: 'A', attachTo: { element: '#a' } }", A | {"interaction": "open"}, []),
    (INTRO, "{ title: 'A', intro: 'B', element: '#a', position: 'top-middle-aligned' }", A | {"text": "B", "placement": "top"}, []),
    (INTRO, "{ title: 'A', intro: 'B', element: '#a', position: 'floating' }", MODAL | {"text": "B"}, []),
    (INTRO, "{ title: 'A', intro: 'B', element: '#a', position: 'bottom-left-aligned', disableInteraction: true, step: 2, tooltipClass: 'x' }", A | {"text": "B", "placement": "bottom-start", "interaction": "blocked"}, ["tooltipClass has no equivalent"]),
    (INTRO, "{ title: 'A', intro: '<h3>B</h3><table><tr><td>C</td><td>D</td></tr></table>', element: '#a' }", A | {"text": "**B**\n\nC D"}, ["<h3> in a text", "<table> in a text"]),
    (JOYRIDE, "{ title: 'A', content: 'B <b>', target: '#a', placement: 'top-end', disableBeacon: true }", A | {"text": "B \\<b>", "placement": "top-end"}, []),
    (JOYRIDE, "{ title: 'A', content: 'B', target: '#a', placement: 'center' }", MODAL | {"text": "B"}, []),
    (JOYRIDE, "{ title: 'A', content: 'B', target: 'body', placement: 'auto' }", MODAL | {"text": "B"}, []),
    (JOYRIDE, "{ title: <em>A</em>, content: <>B<br />{'c'} <Icon /><a href='/d'>e</a></>, target: '#a' }", A | {"title": "*A*", "text": "B\\\nc [e](/d)"}, ["<Icon> is a component of the page"]),
    (JOYRIDE, "{ title: 'A', content: 'B', target: '#a', spotlightClicks: true, spotlightPadding: 0 }", A | {"text": "B", "interaction": "open", "padding": 0}, []),
    (JOYRIDE, "{ title: 'A', content: 'B', target: '#a', blockTargetInteraction: true, spotlightRadius: 9, targetWaitTimeout: 1500, spotlightTarget: '.b' }", A | {"text": "B", "interaction": "blocked", "radius": 9, "on_missing": {"after": "1500ms"}, "highlights": [{"css": ".b"}]}, []),
    (JOYRIDE, "{ title: 'A', content: 'B', target: '#a', hideOverlay: true, hideCloseButton: true, styles: {}, after: f }", A | {"text": "B", "interaction": "open"}, ["hideCloseButton has no equivalent", "styles has no equivalent", "after has no equivalent"]),
    (JOYRIDE, "{ title: 'A', content: 'B', target: '#a', before: async () => { await router.push('/x'); }, locale: { next: 'On' }, buttons: ['back'] }", A | {"page": "/x", "text": "B", "buttons": [{"label": "On", "do": "next"}]}, ["before leads to /x", "there is no button to go on"]),
]  # fmt: skip


@pytest.mark.parametrize(("wrap", "options", "expected", "told"), ROWS)
def test_what_becomes_of_a_step(wrap: str, options: str, expected: dict[str, Any], told: list[str]) -> None:
    step, notes = take_step(options, wrap=wrap)
    assert step == expected
    assert notes == told
