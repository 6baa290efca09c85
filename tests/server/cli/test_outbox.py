"""`handrail webhook …` and `handrail outbox`, with a receiver that answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handrail.core.clock import Clock
from handrail.core.migrate import with_connection
from tests.server.cli.conftest import Run
from tests.server.contact.post import tell
from tests.server.contact.receiver import Receiver, run_receiver


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("HANDRAIL_PRIVATE_WEBHOOKS", "1")
    with run_receiver() as receiver:
        yield receiver


def test_a_webhook_is_added_tried_listed_and_removed(run: Run, receiver: Receiver) -> None:
    made = run("webhook", "add", "acme", receiver.url, "--event", "conversation.closed", "--json")
    assert made.code == 0, made.err
    id_, secret = made.json["id"], made.json["secret"]
    assert made.json["events"] == ["conversation.closed"]
    tried = run("webhook", "test", "acme", id_)
    assert (tried.code, tried.out) == (0, "It arrived.\n")
    assert receiver.got[0].is_signed_with(secret)
    receiver.answer(404)
    tried = run("webhook", "test", "acme", id_)
    assert (tried.code, tried.err) == (1, "handrail: it did not arrive: It answered 404.\n")
    listed = run("webhook", "list", "acme")
    assert id_ in listed.out
    assert secret not in listed.out
    assert run("webhook", "remove", "acme", id_).code == 0
    assert run("webhook", "list", "acme", "--json").json == {"webhooks": []}
    assert "webhook add" in run("webhook", "list", "acme").out


def test_one_that_may_not_be_told_is_refused(run: Run, database_url: str) -> None:
    told = run("webhook", "add", "acme", "http://crm.example.com/hooks")
    assert (told.code, told.err) == (1, "handrail: url: use https: what people write goes there\n")


def test_the_outbox_is_listed_and_replayed(run: Run, database_url: str) -> None:
    assert run("webhook", "add", "acme", "https://crm.example.com/hooks").code == 0
    assert run("outbox", "acme").out == "0 waiting, 0 sending, 0 sent, 0 dead\n"
    with_connection(database_url, lambda conn: tell(conn, "hello", Clock().now()))
    told = run("outbox", "acme")
    assert told.code == 0, told.err
    assert "https://crm.example.com/hooks" in told.out
    (entry,) = run("outbox", "acme", "--json").json["entries"]
    assert run("outbox", "acme", "--dead", "--json").json["entries"] == []
    replayed = run("outbox", "acme", "replay", entry["id"])
    assert replayed.out == f"{entry['id']} is sent again to https://crm.example.com/hooks.\n"
    assert run("outbox", "acme", "replay", "nothing").code == 1
    asked = run("outbox", "replay", entry["id"])
    assert (asked.code, asked.err) == (1, "handrail: say which site: acme, globex\n")
    assert (
        run("outbox", "replay").err
        == "handrail: say it as in handrail outbox SITE, or handrail outbox SITE replay ID\n"
    )
