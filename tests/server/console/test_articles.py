"""Articles in the console: all of them, for agents of the site and up."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.server.cast import Cast
from tests.server.console.test_sign_in import sign_in
from tests.server.content.files import PNG, hash_of
from tests.server.help.shelves import FILES, INVOICES, SECRET, publish


@pytest.fixture
async def agnes(client: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    await publish(client, cast.acme)
    await sign_in(client, cast.agnes)
    return client


async def test_agents_read_all_of_them(agnes: httpx.AsyncClient) -> None:
    page = (await agnes.get("/console/acme/articles")).text
    for title in ("Refunds", "Invoices", "Plans", "Secret", "For the team"):
        assert title in page
    secret = (await agnes.get("/console/acme/articles/secret")).text
    assert "Only for agents: giraffe." in secret
    refunds = (await agnes.get("/console/acme/articles/refunds?locale=nb")).text
    assert '<h1 lang="nb" dir="ltr">Refusjon</h1>' in refunds
    assert 'href="/console/acme/articles/secret?environment=production&amp;locale=nb"' in refunds


@pytest.mark.parametrize(("q", "title"), [("giraffe", "Secret"), ("zebra", "Plans"), ("money back", "Refunds")])
async def test_agents_search_all_of_them(agnes: httpx.AsyncClient, q: str, title: str) -> None:
    page = (await agnes.get("/console/acme/articles", params={"q": q})).text
    found = page.partition('id="found"')[2].partition("</section>")[0]
    assert f"<strong>{title}</strong>" in found
    assert "<mark>" in found


async def test_what_only_agents_articles_show_is_had_by_agents_alone(
    client: httpx.AsyncClient, agnes: httpx.AsyncClient, cast: Cast
) -> None:
    both, theirs = PNG, PNG + b"more"
    for data in (both, theirs):
        put = await client.put(f"/api/sites/acme/media/{hash_of(data)}", content=data, headers=cast.acme.bearer)
        assert put.status_code == 200
    files = FILES | {
        "articles/secret.md": f"{SECRET}\n![Of both](both.png) ![Of theirs](theirs.png)\n",
        "articles/invoices.md": f"{INVOICES}\n![Of both](both.png)\n",
    }
    media = {
        f"articles/{name}.png": {"hash": hash_of(data), "type": "png", "size": len(data)}
        for name, data in (("both", both), ("theirs", theirs))
    }
    await publish(client, cast.acme, files, media=media)
    assert (await client.get(f"/v1/content/{hash_of(both)}.png")).content == both
    assert (await client.get(f"/v1/content/{hash_of(theirs)}.png")).status_code == 404
    page = (await agnes.get("/console/acme/articles/secret")).text
    shown = re.findall(r'<img src="([^"]+)"', page)
    assert [(await agnes.get(path)).content for path in shown] == [both, theirs]
    assert (await agnes.get(shown[1])).headers["cache-control"].startswith("private")
    assert (await agnes.get(shown[1].replace("acme", "globex"))).status_code == 404
    assert (await agnes.get(shown[1].replace(".png", ".gif"))).status_code == 404
    agnes.cookies.clear()
    assert (await agnes.get(shown[1])).status_code == 303
    await sign_in(agnes, cast.victor)
    assert (await agnes.get(shown[1])).status_code == 403


async def test_by_environment(agnes: httpx.AsyncClient, cast: Cast) -> None:
    await publish(agnes, cast.acme, FILES | {"next.md": "---\ntitle: Walrus\n---\n\nSoon.\n"}, "staging")
    assert "Walrus" not in (await agnes.get("/console/acme/articles?q=walrus")).text
    assert "Walrus" in (await agnes.get("/console/acme/articles?q=walrus&environment=staging")).text
    assert (await agnes.get("/console/acme/articles/next")).status_code == 404
    assert (await agnes.get("/console/acme/articles/next?environment=staging")).status_code == 200
    assert (await agnes.get("/console/acme/articles?environment=nowhere")).status_code == 404


async def test_viewers_may_not(client: httpx.AsyncClient, cast: Cast) -> None:
    await publish(client, cast.acme)
    await sign_in(client, cast.victor)
    for path in ("/console/acme/articles", "/console/acme/articles/secret", "/console/acme/articles?q=giraffe"):
        page = await client.get(path)
        assert page.status_code == 403
        assert "giraffe." not in page.text
    assert "/console/acme/articles" not in (await client.get("/console/acme")).text


async def test_of_another_site(agnes: httpx.AsyncClient, cast: Cast) -> None:
    await publish(agnes, cast.globex, FILES | {"theirs.md": "---\ntitle: Walrus\n---\n\nA walrus.\n"})
    for path in ("/console/globex/articles", "/console/globex/articles/theirs", "/console/acme/articles/theirs"):
        assert (await agnes.get(path)).status_code == 404
    assert "Walrus" not in (await agnes.get("/console/acme/articles?q=walrus")).text


async def test_before_anything_is_published(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.agnes)
    assert "No article is published here yet" in (await client.get("/console/acme/articles?q=x")).text


@pytest.mark.parametrize("q", ['"', "x" * 10_000, "<script>", "' OR 1=1", "😀", "{q}"])
async def test_whatever_is_typed(agnes: httpx.AsyncClient, q: str) -> None:
    page = await agnes.get("/console/acme/articles", params={"q": q})
    assert page.status_code == 200
    assert "<script>" not in page.text
