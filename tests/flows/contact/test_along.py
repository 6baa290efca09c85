"""What goes along is what was shown, byte for byte; what was struck, or marked as not for others, is nowhere in it."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from handrail.core.resources import resource
from tests.flows.contact.conftest import Office, bubbles, open_contact, write
from tests.flows.hosts.injection import Injection
from tests.flows.panels import panel

SECRET = "Ada Lovelace"
ERRORS_HEARD = "() => performance.getEntriesByType('resource').some(({ name }) => /errors.js$/.test(name))"
MARK = """secret => {
  document.title = `Invoice of ${secret}`;
  const shown = document.createElement("p");
  shown.setAttribute("data-handrail-redact", "");
  shown.innerHTML = "<b></b> <input>";
  shown.querySelector("b").textContent = secret;
  shown.querySelector("input").value = "4111-1111";
  document.body.append(shown);
}"""


def shown_lines(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = (
        panel(page)
        .locator("dl > div")
        .evaluate_all(
            """all => all.map((one) => ({
              label: one.querySelector("dt").textContent,
              value: one.querySelector("dd > span").textContent,
            }))"""
        )
    )
    return found


def test_what_is_kept_is_what_was_shown(page: Page, office: Office) -> None:
    page.goto(f"{office.url}?tab=2&token=s3cret#part")
    expect(page.get_by_role("button", name="Help")).to_be_visible()
    page.evaluate(MARK, SECRET)
    page.wait_for_function(ERRORS_HEARD)
    page.evaluate("setTimeout(() => { throw new TypeError('No total for 4111-1111') })")
    page.evaluate(
        """secret => handrail.context({ plan: "pro", owner: secret, note: "x".repeat(3000), nested: { a: 1 },
          ...Object.fromEntries([...Array(30).keys()].map((n) => [`key ${n}`, n])) })""",
        SECRET,
    )
    # Something that the server knows.
    page.get_by_role("button", name="Help").click()
    panel(page).get_by_role("button", name="Billing").click()
    panel(page).get_by_role("button", name="Fees").click()
    expect(panel(page).get_by_role("heading", name="Fees", level=2)).to_be_visible()
    panel(page).get_by_role("button", name="No", exact=True).click()
    panel(page).get_by_role("button", name="Ask a person").click()

    summary = panel(page).get_by_text("What we send along")
    expect(summary).to_be_visible()
    assert not panel(page).locator("dl").is_visible()
    summary.click()
    by_label = {line["label"]: line["value"] for line in shown_lines(page)}
    assert by_label["Page address"] == f"{office.url}?tab=2"
    assert by_label["Page title"] == "Invoice of •••"
    assert by_label["Release"] == "7.1"
    assert by_label["Error"] == "TypeError: No total for •••"
    assert by_label["plan"] == "pro"
    assert by_label["owner"] == "•••"
    assert by_label["nested"] == '{"a":1}'
    assert len(by_label["note"]) == 2000
    assert "Fees" in json.dumps(by_label)
    assert {"Language", "Time zone", "Window", "Browser"} <= by_label.keys()

    for name in ("Page title", "plan"):
        panel(page).get_by_role("button", name=f"Remove {name}").click()
        expect(panel(page).get_by_role("button", name=f"Remove {name}")).to_have_count(0)
    shown = shown_lines(page)
    with page.expect_request("**/v1/conversations") as sending:
        write(page, "It is wrong")
    expect(bubbles(page).first).to_contain_text("You")

    sent = json.loads(sending.value.post_data or "")["capsule"]
    lines = json.loads(sent)
    assert [{"label": line["label"], "value": line["value"]} for line in lines] == shown
    assert sent == json.dumps(lines, separators=(",", ":"), ensure_ascii=False)
    assert office.agent.read()["capsule"] == lines
    assert sum(line["kind"] == "custom" for line in lines) == 19
    assert not any(secret in sent for secret in (SECRET, "4111", "s3cret"))
    assert "title" not in {line["kind"] for line in lines}


def test_errors_go_along_from_a_bundle_where_it_asks_for_that(
    page: Page, office: Office, third_parties: Callable[[str], tuple[Injection, str]]
) -> None:
    third_parties("pages")[0].tag = ""
    build = json.loads((resource("sdk") / "manifest.json").read_text())["hash"]
    site = office.host.site
    page.goto(office.url)
    page.evaluate(
        "([module, src, key]) => import(module).then(({ load }) => { load({ src, key, errors: true }); })",
        [f"{site.url}/sdk/{build}/module.js", site.script_url, site.publishable_key],
    )
    page.wait_for_function(ERRORS_HEARD)
    page.evaluate("setTimeout(() => { throw new TypeError('No total') })")
    open_contact(page)
    panel(page).get_by_text("What we send along").click()
    expect(panel(page).get_by_text("TypeError: No total")).to_be_visible()
