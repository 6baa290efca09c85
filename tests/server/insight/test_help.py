"""The report on help, told by what people really did in the panel and on the help site."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.core.clock import DAY
from handrail.help.counts import Happening, Kind, count_help
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.device import Device
from tests.server.help.test_counts import place

SITE = {"kind": "site", "id": "acme", "title": "Acme", "locales": ["en", "nb"]}


@pytest.fixture
async def published(client: httpx.AsyncClient, cast: Cast) -> None:
    article = "---\ntitle: Taxes\n---\n\nThey are added for you.\n"
    body = {"files": {"site.json": json.dumps(SITE), "taxes.md": article, "never-read.md": article}}
    pushed = await client.post("/api/sites/acme/versions", json=body, headers=cast.acme.bearer)
    assert pushed.status_code == 201, pushed.text
    path, version = "/api/sites/acme/environments/production/publish", {"version": pushed.json()["version"]}
    assert (await client.post(path, json=version, headers=cast.acme.bearer)).status_code == 200


async def do(device: Device, *doings: tuple[str, str | None, dict[str, Any]], path: str = "/invoices") -> None:
    told = [
        device.happened(name, None, None, path=path, props=props) | ({"item": item} if item else {})
        for name, item, props in doings
    ]
    assert (await device.sync(*told))["rejected"] == []


async def report(client: httpx.AsyncClient, cast: Cast, **query: Any) -> dict[str, Any]:
    answer = await client.get("/api/sites/acme/reports/help", params=query, headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def count(app: Starlette, cast: Cast, kind: Kind, subject: str, now: int, reason: str = "") -> None:
    where = await place(app, cast)
    happening = Happening(where.site_id, where.environment_id, kind, subject, "nb", reason)
    await services_of(app).db.write(count_help, happening, now)


def pick(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.usefixtures("published")
async def test_what_was_read_and_whether_it_helped(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, app: Starlette
) -> None:
    ann, ben = (Device(client, cast.acme, clock, name) for name in ("d1", "d2"))
    no = {"helped": False, "reason": "Too long"}
    await do(ann, *2 * [("article_read", "refunds", {})], ("article_voted", "refunds", {"helped": True}))
    clock.advance(1_000)
    await do(ann, ("article_voted", "refunds", no), ("article_read", "taxes", {}))
    await do(ben, ("article_read", "refunds", {"from": "search"}), ("article_voted", "refunds", {"helped": True}))
    await count(app, cast, "read", "refunds", clock.now())
    await count(app, cast, "did_not_help", "refunds", clock.now(), "On the site")
    await count(app, cast, "helped", "refunds", clock.now())
    *found, never_read = (await report(client, cast))["articles"]
    assert never_read == found[1] | {"id": "never-read", "reads": 0, "readers": 0}
    assert found == [
        {
            "id": "refunds",
            "title": None,
            "reads": 4,
            "readers": 2,
            "helped": 2,
            "did_not_help": 2,
            "share": 0.5,
            "reasons": ["Too long", "On the site"],
        },
        {
            "id": "taxes",
            "title": "Taxes",
            "reads": 1,
            "readers": 1,
            "helped": 0,
            "did_not_help": 0,
            "share": None,
            "reasons": [],
        },
    ]


@pytest.mark.usefixtures("published")
async def test_what_was_searched_for_and_not_found(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, app: Starlette
) -> None:
    ann = Device(client, cast.acme, clock, "d1")
    await do(
        ann,
        ("searched", None, {"q": "Refund", "results": 3}),
        ("result_opened", "refunds", {"q": "Refund", "position": 1}),
        ("searched", None, {"q": " refund ", "results": 3}),
        ("searched", None, {"q": "cancel plan", "results": 0}),
        ("question_asked", None, {"q": "Who pays?", "answered": True}),
        ("question_asked", None, {"q": "who pays?", "answered": False}),
    )
    await count(app, cast, "not_found", "Cancel  plan", clock.now())
    await count(app, cast, "found", "refund", clock.now())
    found = await report(client, cast)
    columns = ("q", "times", "without_result", "opened")
    assert pick(found["searches"], *columns) == [("refund", 3, 0, 1), ("cancel plan", 2, 2, 0)]
    assert pick(found["without_result"], *columns) == [("cancel plan", 2, 2, 0)]
    assert found["questions"] == [{"q": "who pays?", "times": 2, "answered": 1}]


@pytest.mark.usefixtures("published")
async def test_a_search_that_no_page_tells_of_is_counted_as_it_is_asked(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock
) -> None:
    asked: list[dict[str, Any]] = [
        {"q": "Zebra", "locale": "nb-NO"},
        {"q": " zebra "},
        {"q": "zeb", "as_typed": True},
        {"q": "taxes"},
        {"q": " \n"},
    ]
    ann = Device(client, cast.acme, clock, "d1")
    for body in asked:
        assert (await ann.post("/v1/search", body)).status_code == 200
    ann.sign_in("ann", act={"sub": "agent"})
    assert (await ann.post("/v1/search", {"q": "quagga"})).status_code == 200
    found = await report(client, cast)
    assert pick(found["searches"], "q", "times", "without_result") == [("zebra", 2, 2), ("taxes", 1, 0)]
    assert pick(found["without_result"], "q", "times") == [("zebra", 2)]
    assert pick(found["locales"], "place", "without_result") == [("en", 1), ("nb", 1)]


@pytest.mark.usefixtures("published")
async def test_by_page_by_locale_and_by_day(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, app: Starlette
) -> None:
    ann = Device(client, cast.acme, clock, "d1")
    await do(ann, ("article_read", "old", {}))
    clock.advance(2 * DAY)
    await do(ann, ("help_opened", None, {"locale": "nb-NO"}), ("searched", None, {"q": "x", "results": 0}))
    clock.advance(DAY)
    await do(ann, ("snippet_opened", "tax", {}), ("article_read", "taxes", {"locale": "fr"}), path="/invoices/new")
    votes = [("article_voted", "taxes", {"helped": False} | more) for more in ({}, {"reason": "Too short"})]
    await do(ann, *votes, path="/invoices/new")
    await count(app, cast, "read", "taxes", clock.now())
    found = await report(client, cast, days=3)
    columns = ("place", "opened", "reads", "searches", "without_result")
    assert pick(found["pages"], *columns) == [("/invoices", 1, 0, 1, 1), ("/invoices/new", 1, 1, 0, 0)]
    assert pick(found["pages"], "helped", "did_not_help") == [(0, 0), (0, 1)]
    assert pick(found["locales"], *columns) == [("en", 1, 1, 1, 1), ("nb", 1, 1, 0, 0)]
    assert found["days"] == [
        {"day": "2026-01-06", "reads": 0, "searches": 0, "without_result": 0},
        {"day": "2026-01-07", "reads": 0, "searches": 1, "without_result": 1},
        {"day": "2026-01-08", "reads": 2, "searches": 0, "without_result": 0},
    ]
    assert [one["id"] for one in found["articles"]] == ["taxes", "never-read"]


async def test_environments_and_sites_do_not_mix(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> None:
    await do(Device(client, cast.acme, clock, "d1"), ("article_read", "refunds", {}))
    await do(Device(client, cast.globex, clock, "d2"), ("article_read", "secret", {}))
    assert [one["id"] for one in (await report(client, cast))["articles"]] == ["refunds"]
    assert (await report(client, cast, environment="staging"))["articles"] == []
    refused = await client.get("/api/sites/globex/reports/help", headers=cast.acme.bearer)
    assert refused.status_code in (403, 404)


@pytest.mark.parametrize("days", ["0", "401", "all"])
async def test_a_time_that_is_none_is_refused(client: httpx.AsyncClient, cast: Cast, days: str) -> None:
    answer = await client.get(f"/api/sites/acme/reports/help?days={days}", headers=cast.acme.bearer)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_query")
