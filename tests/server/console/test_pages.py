"""The console's pages: who sees which, and the headers that keep foreign things out of them."""

from __future__ import annotations

import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from handrail.app import create_app
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.console.test_sign_in import SAME_ORIGIN, read_csrf, send, sign_in


async def test_every_page_lets_nothing_foreign_in(client: httpx.AsyncClient, cast: Cast) -> None:
    door = await client.get("/console/sign-in")
    await sign_in(client, cast.olivia)
    pages = [door, await client.get("/console"), await client.get("/console/acme"), await client.get("/console/other")]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"
        assert page.headers["cache-control"] == "no-store"
        assert not re.search(r"<script|\sstyle=|\son\w+=", page.text)


async def test_a_site_of_others_is_not_found(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.olivia)
    foreign, missing = await client.get("/console/globex"), await client.get("/console/nowhere")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.text == missing.text


@pytest.mark.parametrize("path", ["/acme/nothing", "/acme/articles/a/b", "/a/b/c/d", "/static/a/b"])
async def test_an_address_that_leads_nowhere_is_a_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"/console{path}")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    assert "There is no such page" in answer.text
    assert 'href="/console"' in answer.text


@pytest.mark.parametrize("environment", ["production", "staging"])
async def test_the_first_page_has_the_script_tag(client: httpx.AsyncClient, cast: Cast, environment: str) -> None:
    await sign_in(client, cast.victor)
    page = await client.get(f"/console/acme?environment={environment}")
    stage = cast.acme.production if environment == "production" else cast.acme.staging
    assert f'data-key="{stage.publishable_key}"' in page.text
    assert ("https://app.acme.test" in page.text) == (environment == "production")


async def test_changes_are_for_owners(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    assert "Latest changes" not in (await client.get("/console/acme")).text
    client.cookies.clear()
    await sign_in(client, cast.olivia)
    assert "member added" in (await client.get("/console/acme")).text


async def test_what_was_removed_sees_nothing_any_more(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.victor)
    await client.delete(f"/api/sites/acme/members/{cast.victor.id}", headers=cast.acme.bearer)
    assert (await client.get("/console/acme")).status_code == 404
    assert "not a member of any site" in (await client.get("/console")).text


async def test_files_are_kept_by_browsers_until_they_change(client: httpx.AsyncClient) -> None:
    page = await client.get("/console/sign-in")
    (address,) = re.findall(r'href="([^"]*console\.css[^"]*)"', page.text)
    assert re.fullmatch(r"/console/static/console\.css\?[0-9a-f]{12}", address)
    style = await client.get(address)
    assert style.headers["content-type"].startswith("text/css")
    assert "immutable" in style.headers["cache-control"]
    assert (await client.get("/console/static/nothing.css")).status_code == 404
    assert (await client.get("/console/static/..%2fpages.py")).status_code == 404


async def test_mounted_elsewhere_every_link_stays_there(database_url: str, clock: MovingClock, cast: Cast) -> None:
    app = create_app(Settings(database_url=database_url), clock=clock)
    host = Starlette(routes=[Mount("/help", app)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(host), base_url="http://testserver") as client:
        asked = await client.get("/help/console/acme")
        assert asked.headers["location"] == "/help/console/sign-in?next=/console/acme"
        door = await client.get(asked.headers["location"])
        form = {"email": cast.olivia.email, "password": cast.olivia.password, "csrf": read_csrf(door)}
        answer = await client.post("/help/console/sign-in", data={**form, "next": "/console/acme"}, headers=SAME_ORIGIN)
        assert answer.headers["location"] == "/help/console/acme"
        assert "Path=/help/console" in answer.headers["set-cookie"]
        page = await client.get("/help/console/acme")
        assert page.status_code == 200
        addresses = re.findall(r'(?:href|action)="(/[^"]*)"', page.text)
        assert addresses
        assert all(address.startswith("/help/console") for address in addresses)
    await services_of(app).db.close()


async def test_sign_in_of_a_signed_in_member_leads_on(client: httpx.AsyncClient, cast: Cast) -> None:
    await send(client, cast.olivia.email)
    assert (await client.get("/console/sign-in")).headers["location"] == "/console"


async def test_the_servers_own_address_leads_to_the_console(client: httpx.AsyncClient, app: Starlette) -> None:
    answer = await client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    mounted = Starlette(routes=[Mount("/help", app)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(mounted), base_url="http://testserver") as other:
        assert (await other.get("/help/")).headers["location"] == "/help/console"
