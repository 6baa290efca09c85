"""Search in the panel, as it is typed: what is found, by mouse and by keys, and what is said when there is nothing to find or nobody to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.flows.help_site import CORS, Ear, HelpHost, open_help_host, panel
from tests.flows.stage import Stage
from tests.flows.watch import Watch


@pytest.fixture(scope="module")
def help_host(stage: Stage) -> Iterator[HelpHost]:
    with open_help_host(stage) as host:
        yield host


def field(page: Page) -> Locator:
    return panel(page).get_by_role("searchbox", name="Search help")


def result(page: Page, name: str) -> Locator:
    return panel(page).get_by_role("listitem").get_by_role("button", name=name)


def expect_title(page: Page, title: str) -> None:
    expect(panel(page).get_by_role("heading", level=2, name=title)).to_be_focused()


def find(*titles: str) -> dict[str, Any]:
    """Articles of these titles, in the server's place."""
    made: list[dict[str, Any]] = [
        {
            "kind": "article",
            "id": "refunds",
            "title": title,
            "heading": None,
            "anchor": None,
            "passage": [],
            "topic": None,
        }
        for title in titles
    ]
    return {"results": made, "corrected": None, "took_ms": 1}


def test_what_is_typed_is_found(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    watch = Watch(page, help_host.site.url)
    help_host.open(page, "")
    field(page).click()
    field(page).press_sequentially("refund")
    expect(result(page, "Refund an invoice")).to_be_visible()
    expect(panel(page).get_by_role("status").filter(has_text="result")).to_be_attached()
    expect(panel(page).locator("mark").first).to_have_text("Refund")
    expect(field(page)).to_be_focused()
    [searched] = ear.hear("searched")
    assert searched["q"] == "refund"
    assert searched["results"] >= 1
    result(page, "Refund an invoice").first.click()
    expect_title(page, "Refund an invoice")
    [opened] = ear.hear("result_opened")
    assert opened == {"item": "refunds", "q": "refund", "position": 1, "kind": "article", "locale": "en"}
    assert ear.hear("article_read")[0]["from"] == "search"
    panel(page).get_by_role("button", name="Back", exact=True).click()
    expect(field(page)).to_have_value("refund")
    expect(result(page, "Refund an invoice")).to_be_visible()
    assert len(ear.all("searched")) == 1
    watch.assert_clean()


def test_by_keys_alone(page: Page, help_host: HelpHost) -> None:
    page.route("**/v1/search", lambda route: route.fulfill(json=find("One", "Two", "Three"), headers=CORS))
    help_host.open(page, "")
    field(page).focus()
    page.keyboard.type("refund")
    expect(result(page, "Three")).to_be_visible()
    for key, name in [
        ("ArrowDown", "One"),
        ("ArrowDown", "Two"),
        ("End", "Three"),
        ("ArrowDown", "Three"),
        ("Home", "One"),
    ]:
        page.keyboard.press(key)
        expect(result(page, name)).to_be_focused()
    expect(result(page, "One")).to_have_css("outline-style", "none")  # of the whole line is one
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(result(page, "One")).to_be_focused()
    page.keyboard.press("Enter")
    expect_title(page, "Refund an invoice")


def test_a_deep_link_searches(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "search/refund")
    expect(field(page)).to_have_value("refund")
    expect(result(page, "Refund an invoice")).to_be_visible()


def test_a_typing_error_is_seen_through(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "search/refnud invoice")
    expect(result(page, "Refund an invoice")).to_be_visible()


def test_an_emptied_field_is_home(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "search/refund")
    expect(result(page, "Refund an invoice")).to_be_visible()
    field(page).fill("")
    expect(panel(page).get_by_role("heading", name="For this page")).to_be_visible()
    expect(result(page, "Refund an invoice")).to_have_count(0)


def test_an_answer_that_comes_late_is_dropped(page: Page, help_host: HelpHost) -> None:
    held: list[Route] = []

    def answer(route: Route) -> None:
        if '"q":"ref"' in (route.request.post_data or ""):
            held.append(route)
        else:
            route.fulfill(json=find("The newer"), headers=CORS)

    page.route("**/v1/search", answer)
    help_host.open(page, "")
    with page.expect_request("**/v1/search"):
        field(page).fill("ref")
    field(page).fill("refund")
    expect(result(page, "The newer")).to_be_visible()
    for route in held:
        route.fulfill(json=find("The older"), headers=CORS)
    field(page).press("End")
    expect(result(page, "The newer")).to_be_visible()
    expect(result(page, "The older")).to_have_count(0)


def test_nothing_is_found(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    help_host.open(page, "")
    field(page).fill("xylophone")
    expect(panel(page).get_by_role("heading", name="Nothing found for “xylophone”")).to_be_visible()
    expect(panel(page).get_by_role("status").filter(has_text="Nothing found")).to_be_attached()
    assert ear.hear("searched") == [{"item": None, "q": "xylophone", "results": 0, "locale": "en"}]
    panel(page).get_by_role("button", name="Contact us").click()
    expect_title(page, "Contact us")


def test_a_tour_starts_from_its_result(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    help_host.open(page, "search/send your first invoice")
    start = (
        panel(page)
        .get_by_role("listitem")
        .filter(has_text="Send your first invoice")
        .get_by_role("button", name="Start")
    )
    start.click()
    expect(page.get_by_role("dialog", name="Start here")).to_be_visible()
    assert ear.hear("result_opened")[0]["kind"] == "tour"


def test_a_snippet_opens_where_it_stands(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    help_host.open(page, "")
    here = panel(page).get_by_role("region", name="For this page")
    expect(here.get_by_role("img", name="Where the due date stands")).to_be_visible()
    field(page).fill("due dates")
    hint = result(page, "Due dates")
    hint.press("Enter")
    expect(hint).to_have_attribute("aria-expanded", "true")
    expect(panel(page).get_by_role("img", name="Where the due date stands")).to_be_visible()
    panel(page).get_by_role("link", name="Refunds").click()
    expect_title(page, "Refund an invoice")
    assert ear.hear("snippet_opened")[0]["item"] == "due-dates"
    assert ear.hear("article_read")[0]["from"] == "snippet"


def test_without_a_network(page: Page, help_host: HelpHost) -> None:
    help_host.open(page, "search/refund")
    expect(result(page, "Refund an invoice")).to_be_visible()
    page.context.set_offline(True)
    field(page).fill("bank transfer")
    expect(panel(page).get_by_role("alert")).to_contain_text("You are offline")
    expect(field(page)).to_have_value("bank transfer")
    page.context.set_offline(False)
    expect(result(page, "What a payment costs")).to_be_visible()
    expect(panel(page).get_by_role("alert")).to_have_count(0)


def test_a_server_that_fails(page: Page, help_host: HelpHost) -> None:
    page.route("**/v1/search", lambda route: route.fulfill(status=500, headers=CORS))
    help_host.open(page, "search/refund")
    expect(panel(page).get_by_role("alert")).to_contain_text("This could not be loaded")
    expect(panel(page).get_by_role("button", name="Contact us")).to_be_visible()
    page.unroute("**/v1/search")
    panel(page).get_by_role("button", name="Try again").click()
    expect(result(page, "Refund an invoice")).to_be_visible()


ANSWER = {
    "answer": [{"text": "Card payments take three days, bank transfers five.", "cite": 0}],
    "citations": [
        {"id": "refunds", "title": "Refund an invoice", "heading": "How long it takes", "anchor": "how-long-it-takes"}
    ],
    "contact": True,
}


def test_a_question_is_answered_with_what_it_is_from(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    page.route("**/v1/answers", lambda route: route.fulfill(json=ANSWER, headers=CORS))
    help_host.open(page, "")
    field(page).fill("how long does a refund take")
    answer = panel(page).get_by_role("region", name="Answer")
    expect(answer).to_contain_text("three days, bank transfers five.")
    answer.get_by_role("button", name="Refund an invoice").click()
    expect(panel(page).get_by_role("heading", name="How long it takes")).to_be_focused()
    assert ear.hear("question_asked") == [
        {"item": None, "q": "how long does a refund take", "answered": True, "locale": "en"}
    ]
    assert ear.hear("article_read")[0]["from"] == "answer"


def test_a_question_to_the_server(page: Page, help_host: HelpHost) -> None:
    """Whatever it can say, it says so, and with what it is from."""
    ear = Ear(page)
    help_host.open(page, "")
    field(page).fill("How long do bank transfers take?")
    expect(panel(page).locator(".answer")).to_be_visible()
    [asked] = ear.hear("question_asked")
    expect(panel(page).get_by_role("region", name="Answer")).to_have_count(int(asked["answered"]))


def test_a_question_that_nobody_wrote_about(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    unknown: dict[str, Any] = {"answer": None, "citations": [], "contact": True}
    page.route("**/v1/answers", lambda route: route.fulfill(json=unknown, headers=CORS))
    help_host.open(page, "")
    field(page).fill("may I pay for an invoice in gold?")
    expect(panel(page).get_by_text("There is no sure answer to this here.")).to_be_visible()
    assert ear.hear("question_asked")[0]["answered"] is False
    panel(page).get_by_role("button", name="Contact us").first.click()
    expect_title(page, "Contact us")


def test_results_stand_without_an_answer(page: Page, help_host: HelpHost) -> None:
    ear = Ear(page)
    page.route("**/v1/answers", lambda route: route.abort())
    help_host.open(page, "")
    field(page).fill("how do I refund an invoice?")
    expect(result(page, "Refund an invoice")).to_be_visible()
    ear.hear("searched")
    assert ear.all("question_asked") == []


@pytest.mark.parametrize(
    "query",
    ['"refund" AND -(NOT *)', "') OR 1=1 --", "<b>refund</b>", "🧾💸", "%_\\", "refund " * 1400, "\u202e\u0000refund"],
    ids=["operators", "quotes", "markup", "emoji", "wildcards", "long", "control"],
)
def test_odd_queries(page: Page, help_host: HelpHost, query: str) -> None:
    watch = Watch(page, help_host.site.url)
    help_host.open(page, "")
    with page.expect_response(lambda answer: answer.url.endswith("/v1/search") and answer.ok):
        field(page).fill(query)
    expect(
        panel(page).get_by_role("status").filter(has_text="result").or_(panel(page).locator(".said")).first
    ).to_be_attached()
    expect(panel(page).get_by_role("alert")).to_have_count(0)
    watch.assert_clean()


def test_a_server_that_takes_its_time(page: Page, help_host: HelpHost) -> None:
    held: list[Route] = []
    page.route("**/v1/search", lambda route: held.append(route))
    help_host.open(page, "")
    with page.expect_request("**/v1/search"):
        field(page).fill("refund")
    expect(panel(page).get_by_role("status").filter(has_text="Loading")).to_be_visible()
    held.pop().continue_()
    expect(result(page, "Refund an invoice")).to_be_visible()
    expect(panel(page).get_by_text("Loading")).to_have_count(0)
