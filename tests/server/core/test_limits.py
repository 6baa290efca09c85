"""Limits: exact within a sliding window, for many at once and for several processes, and nobody is named."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, select
from starlette.requests import Request

from handrail.core.clock import MINUTE, SECOND
from handrail.core.db import Database, open_database, table
from handrail.core.limits import Limit, LimitedUse, RateLimited, address_of, forget_uses, spend

BEGIN = Limit("begin", 3, MINUTE)
WIDE = Limit("begin from", 5, 10 * MINUTE)
uses = table(LimitedUse)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    found = open_database(database_url)
    yield found
    await found.close()


async def wait_of(db: Database, now: int, *subjects: str, limit: Limit = BEGIN) -> int:
    """0, or the seconds that are to be waited."""
    try:
        await db.write(spend, [(limit, subject) for subject in subjects], now)
    except RateLimited as limited:
        return int(limited.headers["Retry-After"])
    return 0


async def test_a_window_slides(db: Database) -> None:
    assert [await wait_of(db, at * SECOND, "ola") for at in (0, 10, 50)] == [0, 0, 0]
    assert await wait_of(db, 59_001, "ola") == 1
    assert await wait_of(db, 59_001, "kari") == 0
    assert await wait_of(db, 60 * SECOND, "ola") == 0
    assert await wait_of(db, 61 * SECOND, "ola") == 9
    assert await wait_of(db, 70 * SECOND, "ola") == 0


async def test_another_purpose_has_a_count_of_its_own(db: Database) -> None:
    assert [await wait_of(db, 0, "ola") for _ in range(4)] == [0, 0, 0, 60]
    assert await wait_of(db, 0, "ola", limit=WIDE) == 0


async def test_where_one_may_not_nothing_is_counted(db: Database) -> None:
    """Whoever is refused by the narrow limit uses up nothing of the wide one."""

    def count(conn: Connection) -> None:
        spend(conn, [(BEGIN, "ola"), (WIDE, "10.0.0.1")], 0)

    for _ in range(3):
        await db.write(count)
    for _ in range(3):
        with pytest.raises(RateLimited):
            await db.write(count)
    assert [await wait_of(db, 0, "10.0.0.1", limit=WIDE) for _ in range(3)] == [0, 0, 600]


async def test_of_many_at_once_and_in_two_processes_no_more_get_through(db: Database, database_url: str) -> None:
    other = open_database(database_url)
    waits = await asyncio.gather(*(wait_of((db, other)[i % 2], 0, "ola") for i in range(20)))
    await other.close()
    assert sorted(waits) == [0] * 3 + [60] * 17


async def test_uses_can_be_forgotten_and_go_by_themselves(db: Database) -> None:
    for _ in range(3):
        await wait_of(db, 0, "ola")
    await db.write(forget_uses, [(BEGIN, "ola")])
    assert await wait_of(db, 0, "ola") == 0
    await wait_of(db, MINUTE, "kari")
    kept = await db.read(lambda conn: conn.execute(select(uses.c.subject, uses.c.until)).all())
    assert [until for _, until in kept] == [2 * MINUTE]
    assert "kari" not in kept[0][0]


@pytest.mark.parametrize(
    ("host", "subject"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
        (None, ""),
    ],
)
def test_an_address_is_what_one_customer_has(host: str | None, subject: str) -> None:
    client = None if host is None else (host, 1)
    assert address_of(Request({"type": "http", "client": client, "headers": []})) == subject
