"""The thread that a link in a mail leads to."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.contact.close import close
from handrail.contact.files.keep import FileOwner, keep_file
from handrail.contact.limits import CHANGES, MESSAGES
from handrail.contact.mail.link import LIFETIME, sign_link
from handrail.contact.page.routes import FORMS, ROUTES
from handrail.contact.say import Said, say
from handrail.contact.tables import Conversation
from handrail.contact.thread import load_conversation
from handrail.core.clock import MINUTE
from handrail.core.multipart import Upload
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.contact.page.conftest import Visitor, read_token
from tests.server.contact.talking import Writer, block, ok, texts
from tests.server.help.shelves import publish

Do = Callable[..., Awaitable[Any]]
# Read from the app, so that a new one is tried without being named here: all that is sent to, but for the form where a conversation begins.
SITE = "/help/{site}"
DOORS = [
    route.path.removeprefix(SITE)
    for route in ROUTES
    if "POST" in (route.methods or ()) and route.path not in (f"{SITE}/contact", SITE + "/{locale}/contact")
]


def test_every_door_of_a_conversation_is_walked() -> None:
    assert {f"{locale}/conversation{rest}" for locale in ("", "/{locale}") for rest, _ in FORMS} == set(DOORS)


@pytest.fixture
async def thread(ada: Writer, visitor: Visitor) -> str:
    """Begun in the app, by somebody who is known there."""
    return str(ok(await ada.begin("Invoices do not leave", email="ada@prosper.example"))["id"])


@pytest.fixture
def link(app: Starlette, thread: str) -> str:
    return sign_link(services_of(app).signer, thread)


@pytest.fixture
def answer(do: Do, thread: str, clock: MovingClock) -> Callable[..., Awaitable[None]]:
    async def run(text: str, kind: str = "message") -> None:
        one = await do(load_conversation, thread)
        await do(say, one, Said("agent", text, f"a {text}", kind=kind), clock.now())  # type: ignore[arg-type]  # a word of a test

    return run


async def test_the_door_knows_nothing_and_runs_our_script_alone(visitor: Visitor) -> None:
    page = await visitor.load("/conversation")
    assert "simply answer the mail" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "same-origin")


async def test_in_another_language_it_is_the_same_thread(visitor: Visitor, link: str) -> None:
    """Also from the page that an answer led to."""
    page = await visitor.send("/conversation/messages", token=link, text="Since Monday")
    action = re.search(r'<form method="post" action="([^"]+)"><input type="hidden" name="token" value="([^"]+)"><button lang="nb"', page.text)  # fmt: skip
    assert action, page.text
    turned = await visitor.send(action[1].removeprefix("/help/acme"), token=action[2])
    assert '<html lang="nb"' in turned.text
    assert "Since Monday" in turned.text


async def test_it_is_the_very_thread_of_the_app(
    visitor: Visitor, ada: Writer, thread: str, link: str, answer: Callable[..., Awaitable[None]]
) -> None:
    await answer("Which <b>browser</b>?")
    await answer("She always asks that", kind="note")
    page = await visitor.send("/conversation", token=link)
    assert "Which &lt;b&gt;browser&lt;/b&gt;?" in page.text
    assert "She always asks that" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert (await ada.read(thread))["unread"] == 0
    client_id = re.search(r'name="client_id" value="([^"]+)"', page.text)
    assert client_id
    for _ in range(2):
        said = await visitor.send("/conversation/messages", token=link, text="Firefox", client_id=client_id[1])
        assert "Firefox" in said.text
    assert texts(await ada.read(thread)) == ["Invoices do not leave", "Which <b>browser</b>?", "Firefox"]


async def test_what_is_missing_is_said(visitor: Visitor, link: str) -> None:
    empty = await visitor.send("/conversation/messages", token=link, text=" ")
    assert (empty.status_code, "Write what we can help with." in empty.text) == (422, True)
    long = await visitor.send("/conversation/messages", token=link, text="x" * 10_001)
    assert "at most 10000 characters" in long.text
    assert "x" * 10_001 in long.text


async def test_so_often_and_no_more(visitor: Visitor, ada: Writer, thread: str, link: str) -> None:
    """What was written is still there, and in the thread once it is let in."""
    for number in range(MESSAGES.most):
        sent = await visitor.send("/conversation/messages", token=link, text="More", client_id=f"n{number}")
        assert sent.status_code == 200
    page = await visitor.send("/conversation/messages", token=link, text="Too much")
    assert (page.status_code, int(page.headers["retry-after"])) == (429, 60)
    assert "Too much</textarea>" in page.text
    ok(await ada.post(f"conversations/{thread}/close"))
    scores = [await visitor.send("/conversation/rating", token=link, score=str(1 + n % 2)) for n in range(21)]
    assert [one.status_code for one in scores] == [200] * CHANGES.most + [429]
    visitor.clock.advance(MINUTE)
    assert (await visitor.send("/conversation/messages", token=link, text="Too much")).status_code == 200


async def test_whom_the_team_blocked_is_told_and_keeps_the_words(
    visitor: Visitor, thread: str, link: str, do: Do, clock: MovingClock
) -> None:
    await do(block, await do(load_conversation, thread), clock.now())
    page = await visitor.send("/conversation/messages", token=link, text="Buy!")
    assert (page.status_code, "Buy!</textarea>" in page.text) == (403, True)


async def test_closed_it_asks_how_it_was_and_goes_on(
    visitor: Visitor, ada: Writer, thread: str, link: str, do: Do, clock: MovingClock
) -> None:
    assert "How was our help?" not in (await visitor.send("/conversation", token=link)).text
    await do(close, await do(load_conversation, thread), "solved", "agent", None, clock.now())
    assert "How was our help?" in (await visitor.send("/conversation", token=link)).text
    rated = await visitor.send("/conversation/rating", token=link, score="4", text="Quick")
    assert "We read what you wrote." in rated.text
    assert (await ada.read(thread))["rating"] == 4
    assert (await visitor.send("/conversation/rating", token=link, score="6")).status_code == 422
    await visitor.send("/conversation/messages", token=link, text="It is back", client_id="again")
    assert (await ada.read(thread))["status"] == "open"


async def test_files_are_downloads(
    visitor: Visitor, link: str, thread: str, do: Do, clock: MovingClock, ada: Writer, ben: Writer
) -> None:
    one: Conversation = await do(load_conversation, thread)
    owner = FileOwner(one.site_id, one.person_id, one.id)
    kept = await do(keep_file, owner, Upload("<script>.txt", b"alert(1)"), clock.now())
    await do(say, one, Said("person", "See", "f", files=[kept.id]), clock.now())
    assert kept.id in (await visitor.send("/conversation", token=link)).text
    file = await visitor.send("/conversation/file", token=link, file=kept.id)
    assert (file.content, file.headers["content-type"]) == (b"alert(1)", "text/plain; charset=utf-8")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert file.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert file.headers["x-content-type-options"] == "nosniff"
    ok(await ada.post(f"conversations/{thread}/close"))
    next_one = sign_link(services_of(visitor.client._transport.app).signer, ok(await ada.begin("Next"), 201)["id"])  # type: ignore[attr-defined]
    assert (await visitor.send("/conversation/file", token=next_one, file=kept.id)).status_code == 404
    theirs = ok(await ben.begin("Mine"))["id"]
    other = sign_link(services_of(visitor.client._transport.app).signer, theirs)  # type: ignore[attr-defined]
    assert (await visitor.send("/conversation/file", token=other, file=kept.id)).status_code == 404


@pytest.mark.parametrize("rest", DOORS)
async def test_no_other_proof_opens_it(
    rest: str,
    visitor: Visitor,
    link: str,
    thread: str,
    app: Starlette,
    client: httpx.AsyncClient,
    cast: Cast,
    ada: Writer,
) -> None:
    signer = services_of(app).signer
    fields = {"text": "Hello", "score": "5", "file": "x"}
    path = rest.format(locale="nb")
    for token in (
        "",
        "x",
        link[:-3],
        sign_link(signer, "nobody"),
        str(ada.device.token),
        read_token(await visitor.load()),
    ):
        assert (await visitor.send(path, token=token, **fields)).status_code == 404, token
    await publish(client, cast.globex)
    foreign = await client.post(f"/help/globex{path}", data={"token": link} | fields)
    assert (foreign.status_code, "Invoices do not leave" in foreign.text) == (404, False)
    assert texts(await ada.read(thread)) == ["Invoices do not leave"]


async def test_a_link_ends(visitor: Visitor, link: str, clock: MovingClock) -> None:
    clock.advance(LIFETIME + 1_000)
    page = await visitor.send("/conversation", token=link)
    assert (page.status_code, "This link leads nowhere any more" in page.text) == (404, True)


async def test_a_link_ends_with_the_person(visitor: Visitor, link: str, ada: Writer) -> None:
    assert (await ada.post("me/erase")).is_success
    assert (await visitor.send("/conversation", token=link)).status_code == 404
