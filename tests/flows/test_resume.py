"""A tour survives page loads, client-side navigation, detours, another tab, another device."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.cards import card, expect_no_card, finish_welcome, press, recorded, sign_in
from tests.flows.conftest import HostApp, HostFactory


def begin_first_invoice(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    finish_welcome(page)
    expect(card(page, "Start here")).to_be_visible()
    page.get_by_test_id("new-invoice").click()
    expect(card(page, "Choose a customer")).to_be_visible()


def test_a_reload_goes_on_at_the_same_step(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    page.goto(f"{host.url}/plain.html")
    press(page, "Hello", "Next")
    expect(card(page, "Save it")).to_be_visible()
    page.reload()
    expect(card(page, "Save it")).to_be_visible()
    press(page, "Save it", "Next")
    expect(card(page, "Name it")).to_be_visible()


def test_elsewhere_a_tour_waits_and_says_where_it_goes_on(page: Page, acme: HostApp) -> None:
    begin_first_invoice(page, acme)
    page.goto(f"{acme.url}/customers")
    expect(card(page, "Choose a customer")).to_have_count(0)
    page.get_by_role("button", name="Go there").click()
    expect(page).to_have_url(f"{acme.url}/invoices/new")
    expect(card(page, "Choose a customer")).to_be_visible()


def test_client_side_navigation_pauses_and_goes_on(page: Page, acme: HostApp) -> None:
    begin_first_invoice(page, acme)
    page.go_back()
    expect(page.get_by_test_id("invoices")).to_be_visible()
    expect(card(page, "Choose a customer")).to_have_count(0)
    page.go_forward()
    expect(card(page, "Choose a customer")).to_be_visible()


def test_a_tour_makes_way_for_the_hosts_own_dialog(page: Page, acme: HostApp) -> None:
    begin_first_invoice(page, acme)
    page.get_by_test_id("add-customer").click()
    expect(page.get_by_test_id("customer-dialog")).to_be_visible()
    expect(card(page, "Choose a customer")).to_have_count(0)
    page.get_by_test_id("new-customer-name").fill("Violet Books")
    page.get_by_test_id("new-customer-email").fill("violet@example.com")
    page.get_by_test_id("save-customer").click()
    expect(card(page, "Say what it is for")).to_be_visible()


def test_another_device_goes_on_where_this_one_stopped(
    page: Page, acme: HostApp, new_context: Callable[..., BrowserContext]
) -> None:
    sign_in(page, acme, "paula")
    press(page, "Welcome to Acme Invoices", "Show me around")
    with recorded(page, "step_shown"):
        press(page, "Who owes you what", "Next")
    expect(card(page, "What happened last")).to_be_visible()
    page.goto("about:blank")

    other = new_context().new_page()
    sign_in(other, acme, "paula")
    expect(card(other, "What happened last")).to_be_visible()


def test_what_is_done_is_done_in_every_browser(
    page: Page, acme: HostApp, new_context: Callable[..., BrowserContext]
) -> None:
    sign_in(page, acme, "frank")
    finish_welcome(page)

    other = new_context().new_page()
    with other.expect_response("**/v1/sync"):
        sign_in(other, acme, "frank")
    expect(card(other, "Five invoices a month are free")).to_be_visible()
    expect(card(other, "Welcome to Acme Invoices")).to_have_count(0)


def test_the_next_person_at_this_browser_is_somebody_else(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "frank")
    finish_welcome(page)
    page.get_by_test_id("sign-out").click()
    sign_in(page, acme, "tess")
    expect(card(page, "Welcome to Acme Invoices")).to_contain_text("Tess")


def test_two_tabs_show_one_tour(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "Hello")).to_be_visible()
    second = page.context.new_page()
    with second.expect_response("**/v1/sync"):
        second.goto(f"{host.url}/plain.html")
    second.evaluate("new Promise((done) => requestIdleCallback(done))")
    expect_no_card(second)
    expect(card(page, "Hello")).to_be_visible()
