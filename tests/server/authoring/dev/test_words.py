"""Texts in the locale that is looked at: told as they are shown, and written where that locale's are. A diff after it shows that text alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from handrail.content.source import hash_text
from handrail.core.resources import resource
from tests.server.authoring.dev.desk import Desk, open_desk
from tests.server.authoring.dev.test_edits import list_changes

TOUR = "tours/welcome.json"
SIDECAR = "tours/first-invoice.nb.json"
KINDS = {
    "survey": ("what-next", "questions.wish.options.hours.text", "surveys"),
    "announcement": ("csv-exports", "buttons.0.label", "announcements"),
    "quiz": ("invoice-basics", "questions.start.text", "quizzes"),
    "checklist": ("get-going", "items.look-around.title", "checklists"),
    "snippet": ("tax-on-top", "title", "snippets"),
}


@pytest.fixture
async def acme(tmp_path: Path) -> AsyncIterator[Desk]:
    shutil.copytree(resource("tours") / "acme", tmp_path / "demo")
    async with open_desk(tmp_path / "demo") as desk:
        yield desk


async def read_text(desk: Desk, item: str, key: str, locale: str | None = None) -> dict[str, Any]:
    answer = await desk.ask("texts", item=item, locale=locale)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = next(one for one in answer.json()["texts"] if one["name"] == key)
    return told


async def rewrite(desk: Desk, item: str, key: str, text: str, was: str | None, locale: str | None = None) -> Any:
    return await desk.ask("rewrite", item=item, name=key, text=text, was=was, locale=locale)


async def test_every_kind_in_both_languages(acme: Desk) -> None:
    for kind, (item, key, folder) in KINDS.items():
        for locale, file in (("nb", f"{folder}/{item}.nb.json"), ("en-GB", f"{folder}/{item}.json")):
            before = (acme.folder / file).read_text()
            told = await read_text(acme, item, key, locale)
            assert told["shown"] == [told["text"]], kind
            assert told["was"] == told["text"]
            assert (told["source"] is None) == (locale == "en-GB")
            answer = await rewrite(acme, item, key, "Quite another text", told["was"], locale)
            assert (answer.status_code, answer.json().get("file")) == (200, file), answer.text
            after = (acme.folder / file).read_text()
            changed = list_changes(before, after)
            assert [line[0] for line in changed] == ["-", "+"], kind
            assert changed[1][1:] == changed[0][1:].replace(
                json.dumps(told["text"], ensure_ascii=False), '"Quite another text"'
            )
            assert (await read_text(acme, item, key, locale))["text"] == "Quite another text"
    state = await acme.state()
    assert not [one for one in state["faults"] if one["level"] == "fault"]


async def test_what_is_read_and_what_is_filled_in(acme: Desk) -> None:
    told = await read_text(acme, "welcome", "steps.hello.text")
    assert told["text"].startswith("Good to see you, {{ first_name")
    assert told["shown"] == [
        "Good to see you, ",
        ". Three things are worth knowing. It takes half a minute, and you can leave whenever you like.",
    ]
    assert told["is_long"]
    assert not (await read_text(acme, "what-next", "questions.wish.options.hours.text"))["is_long"]
    answer = await acme.ask("texts", item="invoice-basics")
    heard = {one["name"].rpartition(".")[2] for one in answer.json()["texts"]}
    assert not heard & {"alt", "captions"}
    # An article is Markdown, in files of its own.
    assert (await acme.ask("texts", item="refunds")).json()["texts"] == []


async def test_what_is_not_translated_yet(desk: Desk) -> None:
    """It is shown as it was written, and its translation goes into a sidecar: the first one makes it."""
    before = (desk.folder / TOUR).read_bytes()
    told = await read_text(desk, "welcome", "steps.new.title", "nb-NO")
    assert (told["text"], told["was"], told["source"]) == ("Start here", None, "Start here")
    answer = await rewrite(desk, "welcome", "steps.new.title", "Begynn her", None, "nb-NO")
    assert (answer.status_code, answer.json()["file"]) == (200, "tours/welcome.nb.json"), answer.text
    sidecar = desk.folder / "tours/welcome.nb.json"
    said = {"text": "Begynn her", "source": hash_text("Start here")}
    assert json.loads(sidecar.read_text()) == {"steps.new.title": said}
    first = sidecar.read_text()
    assert (await rewrite(desk, "welcome", "steps.done.title", "Det var alt", None, "nb")).status_code == 200
    assert sidecar.read_text().startswith(first.removesuffix("\n}\n"))
    assert list(json.loads(sidecar.read_text())) == ["steps.new.title", "steps.done.title"]
    assert (desk.folder / TOUR).read_bytes() == before
    assert (await desk.state())["faults"] == []


async def test_a_new_sidecar_names_the_schema_of_those_beside_it(acme: Desk) -> None:
    answer = await rewrite(acme, "free-plan", "steps.see-plans.title", "Fem fakturaer", None, "nb")
    assert answer.status_code == 200, answer.text
    made = json.loads((acme.folder / "tours/free-plan.nb.json").read_text())
    assert list(made) == ["$schema", "steps.see-plans.title"]
    assert made["$schema"] == json.loads((acme.folder / SIDECAR).read_text())["$schema"]


async def test_a_translation_that_was_stale_is_not_any_more(desk: Desk) -> None:
    sidecar = desk.folder / "tours/welcome.nb.json"
    sidecar.write_text(
        json.dumps({"steps.new.title": {"text": "Start her", "source": "00000000"}, "title": "Velkommen"})
    )
    await desk.drafts.refresh()
    assert [one["level"] for one in (await desk.state())["faults"]] == ["warning"]
    assert (await rewrite(desk, "welcome", "steps.new.title", "Begynn", "Start her", "nb")).status_code == 200
    assert (await rewrite(desk, "welcome", "title", "Hei", "Velkommen", "nb")).status_code == 200
    said = {"text": "Begynn", "source": hash_text("Start here")}
    assert json.loads(sidecar.read_text()) == {"steps.new.title": said, "title": "Hei"}
    assert (await desk.state())["faults"] == []


async def test_a_step_that_was_moved_meanwhile_is_found(desk: Desk) -> None:
    """By its id, not by its place: nobody else's title is written over."""
    path = desk.folder / TOUR
    tour = json.loads(path.read_text())
    tour["steps"].insert(0, {**tour["steps"][0], "id": "before"})
    path.write_text(json.dumps(tour, indent=2))
    assert (await rewrite(desk, "welcome", "steps.new.title", "Go", "Start here")).status_code == 200
    assert [one["title"] for one in json.loads(path.read_text())["steps"]] == ["Start here", "Go", "That is all"]


@pytest.mark.parametrize("locale", ["en", "nb"])
async def test_what_was_changed_meanwhile_is_told(desk: Desk, locale: str) -> None:
    sidecar = desk.folder / "tours/welcome.nb.json"
    sidecar.write_text(json.dumps({"steps.new.title": "Start her"}))
    await desk.drafts.refresh()
    file = sidecar if locale == "nb" else desk.folder / TOUR
    was = "Start her" if locale == "nb" else "Start here"
    file.write_text(file.read_text().replace(was, "Theirs"))
    before = file.read_bytes()
    answer = await rewrite(desk, "welcome", "steps.new.title", "Mine", was, locale)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/edit_conflict")
    assert answer.json()["found"] == "Theirs"
    assert file.read_bytes() == before
    assert (await rewrite(desk, "welcome", "steps.new.title", "Mine", "Theirs", locale)).status_code == 200


async def test_refusals(desk: Desk) -> None:
    path = desk.folder / TOUR
    before = path.read_bytes()
    assert (await desk.ask("texts", item="nobody")).status_code == 404
    assert (await rewrite(desk, "nobody", "title", "x", "y")).status_code == 404
    for key in ("steps.gone.title", "steps.new.target", "kind.x", "__proto__.x"):
        answer = await rewrite(desk, "welcome", key, "x", "y")
        assert answer.status_code in (409, 422), key
    answer = await rewrite(desk, "welcome", "steps.new.text", "<b>loud</b>", "Press **New**.")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_edit")
    assert (await rewrite(desk, "welcome", "steps.new.title", "x", "Began", "nb")).json()["found"] is None
    assert path.read_bytes() == before
    assert not (desk.folder / "tours/welcome.nb.json").exists()
