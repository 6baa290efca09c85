"""What people did for help: kept, told back as far as a page needs it, given out, joined and forgotten."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from starlette.applications import Starlette

from handrail.core.clock import HOUR
from handrail.core.db import table
from handrail.progress.catalogue import ArticleRead, ArticleVoted, HelpOpened, QuestionAsked, ResultOpened, Searched
from handrail.progress.store import Owner, derive_all, load_state
from handrail.progress.tables import Event
from handrail.progress.trail import load_trail
from tests.server.cast import services_of
from tests.server.database_views import count_rows
from tests.server.device import Device
from tests.server.sync.site import NewDevice


def told(browser: Device, name: str, item: str | None = None, **props: Any) -> dict[str, Any]:
    of = {"item": item} if item else {}
    return browser.happened(name, None, None, path="/invoices", props=props) | of


async def test_the_last_vote_counts_on_every_device(device: NewDevice) -> None:
    browser, other = device("d1"), device("d2")
    browser.sign_in("u1")
    other.sign_in("u1")
    assert (await browser.sync())["votes"] == {}
    voted = told(browser, "article_voted", "refunds", helped=True)
    answer = await browser.sync(voted, told(browser, "article_voted", "taxes", helped=False, reason="Too short"))
    assert answer["votes"] == {"refunds": True, "taxes": False}
    browser.clock.advance(HOUR)  # type: ignore[attr-defined]  # the clock of tests moves
    assert (await other.sync(told(other, "article_voted", "refunds", helped=False)))["votes"]["refunds"] is False
    assert (await browser.sync())["votes"] == {"refunds": False, "taxes": False}


async def test_a_trail_tells_in_order_what_somebody_tried(device: NewDevice, app: Starlette) -> None:
    browser = device()
    answer = await browser.sync(
        told(browser, "help_opened", path="search/refund"),
        told(browser, "searched", q="give money back", results=0),
        told(browser, "searched", q="refund", results=2, locale="en"),
        told(browser, "result_opened", "refunds", q="refund", position=1),
        browser.happened("tour_started"),
        told(browser, "article_read", "refunds", **{"from": "search"}),
        told(browser, "article_voted", "refunds", helped=False, reason="Not my case"),
        told(browser, "question_asked", q="Who gets it?", answered=False),
    )
    assert answer["rejected"] == []
    person = answer["person"]["id"]
    trail = await services_of(app).db.read(load_trail, person)
    assert [trace.said for trace in trail] == [
        HelpOpened(path="search/refund"),
        Searched(q="give money back", results=0),
        Searched(q="refund", results=2, locale="en"),
        ResultOpened(q="refund", position=1),
        ArticleRead.model_validate({"from": "search"}),
        ArticleVoted(helped=False, reason="Not my case"),
        QuestionAsked(q="Who gets it?", answered=False),
    ]
    assert [trace.item for trace in trail[3:]] == ["refunds", "refunds", "refunds", None]
    assert trail[0].path == "/invoices"
    newest = await services_of(app).db.read(load_trail, person, 2)
    assert [trace.name for trace in newest] == ["article_voted", "question_asked"]


async def test_what_a_visitor_tried_is_theirs_when_they_sign_in(device: NewDevice, app: Starlette) -> None:
    known, visitor = device("d1"), device("d2")
    known.sign_in("u1")
    await known.sync(
        told(known, "article_voted", "refunds", helped=True), told(known, "article_voted", "a", helped=True)
    )
    visitor.clock.advance(HOUR)  # type: ignore[attr-defined]  # the clock of tests moves
    await visitor.sync(told(visitor, "article_voted", "refunds", helped=False), told(visitor, "article_read", "a"))
    visitor.sign_in("u1")
    answer = await visitor.sync()
    assert answer["votes"] == {"a": True, "refunds": False}
    trail = await services_of(app).db.read(load_trail, answer["person"]["id"])
    assert [trace.name for trace in trail] == ["article_voted", "article_voted", "article_voted", "article_read"]


async def test_it_is_given_out_and_forgotten(device: NewDevice, app: Starlette) -> None:
    browser = device()
    voted = told(browser, "article_voted", "refunds", helped=False, reason="Too long")
    person = (await browser.sync(voted, told(browser, "searched", q="refund", results=1)))["person"]["id"]
    tables = (await browser.post("/v1/me/export", {})).json()["tables"]
    assert tables["person_state"][0]["votes"] == {"refunds": False}
    assert [event["props"] for event in tables["event"]] == [
        {"helped": False, "reason": "Too long"},
        {"q": "refund", "results": 1},
    ]
    assert (await browser.post("/v1/me/erase", {})).status_code == 200
    assert await count_rows(app, "event") + await count_rows(app, "person_state") == 0
    assert await services_of(app).db.read(load_trail, person) == []


async def test_whoever_looks_through_somebodys_eyes_leaves_no_trail(device: NewDevice, app: Starlette) -> None:
    browser = device()
    browser.sign_in("u1", act={"sub": "agnes"})
    answer = await browser.sync(
        told(browser, "article_voted", "refunds", helped=False), told(browser, "searched", q="x", results=0)
    )
    assert [bad["problem"] for bad in answer["rejected"]] == ["acting", "acting"]
    assert answer["votes"] == {}
    assert await count_rows(app, "event") == 0


async def test_votes_can_be_made_again_from_the_log(device: NewDevice, app: Starlette) -> None:
    browser = device()
    person = (await browser.sync(told(browser, "article_voted", "refunds", helped=False)))["person"]["id"]
    events = table(Event)

    def again(conn: Connection) -> tuple[Any, Any]:
        site, environment = conn.execute(select(events.c.site_id, events.c.environment_id).limit(1)).one()
        return load_state(conn, person).votes, derive_all(conn, Owner(site, environment, person)).votes

    kept, derived = await services_of(app).db.write(again)
    assert kept == derived == {"refunds": False}


async def test_what_a_host_called_so_before_is_left_aside(device: NewDevice, app: Starlette) -> None:
    browser, events = device(), table(Event)
    answer = await browser.sync(told(browser, "searched", q="x", results=0), told(browser, "help_opened"))
    person = answer["person"]["id"]

    def leave_old(conn: Connection) -> None:
        conn.execute(events.update().where(events.c.name == "searched").values(props='{"term":"shoes"}'))

    await services_of(app).db.write(leave_old)
    assert [trace.name for trace in await services_of(app).db.read(load_trail, person)] == ["help_opened"]
