"""What happens on the help site is counted by day, without a person and without an end to fill."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select
from starlette.applications import Starlette

from handrail.core.clock import DAY
from handrail.core.db import table
from handrail.help import counts
from handrail.help.counts import Happening, count_help, tidy_query
from handrail.help.tables import HelpCount
from handrail.sites.tables import Environment
from tests.server.cast import Cast, MovingClock, services_of

rows, environments = table(HelpCount), table(Environment)


async def place(app: Starlette, cast: Cast) -> Happening:
    """Something in acme's production."""

    def find(conn: Connection) -> tuple[str, str]:
        key = environments.c.publishable_key == cast.acme.key
        site, environment = conn.execute(select(environments.c.site_id, environments.c.id).where(key)).one()
        return site, environment

    site, environment = await services_of(app).db.read(find)
    return Happening(site, environment, "read", "refunds", "en")


async def read(app: Starlette) -> dict[tuple[str, ...], int]:
    key = (rows.c.day, rows.c.kind, rows.c.locale, rows.c.subject, rows.c.detail)
    found = await services_of(app).db.read(lambda conn: conn.execute(select(*key, rows.c.number)).all())
    return {tuple(row[:-1]): row[-1] for row in found}


async def test_each_happening_counts_once_more_on_its_day(app: Starlette, cast: Cast, clock: MovingClock) -> None:
    db, one = services_of(app).db, await place(app, cast)
    for happening in (
        one,
        one,
        replace(one, locale="nb"),
        replace(one, kind="did_not_help", reason=" Too\nlong "),
        replace(one, kind="not_found", subject="  Give\0 BACK\ud83d  money "),
        replace(one, kind="not_found", subject="give back? money"),
    ):
        await db.write(count_help, happening, clock.now())
    await db.write(count_help, one, clock.now() + DAY)
    assert await read(app) == {
        ("2026-01-05", "read", "en", "refunds", ""): 2,
        ("2026-01-05", "read", "nb", "refunds", ""): 1,
        ("2026-01-05", "did_not_help", "en", "refunds", "Too long"): 1,
        ("2026-01-05", "not_found", "en", "give back? money", ""): 2,
        ("2026-01-06", "read", "en", "refunds", ""): 1,
    }


async def test_a_day_has_room_for_so_much_and_what_has_its_row_counts_on(
    app: Starlette, cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_A_DAY", 3)
    db, one = services_of(app).db, await place(app, cast)
    for number in range(9):
        await db.write(count_help, replace(one, kind="found", subject=f"q{number % 5}"), clock.now())
    await db.write(count_help, replace(one, kind="found", subject="q4"), clock.now() + DAY)
    assert {key[0::3]: number for key, number in (await read(app)).items()} == {
        ("2026-01-05", "q0"): 2,
        ("2026-01-05", "q1"): 2,
        ("2026-01-05", "q2"): 2,
        ("2026-01-06", "q4"): 1,
    }


@pytest.mark.parametrize("typed", ["Straße", " STRASSE ", "ｓｔｒａｓｓｅ\n"])
def test_the_same_search_is_the_same_text(typed: str) -> None:
    assert tidy_query(typed) == "strasse"


async def test_odd_searches_leave_room_for_what_is_read(
    app: Starlette, cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_A_DAY", 1)
    db, one = services_of(app).db, await place(app, cast)
    for number in range(3):
        await db.write(count_help, replace(one, kind="not_found", subject=f"q{number}"), clock.now())
        await db.write(count_help, replace(one, kind="did_not_help", reason=f"r{number}"), clock.now())
        await db.write(count_help, replace(one, subject=f"a{number}"), clock.now())
    assert [key[3:] for key in sorted(await read(app))] == [
        ("refunds", "r0"),
        ("q0", ""),
        ("a0", ""),
        ("a1", ""),
        ("a2", ""),
    ]


def test_a_search_has_an_end() -> None:
    assert len(tidy_query("ﷺ" * 10_000)) <= 200
