"""Files that go along: chosen, dropped and pasted; what is refused says so, and what was sent is had on the other side as it was."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Download, Page, expect

from tests.flows.contact.agents import box, hire_agents, rows, said, sign_in
from tests.flows.contact.conftest import Office, attach, bubbles, expect_sent, field, make_file, open_contact, write
from tests.flows.panels import panel, press_in

Contexts = Callable[..., BrowserContext]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
GIVE = """(it, [how, name, type, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name, { type }));
  const about = { bubbles: true, composed: true, cancelable: true };
  it.dispatchEvent(how === "drop" ? new DragEvent(how, { ...about, dataTransfer: given })
    : new ClipboardEvent(how, { ...about, clipboardData: given }));
}"""


def expect_files(page: Page, *names: str) -> None:
    kept = panel(page).get_by_role("button", name="Remove ").filter(has_not_text="along")
    expect(kept).to_have_count(len(names))
    for name in names:
        expect(panel(page).get_by_role("button", name=f"Remove {name}")).to_be_visible()


def read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_files_go_both_ways(page: Page, new_context: Contexts, office: Office) -> None:
    hire_agents(office.host.site)
    page.goto(office.url)
    open_contact(page)
    attach(page, make_file("chosen.txt", b"Chosen"))
    expect_files(page, "chosen.txt")
    field(page).evaluate(GIVE, ["drop", "dropped.pdf", "application/pdf", "JVBERi0xLjQKJSVFT0Y="])
    expect_files(page, "chosen.txt", "dropped.pdf")
    field(page).evaluate(GIVE, ["paste", "image.png", "image/png", PIXEL])
    expect_files(page, "chosen.txt", "dropped.pdf", "image.png")

    # What is refused says which and why, and the rest stays.
    attach(page, make_file("program.txt", b"MZ\x90\x00\x03\x00\x00\x00"))
    wrong = panel(page).get_by_role("alert")
    expect(wrong).to_have_text("program.txt can't be sent: only images, PDF and text can.")
    attach(page, make_file("huge.txt", b"x" * 5_000_001))
    expect(wrong).to_have_text("huge.txt is too large: at most 5 MB.")
    attach(page, *(make_file(f"{n}.txt") for n in range(3)))
    expect(wrong).to_have_text("At most 5 files go with one message.")
    expect_files(page, "chosen.txt", "dropped.pdf", "image.png", "0.txt", "1.txt")
    for name in ("0.txt", "1.txt"):
        press_in(page, f"Remove {name}")
    expect(field(page)).to_be_focused()

    # A draft keeps them.
    page.reload()
    open_contact(page)
    expect_files(page, "chosen.txt", "dropped.pdf", "image.png")
    write(page, "Look at these")
    expect_sent(page, "Look at these")
    expect(panel(page).get_by_role("button", name="Remove chosen.txt")).to_have_count(0)

    agent = new_context().new_page()
    sign_in(agent, office.host.site)
    rows(agent).first.click()
    for name, content in (("chosen.txt", b"Chosen"), ("image.png", b64decode(PIXEL))):
        with agent.expect_download() as taken:
            said(agent).get_by_role("link", name=name).click()
        assert (taken.value.suggested_filename, read(taken.value)) == (name, content)
    agent.get_by_label("Attach files").set_input_files(make_file("answer.txt", b"Answered"))
    box(agent).fill("Here you are")
    agent.get_by_role("button", name="Send reply").click()
    with page.expect_download() as given:
        bubbles(page).get_by_role("button", name="Download answer.txt").click()
    assert (given.value.suggested_filename, read(given.value)) == ("answer.txt", b"Answered")

    # Without a line it says so, and the file can be had later.
    page.route("**/v1/files/*", lambda route: route.abort())
    bubbles(page).get_by_role("button", name="Download answer.txt").click()
    expect(bubbles(page).get_by_role("alert")).to_have_text("The file could not be loaded. Try again in a moment.")
