"""Apps from the package registries, served as they are but for the script tag: each walked to its end by clicks and keys."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.cards import card, expect_no_card, press, recorded
from tests.flows.conftest import HostFactory
from tests.flows.hosts.django_admin import PASSWORD, USERNAME


def test_djangos_admin(page: Page, host_app: HostFactory) -> None:
    host = host_app("django-admin")
    page.goto(f"{host.url}/admin/")
    page.get_by_label("Username:").fill(USERNAME)
    page.get_by_label("Password:").fill(PASSWORD)
    page.keyboard.press("Enter")

    watch = host.watch(page)
    press(page, "Add somebody", "Next")
    expect(card(page, "Users are here")).to_be_visible()
    page.get_by_role("link", name="Users", exact=True).click()
    expect(card(page, "Everybody who may sign in")).to_be_visible()
    page.keyboard.press("Enter")  # the focus is on the card's heading, so Enter does nothing yet
    press(page, "Everybody who may sign in", "Next")
    expect(card(page, "Add one")).to_be_visible()
    page.get_by_role("link", name="Add user").click()
    expect(card(page, "What are they called?")).to_be_visible()
    expect(
        page.get_by_label("Username:")
    ).to_be_focused()  # as Django wants it: a card that comes by itself takes no focus
    page.get_by_label("Username:").fill("grace")
    page.keyboard.press("Tab")
    expect(card(page, "A password")).to_be_visible()
    page.get_by_label("Password:", exact=True).press_sequentially("an apt phrase 42")
    page.keyboard.press("Tab")
    expect(card(page, "And once more")).to_be_visible()
    page.get_by_label("Password confirmation:").fill("an apt phrase 42")
    page.keyboard.press("Tab")
    expect(card(page, "Save")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    with recorded(page, "tour_completed"):
        press(page, "They can sign in now", "Finish")
    expect_no_card(page)
    assert host.site.report("first-user")["completed"] == 1
    # The admin's own script focuses the field that its own autofocus is about to focus; the browser says so when the script is first.
    watch.lines = [line for line in watch.lines if "Autofocus processing was blocked" not in line]
    watch.assert_clean()


def test_tablers_dashboard(page: Page, host_app: HostFactory) -> None:
    host = host_app("tabler")
    page.route(lambda url: "localhost" not in url, lambda route: route.abort())  # fonts from elsewhere
    page.goto(f"{host.url}/index.html")
    press(page, "Who is active", "Next")
    expect(card(page, "Make a report of your own")).to_be_visible()
    page.get_by_role("link", name="Create new report").first.click()
    expect(card(page, "Name it")).to_be_visible()
    page.get_by_placeholder("Your report name").fill("Churn")
    page.keyboard.press("Tab")
    press(page, "Who may see it?", "Next")
    expect(page.locator("#modal-report")).to_be_visible()
    expect(card(page, "Make it")).to_be_visible()
    page.locator("#modal-report").get_by_role("link", name="Create new report").click()
    expect(card(page, "Forms are next door")).to_be_visible()
    page.locator("#navbar-menu").get_by_role("link", name="Form elements").click()
    with recorded(page, "tour_completed"):
        press(page, "Here you are", "Done")
    expect_no_card(page)
    assert host.site.report("first-report")["completed"] == 1


def test_datasette(page: Page, host_app: HostFactory) -> None:
    host = host_app("datasette")
    watch = host.watch(page)
    page.goto(f"{host.url}/")
    expect(card(page, "Open the database")).to_be_visible()
    page.get_by_role("heading", name="birds").get_by_role("link").click()
    expect(card(page, "Open the table")).to_be_visible()
    page.get_by_role("heading", name="birds", level=3).get_by_role("link").click()
    press(page, "A column", "Next")
    expect(card(page, "Look behind it")).to_be_visible()
    page.get_by_role("link", name="View and edit SQL").click()
    expect(card(page, "Write your own")).to_be_visible()
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("select name from birds where grams > 1000")
    expect(card(page, "Write your own")).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page, "Run it")).to_be_visible()
    page.get_by_role("button", name="Run SQL").click()
    with recorded(page, "tour_completed"):
        press(page, "That is a query", "Finish")
    expect_no_card(page)
    expect(page.get_by_role("cell", name="Heron")).to_be_visible()
    expect(page.get_by_role("cell", name="Wren")).to_be_hidden()
    assert host.site.report("first-query")["completed"] == 1
    watch.assert_clean()
