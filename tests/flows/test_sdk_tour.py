"""How a tour is walked in a real page: what moves it on, what it waits for, what stops it, and how it comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.flows.cards import card, decline, expect_no_card, press
from tests.flows.scripted import Scene, make_step, make_tour, open_scene
from tests.flows.watch import Watch

FILLED = {"element": "target", "state": "filled"}


@pytest.fixture
def scene() -> Iterator[Scene]:
    with open_scene() as scene:
        yield scene


def show(page: Page, scene: Scene, *steps: dict[str, object], path: str = "/") -> None:
    scene.server.offer(make_tour("t", *steps))
    scene.open(page, path)


def shown(scene: Scene, page: Page, count: int) -> list[str]:
    return [event["step"] for event in scene.wait_for(page, "step_shown", count)]


# What moves it on


def test_a_click_on_the_target(page: Page, scene: Scene) -> None:
    watch = Watch(page, scene.server.url)
    show(page, scene, make_step("one", advance={"on": "click"}), make_step("two"))
    expect(card(page, "Title one")).to_be_visible()
    page.get_by_role("button", name="Two").click()
    page.get_by_role("button", name="One").click()
    press(page, "Title two", "Done")
    scene.wait_for(page, "tour_completed")
    walked = ["step_shown", "step_completed"]
    assert scene.server.names == ["tour_started", *walked, *walked, "tour_completed"]
    watch.assert_clean()


@pytest.mark.parametrize("advance", [{"when": FILLED}, {"on": "change", "when": FILLED}])
def test_a_field_that_is_filled_but_never_the_first_keystroke(
    page: Page, scene: Scene, advance: dict[str, object]
) -> None:
    show(page, scene, make_step("three", advance=advance), make_step("two"))
    expect(card(page, "Title three")).to_be_visible()
    page.locator("#three").press_sequentially("abc", delay=30)
    expect(card(page, "Title three")).to_be_visible()
    assert scene.server.names.count("step_completed") == 0
    page.keyboard.press("Tab")
    expect(card(page, "Title two")).to_be_visible()


def test_a_change_that_leaves_the_field_empty_does_not_count(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("three", advance={"on": "change", "when": FILLED}), make_step("two"))
    field = page.locator("#three")
    expect(card(page, "Title three")).to_be_visible()
    for text in ("x", ""):
        field.fill(text) if text == "" else field.press_sequentially(text)
        field.press("Backspace") if text else field.press("Tab")
    expect(card(page, "Title three")).to_be_visible()
    field.fill("x")
    field.press("Enter")
    field.press("Tab")
    expect(card(page, "Title two")).to_be_visible()


def test_a_field_that_was_filled_before_can_be_passed_by_a_button(page: Page, scene: Scene) -> None:
    scene.host.markup = "<input id=one value=old><button id=two>Two</button>"
    show(page, scene, make_step("one", advance={"on": "change", "when": FILLED}), make_step("two"))
    press(page, "Title one", "Next")
    expect(card(page, "Title two")).to_be_visible()


def test_a_key(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("three", advance={"on": "key", "key": "Enter"}), make_step("two"))
    expect(card(page, "Title three")).to_be_visible()
    page.get_by_role("button", name="One").press("Enter")
    page.locator("#three").press("a")
    expect(card(page, "Title three")).to_be_visible()
    page.locator("#three").press("Enter")
    expect(card(page, "Title two")).to_be_visible()


def test_an_event_of_the_host(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("one", advance={"on": "event", "event": "saved"}), make_step("two"))
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate("handrail.track('other')")
    page.evaluate("handrail.track('saved')")
    expect(card(page, "Title two")).to_be_visible()


def test_an_outcome(page: Page, scene: Scene) -> None:
    when = {"element": {"css": "#done"}, "state": "visible"}
    show(page, scene, make_step("one", advance={"when": when}), make_step("two"))
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), { id: 'done', textContent: 'Done' }))"
    )
    expect(card(page, "Title two")).to_be_visible()


def test_back_goes_where_one_was_and_stays(page: Page, scene: Scene) -> None:
    when = {"element": {"css": "#one"}, "state": "visible"}
    show(page, scene, make_step("two"), make_step("one", advance={"when": {"url": "/done"}}), make_step("three"))
    press(page, "Title two", "Next")
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate("history.pushState(null, '', '/done')")
    press(page, "Title three", "Back")
    expect(card(page, "Title one")).to_be_visible()
    press(page, "Title one", "Next")
    press(page, "Title three", "Done")
    assert when
    scene.wait_for(page, "tour_completed")


def test_its_own_buttons(page: Page, scene: Scene) -> None:
    def button(do: str, **rest: str) -> dict[str, object]:
        return {"label": do.title(), "do": do, "tour": None, "to": None, **rest}

    scene.server.offer(make_tour("other", make_step("three")), auto=False)
    buttons = [button("start", tour="other"), button("go", to="c"), button("dismiss")]
    first = make_step("a", type="modal", buttons=buttons)
    show(page, scene, first, make_step("two"), make_step("c", type="modal", buttons=[button("back")]))
    press(page, "Title a", "Go")
    press(page, "Title c", "Back")
    press(page, "Title a", "Start")
    press(page, "Title three", "Done")
    scene.wait_for(page, "tour_completed", 2)
    assert [event["item"] for event in scene.server.events if event["name"] == "tour_completed"] == ["t", "other"]
    starts = scene.wait_for(page, "tour_started", 2)
    assert [event["props"]["auto"] for event in starts] == [True, False]


def test_it_counts_only_what_is_shown(page: Page, scene: Scene) -> None:
    hidden = make_step("h", type="hidden", advance={"when": {"url": "/"}})
    skipped = make_step("two", **{"if": {"device": "phone"}})
    show(page, scene, make_step("one"), hidden, skipped, make_step("three"))
    expect(card(page, "Title one")).to_contain_text("1 of 2")
    press(page, "Title one", "Next")
    expect(card(page, "Title three")).to_contain_text("2 of 2")
    assert shown(scene, page, 2) == ["one", "three"]


def test_a_branch(page: Page, scene: Scene) -> None:
    branches = [{"if": {"url": "/nowhere"}, "to": "two"}, {"if": None, "to": "three"}]
    show(page, scene, make_step("one", next=branches), make_step("two"), make_step("three"))
    press(page, "Title one", "Next")
    expect(card(page, "Title three")).to_be_visible()


def test_placeholders_are_filled(page: Page, scene: Scene) -> None:
    scene.server.traits = {"first_name": "Ada"}
    title = ["Hello ", {"var": "first_name", "default": "you"}, ", ", {"var": "other", "default": "friend"}]
    show(page, scene, make_step("one", title=title))
    expect(card(page, "Hello Ada, friend")).to_be_visible()


# What it waits for


def test_a_target_that_is_replaced_by_another_element(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("one", advance={"on": "click"}), make_step("two"))
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate("() => { const one = document.getElementById('one'); one.replaceWith(one.cloneNode(true)) }")
    page.get_by_role("button", name="One").click()
    expect(card(page, "Title two")).to_be_visible()
    assert shown(scene, page, 2) == ["one", "two"]


def test_a_target_that_does_not_come_is_told_once_with_why(page: Page, scene: Scene) -> None:
    scene.host.markup = "<main></main><button id=one hidden>One</button>"
    show(page, scene, make_step("one", on_missing={"after": 100, "do": "pause"}))
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    page.evaluate("document.getElementById('one').hidden = false")
    expect(card(page, "Title one")).to_be_visible()
    missing = scene.wait_for(page, "target_missing")
    scene.wait_for(page, "step_shown")
    ((step, props),) = [(event["step"], event["props"]) for event in missing]
    assert (step, props["locator"], props["reason"]) == ("one", {"css": "#one"}, "hidden")
    assert scene.server.names.count("target_missing") == 1


@pytest.mark.parametrize(
    ("do", "then"), [("skip", "Title two"), ("float", "Title gone"), ("wait", "Resume"), ("pause", "Resume")]
)
def test_what_is_done_without_a_target(page: Page, scene: Scene, do: str, then: str) -> None:
    show(page, scene, make_step("gone", on_missing={"after": 100, "do": do}), make_step("two"))
    name = page.get_by_role("button", name=then) if then == "Resume" else card(page, then)
    expect(name).to_be_visible()


def test_pause_when(page: Page, scene: Scene) -> None:
    tour = make_tour("t", make_step("one"), pause_when={"element": {"role": "alertdialog"}, "state": "visible"})
    scene.server.offer(tour)
    scene.host.markup += "<div role=alertdialog aria-label=Sure hidden>Sure?</div>"
    scene.open(page)
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate("document.querySelector('[role=alertdialog]').hidden = false")
    expect(card(page, "Title one")).to_have_count(0)
    page.evaluate("document.querySelector('[role=alertdialog]').hidden = true")
    expect(card(page, "Title one")).to_be_visible()
    scene.wait_for(page, "tour_resumed")
    assert scene.server.names == ["tour_started", "step_shown", "tour_paused", "tour_resumed"]


@pytest.mark.parametrize("old", [False, True])
def test_another_page_of_a_single_page_app(page: Page, scene: Scene, old: bool) -> None:
    if old:
        page.add_init_script("delete Window.prototype.navigation; delete window.navigation;")
    scene.host.markup += "<a id=away href=/away>Away</a>"
    show(page, scene, make_step("one", page="/here"), path="/here")
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate(
        """void (document.getElementById("away").onclick = (event) => {
          event.preventDefault();
          setTimeout(() => history.pushState(null, "", "/away"));
        })"""
    )
    page.get_by_role("link", name="Away").click()
    expect(card(page, "Title one")).to_have_count(0)
    expect(page.get_by_role("button", name="Go there")).to_be_visible()
    page.go_back()
    expect(card(page, "Title one")).to_be_visible()
    scene.wait_for(page, "tour_resumed")


def test_the_line_that_it_waits_stays_closed(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("one", page="/here"), path="/here")
    expect(card(page, "Title one")).to_be_visible()
    scene.open(page, "/away")
    page.get_by_role("button", name="Close").click()
    scene.open(page, "/elsewhere")
    scene.wait_for(page, "tour_paused")
    page.evaluate("new Promise((done) => setTimeout(done, 1700))")  # Longer than it takes to say so.
    expect(page.get_by_role("button", name="Go there")).to_have_count(0)
    scene.open(page, "/here")
    expect(card(page, "Title one")).to_be_visible()


def test_started_by_hand_on_another_page_it_says_so_at_once(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("t", make_step("one", page="/here")), auto=False)
    scene.open(page, "/away")
    assert page.evaluate(
        "(async () => (window.handrail ||= []) && new Promise((d) => handrail.push(['on', 'ready', () => d(handrail.start('t'))])))()"
    )
    page.get_by_role("button", name="Go there").click()
    expect(card(page, "Title one")).to_be_visible()


def test_starts_when_its_element_comes_after_its_delay(page: Page, scene: Scene) -> None:
    when = {"element": {"css": "#late"}}
    scene.server.offer(make_tour("t", make_step("one")), start={"when": when, "delay": 200})
    scene.open(page)
    page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    expect_no_card(page)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), { id: 'late', textContent: 'Late' }))"
    )
    expect(card(page, "Title one")).to_be_visible()


def test_starts_on_an_event(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("t", make_step("one")), start={"on": "event", "event": "saved"})
    scene.open(page)
    page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    expect_no_card(page)
    page.evaluate("handrail.track('saved')")
    expect(card(page, "Title one")).to_be_visible()


# What stops it


def test_what_was_declined_elsewhere_is_taken_back(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("one"))
    expect(card(page, "Title one")).to_be_visible()
    (started,) = scene.wait_for(page, "tour_started")
    declined = {"status": "declined", "run": started["run"], "step": "one", "hash": "h", "at": "2026-01-01T00:00:00Z"}
    scene.server.progress["t"] = {**declined, "started": 1, "visit": None, "completed": False}
    page.evaluate("handrail.track('saved')")
    expect(card(page, "Title one")).to_have_count(0)


def test_another_tour_by_hand_takes_its_place_and_gives_it_back(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("other", make_step("two")), auto=False)
    show(page, scene, make_step("one"))
    expect(card(page, "Title one")).to_be_visible()
    page.evaluate("handrail.start('other')")
    expect(card(page, "Title one")).to_have_count(0)
    press(page, "Title two", "Done")
    expect(card(page, "Title one")).to_be_visible()


def test_by_hand_in_another_tab_it_moves_there(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("one"))
    expect(card(page, "Title one")).to_be_visible()
    scene.wait_for(page, "step_shown")
    other = page.context.new_page()
    scene.open(other)
    other.evaluate("new Promise((done) => handrail.push(['on', 'ready', () => done(handrail.start('t'))]))")
    expect(card(other, "Title one")).to_be_visible()
    expect(card(page, "Title one")).to_have_count(0)


def test_undo_is_there_until_the_page_changes(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("one"), make_step("two"))
    press(page, "Title one", "Next")
    decline(page, "Title two", "No more tours")
    page.get_by_role("button", name="Undo").click()
    expect(card(page, "Title two")).to_be_visible()
    decline(page, "Title two", "No more tours")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.evaluate("history.pushState(null, '', '/on')")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert page.evaluate("handrail.preferences()") == {"tours": False, "items": {}}


def test_after_a_no_nothing_else_starts_on_this_page(page: Page, scene: Scene) -> None:
    scene.server.offer(make_tour("u", make_step("two")))
    scene.server.offer(make_tour("t", make_step("one")), priority=5)
    scene.open(page)
    press(page, "Title one", "Not now")
    scene.wait_for(page, "tour_dismissed")
    expect_no_card(page)
    scene.open(page)
    expect(card(page, "Title two")).to_be_visible()


def test_in_another_language_it_goes_on_in_that_language(page: Page, scene: Scene) -> None:
    """The person changed the app's language in the middle of a tour: what this device has kept of it is in the last one."""
    show(page, scene, make_step("one"), make_step("two"))
    press(page, "Title one", "Next")
    expect(card(page, "Title two")).to_be_visible()
    scene.host.tag = 'data-key="pk_test" data-locale="nb"'
    scene.server.offer(make_tour("t", make_step("one"), make_step("two", title=["Tittel to"])))
    scene.open(page)
    expect(card(page, "Tittel to")).to_be_visible()


def test_a_circle_ends(page: Page, scene: Scene) -> None:
    nowhere = {"if": {"device": "phone"}}
    steps = (make_step("one", **nowhere), make_step("two", next=[{"if": None, "to": "one"}], **nowhere))
    show(page, scene, *steps)
    scene.wait_for(page, "tour_failed")
    expect(page.locator("[data-handrail]")).to_have_count(0)


@pytest.mark.parametrize("body", [{"steps": None}, {"steps": [{"id": "x"}]}, {}])
def test_a_body_that_makes_no_sense_shows_nothing(page: Page, scene: Scene, body: dict[str, object]) -> None:
    watch = Watch(page, scene.server.url)
    scene.server.offer({"id": "t", "locale": "en", "title": "T", **body})
    scene.open(page)
    page.evaluate("new Promise((done) => handrail.push(['on', 'ready', done]))")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-handrail]")).to_have_count(0)
    watch.assert_clean()


def test_next_with_a_condition_waits_for_it(page: Page, scene: Scene) -> None:
    show(page, scene, make_step("three", advance={"on": "next", "when": FILLED}), make_step("two"))
    expect(card(page, "Title three")).to_be_visible()
    expect(card(page, "Title three").get_by_role("button", name="Next")).to_have_count(0)
    page.locator("#three").fill("x")
    page.locator("#three").press("Tab")
    press(page, "Title three", "Next")
    expect(card(page, "Title two")).to_be_visible()


def test_a_pause_that_lasts_over_pages_is_told_once_with_its_end(page: Page, scene: Scene) -> None:
    skipped = make_step("two", **{"if": {"element": {"css": "#nowhere"}}})
    show(page, scene, make_step("one"), skipped, make_step("three", page="/here"), path="/here")
    press(page, "Title one", "Next")
    expect(card(page, "Title three")).to_be_visible()
    for path in ("/away", "/elsewhere"):
        scene.open(page, path)
        expect(page.get_by_role("button", name="Go there")).to_be_visible()
    page.get_by_role("button", name="Go there").click()
    expect(card(page, "Title three")).to_contain_text("2 of 2")
    scene.wait_for(page, "tour_resumed")
    assert [name for name in scene.server.names if name.startswith("tour_")] == [
        "tour_started",
        "tour_paused",
        "tour_resumed",
    ]
