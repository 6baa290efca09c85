"""An article in the panel: what it shows, where its links lead, and what is asked at its end; under the strictest policy a host can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from handrail.content.compile import compile_theme
from handrail.content.theme import Theme
from tests.flows.axe import assert_accessible
from tests.flows.help_site import CORS, Ear, HelpHost, open_help_host, panel
from tests.flows.stage import Stage
from tests.flows.watch import Watch


@pytest.fixture(scope="module")
def help_host(stage: Stage) -> Iterator[HelpHost]:
    with open_help_host(stage) as host:
        yield host


def answer_with(page: Page, id_: str, *body: Any, **more: Any) -> None:
    """An article in the server's place."""
    article = {"kind": "article", "id": id_, "locale": "en", "title": f"About {id_}", "summary": "", "headings": []}
    about = {"changed": "2026-11-02T10:00:00Z", "topic": None, "related": [], "vote": None, **more}
    answer = {"article": {**article, "body": list(body)}, **about}
    page.route(f"**/v1/articles/{id_}", lambda route: route.fulfill(json=answer, headers=CORS))


def expect_title(page: Page, title: str) -> None:
    expect(panel(page).get_by_role("heading", level=2, name=title)).to_be_focused()


def test_everything_an_article_can_hold(page: Page, help_host: HelpHost) -> None:
    watch = Watch(page, help_host.site.url)
    ear = Ear(page)
    help_host.open(page, "articles/everything")
    expect_title(page, "Everything an article can hold")
    article = panel(page).get_by_role("article")
    expect(article).to_contain_text("Last changed")
    expect(article.get_by_role("heading", name="Tables", level=3)).to_be_visible()
    expect(article.get_by_role("columnheader", name="Price")).to_be_visible()
    expect(article.locator(".token-keyword").first).to_have_text("def")
    expect(article.get_by_role("note")).to_contain_text(["Note", "Tip", "Warning"])
    expect(article.get_by_role("img", name="The list of invoices")).to_be_visible()
    # This host's policy lets no video be shown.
    expect(article.get_by_role("link", name="How to add a customer")).to_be_visible()
    assert ear.hear("article_read") == [{"item": "everything", "from": "panel", "locale": "en"}]
    assert watch.errors == []
    assert [line for line in watch.lines if "media" not in line] == []


def test_links_can_be_read_where_the_accent_cannot(page: Page, help_host: HelpHost) -> None:
    """One accent for both schemes: in the dark it fills buttons, and marks nothing."""
    theme = compile_theme(Theme(kind="theme", id="default", accent="#112233"))

    def dress(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "themes": {"default": theme.model_dump()}})

    page.route("**/v1/sync", dress)
    page.emulate_media(color_scheme="dark")
    help_host.open(page, "articles/everything")
    expect_title(page, "Everything an article can hold")
    assert_accessible(page)


def test_what_is_wide_scrolls_within_and_by_keys(page: Page, help_host: HelpHost) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    help_host.open(page, "articles/everything")
    table = panel(page).get_by_role("group", name="Table")
    for wide in (table, panel(page).locator("pre").first):
        expect(wide).to_have_attribute("tabindex", "0")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(panel(page).locator(".pane")).to_have_js_property("scrollLeft", 0)
    assert panel(page).locator(".pane").evaluate("(pane) => pane.scrollWidth <= pane.clientWidth")


def test_links_lead_on_inside_the_panel(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    help_host.open(page, "articles/everything")
    panel(page).get_by_role("link", name="refunds", exact=True).click()
    expect_title(page, "Refund an invoice")
    assert ear.hear("article_read", 2)[1] == {"item": "refunds", "from": "link", "locale": "en"}
    panel(page).get_by_role("button", name="Back", exact=True).click()
    # Whoever comes back reads on where they left.
    expect(panel(page).get_by_role("link", name="refunds", exact=True)).to_be_focused()
    panel(page).get_by_role("link", name="how long they take").press("Enter")
    part = panel(page).get_by_role("heading", name="How long it takes")
    expect(part).to_be_focused()
    expect(part).to_be_in_viewport()
    expect(page).to_have_url(f"{help_host.url}/")
    # Whoever goes back has not read it anew.
    assert [read["item"] for read in ear.hear("article_read", 3)] == ["everything", "refunds", "refunds"]


def test_links_lead_out_of_it(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "articles/everything")
    elsewhere = panel(page).get_by_role("link", name="elsewhere (opens in a new tab)")
    expect(elsewhere).to_have_attribute("target", "_blank")
    expect(elsewhere).to_have_attribute("rel", "noopener")
    panel(page).get_by_role("link", name="a person").click()
    expect_title(page, "Contact us")
    panel(page).get_by_role("button", name="Back", exact=True).click()
    panel(page).get_by_role("link", name="the support page").click()
    expect(page).to_have_url(f"{help_host.url}/support")


def test_a_link_starts_a_tour(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "articles/everything")
    panel(page).get_by_role("link", name="the tour").click()
    expect(page.get_by_role("dialog", name="Start here")).to_be_visible()
    expect(panel(page)).to_have_count(0)


def test_a_long_one_says_what_is_in_it(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "articles/refunds")
    expect_title(page, "Refund an invoice")
    expect(panel(page).get_by_text("In this article")).to_have_count(0)
    page.evaluate("handrail.push(['open', 'articles/everything'])")
    panel(page).get_by_text("In this article").press("Enter")
    panel(page).get_by_role("button", name="The last part").press("Enter")
    expect(panel(page).get_by_role("heading", name="The last part")).to_be_focused()
    expect(panel(page).get_by_role("heading", name="The last part")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_a_part_that_is_no_longer_there(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "articles/refunds#long-gone")
    expect_title(page, "Refund an invoice")


def test_it_helped(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    help_host.open(page, "articles/refunds")
    group = panel(page).get_by_role("region", name="Did this help?")
    group.get_by_role("button", name="Yes", exact=True).click()
    expect(panel(page).get_by_text("Good to know.")).to_be_focused()
    assert ear.hear("article_voted") == [{"item": "refunds", "helped": True, "reason": "", "locale": "en"}]
    panel(page).get_by_role("button", name="What a payment costs").click()
    expect_title(page, "What a payment costs")
    panel(page).get_by_role("button", name="Back", exact=True).click()
    expect(panel(page).get_by_text("Good to know.")).to_be_visible()
    panel(page).get_by_role("button", name="Change my answer").click()
    expect(panel(page).get_by_text("Did this help?")).to_be_focused()


def test_it_did_not_help(page: Page, help_host: HelpHost) -> None:
    """Said at once, then why; it leads to a person or to another article, and nothing leads back to it."""
    ear = Ear(page)
    help_host.open(page, "articles/fees")
    panel(page).get_by_role("button", name="No", exact=True).press("Enter")
    expect(panel(page).get_by_text("Sorry that it did not help.")).to_be_focused()
    assert [vote["helped"] for vote in ear.hear("article_voted")] == [False]
    panel(page).get_by_role("button", name="Send").click()
    reason = panel(page).get_by_label("What was missing?")
    expect(reason).to_be_focused()
    reason.fill("  Other currencies ")
    panel(page).get_by_role("button", name="Send").click()
    expect(panel(page).get_by_text("The team will read it.")).to_be_focused()
    assert ear.hear("article_voted", 2)[1] == {
        "item": "fees",
        "helped": False,
        "reason": "Other currencies",
        "locale": "en",
    }
    expect(panel(page).get_by_role("button", name="Contact us")).to_be_visible()
    panel(page).get_by_role("region", name="Perhaps this helps").get_by_role("button").first.click()
    expect_title(page, "Refund an invoice")
    expect(panel(page).get_by_role("button", name="Everything an article can hold")).to_be_visible()
    expect(panel(page).get_by_role("button", name="What a payment costs")).to_have_count(0)


def test_one_that_is_not_there(page: Page, help_host: HelpHost) -> None:
    answer_with(page, "odd", {"tag": "p", "children": [{"tag": "a", "href": "article:gone", "children": ["this"]}]})
    help_host.open(page, "articles/odd")
    panel(page).get_by_role("link", name="this").click()
    expect_title(page, "This article is not there")
    panel(page).get_by_role("button", name="Contact us").click()
    expect_title(page, "Contact us")


def test_one_that_does_not_come(page: Page, help_host: HelpHost) -> None:
    page.route("**/v1/articles/refunds", lambda route: route.fulfill(status=503, headers=CORS))
    help_host.open(page, "articles/refunds")
    expect(panel(page).get_by_role("alert")).to_contain_text("This could not be loaded")
    expect(panel(page).get_by_role("button", name="Contact us")).to_be_visible()
    page.unroute("**/v1/articles/refunds")
    panel(page).get_by_role("button", name="Try again").click()
    expect_title(page, "Refund an invoice")


def test_one_that_is_asked_for_without_a_network(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "articles/refunds")
    expect_title(page, "Refund an invoice")
    page.context.set_offline(True)
    panel(page).get_by_role("button", name="What a payment costs").click()
    expect(panel(page).get_by_role("alert")).to_contain_text("You are offline")
    page.context.set_offline(False)
    expect(panel(page).get_by_role("heading", name="What a payment costs")).to_be_visible()


def test_bad_input_is_only_text(page: Page, help_host: HelpHost) -> None:
    watch = Watch(page, help_host.site.url)
    answer_with(
        page,
        "odd",
        {"tag": "script", "children": ["window.harmed = 1"]},
        {"tag": "p", "children": ["<img src=x onerror=harmed=1>", None, 7, {"tag": "b"}, {"children": 3}]},
        {"tag": "p", "children": [{"tag": "a", "href": "javascript:window.harmed=1", "children": ["press"]}]},
        {"tag": "h2", "id": 'x"><b>', "children": ["Odd id"]},
        {"tag": "img", "src": "/v1/content/gone.png", "alt": "A broken image"},
        {"tag": "img", "src": "javascript:window.harmed=1", "alt": "No image"},
        {"tag": "img", "alt": None},
        {"tag": "iframe", "src": "https://example.com/"},
    )
    help_host.open(page, "articles/odd")
    expect_title(page, "About odd")
    expect(panel(page).get_by_text("<img src=x onerror=harmed=1>")).to_be_visible()
    expect(panel(page).get_by_role("link", name="A broken image")).to_be_visible()
    expect(panel(page).get_by_role("link", name="press")).to_have_count(0)
    panel(page).get_by_text("press").click()
    expect(panel(page).get_by_text("Did this help?")).to_be_visible()
    assert page.evaluate("window.harmed") is None
    assert watch.errors == []


def test_two_megabytes(page: Page, help_host: HelpHost) -> None:
    words = {"tag": "p", "children": ["Nothing but words. " * 50]}
    answer_with(page, "odd", *[words] * 2100, {"tag": "p", "children": ["The end."]})
    help_host.open(page, "articles/odd")
    expect_title(page, "About odd")
    expect(panel(page).get_by_text("The end.")).to_be_attached()
    panel(page).get_by_role("button", name="Yes", exact=True).click()
    expect(panel(page).get_by_text("Good to know.")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "title", "question"),
    [
        ("nb", "Refunder en faktura", "Var dette til hjelp?"),
        ("de", "Eine Rechnung erstatten", "War das hilfreich?"),
        ("ar", "استرداد قيمة فاتورة", "هل أفادك هذا؟"),
        ("ja", "請求書を返金する", "この記事は役に立ちましたか？"),
    ],
)
def test_it_speaks_the_readers_language(
    page: Page, help_host: HelpHost, locale: str, title: str, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_host, "tag", f'data-locale="{locale}"')
    help_host.open(page, "articles/refunds")
    expect_title(page, title)
    expect(panel(page).get_by_text(question)).to_be_visible()
    expect(panel(page)).to_have_css("direction", "rtl" if locale == "ar" else "ltr")
    expect(panel(page).locator(".prose")).to_have_css("direction", "rtl" if locale == "ar" else "ltr")
