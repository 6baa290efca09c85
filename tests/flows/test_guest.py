"""A guest in somebody else's page: few requests, no preflight, the strictest policy, nothing touched, nothing broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.flows.cards import card, decline, expect_no_card, press, recorded, sign_in
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.watch import OUTLINE

Answer = Callable[[Route], None]


def test_a_first_and_a_returning_view_cost_little(page: Page, acme: HostApp) -> None:
    watch = acme.watch(page)
    sign_in(page, acme, "paula")
    with recorded(page, "tour_dismissed"):
        press(page, "Welcome to Acme Invoices", "Not now")
    page.goto(f"{acme.url}/customers")
    page.wait_for_load_state("networkidle")

    watch.forget()
    page.goto(f"{acme.url}/customers")
    page.wait_for_load_state("networkidle")
    assert watch.paths == ["POST /v1/sync"]
    assert {request.method for request in watch.requests} <= {"GET", "POST"}
    watch.assert_clean()


def test_no_call_needs_a_preflight(page: Page, acme: HostApp) -> None:
    """As the browser tells its debugger: Playwright itself does not list preflights."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    methods: list[str] = []
    session.on("Network.requestWillBeSent", lambda sent: methods.append(sent["request"]["method"]))
    sign_in(page, acme, "paula")
    with recorded(page, "preferences_changed"):
        decline(page, "Welcome to Acme Invoices", "No more tours")
    assert "POST" in methods
    assert "OPTIONS" not in methods


def test_nothing_of_the_host_is_touched(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    page.route(f"{host.site.url}/**", lambda route: route.abort())
    page.goto(f"{host.url}/plain.html")
    before = page.evaluate(OUTLINE)
    page.unroute_all()

    page.goto(f"{host.url}/plain.html")
    press(page, "Hello", "Next")
    press(page, "Save it", "Next")
    expect(card(page, "Name it")).to_be_visible()
    during = page.evaluate(OUTLINE)
    added = [line for line in during if line not in before]
    assert [line for line in during if line in before] == before
    assert len(added) == 1
    assert added[0].startswith("2 "), "one child of body"
    assert page.evaluate("Object.keys(window).filter((name) => /^(hr|handrail)/i.test(name))") == ["handrail"]


def test_our_child_comes_back_when_a_framework_removes_it(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    host.site.publish_tour(
        {
            "kind": "tour",
            "id": "hydrating",
            "title": "T",
            "steps": [
                {
                    "id": "a",
                    "target": {"role": "button", "name": "Hydrate"},
                    "title": "Hydrate it",
                    "interaction": "open",
                    "advance": {"on": "next"},
                }
            ],
        }
    )
    page.goto(f"{host.url}/hydrating.html")
    expect(card(page, "Hydrate it")).to_be_visible()
    page.get_by_role("button", name="Hydrate", exact=True).click()
    expect(card(page, "Hydrate it")).to_be_visible()
    press(page, "Hydrate it", "Done")
    expect_no_card(page)


def answer_with_error(route: Route) -> None:
    route.fulfill(status=500, body="oops", headers={"access-control-allow-origin": "*"})


def answer_with_garbage(route: Route) -> None:
    route.fulfill(status=200, body='{"token": 5, "items": "<html>', headers={"access-control-allow-origin": "*"})


def answer_with_wrong_shape(route: Route) -> None:
    route.fulfill(status=200, body='{"items": [null, 3], "bodies": 7}', headers={"access-control-allow-origin": "*"})


def answer_nothing(route: Route) -> None:
    route.abort()


def use_the_host(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "frank")
    page.goto(f"{acme.url}/settings", wait_until="domcontentloaded")
    page.get_by_test_id("tours").click()
    page.get_by_test_id("replay-welcome").click()
    page.goto(f"{acme.url}/invoices", wait_until="domcontentloaded")
    page.get_by_test_id("new-invoice").click()
    page.get_by_test_id("customer").select_option("lumen")
    page.get_by_label("Description", exact=True).fill("Lettering")
    page.get_by_label("Price", exact=True).fill("10")
    page.get_by_test_id("send").click()
    page.get_by_test_id("confirm-send").click()
    expect(page.get_by_test_id("paper")).to_be_visible()


@pytest.mark.parametrize("answer", [answer_with_error, answer_with_garbage, answer_with_wrong_shape, answer_nothing])
@pytest.mark.parametrize("what", ["**/v1/**", "**/sdk/*/**", "**/sdk/handrail.js"])
def test_a_failing_server_leaves_the_host_alone(page: Page, acme: HostApp, answer: Answer, what: str) -> None:
    watch = acme.watch(page)
    page.route(what, answer)
    use_the_host(page, acme)
    expect_no_card(page)
    garbage_as_script = what != "**/v1/**" and answer in (answer_with_garbage, answer_with_wrong_shape)
    if not garbage_as_script:  # a file that is no script is the browser's to complain about
        watch.assert_clean()


@pytest.mark.parametrize("what", ["**/v1/**", "**/sdk/*/**", "**/sdk/handrail.js"])
def test_a_late_server_holds_nothing_up(page: Page, acme: HostApp, what: str) -> None:
    watch = acme.watch(page)
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        if held is None:
            route.continue_()
        else:
            held.append(route)

    page.on("request", lambda request: held.clear() if held and request.is_navigation_request() else None)
    page.route(what, hold)
    use_the_host(page, acme)
    assert held
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert "tours" in page.evaluate("handrail.preferences()"), "it is there in the end"
    watch.assert_clean()


def test_what_happened_offline_is_told_later(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    page.goto(f"{host.url}/plain.html")
    press(page, "Hello", "Next")
    page.route(f"{host.site.url}/v1/**", lambda route: route.abort())
    decline(page, "Save it", "Don't show this again")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.goto(f"{host.url}/plain.html")
    expect(page.get_by_role("heading", name="Plain")).to_be_visible()
    expect_no_card(page)
    page.unroute_all()
    with recorded(page, "preferences_changed"):
        page.reload()
    expect_no_card(page)
    assert host.site.report("plain")["declined"] == 1
