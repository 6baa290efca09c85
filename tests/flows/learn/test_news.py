"""What is new in the help panel: unread until it was seen, on whatever device, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.cards import card, press, recorded
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.hosts.injection import Injection
from tests.flows.learn.lists import NEWS, go_to, launcher, publish_lists, sign_in
from tests.flows.panels import expect_view, panel, press_in

ThirdParties = Callable[[str], tuple[Injection, str]]


@pytest.fixture
def host(host_app: HostFactory) -> HostApp:
    return host_app("pages")


def test_read_on_one_device_and_on_the_other(
    page: Page, host: HostApp, third_parties: ThirdParties, new_context: Callable[..., BrowserContext]
) -> None:
    banner = {"title": "We move on Sunday", "text": "For an hour.", "show": "banner", "start": {"on": "page"}}
    quiet = {**banner, "title": "A word in between", "start": {"on": "manual"}, "in_panel": False}
    publish_lists(host, news={**NEWS, "move": banner, "quiet": quiet})
    sign_in(third_parties, host)
    page.goto(f"{host.url}/other.html")
    # What came as a card was seen.
    with recorded(page, "announcement_started"):
        expect(page.get_by_role("region", name="We move on Sunday")).to_be_visible()
    launcher(page, ", 2 new announcements").click()
    section = panel(page).get_by_role("region", name="What's new")
    expect(section.get_by_role("listitem")).to_have_text(
        ["Dark mode is here New", "Lists are faster New", "We move on Sunday"]
    )
    with recorded(page, "announcement_completed"):
        section.get_by_role("button", name="Lists are faster").click()
    expect(panel(page).get_by_role("heading", name="Lists are faster")).to_be_focused()
    # What was new is still said to be while it is read.
    expect(panel(page).get_by_role("article", name="Dark mode is here New")).to_contain_text(
        "Switch it on in settings."
    )
    expect(launcher(page)).to_be_visible()
    press_in(page, "Back")
    expect(section.get_by_role("listitem")).to_have_text(["Dark mode is here", "Lists are faster", "We move on Sunday"])
    other = new_context().new_page()
    other.goto(f"{host.url}/other.html")
    expect(launcher(other)).to_be_visible()
    go_to(other, "news", "What's new")
    expect(panel(other).get_by_role("article")).to_have_count(3)
    expect(panel(other).get_by_text("New", exact=True)).to_have_count(0)


def test_an_action_and_a_link_of_an_announcement(page: Page, host: HostApp) -> None:
    publish_lists(host, news={"dark": NEWS["dark"]})
    page.goto(f"{host.url}/plain.html")
    expect(launcher(page, ", 1 new announcement")).to_be_visible()
    assert page.evaluate("handrail.open('news')") is True
    expect_view(page, "What's new")
    press_in(page, "Show me")
    press(page, "Save it", "Next")
    expect(card(page, "Saved")).to_be_visible()
    # Not there for others, and nothing where there is none.
    publish_lists(host)
    page.goto(f"{host.url}/other.html")
    expect(launcher(page, "")).to_be_visible()
    go_to(page, "news", "What's new")
    expect(panel(page).get_by_text("Nothing is new.")).to_be_visible()
