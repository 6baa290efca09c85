"""Search on the help site: what is found, for whom nothing is, and that nothing typed does harm."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from handrail.core.db import table
from handrail.help.tables import HelpCount
from tests.server.cast import Cast, services_of
from tests.server.help.shelves import FILES, publish
from tests.server.help.site.conftest import Get

counts = table(HelpCount)


async def read_counts(app: Starlette) -> set[tuple[str, str, str, str, int]]:
    columns = (counts.c.kind, counts.c.subject, counts.c.locale, counts.c.detail, counts.c.number)
    rows = await services_of(app).db.read(lambda conn: conn.execute(select(*columns)).all())
    return {(row[0], row[1], row[2], row[3], row[4]) for row in rows if row[4]}


async def test_what_is_found_is_marked_and_leads_to_its_place(get: Get) -> None:
    page = (await get("/search?q=owner")).text
    assert "One result for “owner”" in page
    assert 'href="/help/acme/articles/refunds#who-may"' in page
    assert "<mark>owners</mark>" in page
    assert 'value="owner"' in page


async def test_in_another_locale(get: Get) -> None:
    page = (await get("/nb/search?q=pengene")).text
    assert 'href="/help/acme/nb/articles/refunds"' in page
    assert "Ett treff på «pengene»" in page


@pytest.mark.parametrize("q", ["giraffe", "zebra", "secret", "plans", "title:Secret", "girafe"])
async def test_what_only_some_may_read_is_not_found(get: Get, q: str) -> None:
    page = (await get(f"/search?q={q}")).text
    for secret in ("articles/secret", "articles/plans", "Only for"):
        assert secret not in page


async def test_of_another_site_or_environment(client: httpx.AsyncClient, cast: Cast, get: Get) -> None:
    theirs = FILES | {"theirs.md": "---\ntitle: Walrus\n---\n\nA walrus.\n"}
    await publish(client, cast.globex, theirs)
    await publish(client, cast.acme, theirs, "staging")
    assert "articles/theirs" not in (await get("/search?q=walrus")).text
    assert "articles/theirs" in (await client.get("/help/globex/search?q=walrus")).text


async def test_nothing_found_leads_on(get: Get) -> None:
    page = (await get("/search?q=xylophone")).text
    assert "Nothing found for “xylophone”" in page
    assert "/help/acme/contact" in page
    assert "/help/acme/topics/billing" in page


async def test_an_address_that_leads_nowhere_searches(get: Get) -> None:
    page = await get("/docs/old-refunds.html")
    assert page.status_code == 404
    assert 'value="old refunds"' in page.text
    assert 'href="/help/acme/articles/refunds"' in page.text


@pytest.mark.parametrize(
    "q",
    ["", " ", "x" * 10_000, "refund " * 2_000, '"', "'", "' OR 1=1 --", "NEAR(a b)", "a AND", "*", "col:x", "{q}", "%s", "😀", "\u202e", "<script>alert(1)</script>", "\0", "🏳️‍🌈" * 50],
)  # fmt: skip
async def test_whatever_is_typed(get: Get, q: str) -> None:
    page = await get(f"/search?q={quote(q)}")
    assert page.status_code == 200
    assert "<script" not in page.text


async def test_what_happens_is_counted_without_a_person(client: httpx.AsyncClient, app: Starlette, get: Get) -> None:
    await get("/search?q=Refunds")
    await get("/nb/search?q=xylophone")
    await get("/search")
    await get("/articles/refunds")
    await get("/articles/refunds")
    await get("/articles/invoices", sec_purpose="prefetch")
    await get("/articles/secret")
    await client.head("/help/acme/articles/invoices")
    assert await read_counts(app) == {
        ("found", "refunds", "en", "", 1),
        ("not_found", "xylophone", "nb", "", 1),
        ("read", "refunds", "en", "", 2),
    }
