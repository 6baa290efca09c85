"""Secret keys and identity secrets: made once, shown once, revoked for good."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from handrail.core.db import table
from handrail.sites.tables import SecretKey
from tests.server.cast import Cast, services_of


async def make_key(client: httpx.AsyncClient, cast: Cast, role: str) -> tuple[str, dict[str, str]]:
    """Its id, and the headers that bring it."""
    made = await client.post("/api/sites/acme/keys", json={"name": role, "role": role}, headers=cast.acme.bearer)
    assert made.status_code == 201
    return made.json()["id"], {"Authorization": f"Bearer {made.json()['secret_key']}"}


@pytest.mark.parametrize(
    ("role", "site", "keys"), [("viewer", 200, 403), ("agent", 200, 403), ("editor", 200, 403), ("owner", 200, 200)]
)
async def test_a_key_reaches_as_far_as_its_role(
    client: httpx.AsyncClient, cast: Cast, role: str, site: int, keys: int
) -> None:
    _, bearer = await make_key(client, cast, role)
    assert (await client.get("/api/sites/acme", headers=bearer)).status_code == site
    answer = await client.get("/api/sites/acme/keys", headers=bearer)
    assert answer.status_code == keys
    if keys == 403:
        assert answer.json()["type"] == "/problems/forbidden"
        assert "owner" in answer.json()["detail"]


async def test_a_revoked_key_is_worth_nothing_at_once(client: httpx.AsyncClient, cast: Cast) -> None:
    key, bearer = await make_key(client, cast, "owner")
    path = f"/api/sites/acme/keys/{key}"
    assert (await client.delete(path, headers=bearer)).status_code == 204
    answer = await client.get("/api/sites/acme", headers=bearer)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert (await client.delete(path, headers=cast.acme.bearer)).status_code == 404
    listed = (await client.get("/api/sites/acme/keys", headers=cast.acme.bearer)).json()["keys"]
    assert [(k["name"], k["revoked_at"] is None) for k in listed] == [("first key", True), ("owner", False)]


async def test_another_sites_key_is_not_found(client: httpx.AsyncClient, cast: Cast) -> None:
    key, bearer = await make_key(client, cast, "viewer")
    assert (await client.delete(f"/api/sites/globex/keys/{key}", headers=cast.globex.bearer)).status_code == 404
    assert (await client.get("/api/sites/acme", headers=bearer)).status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer sk_", "Bearer sk_\u00e9", "Bearer x.y.z", "Bearer pk_x"]
)
async def test_what_is_no_key_is_refused(client: httpx.AsyncClient, header: str) -> None:
    answer = await client.get("/api/sites/acme", headers=[(b"Authorization", header.encode())])
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthorised")


async def test_the_database_does_not_know_a_key(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    keys = table(SecretKey)
    rows = await services_of(app).db.read(lambda conn: conn.execute(select(keys)).all())
    assert rows
    assert cast.acme.secret_key not in str(rows)
    prefixes = [row.prefix for row in rows]
    assert all(len(prefix) == 11 for prefix in prefixes)


async def test_two_identity_secrets_live_at_once(client: httpx.AsyncClient, cast: Cast) -> None:
    path, bearer = "/api/sites/acme/environments/production/identity-secrets", cast.acme.bearer
    second = await client.post(path, headers=bearer)
    assert second.status_code == 201
    third = await client.post(path, headers=bearer)
    assert (third.status_code, third.json()["type"]) == (409, "/problems/too_many")
    listed = (await client.get(path, headers=bearer)).json()["identity_secrets"]
    assert [len(listed), listed[1]["id"]] == [2, second.json()["id"]]
    assert (await client.delete(f"{path}/{listed[0]['id']}", headers=bearer)).status_code == 204
    assert (await client.delete(f"{path}/{listed[0]['id']}", headers=bearer)).status_code == 404
    assert (await client.post(path, headers=bearer)).status_code == 201


async def test_an_identity_secret_belongs_to_its_environment(client: httpx.AsyncClient, cast: Cast) -> None:
    bearer = cast.acme.bearer
    made = (await client.post("/api/sites/acme/environments/staging/identity-secrets", headers=bearer)).json()
    elsewhere = f"/api/sites/acme/environments/production/identity-secrets/{made['id']}"
    assert (await client.delete(elsewhere, headers=bearer)).status_code == 404
