"""An element is pointed at: by a command on any app, and by hand on the page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Playwright, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from handrail.authoring.probe import probe_script
from tests.browser import find_system_browser
from tests.engines.webkit import find_port, open_screen
from tests.flows.axe import assert_accessible
from tests.flows.hosts.injection import Injection
from tests.flows.live import serve
from tests.flows.stage import PATIENCE

CSP = {"content-security-policy": "default-src 'none'"}
GENERATED = """<!doctype html><html lang=en><title>Invoices</title>
<nav aria-label="Main"><a href="/invoices" class="css-8x2y3z">Invoices (3)</a></nav>
<main class="sc-bdVaJa"><h1>Invoices</h1>
<button id=":r1:" class="MuiButton-root css-1abcde">New invoice</button>
<button data-testid="export-csv">Export</button>
<table aria-label="Open"><tbody><tr><td>Ann<td><button>Edit</button><tr><td>Bob<td><button>Edit</button></table>
<label>Price <input class="_field_1a2b3_5" value="42 secret"></label><custom-box></custom-box></main>
<div data-handrail-redact><button>Hidden name</button></div>"""
TOUR = """{ "kind": "tour", "id": "first", "title": "First",
  "steps": [
    { "id": "new", "target":   { "css": ".css-1abcde" }, "title": "Start", "text": "Press   **it**" },
    { "id": "out",   "target": [ { "test_id": "gone" },   { "role": "button",  "name": "Export" }, { "css": "h1" } ],
      "title": "Take it along", "text": "As a file." },
    { "id": "done", "type": "modal", "title": "Done", "text": "That is all" } ] }
"""


@pytest.fixture(scope="module")
def generated() -> Iterator[str]:
    async def give(request: Request) -> HTMLResponse:
        is_norwegian = request.headers.get("accept-language", "").startswith("nb")
        return HTMLResponse(GENERATED.replace("New invoice", "Ny faktura") if is_norwegian else GENERATED, headers=CSP)

    with serve(Starlette(routes=[Route("/{path:path}", give)])) as live:
        yield live.url


COMMAND = [sys.executable, "-c", "from handrail.cli import main; main()"]


def run_pick(*arguments: str, fails: bool = False) -> str:
    """What it printed; of a failure what it said of that."""
    browser = find_system_browser()
    environment = {**os.environ, **({"HANDRAIL_BROWSER": str(browser)} if browser else {})}
    command = [*COMMAND, "pick", *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL
    )
    assert (done.returncode != 0) is fails, done.stderr
    return done.stderr if fails else done.stdout


def find(ranked: list[Any], **locator: Any) -> Any:
    return next(one for one in ranked if one["locator"] == locator)


@pytest.mark.browser
def test_a_command_ranks_elements_in_each_locale_and_writes_the_chosen_one(generated: str, tmp_path: Path) -> None:
    told = json.loads(run_pick(generated, "--selector", "#\\:r1\\:", "--selector", "tr:last-child button", "--json"))
    button, edit = (element["locators"] for element in told["elements"])
    assert told["elements"][0]["element"] == "button “New invoice”"
    assert button[0] == {
        "locator": {"role": "button", "name": "New invoice"},
        "matches": 1,
        "fits": True,
        "stability": "stable",
        "why": "what people see and hear; it changes only with the wording",
    }
    assert "React counts it up" in find(button, css="#\\:r1\\:")["why"]
    assert "MUI" in find(button, css="button.MuiButton-root")["why"]
    assert find(edit, role="button", name="Edit")["matches"] == 2
    assert not find(edit, role="button", name="Edit")["fits"]
    assert edit[0]["locator"] == {
        "role": "button",
        "name": "Edit",
        "within": {"role": "row", "within": {"role": "table", "name": "Open"}, "nth": 2},
    }
    assert edit[0]["stability"] == "fragile"

    (tmp_path / "tours").mkdir()
    file = tmp_path / "tours/first.json"
    file.write_text(TOUR)
    (tmp_path / "site.json").write_text('{ "kind": "site", "id": "acme", "title": "Acme", "locales": ["en", "nb"] }')
    into = ("--item", "first", "--step", "new", "--choose", "1")
    printed = run_pick(generated, str(tmp_path), "--selector", "#\\:r1\\:", *into)
    assert f"{file}:3: written" in printed
    name = '{ "role": "button", "name": { "en": "New invoice", "nb": "Ny faktura" } }'
    assert file.read_text() == TOUR.replace('{ "css": ".css-1abcde" }', name)

    assert "has no step old; there is new, out" in run_pick(
        generated, str(tmp_path), "--selector", "h1", "--item", "first", "--step", "old", fails=True
    )
    several = ("--selector", "tr:last-child button", "--item", "first", "--step", "new", "--choose")
    others = [index for index, one in enumerate(edit, 1) if not one["fits"]]
    assert "does not find that element alone" in run_pick(
        generated, str(tmp_path), *several, str(others[0]), fails=True
    )
    assert file.read_text() == TOUR.replace('{ "css": ".css-1abcde" }', name)
    assert "is no selector" in run_pick(generated, "--selector", "a[[", fails=True)


@pytest.mark.browser
def test_a_command_ranks_elements_of_an_app_that_knows_nothing_of_us(
    third_parties: Callable[[str], tuple[Injection, str]],
) -> None:
    app, url = third_parties("django-admin")
    app.tag = ""
    told = json.loads(
        run_pick(f"{url}/admin/", "--selector", "#id_username", "--selector", "input[type=submit]", "--json")
    )
    field, button = (element["locators"] for element in told["elements"])
    assert field[0]["locator"] == {"role": "textbox", "name": "Username:"}
    assert find(field, label="Username:")["fits"]
    assert find(field, css='input[name="username"]')["stability"] == "fair"
    assert button[0]["locator"] == {"role": "button", "name": "Log in"}
    assert all(one["why"] and one["matches"] == 1 for one in [*field, *button])


@pytest.mark.browser
def test_a_window_opens_and_what_is_clicked_there_is_written(
    playwright: Playwright, generated: str, tmp_path: Path
) -> None:
    """On a screen of its own; what the person does there comes by another way into the same browser."""
    browser, screen = find_system_browser(), shutil.which("Xvfb")
    if not browser or not screen:
        pytest.skip("no browser of the machine, or no Xvfb, to open a window with")
    (tmp_path / "tours").mkdir()
    file = tmp_path / "tours/first.json"
    file.write_text(TOUR)
    (tmp_path / "site.json").write_text('{ "kind": "site", "id": "acme", "title": "Acme" }')
    port = find_port()
    launcher = tmp_path / "launcher"
    launcher.write_text(f'#!/bin/sh\nexec "{browser}" --remote-debugging-port={port} "$@"\n')
    launcher.chmod(0o755)
    into = [str(tmp_path), "--item", "first", "--step", "out"]
    with open_screen(screen) as number:
        environment = {**os.environ, "HANDRAIL_BROWSER": str(launcher), "DISPLAY": f":{number}"}
        with subprocess.Popen(
            [*COMMAND, "pick", generated, *into],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            try:
                page = find_page(playwright, port, running)
                shield = page.get_by_role("region", name="Point at an element")
                expect(shield).to_be_visible(timeout=PATIENCE * 1000)
                box = page.get_by_role("button", name="Export").bounding_box()
                assert box
                page.mouse.move(box["x"] + 5, box["y"] + 5)
                expect(shield.get_by_role("status")).to_have_text("button “Export”")
                page.mouse.down()
                page.mouse.up()
                found = page.get_by_role("dialog").get_by_role("listitem").filter(has_text='"test_id": "export-csv"')
                found.first.get_by_role("button", name="Use this").click()
                printed, trouble = running.communicate(timeout=PATIENCE)
            finally:
                running.kill()
    assert running.returncode == 0, trouble
    assert f"{file}:4: written" in printed
    # What finds it still stays behind it; what finds nothing, or something else, is gone.
    assert file.read_text() == TOUR.replace('"gone"', '"export-csv"').replace(', { "css": "h1" }', "")


def find_page(playwright: Playwright, port: int, running: subprocess.Popen[str]) -> Page:
    """Of the browser that listens there, once it does. It has to be connected to again: pages of others that come later are not told."""
    while True:
        try:
            browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
            pages = [page for context in browser.contexts for page in context.pages]
            if pages:
                return pages[0]
            browser.close()
        except Error:
            pass  # It does not listen yet.
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=0.5)
            raise AssertionError("it ended before there was a page")


LISTEN = """() => {
  window.heard = [];
  for (const name of ["click", "mousedown", "mouseup", "pointerdown", "pointermove", "mousemove", "keydown", "keyup"])
    document.addEventListener(name, (event) => heard.push(name), true);
  document.querySelector("custom-box").attachShadow({ mode: "open" }).innerHTML = "<button>Within</button>";
}"""


def test_by_hand_the_host_hears_nothing(page: Page, generated: str) -> None:
    page.goto(generated)
    page.evaluate(LISTEN)
    before = page.evaluate("() => document.documentElement.outerHTML")
    probe = page.evaluate_handle(probe_script())
    begin = "(probe) => { window.picked = probe.pick().then((it) => it && it.target); }"
    probe.evaluate(begin)
    status = page.get_by_role("status")

    def centre(name: str) -> tuple[float, float]:
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(*centre("New invoice"))
    expect(status).to_have_text("button “New invoice”")
    page.keyboard.press("ArrowUp")
    expect(status).to_have_text("main")
    page.keyboard.press("ArrowDown")
    expect(status).to_have_text("button “New invoice”")
    page.keyboard.press("Tab")
    expect(status).to_have_text("button “Export”")
    page.keyboard.press("Shift+Tab")
    expect(status).to_have_text("button “New invoice”")
    # In a shadow root, and what is redacted is pointed at like everything else: nothing of it goes anywhere.
    page.mouse.move(*centre("Within"))
    expect(status).to_have_text("button “Within”")
    assert_accessible(page)
    page.mouse.click(*centre("Within"))
    assert page.evaluate("() => heard") == []

    dialog = page.get_by_role("dialog", name="Locators of button “Within”")
    expect(dialog.get_by_role("heading")).to_be_focused()
    expect(dialog.get_by_role("listitem").first).to_contain_text('{ "role": "button", "name": "Within" }')
    expect(dialog.get_by_role("listitem").first).to_contain_text("1 match stable")
    assert_accessible(page)
    dialog.get_by_role("button", name="Point again").click()
    page.mouse.click(*centre("New invoice"))
    expect(page.get_by_role("dialog")).to_have_accessible_name("Locators of button “New invoice”")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Use this").first).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("() => picked") == {"role": "button", "name": "New invoice"}
    assert not {"click", "mousedown", "keydown"} & set(page.evaluate("() => heard"))

    # By keys alone, at a small size; Escape leaves, and nothing of it stays.
    page.set_viewport_size({"width": 320, "height": 256})
    probe.evaluate(begin)
    page.keyboard.press("Tab")
    expect(status).to_have_text("navigation “Main”")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Locators of link “Invoices (3)”")
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 256
    page.keyboard.press("Escape")
    assert page.evaluate("() => picked") is None
    assert page.evaluate("() => document.documentElement.outerHTML") == before


OPENING = """() => {
  const add = (tag, name) => {
    const made = document.createElement(tag);
    made.innerHTML = `<button>${name}</button>`;
    return document.body.appendChild(made);
  };
  window.dialog = add("dialog", "In a dialog");
  window.layer = add("div", "In a layer");
  window.layer.popover = "auto";
}"""


def test_what_opens_meanwhile_is_pointed_at_too(page: Page, generated: str) -> None:
    """A popover lies over what was there before it, and a dialog makes it inert."""
    page.goto(generated)
    page.evaluate(LISTEN)
    page.evaluate(OPENING)
    probe = page.evaluate_handle(probe_script())
    probe.evaluate("(probe) => { window.picked = probe.pick().then((it) => it && it.target); }")
    expect(page.get_by_role("region", name="Point at an element")).to_be_visible()

    def point(name: str) -> None:
        box = page.locator("button", has_text=name).bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.wait_for_function("([x, y]) => document.elementFromPoint(x, y).matches('[data-handrail]')", arg=[x, y])
        page.mouse.move(x, y)
        expect(page.get_by_role("status")).to_have_text(f"button “{name}”")
        page.mouse.click(x, y)

    page.evaluate("() => layer.showPopover()")
    point("In a layer")
    expect(page.get_by_role("dialog", name="Locators of")).to_contain_text('{ "role": "button", "name": "In a layer" }')
    page.get_by_role("button", name="Point again").click()
    expect(page.get_by_role("region", name="Point at an element")).to_be_visible()
    page.evaluate("() => { layer.hidePopover(); dialog.showModal(); }")
    point("In a dialog")
    found = page.get_by_role("dialog", name="Locators of")
    found.get_by_role("listitem").filter(has_text='"name": "In a dialog" }').get_by_role("button").first.click()
    assert page.evaluate("() => picked") == {"role": "button", "name": "In a dialog"}
    assert not {"click", "mousedown"} & set(page.evaluate("() => heard"))
