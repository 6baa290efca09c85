"""A database of the first release, with content and people in it, is brought to the newest one: nothing of it is lost, all that came since works."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from sqlalchemy import text

from handrail.app import create_app
from handrail.core.migrate import migrate, with_connection
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, assemble_cast
from tests.server.content.writing import write_tour
from tests.server.device import Device
from tests.server.help.shelves import FILES, publish

OLD = {**FILES, "tours/welcome.json": json.dumps(write_tour())}
# The first release had no articles.
FIRST = {path: content for path, content in OLD.items() if not path.endswith(".md")}
NEWER = OLD | {"articles/invoices.md": OLD["articles/invoices.md"].replace("number is 7", "number is 8")}


@asynccontextmanager
async def running(url: str, clock: MovingClock) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(database_url=url), clock=clock, background=False)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://testserver") as client,
    ):
        client.app = app  # type: ignore[attr-defined]  # the cast is assembled through it
        yield client


async def fill(url: str, clock: MovingClock, files: dict[str, str]) -> tuple[Cast, Device]:
    """Somebody who left a tour, and one who is in it."""
    async with running(url, clock) as client:
        cast = await assemble_cast(client.app, client)  # type: ignore[attr-defined]
        await publish(client, cast.acme, files)
        device = Device(client, cast.acme, clock)
        await device.sync()
        await device.sync(device.happened("tour_started"), device.happened("step_shown", step="new"))
        device.sign_in("ada", traits={"role": "admin"})
        await device.sync(device.happened("tour_dismissed", step="new"))
    return cast, device


@pytest.mark.parametrize(("revision", "files"), [("0001", FIRST), ("0006", OLD)])
async def test_a_database_of_an_older_release_goes_on(
    empty_database_url: str, revision: str, files: dict[str, str]
) -> None:
    url, clock = empty_database_url, MovingClock()
    await asyncio.to_thread(migrate, url)
    cast, device = await fill(url, clock, files)
    # Only what that release had is in it then.
    await asyncio.to_thread(migrate, url, revision, back=True)
    await asyncio.to_thread(migrate, url)

    async with running(url, clock) as client:
        device.client = client
        # Who was there is known, and what they left stays left.
        answer = await device.sync()
        assert answer["progress"]["welcome"]["status"] == "left"
        assert {item["id"] for item in answer["items"]} == {"welcome"}
        tours = (await device.post("/v1/search", {"q": "welcome", "locale": "en"})).json()["results"]
        assert [(tour["kind"], tour["id"]) for tour in tours] == [("tour", "welcome")]
        if files is FIRST:
            await publish(client, cast.acme, OLD)
        # What was pushed long ago is found, answered from and read.
        found = (await device.post("/v1/search", {"q": "money back", "locale": "en"})).json()
        assert [result["id"] for result in found["results"]][:1] == ["refunds"]
        told = (
            await device.post("/v1/answers", {"question": "Do I get money back within 14 days?", "locale": "en"})
        ).json()
        assert [cited["id"] for cited in told["citations"]][:1] == ["refunds"]
        article = (await device.post("/v1/articles/refunds", {"locale": "nb"})).json()
        assert article["article"]["title"] == "Refusjon"
        topics = (await device.post("/v1/topics", {"locale": "en"})).json()["topics"]
        assert [one["id"] for one in topics[0]["articles"]] == ["invoices", "plans", "refunds"]
        page = await client.get("/help/acme/search", params={"q": "invoice"})
        assert page.status_code == 200
        assert "/help/acme/articles/invoices" in page.text
        assert "/help/acme/articles/refunds" in (await client.get("/help/acme/sitemap.xml")).text
        # The same again is the same version; another one is another; and one goes back.
        pushed = await client.post("/api/sites/acme/versions", json={"files": OLD}, headers=cast.acme.bearer)
        last = pushed.json()["version"]
        assert last == (2 if files is FIRST else 1)
        await publish(client, cast.acme, NEWER)
        assert "number is 8" in (await client.get("/help/acme/articles/invoices")).text
        back = {"version": last}
        await client.post("/api/sites/acme/environments/production/publish", json=back, headers=cast.acme.bearer)
        assert "number is 7" in (await client.get("/help/acme/articles/invoices")).text
        # What was kept can be told, and forgotten.
        kept = (await device.post("/v1/me/export", {})).text
        assert "tour_dismissed" in kept
        erased = await device.post("/v1/me/erase", {})
        assert erased.status_code == 200, erased.text
    left = await asyncio.to_thread(
        with_connection, url, lambda conn: conn.execute(text("SELECT count(*) FROM person WHERE sub = 'ada'")).scalar()
    )
    assert left == 0


async def test_arabic_of_an_older_release_is_read_again(empty_database_url: str) -> None:
    url, clock = empty_database_url, MovingClock()
    files = OLD | {"articles/refunds.ar.md": "---\ntitle: الخطة والأسعار\n---\nخطط كثيرة.\n"}
    await asyncio.to_thread(migrate, url)
    _, device = await fill(url, clock, files)
    await asyncio.to_thread(migrate, url, "0013", back=True)
    await asyncio.to_thread(migrate, url)
    kept = await asyncio.to_thread(
        with_connection, url, lambda conn: conn.execute(text("SELECT count(*) FROM help_document")).scalar()
    )
    assert kept == 0
    async with running(url, clock) as client:
        device.client = client
        for q, locale in (("أسعار", "ar"), ("money back", "en")):
            found = (await device.post("/v1/search", {"q": q, "locale": locale})).json()
            assert [result["id"] for result in found["results"]][:1] == ["refunds"]
