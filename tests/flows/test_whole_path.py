"""The main job in one go: a tour starts where it should, leads through a real app, ends well, and the team can see it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.cards import card, expect_no_card, finish_welcome, press, recorded, sign_in
from tests.flows.conftest import HostApp


def test_a_new_owner_is_shown_around_and_sends_an_invoice(page: Page, acme: HostApp) -> None:
    watch = acme.watch(page)
    sign_in(page, acme, "paula")
    expect(card(page, "Welcome to Acme Invoices")).to_contain_text("Good to see you, Paula")
    finish_welcome(page)

    expect(card(page, "Start here")).to_be_visible()
    page.get_by_test_id("new-invoice").click()
    expect(card(page, "Choose a customer")).to_be_visible()
    page.get_by_test_id("customer").select_option("lumen")
    expect(card(page, "Say what it is for")).to_be_visible()
    page.get_by_label("Description", exact=True).fill("Window lettering")
    page.keyboard.press("Tab")
    expect(card(page, "Add a price")).to_be_visible()
    page.get_by_label("Price", exact=True).fill("120")
    page.keyboard.press("Tab")
    press(page, "Tax is added for you", "Next")
    expect(card(page, "Look it over")).to_be_visible()
    page.get_by_test_id("send").click()
    expect(card(page, "Send it")).to_be_visible()
    page.get_by_test_id("confirm-send").click()
    with recorded(page, "tour_completed"):
        press(page, "Your invoice is on its way", "Finish")
    expect_no_card(page)
    expect(page.get_by_test_id("paper")).to_contain_text("Lumen Optics")

    for tour in ("welcome", "first-invoice"):
        line = acme.site.report(tour)
        assert (line["started"], line["completed"], line["left"], line["declined"]) == (1, 1, 0, 0)
    watch.assert_clean()


def test_who_is_on_the_free_plan_gets_another_tour(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "frank")
    finish_welcome(page)
    expect(page.get_by_test_id("invoices")).to_be_visible()
    page.goto(f"{acme.url}/")
    expect(card(page, "Five invoices a month are free")).to_be_visible()
    page.get_by_test_id("see-plans").click()
    with recorded(page, "tour_completed"):
        press(page, "Change whenever you like", "Done")
    expect_no_card(page)
    tours = {item["id"] for item in acme.site.sync()["items"] if item["kind"] == "tour"}
    assert tours == {"welcome"}, "an unknown visitor learns nothing of plans"


def test_a_tour_speaks_the_language_of_the_person(page: Page, acme: HostApp) -> None:
    page.set_extra_http_headers({"accept-language": "nb-NO"})
    sign_in(page, acme, "tess")
    expect(card(page, "Velkommen til Acme Invoices")).to_be_visible()
    expect(card(page, "Velkommen til Acme Invoices").get_by_role("button", name="Ikke nå").first).to_be_visible()
