"""Who is away when their conversation is closed is asked by mail how it was: once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from handrail.contact.close import close, reopen
from handrail.contact.files.keep import FileOwner, keep_file
from handrail.contact.mail.load import MOST_ENCLOSED
from handrail.contact.say import Said, say
from handrail.contact.thread import load_conversation
from handrail.core.clock import HOUR, MINUTE, SECOND
from handrail.core.multipart import Upload
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import Deliver
from tests.server.contact.mail.conftest import Tell
from tests.server.contact.mail.relay import Relay
from tests.server.contact.talking import Writer, ok

ASKS = "How was our help? Tell us here, or write on if anything is left:"
Do = Callable[..., Awaitable[Any]]
Turn = Callable[..., Awaitable[None]]


@pytest.fixture
def turn(do: Do, thread: str, clock: MovingClock, cast: Cast) -> Turn:
    """Closed, for a reason; or opened again, without one."""

    async def run(reason: str | None = None, by: str = "agent") -> None:
        conversation = await do(load_conversation, thread)
        if reason is None:
            await do(reopen, conversation, cast.agnes.id, clock.now())
        else:
            await do(close, conversation, reason, by, cast.agnes.id, clock.now())

    return run


@pytest.fixture
def pass_time(deliver: Deliver, clock: MovingClock) -> Turn:
    async def run(time: int = HOUR) -> None:
        clock.advance(time)
        await deliver()

    return run


async def test_who_is_away_is_asked_once_with_a_link(turn: Turn, pass_time: Turn, relay: Relay) -> None:
    await turn("solved")
    await pass_time(MINUTE - 1)
    assert relay.mails == []
    await pass_time(1)
    (text,) = relay.texts
    assert "Your conversation with acme (#1) is closed." in text
    assert f"{ASKS}\n\nhttps://help.acme.example/help/acme/conversation?locale=en#" in text
    await turn()
    await turn("solved")
    await pass_time()
    assert len(relay.mails) == 1


async def test_answer_and_closing_are_one_mail(answer: Tell, turn: Turn, pass_time: Turn, relay: Relay) -> None:
    await answer("It is done.")
    await pass_time(20 * SECOND)
    await turn("solved")
    await pass_time(45 * SECOND)
    await pass_time()
    (text,) = relay.texts
    assert text.index("It is done.") < text.index(ASKS)


async def test_a_closing_that_is_taken_back_asks_nothing_and_swallows_nothing(
    answer: Tell, turn: Turn, pass_time: Turn, relay: Relay
) -> None:
    await answer("It is done.")
    await turn("solved")
    await pass_time(20 * SECOND)
    await turn()
    await pass_time()
    (text,) = relay.texts
    assert "It is done." in text
    assert ASKS not in text
    await turn("solved")
    await pass_time()
    assert ASKS in relay.texts[1]


async def test_nothing_goes_out_about_spam(answer: Tell, turn: Turn, pass_time: Turn, relay: Relay) -> None:
    await turn("spam")
    await pass_time()
    assert relay.mails == []


async def test_nor_to_who_closed_it(turn: Turn, pass_time: Turn, relay: Relay) -> None:
    await turn("solved", by="person")
    await pass_time()
    assert relay.mails == []


@pytest.mark.parametrize(("what", "body"), [("seen", {"seq": 100}), ("rating", {"score": 5})])
async def test_nor_to_who_saw_or_rated_it(
    paula: Writer, thread: str, turn: Turn, pass_time: Turn, relay: Relay, what: str, body: dict[str, int]
) -> None:
    await turn("solved")
    ok(await paula.post(f"conversations/{thread}/{what}", **body))
    await pass_time()
    assert relay.mails == []


async def test_files_of_the_team_go_along_as_far_as_there_is_room(
    paula: Writer, thread: str, do: Do, pass_time: Turn, clock: MovingClock, cast: Cast, relay: Relay
) -> None:
    conversation = await do(load_conversation, thread)
    owner = FileOwner(conversation.site_id, conversation.person_id, thread, cast.agnes.id)
    large = b"%PDF-" + b"x" * (MOST_ENCLOSED // 2)
    uploads = (Upload("one.pdf", large), Upload("two.pdf", large), Upload("list.txt", b"a,b\n"))
    ids = [(await do(keep_file, owner, upload, clock.now())).id for upload in uploads]
    await do(say, conversation, Said("agent", "Here", "a1", files=ids, member_id=cast.agnes.id), clock.now())
    await pass_time()
    (mail,) = relay.mails
    found = {one.get_filename(): one.get_payload(decode=True) for one in mail.iter_attachments()}
    assert found == {"one.pdf": large, "list.txt": b"a,b\n"}
    assert "Attached: one.pdf, list.txt\n\nIn the conversation, too large for a mail: two.pdf\n" in relay.texts[0]
