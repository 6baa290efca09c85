"""A way through the app is gone once, and becomes a draft of a tour."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from starlette.applications import Starlette
from starlette.routing import Route

from handrail.content.validation.validate import validate
from tests.flows.authoring.drafts import TOKEN, Drafts
from tests.flows.axe import assert_accessible
from tests.flows.live import address_of, listen, serve
from tests.flows.scripted import Host
from tests.flows.stage import Stage

MARKUP = """<main><h1>Invoices</h1><p><a href="/invoices/new">New invoice</a></p><p><button>Wrong one</button></p>
<form action="/invoices/48213"><p><label>Customer <input name=customer></label></p>
<p><label>Password <input type=password name=password></label></p>
<p><label>Country <select name=country><option>Norway<option>Chile</select></label></p>
<p><label><input type=checkbox name=urgent> Urgent</label></p><p><button>Save invoice</button></p></form></main>
<aside><a href="#/list">List</a> <a href="?tab=people">People</a> <label>Scan <input type=file></label>
<label><input type=radio name=kind> Beta</label> <div role=textbox contenteditable aria-label=Note></div> <button>Twice</button>
<form action="/search"><label>Find <input type=search name=q></label></form></aside>"""


@pytest.fixture
def author(page: Page, stage: Stage) -> Iterator[tuple[str, Drafts]]:
    listener = listen()
    url = address_of(listener)
    real, drafted = stage.create_site("real", [url]), stage.create_site("drafts", [url])
    drafts = Drafts(stage, drafted)
    drafts.save({"kind": "tour", "id": "other", "title": "Other", "start": {"on": "manual"},
                 "steps": [{"id": "one", "type": "modal", "title": "One", "text": "Text"}]})  # fmt: skip
    with serve(drafts) as front:
        host = Host(url, front.url, MARKUP, f'data-key="{real.publishable_key}"')
        with serve(Starlette(routes=[Route("/{path:path}", host.page)]), listener):
            yield url, drafts


def start_recording(page: Page, link: str) -> Locator:
    page.goto(link)
    bar = page.get_by_role("region", name="Handrail preview")
    bar.get_by_role("button", name="Record", exact=True).click()
    bar.get_by_role("button", name="Start recording").click()
    recorder = page.get_by_role("region", name="Recording")
    expect(recorder.get_by_role("status")).to_have_text("Do what the tour is to show.")
    return recorder


def test_a_way_through_the_app_becomes_a_tour(page: Page, author: tuple[str, Drafts]) -> None:
    url, drafts = author
    recorder = start_recording(page, f"{url}/#handrail={TOKEN}")
    said = recorder.get_by_role("status")
    expect(recorder.get_by_role("button", name="Undo the last step")).to_be_disabled()
    assert_accessible(page)
    recorder.get_by_role("button", name="Move").click()
    recorder.get_by_role("button", name="Move").click()

    page.get_by_role("link", name="New invoice").click()
    page.wait_for_url("**/invoices/new")
    expect(said).to_have_text("1 step: Press New invoice")
    page.get_by_role("button", name="Wrong one").click()
    expect(said).to_have_text("2 steps: Press Wrong one")
    # A dialog makes all beside it inert, but for the recorder.
    page.evaluate("() => { const it = document.createElement('dialog'); document.body.append(it); it.showModal(); }")
    recorder.get_by_role("button", name="Undo the last step").click()
    page.evaluate("() => document.querySelector('dialog').remove()")
    expect(said).to_have_text("1 step: Press New invoice")
    recorder.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Wrong one").click()
    expect(said).to_have_text("Paused. 1 step: Press New invoice")
    recorder.get_by_role("button", name="Go on").click()

    page.get_by_label("Customer").fill("Somebody Secret")
    page.get_by_label("Password").fill("hunter2")
    page.keyboard.press("Tab")
    page.get_by_label("Country").select_option("Chile")
    page.get_by_label("Urgent").check()
    expect(said).to_have_text("5 steps: Tick Urgent")
    kept = page.evaluate("() => sessionStorage['handrail:recording']")
    assert "Secret" not in kept
    assert "hunter2" not in kept
    assert "Chile" not in kept
    page.get_by_role("button", name="Save invoice").click()
    page.wait_for_url("**/invoices/48213*")
    expect(said).to_have_text("6 steps: Press Save invoice")
    recorder.get_by_role("button", name="Stop").click()
    expect(said).to_contain_text("The draft is in tours/press-save-invoice-2.json: 6 steps and an end.")
    recorder.get_by_role("button", name="Close").click()
    expect(recorder).to_have_count(0)
    assert page.evaluate("() => sessionStorage['handrail:recording']") is None

    tour = drafts.made[-1]
    files = {"site.json": {"kind": "site", "id": "acme", "title": "Acme"}, "tours/made.json": tour}
    checked = validate({path: json.dumps(item).encode() for path, item in files.items()})
    assert not checked.faults
    steps = {step["id"]: step for step in tour["steps"]}
    assert list(steps) == ["new-invoice", "customer", "password", "country", "urgent", "save-invoice", "done"]
    assert tour["start"] == {"on": "page", "when": {"url": "/"}}
    assert steps["new-invoice"] == {
        "id": "new-invoice",
        "page": "/",
        "target": {"role": "link", "name": "New invoice"},
        "title": "Press New invoice",
        "text": "Press **New invoice**.",
        "advance": {"when": {"url": "/invoices/new"}},
    }
    assert steps["customer"]["page"] == "/invoices/new"
    assert steps["customer"]["target"] == [{"role": "textbox", "name": "Customer"}, {"label": "Customer"}]
    filled = {"on": "change", "when": {"element": "target", "state": "filled"}}
    assert [steps[id_]["advance"] for id_ in ("customer", "password", "country")] == [filled] * 3
    assert steps["urgent"]["advance"] == {"on": "change", "when": {"element": "target", "state": "checked"}}
    # `/invoices/*` holds on the page before as well.
    assert steps["save-invoice"]["advance"] == {"on": "click"}
    assert steps["done"]["type"] == "modal"


def test_by_fragments_queries_and_all_kinds_of_fields(page: Page, author: tuple[str, Drafts]) -> None:
    url, drafts = author
    recorder = start_recording(page, f"{url}/#/home&handrail={TOKEN}")
    said = recorder.get_by_role("status")
    page.get_by_role("link", name="List").click()
    expect(said).to_have_text("1 step: Press List")
    page.get_by_role("link", name="People").click()
    page.wait_for_url("**/?tab=people")
    expect(said).to_have_text("2 steps: Press People")
    page.get_by_role("radio", name="Beta").check()
    expect(said).to_have_text("3 steps: Tick Beta")
    page.get_by_label("Scan").set_input_files({"name": "secret.txt", "mimeType": "text/plain", "buffer": b"secret"})
    expect(said).to_have_text("4 steps: Choose Scan")
    page.get_by_label("Note").click()
    page.keyboard.type("secret")
    page.keyboard.press("Tab")
    expect(said).to_have_text("5 steps: Fill in Note")
    page.get_by_role("button", name="Twice").dblclick()
    expect(said).to_have_text("6 steps: Press Twice")
    page.get_by_label("Find").fill("secret")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=secret")
    expect(said).to_have_text("7 steps: Fill in Find")
    assert "secret" not in page.evaluate("() => sessionStorage['handrail:recording']")
    recorder.get_by_role("button", name="Stop").click()
    expect(said).to_contain_text("7 steps and an end")

    tour = drafts.made[-1]
    assert "secret" not in json.dumps(tour)
    files = {"site.json": {"kind": "site", "id": "acme", "title": "Acme"}, "tours/made.json": tour}
    assert not validate({path: json.dumps(item).encode() for path, item in files.items()}).faults
    assert tour["start"]["when"] == {"all": [{"url": "/"}, {"hash": "/home"}]}
    advances = {step["id"]: step["advance"] for step in tour["steps"][:-1]}
    filled = {"on": "change", "when": {"element": "target", "state": "filled"}}
    assert advances == {
        "list": {"when": {"hash": "/list"}},
        "people": {"when": {"query": {"tab": "*"}}},
        "beta": {"on": "change", "when": {"element": "target", "state": "checked"}},
        "scan": filled,
        "note": filled,
        "twice": {"on": "click"},
        "find": {"when": {"url": "/search"}},
    }
