"""Tours in apps of React, Vue and Svelte as they are really built: into their modals and popovers and out again, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.flows.cards import card, decline, expect_no_card, press, recorded
from tests.flows.conftest import HostApp
from tests.flows.hosts.apps import BuiltApp, build_apps
from tests.flows.live import serve
from tests.flows.stage import Stage
from tests.flows.watch import OUTLINE

Json = dict[str, Any]
Publish = Callable[..., HostApp]

APPS = ["radix", "mui", "drawer", "aria", "headless", "vue", "svelte"]
"""Of React with five libraries, of Vue with reka-ui, of Svelte with bits-ui."""
OWN_FOLDER = ["vue", "svelte", "document"]


@pytest.fixture(scope="module")
def apps() -> Iterator[Callable[[str], tuple[BuiltApp, str]]]:
    built = build_apps()
    running: dict[str, tuple[BuiltApp, str]] = {}
    with ExitStack() as stack:

        def start(folder: str) -> tuple[BuiltApp, str]:
            if folder not in running:
                app = BuiltApp(built / folder)
                running[folder] = (app, stack.enter_context(serve(app)).url)
            return running[folder]

        yield start


@pytest.fixture
def publish(stage: Stage, apps: Callable[[str], tuple[BuiltApp, str]]) -> Publish:
    """`publish("radix", step, …)`: the app with a tour of these steps on it."""

    def publish(name: str, *steps: Json) -> HostApp:
        app, url = apps(name if name in OWN_FOLDER else "react")
        app.site = site = stage.create_site(name, [url])
        site.publish_tour({"kind": "tour", "id": "walk", "title": "A walk", "steps": list(steps)})
        return HostApp(f"{url}/{name}", site)

    return publish


def button(name: str) -> Json:
    return {"role": "button", "name": name}


OPEN_IT = {"id": "open", "target": button("New project"), "title": "Begin", "advance": {"on": "click"}}
NAME_IT = {
    "id": "name",
    "target": {"label": "Name"},
    "title": "Name it",
    "advance": {"on": "change", "when": {"element": "target", "state": "filled"}},
}
LOOK = {"id": "look", "target": button("Save project"), "title": "Look it over"}
SAVE_IT = {"id": "save", "target": button("Save project"), "title": "Save it", "advance": {"on": "click"}}
FILTER = {"id": "filter", "target": button("Filter"), "title": "Narrow it down", "advance": {"on": "click"}}
IN_POPOVER = {"id": "in", "target": button("Apply"), "title": "Inside", "interaction": "open"}
APPLY = {"id": "apply", "target": button("Apply"), "title": "Apply it", "advance": {"on": "click"}}
GO_ON = {
    "id": "go-on",
    "target": {"role": "link", "name": "Settings"},
    "title": "Go on",
    "advance": {"when": {"url": "*/settings"}},
}
CHOICE = "[role=dialog] :is([role=combobox], [aria-haspopup=listbox])"
DONE = {"id": "done", "target": {"label": "Company"}, "title": "Your company"}

LOCKS = """() => [document.documentElement, document.body, document.querySelector("#app")].map((element) =>
  [...element.attributes].map(({ name, value }) => `${name}=${value}`).filter((text) => !/^(style=|class=|data-headlessui.*)$/.test(text)).join(" "))"""
AT_REST = "() => document.getAnimations().every(({ playState }) => playState !== 'running')"


def expect_unlocked(page: Page, before: Any) -> None:
    """Some let go of the page only a while after their modal is gone."""
    page.wait_for_function(f"(before) => JSON.stringify(({LOCKS})()) === JSON.stringify(before)", arg=before)


def modal(page: Page) -> Locator:
    """Something in it: the dialog itself has no size where what it holds is fixed."""
    return page.get_by_role("dialog", name="Create").get_by_text("Save project")


def push(page: Page, keys: bool, title: str, name: str) -> None:
    """Press a button of the card, by mouse or from where the focus is."""
    if not keys:
        press(page, title, name)
        return
    there = card(page, title).get_by_role("button", name=name, exact=True)
    expect(there).to_be_visible()
    reach(page, there)
    page.keyboard.press("Enter")


def reach(page: Page, there: Locator, key: str = "Tab") -> None:
    for _ in range(20):
        if there.evaluate("(it) => it.getRootNode().activeElement === it"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"Tab does not reach {there}")


def use(page: Page, keys: bool, there: Locator, key: str = "Enter") -> None:
    """Press something of the host's."""
    if not keys:
        there.click()
        return
    reach(page, there)
    page.keyboard.press(key)


IS_AT = """(item) => {
  const list = item.closest("[role=menu], [role=listbox]");
  const focus = document.activeElement;
  return list.contains(focus) || focus.getAttribute("aria-controls") === list.id;
}"""


def choose(page: Page, keys: bool, item: Locator) -> None:
    """The first of a menu or a list, which may keep the focus itself or leave it where it was."""
    if not keys:
        item.click()
        return
    for _ in range(20):
        if item.evaluate(IS_AT):
            page.keyboard.press("Home")
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {item}")


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
@pytest.mark.parametrize("app", APPS)
def test_a_walk_into_a_modal_and_out_again(page: Page, publish: Publish, app: str, keys: bool) -> None:
    host = publish(app, OPEN_IT, NAME_IT, LOOK, SAVE_IT, FILTER, IN_POPOVER, APPLY, GO_ON, DONE)
    watch = host.watch(page)
    page.goto(f"{host.url}/")
    expect(card(page, "Begin")).to_be_visible()
    before = page.evaluate(LOCKS)
    use(page, keys, page.get_by_role("button", name="New project"))
    expect(card(page, "Name it")).to_be_visible()
    expect(modal(page)).to_be_visible()
    push(page, keys, "Name it", "Go to field")
    field = page.get_by_label("Name", exact=True)
    expect(field).to_be_focused()
    page.keyboard.type("Bridge")
    page.keyboard.press("Tab")
    expect(card(page, "Look it over")).to_be_visible()
    push(page, keys, "Look it over", "Next")
    expect(modal(page)).to_be_visible()
    expect(card(page, "Save it")).to_be_visible()
    use(page, keys, page.get_by_role("button", name="Save project"), "Space")
    expect(modal(page)).to_have_count(0)
    expect(page.get_by_role("list", name="Saved")).to_have_text("Bridge")
    expect(card(page, "Narrow it down")).to_be_visible()
    expect_unlocked(page, before)
    use(page, keys, page.get_by_role("button", name="Filter"))
    push(page, keys, "Inside", "Next")
    use(page, keys, page.get_by_role("button", name="Apply"))
    expect(card(page, "Go on")).to_be_visible()
    use(page, keys, page.get_by_role("link", name="Settings"))
    push(page, keys, "Your company", "Done")
    expect_no_card(page)
    expect(page.locator("[data-handrail]")).to_have_count(0)
    expect_unlocked(page, before)
    watch.assert_clean()


MORE = {"id": "more", "target": button("More"), "title": "There is more", "advance": {"on": "click"}}
ITEM = {"id": "item", "target": {"role": "menuitem", "name": "Archive"}, "title": "In a menu", "interaction": "open"}
ARCHIVE = {**ITEM, "id": "archive", "title": "Archive it", "advance": {"on": "click"}}
COLOUR = {"id": "colour", "target": {"css": CHOICE}, "title": "Choose one", "advance": {"on": "click"}}
OPTION = {"id": "option", "target": {"role": "option", "name": "Red"}, "title": "In a list", "interaction": "open"}
RED = {**OPTION, "id": "red", "title": "Take red", "advance": {"on": "click"}}


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
@pytest.mark.parametrize("app", [app for app in APPS if app != "drawer"])
def test_a_menu_and_a_list_over_a_modal(page: Page, publish: Publish, app: str, keys: bool) -> None:
    """What opens as soon as the pointer or a key is down, and so makes no click; and what Tab closes."""
    host = publish(app, MORE, ITEM, ARCHIVE, OPEN_IT, COLOUR, OPTION, RED, SAVE_IT)
    watch = host.watch(page)
    page.goto(f"{host.url}/")
    expect(card(page, "There is more")).to_be_visible()
    before = page.evaluate(LOCKS)
    use(page, keys, page.get_by_role("button", name="More", exact=True))
    push(page, keys, "In a menu", "Next")
    expect(card(page, "Archive it")).to_be_visible()
    choose(page, keys, page.get_by_role("menuitem", name="Archive"))
    expect(page.get_by_role("menuitem", name="Archive")).to_have_count(0)
    expect(card(page, "Begin")).to_be_visible()
    expect_unlocked(page, before)
    use(page, keys, page.get_by_role("button", name="New project"))
    expect(card(page, "Choose one")).to_be_visible()
    use(page, keys, page.locator(CHOICE), "Space")
    push(page, keys, "In a list", "Next")
    expect(card(page, "Take red")).to_be_visible()
    choose(page, keys, page.get_by_role("option", name="Red"))
    expect(page.get_by_role("option", name="Red")).to_have_count(0)
    use(page, keys, page.get_by_role("button", name="Save project"))
    expect_no_card(page)
    expect(page.locator("[data-handrail]")).to_have_count(0)
    expect_unlocked(page, before)
    watch.assert_clean()


NAMED = {"id": "named", "target": {"label": "Name"}, "title": "A name", "interaction": "open"}
LATE = {
    "id": "late",
    "target": {"css": "[role=dialog] input[data-late]"},
    "title": "There it is",
    "on_missing": {"after": "200ms", "do": "pause"},
}
NOWHERE = {
    "id": "nowhere",
    "target": button("Nowhere"),
    "title": "Without a target",
    "on_missing": {"after": "200ms", "do": "float"},
}
ASIDE = {"id": "aside", "type": "slide-out", "title": "Aside", "text": "In the corner."}
ALONG = {"id": "along", "type": "banner", "title": "Along", "text": "Over the width."}
AGAIN = {**NAMED, "id": "again", "title": "The name again"}


@pytest.mark.parametrize("app", APPS)
def test_over_an_open_modal_all_of_ours_can_be_used(page: Page, publish: Publish, app: str) -> None:
    """Undo of a decline, a pause, cards without a target, in the round of Tab both ways; Escape in a card is its own, and the modal is left as it was."""
    host = publish(app, OPEN_IT, NAMED, LATE, NOWHERE, ASIDE, ALONG, AGAIN)
    watch = host.watch(page)
    page.goto(f"{host.url}/")
    expect(card(page, "Begin")).to_be_visible()
    before = page.evaluate(LOCKS)
    page.get_by_role("button", name="New project").click()
    decline(page, "A name", "Don't show this again")
    page.get_by_role("button", name="Undo").click()
    press(page, "A name", "Next")
    page.get_by_role("button", name="Resume").click()
    reach(page, page.get_by_role("button", name="Resume"))
    page.locator("[role=dialog] input").first.evaluate("(field) => field.setAttribute('data-late', '')")
    press(page, "There it is", "Next")
    press(page, "Without a target", "Next")
    for aside in (card(page, "Aside"), page.get_by_role("region", name="Along")):
        onward = aside.get_by_role("button", name="Next")
        expect(onward).to_be_visible()
        for key in ("Tab", "Shift+Tab"):
            reach(page, page.get_by_label("Name", exact=True), key)
            reach(page, onward, key)
        page.keyboard.press("Enter")
    reach(page, card(page, "The name again").get_by_role("button", name="Done"))
    with recorded(page, "tour_dismissed"):
        page.keyboard.press("Escape")
    expect(card(page, "The name again")).to_have_count(0)
    expect(modal(page)).to_be_visible()
    expect(page.locator("[data-handrail]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(modal(page)).to_have_count(0)
    expect(page.get_by_role("button", name="New project")).to_be_focused()
    expect_unlocked(page, before)
    watch.assert_clean()


def list_lines(page: Page) -> list[str]:
    """React Aria makes up its ids anew with every page."""
    return [re.sub(r"react-aria\d+", "react-aria", line) for line in page.evaluate(OUTLINE)]


@pytest.mark.parametrize("app", APPS)
def test_a_modal_is_as_it_would_be_without_us(page: Page, publish: Publish, app: str) -> None:
    host = publish(app, OPEN_IT, NAMED)
    page.route(f"{host.site.url}/**", lambda route: route.abort())
    page.goto(f"{host.url}/")
    page.get_by_role("button", name="New project").click()
    expect(modal(page)).to_be_visible()
    page.wait_for_function(AT_REST)
    without = list_lines(page)
    page.unroute_all()
    page.goto(f"{host.url}/")
    expect(card(page, "Begin")).to_be_visible()
    page.get_by_role("button", name="New project").click()
    expect(card(page, "A name")).to_be_visible()
    page.wait_for_function(AT_REST)
    lines = list_lines(page)
    assert [line for line in lines if "data-handrail" not in line] == without
    assert len(lines) == len(without) + 1


@pytest.mark.parametrize("app", ["radix", "vue", "svelte"])
def test_a_route_changes_under_a_tour(page: Page, publish: Publish, app: str) -> None:
    """By the app's own router, with transitions and pages that are kept alive: the tour waits, and goes on when the page is back."""
    company = {**DONE, "interaction": "open", "page": f"/{app}/settings"}
    host = publish(app, {**GO_ON, "advance": {"on": "click"}}, company)
    watch = host.watch(page)
    page.goto(f"{host.url}/")
    expect(card(page, "Go on")).to_be_visible()
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Settings").click()
    expect(card(page, "Your company")).to_be_visible()
    page.get_by_role("link", name="Projects").click()
    expect(card(page, "Your company")).to_have_count(0)
    expect(page.get_by_role("button", name="Go there")).to_be_visible()
    page.go_back()
    expect(card(page, "Your company")).to_be_visible()
    expect(page.get_by_role("button", name="Go there")).to_have_count(0)
    press(page, "Your company", "Done")
    expect_no_card(page)
    assert page.evaluate("window.same"), "one page all along"
    watch.assert_clean()


def test_a_row_that_is_there_only_in_sight(page: Page, publish: Publish) -> None:
    row = {"id": "row", "target": button("Person 4000"), "title": "This one", "advance": {"on": "click"}}
    host = publish("radix", {**row, "on_missing": {"after": "1m", "do": "pause"}})
    watch = host.watch(page)
    with page.expect_response("**/v1/sync"):
        page.goto(f"{host.url}/people")
    page.get_by_role("button", name="Jump").click()
    expect(card(page, "This one")).to_be_visible()
    page.locator(".list").evaluate("(list) => { list.scrollTop = 0 }")
    expect(card(page, "This one")).to_have_count(0)
    page.get_by_role("button", name="Jump").click()
    expect(card(page, "This one")).to_be_visible()
    page.get_by_role("button", name="Person 4000", exact=True).click()
    expect_no_card(page)
    watch.assert_clean()


# A whole document that is React's own, in StrictMode and made for development, where React tells all that it minds


@pytest.fixture
def hydrating(publish: Publish) -> HostApp:
    first = {"id": "first", "target": {"role": "heading"}, "title": "Rendered", "interaction": "open"}
    return publish("document", first, OPEN_IT, SAVE_IT)


def walk_through(page: Page) -> None:
    press(page, "Rendered", "Next")
    page.get_by_role("button", name="New project").click()
    expect(card(page, "Save it")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Bridge")
    page.get_by_role("button", name="Save project").click()
    expect(page.get_by_text("Bridge", exact=True)).to_be_visible()
    expect_no_card(page)


def test_a_document_is_hydrated_before_us(page: Page, hydrating: HostApp) -> None:
    watch = hydrating.watch(page)
    page.goto(f"{hydrating.url}/")
    page.get_by_role("button", name="Pressed 0 times").click()
    expect(page.get_by_role("button", name="Pressed 1 times")).to_be_visible()
    walk_through(page)
    watch.assert_clean()


@pytest.mark.parametrize("query", ["?late", "?late&other"], ids=["the-same", "thrown-away"])
def test_a_document_is_hydrated_under_a_card(page: Page, hydrating: HostApp, query: str) -> None:
    """`thrown-away`: the app's own mistake makes React render all anew, and ours goes with the old body."""
    watch = hydrating.watch(page)
    page.goto(f"{hydrating.url}/{query}")
    expect(card(page, "Rendered")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('hydrate'))")
    expect(page.locator("html[data-anew]")).to_have_count(1 if "other" in query else 0)
    page.get_by_role("button", name="Pressed 0 times").click()
    expect(page.get_by_role("button", name="Pressed 1 times")).to_be_visible()
    expect(card(page, "Rendered")).to_be_visible()
    walk_through(page)
    watch.assert_clean()
