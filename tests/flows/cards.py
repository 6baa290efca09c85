"""What a person sees of a tour, and how they go through one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.flows.conftest import HostApp

ORDER = "performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/order.js'))"


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("dialog", name=title, exact=True)


def press(page: Page, title: str, button: str) -> None:
    card(page, title).get_by_role("button", name=button, exact=True).click()


def decline(page: Page, title: str, how: str) -> None:
    """`how`: "Don't show this again" or "No more tours", behind "More options"."""
    press(page, title, "More options")
    page.get_by_role("menuitem", name=how).or_(page.get_by_role("button", name=how, exact=True)).click()


def expect_no_card(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)


def wait_for_tab_order(page: Page) -> None:
    """Tab goes into a card that is shown once a chunk of its own has come."""
    page.wait_for_function(f"() => !!{ORDER}")
    page.evaluate(f"() => import({ORDER}.name).then(() => true)")


@contextmanager
def recorded(page: Page, event: str) -> Iterator[None]:
    """What happens inside has reached the server as this event when the block ends."""
    with page.expect_response(lambda answer: f'"{event}"' in (answer.request.post_data or "") and answer.ok):
        yield


def sign_in(page: Page, acme: HostApp, user: str) -> None:
    page.goto(f"{acme.url}/sign-in", wait_until="domcontentloaded")
    page.get_by_test_id(f"sign-in-{user}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")


def finish_welcome(page: Page) -> None:
    """From the overview to the list of invoices."""
    press(page, "Welcome to Acme Invoices", "Show me around")
    press(page, "Who owes you what", "Next")
    press(page, "What happened last", "Next")
    expect(card(page, "All your invoices")).to_be_visible()
    with recorded(page, "tour_completed"):
        page.get_by_role("link", name="Invoices", exact=True).click()
