"""`GET /v1/content/{hash}` and what is kept ready of a published version."""

from __future__ import annotations

import json
from typing import Any

import httpx
from sqlalchemy import Connection
from starlette.applications import Starlette

from handrail.conditions.context import Context
from handrail.content.published import Published, load_item, load_published
from handrail.sites.access import load_environment
from tests.server.cast import Cast, services_of
from tests.server.content.writing import SITE, STEP, write_files, write_tour

ORIGIN = {"Origin": "https://anywhere.test"}


async def publish(
    client: httpx.AsyncClient, cast: Cast, files: dict[str, str], environment: str = "production"
) -> None:
    pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
    assert pushed.status_code == 201, pushed.text
    await client.post(
        f"/api/sites/acme/environments/{environment}/publish",
        json={"version": pushed.json()["version"]},
        headers=cast.acme.bearer,
    )


async def load(app: Starlette, environment: str = "production") -> Published | None:
    def run(conn: Connection) -> Published | None:
        site_id = load_site_id(conn)
        found = load_environment(conn, site_id, environment)
        assert found is not None
        return load_published(conn, found.environment_id)

    return await services_of(app).db.read(run)


def load_site_id(conn: Connection) -> str:
    from sqlalchemy import select

    from handrail.core.db import table
    from handrail.sites.tables import Site

    return str(conn.scalar(select(table(Site).c.id).where(table(Site).c.slug == "acme")))


def write_translated() -> dict[str, str]:
    step = {**STEP, "target": {"role": "button", "name": {"en": "New", "nb": "Ny"}}}
    files = write_files(write_tour(steps=[step], audience={"segment": "big"}))
    files["tours/welcome.nb.json"] = json.dumps({"steps.new.title": {"text": "Begynn her"}})
    return files


async def test_an_item_in_the_nearest_locale_for_ever(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> None:
    await publish(client, cast, write_translated())
    published = await load(app)
    assert published is not None
    hash_ = published.tours["welcome"].hash
    english = await client.get(f"/v1/content/{hash_}", headers=ORIGIN)
    assert english.status_code == 200
    assert english.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert english.headers["access-control-allow-origin"] == "*"
    assert english.json()["steps"][0]["title"] == ["Start here"]
    norwegian = await client.get(f"/v1/content/{hash_}?locale=nb-NO", headers=ORIGIN)
    step = norwegian.json()["steps"][0]
    assert (norwegian.json()["locale"], step["title"]) == ("nb", ["Begynn her"])
    assert step["target"] == [{"role": "button", "name": "Ny"}]
    assert step["text"][0]["children"][1] == {"tag": "strong", "children": ["New"], "href": None}
    assert english.headers["etag"] != norwegian.headers["etag"]
    again = await client.get(f"/v1/content/{hash_}?locale=nb", headers={"If-None-Match": norwegian.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "audience" not in english.text
    assert "segment" not in english.text


async def test_only_what_was_published_somewhere_is_shown(
    app: Starlette, client: httpx.AsyncClient, cast: Cast
) -> None:
    await publish(client, cast, write_files(write_tour(title="old")), "staging")
    await publish(client, cast, write_files(write_tour(title="new")), "staging")
    pushed = await client.post(
        "/api/sites/acme/versions", json={"files": write_files(write_tour(title="secret"))}, headers=cast.acme.bearer
    )
    assert pushed.json()["version"] == 3

    def hashes(conn: Connection) -> dict[str, str]:
        from sqlalchemy import select

        from handrail.content.tables import StoredItem
        from handrail.core.db import table

        items = table(StoredItem)
        rows = conn.execute(select(items.c.hash, items.c.source)).all()
        return {json.loads(source)["item"]["title"]: hash_ for hash_, source in rows}

    found = await services_of(app).db.read(hashes)
    statuses = {
        title: (await client.get(f"/v1/content/{found[title]}")).status_code
        for title in ("old", "new", "secret", "Acme")
    }
    assert statuses == {"old": 200, "new": 200, "secret": 404, "Acme": 404}
    assert (await client.get("/v1/content/nothing")).status_code == 404


async def test_what_is_published_is_told_at_once_and_read_once(
    app: Starlette, client: httpx.AsyncClient, cast: Cast
) -> None:
    assert await load(app) is None
    await publish(client, cast, write_translated())
    first, again = await load(app), await load(app)
    assert first is again
    assert first is not None
    tour = first.tours["welcome"]
    assert (first.number, first.site.id, list(tour.steps), list(tour.traits)) == (1, "acme", ["new"], [])
    assert first.fill_segments(Context(account={"seats": 200})).segments == {"big": True}
    assert first.fill_segments(Context(account={"seats": 2})).segments == {"big": False}
    assert await load(app, "staging") is None
    await publish(client, cast, write_files(write_tour(steps=[{**STEP, "text": '{{ role | default: "x" }}'}])))
    second = await load(app)
    assert second is not None
    assert (second.number, list(second.tours["welcome"].traits)) == (2, ["role"])

    def old(conn: Connection) -> Any:
        return load_item(conn, load_site_id(conn), tour.hash)

    assert (await services_of(app).db.read(old)).hash == tour.hash


async def test_a_theme_is_published_with_the_tours(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> None:
    files = write_files(write_tour())
    files["theme.json"] = json.dumps({"kind": "theme", "id": "default", "accent": "#112233"})
    await publish(client, cast, files)
    published = await load(app)
    assert published is not None
    theme = published.themes["default"]
    assert (theme.accent, theme.scheme, list(published.tours)) == ("#112233", "auto", ["welcome"])
    assert published.site.title == SITE["title"]
