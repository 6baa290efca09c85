"""The ways through the panel: into it and out, back and forward, by links and by deep links, with the focus where a person expects it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.flows.conftest import HostApp, HostFactory
from tests.flows.panels import expect_view, launcher, open_panel, panel, press_in, publish_help
from tests.flows.test_keyboard import focused, tab_to


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    host = host_app("pages")
    publish_help(host)
    return host


@pytest.fixture
def opened(page: Page, host: HostApp) -> Page:
    page.goto(f"{host.url}/plain.html")
    open_panel(page)
    return page


def test_who_opens_it_is_told_and_who_closes_it_is_back(opened: Page) -> None:
    page = opened
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(launcher(page)).to_be_focused()


def test_close_is_a_button_too(opened: Page) -> None:
    press_in(opened, "Close")
    expect(panel(opened)).to_have_count(0)
    expect(launcher(opened)).to_be_focused()


def test_who_went_on_in_the_page_stays_there(opened: Page) -> None:
    field = opened.get_by_label("Name", exact=True)
    field.fill("Ada")
    opened.evaluate("handrail.open('contact')")
    expect_view(opened, "Contact us")
    field.focus()
    launcher(opened).click()
    expect(panel(opened)).to_have_count(0)


def test_back_and_forward(opened: Page) -> None:
    page = opened
    expect(panel(page).get_by_role("button", name="Back")).to_have_count(0)
    press_in(page, "Billing")
    expect_view(page, "Billing")
    press_in(page, "Fees")
    expect_view(page, "Fees")
    address = page.url
    press_in(page, "Back")
    expect_view(page, "Billing")
    press_in(page, "Back")
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    press_in(page, "Forward")
    expect_view(page, "Billing")
    press_in(page, "Forward")
    expect_view(page, "Fees")
    expect(panel(page).get_by_role("button", name="Forward")).to_have_count(0)
    assert page.url == address
    assert page.evaluate("history.length") == 2


def test_a_link_in_an_article_leads_on_in_the_panel(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    assert page.evaluate("handrail.open('articles/refunds')") is True
    expect_view(page, "Get a refund")
    panel(page).get_by_role("link", name="what it costs").click()
    expect(panel(page).get_by_role("heading", name="Fees")).to_be_visible()
    expect(panel(page).get_by_role("heading", name="Small print")).to_be_in_viewport()
    panel(page).get_by_role("link", name="ask us").click()
    expect_view(page, "Contact us")
    for heading in ("Fees", "Get a refund", "Help"):
        press_in(page, "Back")
        expect(panel(page).get_by_role("heading", name=heading, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("", "Help"),
        ("articles/fees", "Fees"),
        ("/articles/fees#small-print", "Small print"),
        ("topics/faq", "Frequent questions"),
        ("topics", "Topics"),
        ("contact", "Contact us"),
        ("preferences", "Preferences"),
    ],
)
def test_a_deep_link(page: Page, host: HostApp, path: str, heading: str) -> None:
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    assert page.evaluate("(path) => handrail.open(path)", path) is True
    expect(panel(page).get_by_role("heading", name=heading, exact=True)).to_be_focused()
    assert page.evaluate("handrail.open('articles/late')") is True
    expect_view(page, "Why is it late?")


def test_a_deep_link_to_a_search(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    assert page.evaluate("handrail.open('search/refund')") is True
    expect(panel(page).get_by_role("searchbox", name="Search help")).to_have_value("refund")
    expect(panel(page).get_by_text("Get a refund").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["articles/none", "articles", "topics/none", "nowhere", "contact/x", "%", "articles/../x"]
)
def test_what_is_not_there_is_not_opened(page: Page, host: HostApp, path: str) -> None:
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    assert page.evaluate("(path) => handrail.open(path)", path) is False
    expect(panel(page)).to_have_count(0)


def test_typing_searches_and_what_is_taken_away_again_is_home(opened: Page) -> None:
    page = opened
    field = panel(page).get_by_role("searchbox", name="Search help")
    field.focus()
    page.keyboard.type("refund")
    expect(panel(page).get_by_text("Get a refund").first).to_be_visible()
    expect(field).to_be_focused()
    for _ in "refund":
        page.keyboard.press("Backspace")
    expect(panel(page).get_by_role("heading", name="For this page")).to_be_visible()
    expect(field).to_be_focused()
    expect(panel(page).get_by_role("button", name="Back")).to_have_count(0)


def test_a_topic_of_many_articles(page: Page, host: HostApp) -> None:
    many = {f"q-{n:03}": f"---\ntitle: Question {n:03}\ntopic: faq\n---\nYes.\n" for n in range(130)}
    publish_help(host, articles=many)
    page.goto(f"{host.url}/other.html")
    open_panel(page)
    press_in(page, "Frequent questions")
    expect_view(page, "Frequent questions")
    expect(panel(page).get_by_role("listitem")).to_have_count(100)
    press_in(page, "Show more")
    expect(panel(page).get_by_role("listitem")).to_have_count(131)
    expect(panel(page).get_by_role("button", name="Question 100")).to_be_focused()
    expect(panel(page).get_by_role("button", name="Show more")).to_have_count(0)


def test_all_of_it_by_keys_alone(page: Page, host: HostApp) -> None:
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page)).to_be_visible()
    tab_to(page, "Help")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page) == "Close"
    page.keyboard.press("Tab")
    assert focused(page) == "Search help"
    tab_to(page, "Preferences")
    page.keyboard.press("Enter")
    expect_view(page, "Preferences")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Back"
    page.keyboard.press("Space")
    expect(panel(page).get_by_role("heading", name="Help", exact=True)).to_be_focused()
    tab_to(page, "Billing")
    page.keyboard.press("Enter")
    expect_view(page, "Billing")
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()


def test_tab_leaves_it_again(opened: Page) -> None:
    """It is no modal: the page is there, before it and behind it."""
    opened.get_by_role("link", name="Other page").focus()
    tab_to(opened, "Close")
    opened.keyboard.press("Shift+Tab")
    opened.keyboard.press("Shift+Tab")
    tab_to(opened, "Contact us")
    tab_to(opened, "Save", most=5)


def test_the_hosts_shortcuts_hear_nothing_of_what_is_typed(opened: Page) -> None:
    opened.evaluate(
        """() => {
          window.heard = [];
          for (const name of ["keydown", "keypress", "keyup", "input", "click", "pointerdown", "focusin"])
            document.addEventListener(name, (event) => heard.push(event.type));
        }"""
    )
    panel(opened).get_by_role("searchbox").click()
    opened.keyboard.type("fee")
    expect(panel(opened).get_by_text("Fees").first).to_be_visible()
    assert opened.evaluate("heard") == []


def test_what_was_asked_for_last_is_shown(page: Page, host: HostApp) -> None:
    """However long what was asked for before it takes; and what was closed stays closed."""
    held: list[Route] = []
    page.route("**/v1/articles/fees", lambda route: held.append(route))
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()

    def ask_for_fees() -> None:
        with page.expect_request("**/v1/articles/fees"):
            page.evaluate("window.asked = handrail.open('articles/fees'); 0")

    ask_for_fees()
    page.evaluate("handrail.open('topics/faq')")
    expect_view(page, "Frequent questions")
    held.pop().continue_()
    assert page.evaluate("asked") is True
    expect(panel(page).get_by_role("heading", name="Frequent questions")).to_be_visible()
    expect(panel(page).get_by_role("heading", name="Fees")).to_have_count(0)

    page.reload()
    expect(launcher(page)).to_be_visible()
    page.evaluate("handrail.open('topics/faq')")
    expect_view(page, "Frequent questions")
    ask_for_fees()
    launcher(page).click()
    expect(panel(page)).to_have_count(0)
    held.pop().continue_()
    assert page.evaluate("asked") is True
    expect(panel(page)).to_have_count(0)


def test_a_slow_article_is_waited_for_in_the_panel(page: Page, host: HostApp) -> None:
    held: list[Route] = []
    page.route("**/v1/articles/fees", lambda route: held.append(route))
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    page.evaluate("void handrail.open('articles/fees')")
    expect(panel(page).get_by_role("status").filter(has_text="Loading")).to_be_visible()
    held.pop().continue_()
    expect_view(page, "Fees")


def test_nothing_happens_without_a_network_and_all_of_it_after(page: Page, host: HostApp) -> None:
    watch = host.watch(page)
    page.goto(f"{host.url}/other.html")
    expect(launcher(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    launcher(page).click()
    expect(launcher(page)).to_have_attribute("aria-busy", "false")
    assert not page.evaluate("handrail.open('contact')")
    page.context.set_offline(False)
    open_panel(page)
    watch.assert_clean()


def test_keys_of_an_input_method_are_its_own(opened: Page) -> None:
    """Arrows choose among what it offers, Escape takes back what it wrote."""
    page = opened
    field = panel(page).get_by_role("searchbox", name="Search help")
    field.fill("refund")
    expect(panel(page).get_by_text("Get a refund").first).to_be_visible()
    field.focus()
    keyboard = page.context.new_cdp_session(page)

    def compose_and(key: str) -> None:
        keyboard.send("Input.imeSetComposition", {"text": "へん", "selectionStart": 2, "selectionEnd": 2})
        keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": 229})

    compose_and("ArrowDown")
    expect(field).to_be_focused()
    keyboard.send("Input.insertText", {"text": "返金"})
    expect(field).to_have_value(re.compile("返金"))
    compose_and("Escape")
    expect(field).to_be_focused()
    expect(panel(page)).to_be_visible()
    panel(page).get_by_role("button", name="Close").focus()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)


def test_it_is_no_modal_and_no_landmark_of_the_hosts(opened: Page) -> None:
    """Browsers take what is in the top layer for a modal, and a header in it for the page's."""
    tree = opened.context.new_cdp_session(opened)
    nodes = tree.send("Accessibility.getFullAXTree")["nodes"]
    [dialog] = [one for one in nodes if one.get("role", {}).get("value") == "dialog"]
    told = {one["name"]: one["value"].get("value") for one in dialog["properties"]}
    assert not told.get("modal")
    assert {one.get("role", {}).get("value") for one in nodes}.isdisjoint({"banner", "contentinfo"})
