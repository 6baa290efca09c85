"""Open and close, by mouse, touch and keys (WCAG 1.4.13), and what an opened one holds."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flows.scripted import Json, Scene, make_step, make_tour
from tests.flows.snippets.conftest import Helped


def test_a_press_on_the_mark_opens_it_and_another_closes_it(page: Page, helped: Helped, scene: Scene) -> None:
    helped("form", "price")
    helped.mark("price").click()
    helped.opened("price")
    expect(helped.mark("price")).to_have_attribute("aria-expanded", "true")
    expect(helped.hint("price")).to_contain_text("Text")
    assert scene.wait_for(page, "snippet_opened")[0]["item"] == "price"
    helped.mark("price").click()
    expect(helped.hint("price")).to_have_count(0)
    expect(helped.mark("price")).to_have_attribute("aria-expanded", "false")


def test_the_pointer_opens_it_may_go_into_it_and_closes_it_when_it_is_gone(page: Page, helped: Helped) -> None:
    helped("form", "price")
    helped.mark("price").hover()
    helped.opened("price")
    helped.hint("price").get_by_role("heading").hover()
    helped.hint("price").get_by_text("Text").hover()
    expect(helped.hint("price")).to_be_visible()
    page.get_by_role("heading", name="Invoice").hover()
    expect(helped.hint("price")).to_have_count(0)


def test_escape_closes_what_the_pointer_opened(page: Page, helped: Helped) -> None:
    helped("form", "price")
    helped.mark("price").hover()
    helped.opened("price")
    page.keyboard.press("Escape")
    expect(helped.hint("price")).to_have_count(0)


def test_by_keys_the_focus_goes_in_and_comes_back(page: Page, helped: Helped) -> None:
    helped("form", "price")
    helped.ready()
    page.locator("#price").focus()
    page.keyboard.press("Tab")
    expect(helped.mark("price")).to_be_focused()
    page.keyboard.press("Enter")
    helped.opened("price")
    expect(helped.hint("price").get_by_role("heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(helped.hint("price")).to_have_count(0)
    expect(helped.mark("price")).to_be_focused()


def test_a_press_beside_closes_it_and_another_takes_its_place(page: Page, helped: Helped) -> None:
    helped("form", "price", "due")
    helped.mark("price").click()
    helped.opened("price")
    helped.mark("due").click()
    helped.opened("due")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.get_by_role("heading", name="Invoice").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_field_that_is_gone_into_opens_what_it_has(page: Page, helped: Helped) -> None:
    helped("form", price={"show": "focus"})
    helped.ready()
    expect(page.locator("[data-handrail]")).to_have_count(0)
    page.locator("#price").click()
    helped.opened("price")
    expect(page.locator("#price")).to_be_focused()
    expect(page.locator("[data-handrail]").get_by_role("status")).to_contain_text("About price. Text")
    page.keyboard.type("12")
    expect(helped.hint("price")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#due")).to_be_focused()
    expect(helped.hint("price")).to_have_count(0)


def test_a_field_that_is_hovered_over_opens_what_it_has(page: Page, helped: Helped) -> None:
    helped("form", price={"show": "focus"})
    helped.ready()
    page.locator("#price").hover()
    helped.opened("price")
    page.get_by_role("heading", name="Invoice").hover()
    expect(helped.hint("price")).to_have_count(0)


def test_escape_closes_it_and_stays_in_the_field(page: Page, helped: Helped) -> None:
    helped("form", price={"show": "focus"})
    helped.ready()
    page.locator("#price").focus()
    helped.opened("price")
    page.keyboard.press("Escape")
    expect(helped.hint("price")).to_have_count(0)
    expect(page.locator("#price")).to_be_focused()


def test_words_that_are_underlined_open_by_a_press_on_them_and_by_keys(page: Page, helped: Helped) -> None:
    helped("form", vat={"show": "underline"})
    helped.ready()
    page.locator("#vat").click()
    helped.opened("vat")
    page.locator("#vat").click()
    expect(helped.hint("vat")).to_have_count(0)
    page.locator("#price").focus()
    page.keyboard.press("Shift+Tab")
    expect(helped.mark("vat")).to_be_focused()
    page.keyboard.press("Enter")
    helped.opened("vat")


def test_what_has_no_focus_of_its_own_is_reached_by_keys_all_the_same(page: Page, helped: Helped) -> None:
    helped("form", vat={"show": "focus"})
    helped.ready()
    page.locator("#price").focus()
    page.keyboard.press("Shift+Tab")
    expect(helped.mark("vat")).to_be_focused()
    page.keyboard.press("Enter")
    helped.opened("vat")


def test_touch_opens_and_closes(browser: Browser, scene: Scene) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    helped = Helped(page, scene)
    helped("form", "price", vat={"show": "underline"}, due={"show": "focus"})
    helped.ready()
    helped.mark("price").tap()
    helped.opened("price")
    page.get_by_role("heading", name="Invoice").tap()
    expect(helped.hint("price")).to_have_count(0)
    page.locator("#vat").tap()
    helped.opened("vat")
    helped.hint("vat").get_by_role("button", name="Close").tap()
    expect(helped.hint("vat")).to_have_count(0)
    page.locator("#due").tap()
    helped.opened("due")
    context.close()


RICH: list[Json] = [
    {"tag": "p", "children": ["Press ", {"tag": "strong", "children": ["Save"]}, ", then:"]},
    {"tag": "ol", "children": [{"tag": "li", "children": ["Wait"]}, {"tag": "li", "children": ["Look"]}]},
    {"tag": "pre", "language": "py", "children": [{"tag": "span", "token": "name", "children": ["x"]}, " = 1"]},
    {"tag": "p", "children": [{"tag": "a", "href": "https://docs.test/", "children": ["The manual"]}]},
    {"tag": "p", "children": [{"tag": "a", "href": "tour:t", "children": ["Show me"]}]},
    {"tag": "p", "children": [{"tag": "a", "href": "javascript:alert(1)", "children": ["Bad"]}]},
]


def test_it_holds_lists_code_and_links(page: Page, helped: Helped) -> None:
    helped("form", price={"text": RICH})
    helped.mark("price").click()
    helped.opened("price")
    hint = helped.hint("price")
    expect(hint.get_by_role("listitem")).to_have_count(2)
    expect(hint.locator("pre")).to_have_text("x = 1")
    expect(hint.get_by_role("link", name="The manual")).to_have_attribute("href", "https://docs.test/")
    expect(hint.get_by_role("link", name="Bad")).to_have_count(0)


def test_what_cannot_be_shown_is_a_link_as_large_as_its_words(page: Page, helped: Helped, scene: Scene) -> None:
    gone = f"{scene.server.url}/v1/content/gone.png"
    helped("form", price={"media": {"kind": "image", "src": gone, "alt": "The form", "captions": None}})
    helped.mark("price").click()
    link = helped.hint("price").get_by_role("link", name="The form")
    expect(link).to_have_attribute("href", gone)
    assert link.evaluate("(one) => one.parentElement.offsetHeight < 2 * one.offsetHeight")


@pytest.mark.parametrize("how", ["click", "Enter"])
def test_a_link_in_it_starts_a_tour(page: Page, helped: Helped, scene: Scene, how: str) -> None:
    scene.server.offer(make_tour("t", make_step("save")), auto=False)
    helped("form", price={"text": RICH})
    helped.mark("price").click()
    helped.opened("price")
    link = helped.hint("price").get_by_role("link", name="Show me")
    if how == "click":
        link.click()
    else:
        link.press("Enter")
    expect(page.get_by_role("dialog", name="Title save")).to_be_visible()
    expect(helped.hint("price")).to_have_count(0)


def test_keys_lead_through_its_links_and_on(page: Page, helped: Helped) -> None:
    helped("form", price={"text": RICH})
    helped.ready()
    page.locator("#price").focus()
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    helped.opened("price")
    hint = helped.hint("price")
    stops = [hint.get_by_role("link", name="The manual"), hint.get_by_role("link", name="Show me")]
    for stop in (*stops, hint.get_by_role("button", name="Close")):
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#due")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(hint.get_by_role("button", name="Close")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(helped.mark("price")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#price")).to_be_focused()


def test_what_cannot_be_fetched_is_said_and_asked_for_again(page: Page, helped: Helped, scene: Scene) -> None:
    text: dict[str, Any] = {}
    helped("form", "price")
    text.update(scene.server.texts)
    scene.server.texts.clear()
    helped.mark("price").click()
    again = helped.hint("price").get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    scene.server.texts.update(text)
    again.click()
    expect(helped.hint("price")).to_contain_text("Text")


def test_an_agent_who_looks_through_somebodys_eyes_records_nothing(page: Page, helped: Helped, scene: Scene) -> None:
    scene.server.more["person"] = {"id": "p", "known": True, "acting": True, "traits": {}}
    helped("form", "price")
    helped.mark("price").click()
    helped.opened("price")
    page.wait_for_load_state("networkidle")
    assert "snippet_opened" not in scene.server.names
