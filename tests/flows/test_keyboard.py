"""A tour without a mouse: Tab, Enter, Space and Escape, where the focus goes, and what is read out (WCAG 2.1.1, 2.1.2, 2.4.3, 4.1.3)."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.flows.cards import card, expect_no_card, press, recorded, sign_in
from tests.flows.conftest import HostApp, HostFactory
from tests.flows.states import reach_blocked, reach_field, reach_open

FOCUSED = "(() => { let a = document.activeElement; while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return a; })()"


def focused(page: Page) -> str:
    """What has the focus, shadow roots included, by its name or text; "" for the browser's own controls."""
    if page.evaluate("document.activeElement === document.body"):
        return ""
    return str(page.evaluate(f"(({FOCUSED}).getAttribute('aria-label') ?? ({FOCUSED}).textContent).trim()"))


def tab_to(page: Page, name: str, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"Tab does not reach {name!r}")


def test_the_plain_tour_by_keys_alone(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "Hello")).to_be_visible()
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    expect(card(page, "Save it")).to_be_visible()
    tab_to(page, "Next")
    page.keyboard.press("Space")
    expect(card(page, "Name it")).to_be_visible()
    tab_to(page, "Go to field")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Ada")
    page.keyboard.press("Tab")
    expect(card(page, "Bye")).to_be_visible()
    tab_to(page, "Done")
    with recorded(page, "tour_completed"):
        page.keyboard.press("Enter")
    expect_no_card(page)


def test_tab_stays_in_a_modal_and_the_focus_goes_back(page: Page, acme: HostApp) -> None:
    sign_in(page, acme, "paula")
    expect(card(page, "Welcome to Acme Invoices")).to_be_visible()
    inside = {"Show me around", "Not now", "More options", "Welcome to Acme Invoices"}
    for _ in range(12):
        page.keyboard.press("Tab")
        assert focused(page) in inside | {""}
    page.keyboard.press("Escape")
    expect_no_card(page)


def test_next_moves_the_focus_to_the_new_heading(page: Page, acme: HostApp) -> None:
    reach_blocked(page, acme)
    assert focused(page).startswith("Who owes you what")


def test_a_step_that_the_page_moved_on_leaves_the_focus(page: Page, acme: HostApp) -> None:
    reach_field(page, acme)
    page.get_by_test_id("customer").focus()
    page.get_by_test_id("customer").select_option("lumen")
    expect(card(page, "Say what it is for")).to_be_visible()
    expect(page.get_by_test_id("customer")).to_be_focused()


def test_beside_a_ring_the_page_stays_usable(page: Page, acme: HostApp) -> None:
    reach_open(page, acme)
    tab_to(page, "Settings")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_where_the_rest_is_dimmed_it_is_inert(page: Page, acme: HostApp) -> None:
    reach_blocked(page, acme)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert focused(page) not in {"Overview", "Invoices", "Customers", "Settings", "New invoice"}
    page.mouse.click(100, 130)
    expect(page).to_have_url(f"{acme.url}/")


def test_escape_in_the_page_is_the_pages_own(page: Page, acme: HostApp) -> None:
    reach_field(page, acme)
    page.get_by_test_id("message").focus()
    page.keyboard.press("Escape")
    expect(card(page, "Choose a customer")).to_be_visible()
    page.get_by_test_id("customer").focus()
    # The field has a hint of its own: where that has come by now, the first closes it.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect_no_card(page)


def test_a_start_by_itself_is_announced_and_takes_no_focus(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    step = {
        "id": "save",
        "target": {"role": "button", "name": "Save"},
        "title": "Save it",
        "interaction": "open",
        "advance": {"on": "click"},
    }
    host.site.publish_tour({"kind": "tour", "id": "quiet", "title": "A quiet tour", "steps": [step]})
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "Save it")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    expect(page.get_by_role("status").filter(has_text="A quiet tour")).to_have_count(1)


def test_the_accessibility_tree_says_what_the_eye_sees(page: Page, acme: HostApp) -> None:
    reach_blocked(page, acme)
    expect(card(page, "Who owes you what")).to_match_aria_snapshot(
        """
        - dialog "Who owes you what":
          - heading "Who owes you what" [level=2]
          - paragraph:
            - text: What is
            - strong: outstanding
            - text: ", what is"
            - strong: overdue
            - text: ", and what has been paid."
          - button "Not now"
          - button "More options"
          - text: 2 of 4
          - button "Back"
          - button "Next"
        """
    )
    press(page, "Who owes you what", "Next")
    expect(card(page, "What happened last").get_by_role("button", name="Back")).to_be_visible()


def test_every_kind_of_step_by_keys_alone(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    steps = [
        {"id": "news", "type": "slide-out", "title": "There is news", "text": "Read on."},
        {
            "id": "hint",
            "type": "tooltip",
            "target": {"label": {"en": "Name"}},
            "title": "A good name",
            "text": "Short.",
        },
        {"id": "bar", "type": "banner", "title": "One more thing", "text": "That is all."},
    ]
    host.site.publish_tour({"kind": "tour", "id": "kinds", "title": "Every kind", "steps": steps})
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "There is news")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Every kind")).to_have_count(1)
    assert focused(page) == ""
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    hint = page.get_by_role("button", name="A good name")
    expect(hint).to_have_attribute("aria-expanded", "true")
    assert focused(page) == "A good name"
    page.keyboard.press("Escape")
    expect(hint).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(hint).to_have_attribute("aria-expanded", "true")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    banner = page.get_by_role("region", name="One more thing")
    expect(banner).to_be_visible()
    assert focused(page) == "One more thing"
    tab_to(page, "Done")
    with recorded(page, "tour_completed"):
        page.keyboard.press("Enter")
    expect(banner).to_be_hidden()


def test_putting_off_by_keys_alone(page: Page, host_app: HostFactory) -> None:
    host = host_app("pages")
    page.goto(f"{host.url}/plain.html")
    expect(card(page, "Hello")).to_be_visible()
    tab_to(page, "More options")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Remind me tomorrow"
    with recorded(page, "tour_snoozed"):
        page.keyboard.press("Enter")
    expect_no_card(page)
