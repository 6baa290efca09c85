"""What agents do with a conversation, through the page's forms, and what its person gets of it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.server.cast import Cast, MovingClock
from tests.server.console.inbox.conftest import Ask, Asker, Seat, Sit
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf
from tests.server.help.shelves import FILES, publish

TOUR = {
    "kind": "tour",
    "id": "vat",
    "title": "Where it goes",
    "start": {"on": "manual"},
    "steps": [{"id": "a", "type": "modal", "title": "Here", "text": "There."}],
}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


@pytest.fixture
async def paula(ask: Ask) -> Asker:
    return await ask("My invoice")


async def audit(client: httpx.AsyncClient, cast: Cast) -> list[tuple[str, str, dict[str, Any]]]:
    """Who did what, oldest first; what others than agents do is left out."""
    answer = await client.get("/api/sites/acme/audit?limit=100", headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    return [(e["actor_name"], e["action"], e["detail"]) for e in reversed(answer.json()["entries"])]


async def test_an_answer(paula: Asker, agnes: Seat) -> None:
    answered = await agnes.answer(paula.conversation, "It is <b>here</b>: https://a.test/x")
    assert answered.status_code == 303
    read = await paula.read()
    assert [(m["author"], m["text"]) for m in read["messages"]][1:] == [
        ("agent", "It is <b>here</b>: https://a.test/x")
    ]
    assert (read["agent"], read["unread"]) == ("Agnes", 1)
    page = await agnes.open(f"/{paula.conversation}")
    assert "It is &lt;b&gt;here&lt;/b&gt;" in page
    assert '<a href="https://a.test/x" target="_blank" rel="noopener noreferrer nofollow">' in page
    assert "Agnes took it" in page


async def test_sent_twice_it_is_said_once(paula: Asker, agnes: Seat) -> None:
    page = await agnes.client.get(f"/console/inbox/{paula.conversation}")
    form = {"csrf": read_csrf(page), "kind": "message", "text": "Once", "client_id": "same"}
    files = [("files", ("a.txt", b"text", "text/plain"))]
    path = f"/console/inbox/{paula.conversation}/messages"
    for _ in range(2):
        assert (await agnes.client.post(path, data=form, files=files, headers=SAME_ORIGIN)).status_code == 303
    assert len((await paula.read())["messages"]) == 2


async def test_a_note_is_for_agents_alone(paula: Asker, agnes: Seat, eddie: Seat) -> None:
    await agnes.answer(paula.conversation, "They seem cross", "note", [("files", ("n.txt", b"secret", "text/plain"))])
    read = await paula.read()
    assert "cross" not in json.dumps(read)
    assert (len(read["messages"]), read["agent"]) == (1, None)
    page = await eddie.open(f"/{paula.conversation}")
    assert "They seem cross" in page
    assert "Note, for agents only" in page


async def test_of_two_who_claim_it_one_gets_it(paula: Asker, agnes: Seat, eddie: Seat, clock: MovingClock) -> None:
    both = await asyncio.gather(
        *(seat.do(paula.conversation, "assign", member=seat.player.id, expected="") for seat in (agnes, eddie))
    )
    assert sorted(answer.status_code for answer in both) == [303, 409]
    first, second = (agnes, eddie) if both[0].status_code == 303 else (eddie, agnes)
    refused = next(answer for answer in both if answer.status_code == 409)
    assert f'<p class="problem">{first.player.name} has it already.' in refused.text
    assert 'id="thread"' in refused.text
    expected = first.player.id
    taken = await second.do(paula.conversation, "assign", member=second.player.id, expected=expected)
    assert taken.status_code == 303
    assert f"{second.player.name} took it" in await first.open(f"/{paula.conversation}")


async def test_assigned_to_others_and_to_nobody(paula: Asker, agnes: Seat, cast: Cast) -> None:
    await agnes.do(paula.conversation, "assign", member=cast.eddie.id, expected="")
    assert "Agnes gave it to Eddie" in await agnes.open(f"/{paula.conversation}")
    await agnes.do(paula.conversation, "assign", member="", expected=cast.eddie.id)
    assert "nobody has it" in await agnes.open(f"/{paula.conversation}")
    refused = await agnes.do(paula.conversation, "assign", member=cast.victor.id, expected="")
    assert refused.status_code == 404
    assert "no such member" in refused.text


async def test_closed_and_opened_again_by_a_reply(paula: Asker, agnes: Seat, clock: MovingClock) -> None:
    await agnes.do(paula.conversation, "close", reason="no_answer")
    page = await agnes.open(f"/{paula.conversation}")
    assert "Agnes closed it: no answer came" in page
    read = await paula.read()
    assert read["status"] == "closed"
    assert read["messages"][-1]["reason"] == "no_answer"
    await agnes.answer(paula.conversation, "One more thing")
    assert (await paula.read())["status"] == "open"
    await agnes.do(paula.conversation, "close", reason="solved")
    await paula.say("And another")
    assert (await paula.read())["status"] == "open"
    await agnes.do(paula.conversation, "close", reason="solved")
    assert (await agnes.do(paula.conversation, "reopen")).status_code == 303
    assert "Agnes opened it again" in await agnes.open(f"/{paula.conversation}")


async def test_a_spammer_is_blocked_and_unblocked(paula: Asker, agnes: Seat) -> None:
    await agnes.do(paula.conversation, "block")
    assert "Blocked" in await agnes.open(f"/{paula.conversation}")
    assert (await paula.say("Buy!")).status_code == 403
    await agnes.do(paula.conversation, "unblock")
    assert (await paula.say("Sorry")).is_success


async def test_a_tour_is_offered(client: httpx.AsyncClient, cast: Cast, paula: Asker, agnes: Seat) -> None:
    await publish(client, cast.acme, FILES | {"tours/vat.json": json.dumps(TOUR)})
    assert '<option value="vat">Where it goes</option>' in await agnes.open(f"/{paula.conversation}")
    assert (await agnes.do(paula.conversation, "offers", kind="tour", id="vat")).status_code == 303
    offered = (await paula.read())["messages"][-1]
    assert (offered["kind"], offered["offer"]["id"], offered["offer_state"]) == ("offer", "vat", "offered")
    path = f"/v1/conversations/{paula.conversation}/offers/{offered['id']}"
    assert (await paula.post(path, {"accepted": True})).status_code == 200
    page = await agnes.open(f"/{paula.conversation}")
    assert "<strong>accepted</strong>" in page
    assert "You: Where it goes" in page
    assert (await agnes.do(paula.conversation, "offers", kind="tour", id="nothing")).status_code == 404


async def test_articles_for_agents_are_read_and_never_sent(
    client: httpx.AsyncClient, cast: Cast, paula: Asker, agnes: Seat, ask: Ask
) -> None:
    await publish(client, cast.acme)
    page = await agnes.open(f"/{paula.conversation}", find="giraffe")
    found = page.partition('id="found"')[2].partition("</ul>")[0]
    assert "Secret" in found
    assert "for reading only" in found
    assert 'value="secret"' not in found
    for id_, status in (("secret", 404), ("plans", 404), ("refunds", 303)):
        assert (await agnes.do(paula.conversation, "offers", kind="article", id=id_)).status_code == status
    assert [m["offer"]["id"] for m in (await paula.read())["messages"] if m["offer"]] == ["refunds"]
    known = await ask("I am known", sub="u-1")
    assert (await agnes.do(known.conversation, "offers", kind="article", id="plans")).status_code == 303


async def test_files_both_ways(paula: Asker, agnes: Seat, victor: Seat) -> None:
    await agnes.answer(paula.conversation, "Look", files=[("files", ('<b>"x.png', PNG, "text/html"))])
    (file,) = (await paula.read())["messages"][-1]["files"]
    assert file["media_type"] == "image/png"
    path = f"/console/inbox/{paula.conversation}/files/{file['id']}"
    for seat in (agnes, victor):
        got = await seat.client.get(path)
        assert got.content == PNG
        assert got.headers["content-disposition"].startswith("attachment; ")
        assert got.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert got.headers["x-content-type-options"] == "nosniff"
    assert (await agnes.client.get(path + "x")).status_code == 404


@pytest.mark.parametrize(
    ("text", "files", "status"),
    [
        ("", [], 422),
        ("x" * 10_001, [], 422),
        ("x", [("files", ("x.html", b"<html><script>\x00", "image/png"))], 415),
        ("x", [("files", ("x.txt", b"x" * 5_000_001, "text/plain"))], 413),
        ("x", [("files", (f"{i}.txt", b"x", "text/plain")) for i in range(6)], 422),
    ],
)
async def test_what_is_not_taken_is_kept_in_the_box(
    paula: Asker, agnes: Seat, text: str, files: list[Any], status: int
) -> None:
    refused = await agnes.answer(paula.conversation, text, files=files)
    assert refused.status_code == status
    assert len((await paula.read())["messages"]) == 1


async def test_a_form_from_elsewhere_does_nothing(paula: Asker, agnes: Seat) -> None:
    parts = [("files", ("", b"", "application/octet-stream"))]
    form = {"text": "x", "kind": "message", "client_id": "a", "csrf": "guessed", "reason": "solved"}
    path = f"/console/inbox/{paula.conversation}"
    for headers in (SAME_ORIGIN, {"Origin": "https://evil.test"}):
        sent = await agnes.client.post(f"{path}/messages", data=form, files=parts, headers=headers)
        assert sent.status_code == 403
        assert (await agnes.client.post(f"{path}/close", data=form, headers=headers)).status_code == 403
    assert len((await paula.read())["messages"]) == 1


@pytest.mark.parametrize("part", [b'name="text"\r\n\r\n\xff\xfe', b"filename=x\r\n\r\nx", b'name="text"'])
async def test_a_form_that_is_none_is_refused_in_words(paula: Asker, agnes: Seat, part: bytes) -> None:
    body = b"--b\r\nContent-Disposition: form-data; " + part + b"\r\n--b--\r\n"
    headers = {**SAME_ORIGIN, "Content-Type": "multipart/form-data; boundary=b"}
    path = f"/console/inbox/{paula.conversation}/messages"
    refused = await agnes.client.post(path, content=body, headers=headers)
    assert refused.status_code in (403, 422), refused.text
    assert len((await paula.read())["messages"]) == 1


async def test_viewers_only_read(paula: Asker, victor: Seat, sit: Sit) -> None:
    page = await victor.open(f"/{paula.conversation}")
    assert "You may read this" in page
    assert 'id="answer"' not in page
    for act in ("messages", "offers", "assign", "close", "reopen", "block", "unblock", "typing"):
        assert (await victor.do(paula.conversation, act)).status_code == 403
    assert (await victor.client.get("/console/acme/replies")).status_code == 403
    assert (await paula.read())["seen_by_agents"] == 0


async def test_all_of_it_is_in_the_audit_log(
    client: httpx.AsyncClient, cast: Cast, paula: Asker, agnes: Seat, victor: Seat, clock: MovingClock
) -> None:
    before = len(await audit(client, cast))
    await victor.open(f"/{paula.conversation}")
    await agnes.answer(paula.conversation, "Very private words", files=[("files", ("private.png", PNG, "image/png"))])
    (file,) = (await paula.read())["messages"][-1]["files"]
    await agnes.answer(paula.conversation, "x", "note")
    await agnes.do(paula.conversation, "close", reason="spam")
    await agnes.do(paula.conversation, "block")
    await agnes.client.get(f"/console/inbox/{paula.conversation}/download?format=text")
    await agnes.client.get(f"/console/inbox/{paula.conversation}/files/{file['id']}")
    await agnes.answer(paula.conversation, "After all")
    done = (await audit(client, cast))[before:]
    assert [(who, what) for who, what, _ in done] == [
        ("Victor", "conversations_listed"),
        ("Victor", "conversation_read"),
        ("Agnes", "conversations_listed"),
        ("Agnes", "conversation_read"),
        ("Agnes", "conversation_assigned"),
        ("Agnes", "conversation_answered"),
        ("Agnes", "note_added"),
        ("Agnes", "conversation_closed"),
        ("Agnes", "person_blocked"),
        ("Agnes", "conversation_downloaded"),
        ("Agnes", "file_downloaded"),
        ("Agnes", "conversation_reopened"),
        ("Agnes", "conversation_answered"),
    ]
    assert "private" not in json.dumps(done)


async def test_downloads(paula: Asker, agnes: Seat) -> None:
    await agnes.answer(paula.conversation, "Answer")
    await agnes.answer(paula.conversation, "Among us", "note")
    path = f"/console/inbox/{paula.conversation}/download"
    whole = (await agnes.client.get(path)).json()
    assert [(m["kind"], m["text"]) for m in whole["messages"] if m["kind"] != "change"] == [
        ("theirs", "My invoice"),
        ("ours", "Answer"),
        ("note", "Among us"),
    ]
    text = await agnes.client.get(path, params={"format": "text"})
    assert text.headers["content-disposition"].startswith('attachment; filename="conversation-1.txt"')
    assert "Agnes (note)\nAmong us" in text.text
    assert (await agnes.client.get(path, params={"format": "html"})).status_code == 422
