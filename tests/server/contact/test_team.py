"""Conversations as the team's programs have them: read, answered, given to somebody, closed; each with its line in the audit log."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.server.cast import Cast
from tests.server.contact.talking import Writer, ok

CAPSULE = '[{"kind":"read","label":"Read","value":"Refunds"}]'


@pytest.fixture
async def begun(ada: Writer) -> dict[str, Any]:
    return ok(await ada.begin("My invoice is gone", capsule=CAPSULE, email="ada@example.com"), 201)


async def test_the_team_reads_all_and_answers(
    ada: Writer, client: httpx.AsyncClient, cast: Cast, begun: dict[str, Any]
) -> None:
    path, bearer = f"/api/sites/acme/conversations/{begun['id']}", cast.acme.bearer

    async def post(what: str, **body: Any) -> dict[str, Any]:
        return ok(await client.post(f"{path}/{what}", json=body, headers=bearer))

    ok(await client.post(f"{path}/messages", json={"text": "Look here", "client_id": "a1"}, headers=bearer), 201)
    await post("messages", text="Look here", client_id="a1")
    await post("messages", text="A giraffe", client_id="n1", kind="note")
    offer = {"kind": "article", "id": "refunds", "title": "Refunds"}
    await post("messages", client_id="o1", kind="offer", offer=offer)
    assert (await post("assign", member=cast.agnes.id))["assignee"] == {"id": cast.agnes.id, "name": "Agnes"}
    taken = await client.post(f"{path}/assign", json={"member": cast.eddie.id}, headers=bearer)
    assert (taken.status_code, taken.json()["type"], taken.json()["assignee"]) == (
        409,
        "/problems/already_claimed",
        "Agnes",
    )
    assert (await post("close", reason="solved"))["close_reason"] == "solved"
    thread = await post("reopen")
    assert (thread["status"], thread["reopened"], thread["environment"]) == ("open", 1, "production")
    assert thread["capsule"] == [{"kind": "read", "label": "Read", "value": "Refunds"}]
    assert [(m["kind"], m["text"] or (m["change"] or {}).get("what", "")) for m in thread["messages"]] == [
        ("message", "My invoice is gone"),
        ("message", "Look here"),
        ("note", "A giraffe"),
        ("offer", ""),
        ("change", "assigned"),
        ("change", "closed"),
        ("change", "reopened"),
    ]
    assert ok(await client.get(path, headers=bearer)) == thread
    text = await client.get(path, params={"format": "text"}, headers=bearer)
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert all(word in text.text for word in ("My invoice is gone", "Read: Refunds", "A giraffe", "article Refunds"))
    assert "giraffe" not in (await ada.post(f"conversations/{begun['id']}")).text
    log = ok(await client.get("/api/sites/acme/audit", headers=bearer))["entries"]
    assert [entry["action"] for entry in log if entry["subject"] == begun["id"]] == [
        "conversation_read",
        "conversation_read",
        "conversation_reopened",
        "conversation_closed",
        "conversation_assigned",
        "offer_made",
        "note_added",
        "conversation_answered",
    ]
    assert "invoice" not in str(log)


async def test_an_answer_opens_what_was_closed_and_a_note_does_not(
    ada: Writer, client: httpx.AsyncClient, cast: Cast, begun: dict[str, Any]
) -> None:
    path, bearer = f"/api/sites/acme/conversations/{begun['id']}", cast.acme.bearer
    ok(await client.post(f"{path}/close", json={}, headers=bearer))
    noted = {"text": "Look again", "kind": "note", "client_id": "n1"}
    assert ok(await client.post(f"{path}/messages", json=noted, headers=bearer), 201)["status"] == "closed"
    answer = {"text": "One more thing", "client_id": "a1"}
    for _ in range(2):
        thread = ok(await client.post(f"{path}/messages", json=answer, headers=bearer), 201)
        assert (thread["status"], thread["reopened"], thread["assignee"]) == ("open", 1, None)
    assert [message["text"] for message in ok(await ada.post(f"conversations/{begun['id']}"))["messages"]] == [
        "My invoice is gone",
        "",
        "",
        "One more thing",
    ]
    ok(await client.post(f"{path}/close", json={}, headers=bearer))
    ok(await ada.begin("Another matter"), 201)
    refused = await client.post(f"{path}/messages", json=answer | {"client_id": "a2"}, headers=bearer)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/already_open")
    log = ok(await client.get("/api/sites/acme/audit", headers=bearer))["entries"]
    assert [entry["action"] for entry in reversed(log) if entry["subject"] == begun["id"]] == [
        "conversation_closed",
        "note_added",
        "conversation_reopened",
        "conversation_answered",
        "conversation_closed",
    ]


async def test_the_list_is_narrowed_down(
    ada: Writer, ben: Writer, client: httpx.AsyncClient, cast: Cast, begun: dict[str, Any]
) -> None:
    other = ok(await ben.begin("100% wrong_name", email="ben@example.com"))
    ok(await ben.post(f"conversations/{other['id']}/close"))

    async def numbers(**query: Any) -> list[int]:
        answer = await client.get("/api/sites/acme/conversations", params=query, headers=cast.acme.bearer)
        return [one["number"] for one in ok(answer)["conversations"]]

    assert await numbers() == [2, 1]
    assert (await numbers(status="open"), await numbers(status="closed")) == ([1], [2])
    assert (await numbers(limit=1), await numbers(before=2)) == ([2], [1])
    assert (await numbers(assignee="none"), await numbers(assignee=cast.agnes.id)) == ([2, 1], [])
    for q, found in (("INVOICE", [1]), ("ben@", [2]), ("0% w", [2]), ("w_ong", []), ("e", [2, 1])):
        assert await numbers(q=q) == found, q
    foreign = await client.get("/api/sites/globex/conversations", headers=cast.globex.bearer)
    assert ok(foreign)["conversations"] == []


async def test_another_site_finds_none_of_it(client: httpx.AsyncClient, cast: Cast, begun: dict[str, Any]) -> None:
    path = f"/api/sites/globex/conversations/{begun['id']}"
    for answer in (
        await client.get(path, headers=cast.globex.bearer),
        await client.post(f"{path}/messages", json={"text": "x", "client_id": "x"}, headers=cast.globex.bearer),
        await client.post(f"{path}/assign", json={"member": None}, headers=cast.globex.bearer),
        await client.post(f"{path}/close", json={}, headers=cast.globex.bearer),
        await client.post(f"{path}/reopen", headers=cast.globex.bearer),
    ):
        assert answer.status_code == 404, answer.text
        assert "invoice" not in answer.text
