"""The help panel and snippets in other engines than Chromium: layers, focus, keys, and what is sent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.engines.test_engines import PAGE, Open, make_tour, spotlight

pytestmark = [pytest.mark.browser, pytest.mark.engines]

TOUR = make_tour(spotlight("save"), start={"on": "manual"})
SNIPPET: dict[str, Any] = {
    "kind": "snippet",
    "id": "customer",
    "title": "Who pays",
    "target": {"css": "#one"},
    "text": "Whoever **ordered**. See [refunds](article:refunds).",
}
HELP = {
    "refunds.md": "---\ntitle: Get a refund\n---\nOpen the invoice, and choose **Refund**.\n",
    "fees.md": "---\ntitle: Fees\n---\nThere are none.\n",
    "customer.json": json.dumps(SNIPPET),
}


def test_it_is_opened_searched_read_and_voted_on_by_keys_alone(visit: Open) -> None:
    here = visit(TOUR, {"/": PAGE}, more=HELP)
    here.expect_button("Help")
    here.tab_to("Help", most=20)
    here.press("Enter")
    here.expect_panel()
    here.expect_heading("Help")
    here.tab_to("Search help")
    here.type("refnd")
    here.expect_button("Get a refund")
    here.press("ArrowDown")
    here.expect_focus("Get a refund")
    here.press("Enter")
    here.expect_heading("Get a refund")
    here.tab_to("No")
    here.press("Enter")
    here.expect_focus("Sorry that it did not help. Thank you for saying so.")
    here.tab_to("Change my answer")
    here.expect_votes("refunds", did_not_help=1)
    here.press("Escape")
    here.expect_panel(0)
    here.expect_focus("Help")
    assert here.noise == []


def test_it_comes_into_a_dialog_of_the_hosts_and_goes_with_it(visit: Open) -> None:
    page = (
        PAGE
        + """
      <dialog id=dialog><label>Amount <input id=amount></label> <button id=pay>Pay</button></dialog>
      <script nonce=host>one.onclick = () => dialog.showModal(); pay.onclick = () => dialog.close();</script>
    """
    )
    for size in ((1000, 700), (500, 700)):
        here = visit(TOUR, {"/": page}, size, HELP)
        here.expect_button("Help")
        here.click_at("#one")
        here.expect("() => dialog.querySelector('[data-handrail]')")
        here.click("Help")
        here.expect_panel()
        here.press("Escape")
        here.expect_panel(0)
        assert here.ask("() => dialog.open")
        here.click("Pay")
        here.expect("() => document.querySelector('body > [data-handrail]')")
        here.click("Help")
        here.expect_panel()
        assert here.noise == []


def test_a_snippet_opens_and_leads_on_into_the_panel(visit: Open) -> None:
    here = visit(TOUR, {"/": PAGE}, more=HELP)
    here.expect_button("Who pays")
    here.click("Who pays")
    here.expect("() => all('.hint').some((one) => one.textContent.includes('Whoever ordered'))")
    here.ask("() => all('.hint a')[0].focus()")
    here.press("Enter")
    here.expect_heading("Get a refund")
    assert here.noise == []


def test_what_is_kept_is_given_as_a_file(visit: Open) -> None:
    here = visit(TOUR, {"/": PAGE}, more=HELP)
    here.expect_button("Help")
    here.expect("() => handrail.open && handrail.open('preferences')")
    here.expect_panel()
    here.click("Export")
    here.expect("() => all('[role=status]').some((one) => /file/i.test(one.textContent))")
    assert here.noise == []
