"""The management API for sites: creating them, their environments and origins, and the audit log."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.settings import Settings
from handrail.sites.schema import CreatedSite, OriginText
from tests.server.cast import Cast, MovingClock, operator_bearer, services_of

DEMO = {
    "publishable_key": "pk_demo_acme",
    "secret_key": "sk_demo_acme",
    "identity_secret": "is_demo_acme_signs_its_users_with_this",
}


async def test_a_new_site_has_two_environments_and_its_secrets_once(client: httpx.AsyncClient, app: Starlette) -> None:
    wanted = {
        "site": "initech",
        "name": "Initech",
        "origins": ["https://App.initech.test:443", "http://localhost:3000"],
    }
    answer = await client.post("/api/sites", json=wanted, headers=await operator_bearer(app))
    site = CreatedSite.model_validate(answer.json())
    production, staging = site.environments
    assert (answer.status_code, site.name) == (201, "Initech")
    assert (production.environment, staging.environment) == ("production", "staging")
    assert production.origins == ["http://localhost:3000", "https://app.initech.test"]
    assert staging.origins == []
    assert production.identity_mode == "enforce"
    keys = [production.publishable_key, staging.publishable_key, site.secret_key]
    assert [key[:3] for key in keys] == ["pk_", "pk_", "sk_"]
    assert len({*keys, production.identity_secret, staging.identity_secret}) == 5
    bearer = {"Authorization": f"Bearer {site.secret_key}"}
    for path in ("", "/keys", "/audit", "/environments/production/identity-secrets"):
        again = await client.get(f"/api/sites/initech{path}", headers=bearer)
        assert again.status_code == 200
        assert site.secret_key not in again.text
        assert production.identity_secret not in again.text


async def test_two_sites_cannot_have_one_name(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    operator = await operator_bearer(app)
    taken = await client.post("/api/sites", json={"site": "acme"}, headers=operator)
    assert (taken.status_code, taken.json()["type"]) == (409, "/problems/taken")
    at_once = [client.post("/api/sites", json={"site": "race"}, headers=operator) for _ in range(5)]
    assert sorted(answer.status_code for answer in await asyncio.gather(*at_once)) == [201, 409, 409, 409, 409]


@pytest.mark.parametrize("slug", ["", "A", "-a", "a" * 64, "a/b", "é", "sign-in", "static", "inbox"])
async def test_odd_names_are_refused(client: httpx.AsyncClient, app: Starlette, slug: str) -> None:
    answer = await client.post("/api/sites", json={"site": slug}, headers=await operator_bearer(app))
    assert answer.status_code == 422


async def test_only_the_operator_creates_and_lists_sites(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    for method in ("GET", "POST"):
        assert (await client.request(method, "/api/sites", headers=cast.acme.bearer)).status_code == 403
        assert (await client.request(method, "/api/sites")).status_code == 401
    sites = await client.get("/api/sites", headers=await operator_bearer(app))
    assert [site["site"] for site in sites.json()["sites"]] == ["acme", "globex"]


async def test_an_operators_token_lasts_a_minute(
    client: httpx.AsyncClient, app: Starlette, clock: MovingClock, cast: Cast
) -> None:
    operator = await operator_bearer(app)
    assert (await client.get("/api/sites/acme", headers=operator)).status_code == 200
    assert (await client.get("/api/sites/nowhere", headers=operator)).status_code == 404
    clock.advance(61_000)
    assert (await client.get("/api/sites/acme", headers=operator)).status_code == 401


async def test_demo_secrets_are_for_the_demo(
    client: httpx.AsyncClient, app: Starlette, database_url: str, clock: MovingClock
) -> None:
    wanted = {"site": "demo", "origins": ["http://localhost:8701"], "demo": DEMO}
    refused = await client.post("/api/sites", json=wanted, headers=await operator_bearer(app))
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/demo_only")
    demo = create_app(Settings(database_url=database_url, demo=True), clock=clock)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(demo), base_url="http://testserver") as there:
        made = await there.post("/api/sites", json=wanted, headers=await operator_bearer(demo))
        assert made.json()["environments"][0]["publishable_key"] == "pk_demo_acme"
        bearer = {"Authorization": "Bearer sk_demo_acme"}
        assert (await there.get("/api/sites/demo", headers=bearer)).status_code == 200
    await services_of(demo).db.close()
    answer = await client.get("/api/sites/demo", headers=bearer)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/demo_only")


@pytest.mark.parametrize(
    "fault", [{"publishable_key": "pk_live"}, {"secret_key": "sk_x"}, {"identity_secret": "is_demo_short"}]
)
async def test_what_is_fixed_must_look_like_a_demo(
    client: httpx.AsyncClient, app: Starlette, fault: dict[str, str]
) -> None:
    wanted = {"site": "demo", "demo": {**DEMO, **fault}}
    assert (await client.post("/api/sites", json=wanted, headers=await operator_bearer(app))).status_code == 422


async def test_origins_come_and_go(client: httpx.AsyncClient, cast: Cast) -> None:
    path, bearer = "/api/sites/acme/environments/staging/origins", cast.acme.bearer
    added = await client.post(path, json={"origin": "HTTP://Localhost:3000"}, headers=bearer)
    again = await client.post(path, json={"origin": "http://localhost:3000"}, headers=bearer)
    assert added.json() == again.json() == {"environment": "staging", "origins": ["http://localhost:3000"]}
    site = await client.get("/api/sites/acme", headers=bearer)
    assert [e["origins"] for e in site.json()["environments"]] == [[cast.acme.origin], ["http://localhost:3000"]]
    gone = await client.delete(path, params={"origin": "http://localhost:3000"}, headers=bearer)
    assert gone.json()["origins"] == []
    assert (await client.delete(path, params={"origin": "http://localhost:3000"}, headers=bearer)).status_code == 404


async def test_origins_are_bounded(client: httpx.AsyncClient, cast: Cast) -> None:
    path = "/api/sites/acme/environments/staging/origins"
    for i in range(50):
        added = await client.post(path, json={"origin": f"https://a{i}.test"}, headers=cast.acme.bearer)
        assert added.status_code == 200
    one_more = await client.post(path, json={"origin": "https://b.test"}, headers=cast.acme.bearer)
    assert (one_more.status_code, one_more.json()["type"]) == (409, "/problems/too_many")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://app.example.com", "https://app.example.com"),
        ("HTTPS://APP.Example.com:443", "https://app.example.com"),
        ("https://app.example.com/", "https://app.example.com"),
        ("http://a.test:80", "http://a.test"),
        ("http://a.test:443", "http://a.test:443"),
        ("http://127.0.0.1:8701", "http://127.0.0.1:8701"),
        ("http://[::1]:8701", "http://[::1]:8701"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_origin_is_kept_as_browsers_send_it(given: str, kept: str) -> None:
    assert TypeAdapter(OriginText).validate_python(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "*",
        "null",
        "app.example.com",
        "https://",
        "https://app.example.com//",
        "https://app.example.com/path",
        "https://app.example.com?q",
        "https://app.example.com#",
        "https://user@app.example.com",
        "https://*.example.com",
        "https://a.test:99999",
        "https://a.test:x",
        "https://a.test, https://b.test",
        "https://a b.test",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://" + "a" * 300,
        "https://a.test\n",
        "https://[::1",
        "https://é" + "é" * 70 + ".test",
    ],
)
def test_what_is_no_origin_is_refused(given: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(OriginText).validate_python(given)


@given(st.text() | st.text(alphabet="htps:/a.b[]@0123é%\\ ").map("https://".__add__))
def test_origins_are_refused_or_stable(text: str) -> None:
    adapter = TypeAdapter(OriginText)
    try:
        origin = adapter.validate_python(text)
    except ValidationError:
        return
    assert adapter.validate_python(origin) == origin


async def test_how_strictly_identity_is_checked_is_per_environment(client: httpx.AsyncClient, cast: Cast) -> None:
    path, bearer = "/api/sites/acme/environments/staging", cast.acme.bearer
    assert (await client.post(path, json={"identity_mode": "report"}, headers=bearer)).status_code == 204
    assert (await client.post(path, json={"identity_mode": "sometimes"}, headers=bearer)).status_code == 422
    site = await client.get("/api/sites/acme", headers=bearer)
    assert [e["identity_mode"] for e in site.json()["environments"]] == ["enforce", "report"]


async def test_further_environments(client: httpx.AsyncClient, cast: Cast) -> None:
    path, bearer = "/api/sites/acme/environments", cast.acme.bearer
    made = await client.post(path, json={"environment": "preview"}, headers=bearer)
    assert (made.status_code, made.json()["publishable_key"][:3]) == (201, "pk_")
    assert (await client.post(path, json={"environment": "preview"}, headers=bearer)).status_code == 409
    nowhere = await client.get("/api/sites/acme/environments/nowhere/origins", headers=bearer)
    assert nowhere.status_code == 404


async def test_every_change_is_in_the_audit_log(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> None:
    bearer, here = cast.acme.bearer, "/api/sites/acme"
    clock.advance(60_000)
    await client.post(f"{here}/environments/staging/origins", json={"origin": "http://a.test"}, headers=bearer)
    await client.delete(f"{here}/environments/staging/origins?origin=http://a.test", headers=bearer)
    await client.post(f"{here}/environments/staging", json={"identity_mode": "off"}, headers=bearer)
    key = (await client.post(f"{here}/keys", json={"name": "CI"}, headers=bearer)).json()
    await client.delete(f"{here}/keys/{key['id']}", headers=bearer)
    secrets = f"{here}/environments/staging/identity-secrets"
    secret = (await client.post(secrets, headers=bearer)).json()
    await client.delete(f"{secrets}/{secret['id']}", headers=bearer)
    await client.post(f"{here}/members/{cast.victor.id}", json={"role": "agent"}, headers=bearer)
    await client.delete(f"{here}/members/{cast.victor.id}", headers=bearer)
    log = (await client.get(f"{here}/audit", headers=bearer)).json()["entries"]
    assert [(entry["action"], entry["subject"]) for entry in log] == [
        ("member_removed", "victor@acme.test"),
        ("member_changed", "victor@acme.test"),
        ("identity_secret_revoked", "staging"),
        ("identity_secret_made", "staging"),
        ("key_revoked", "CI"),
        ("key_made", "CI"),
        ("identity_mode_changed", "staging"),
        ("origin_removed", "staging"),
        ("origin_added", "staging"),
        *[("member_added", f"{name}@acme.test") for name in ("victor", "agnes", "eddie", "olivia")],
        ("site_created", "acme"),
    ]
    assert log[0]["at"] == "2026-01-05T09:01:00.000Z"
    assert log[0]["actor_name"] == "first key"
    assert log[-1]["actor_kind"] == "operator"
    assert log[6]["detail"] == {"before": "enforce", "after": "off"}
    text = str(log)
    assert key["secret_key"] not in text
    assert secret["identity_secret"] not in text


async def test_the_audit_log_is_read_in_pieces(client: httpx.AsyncClient, cast: Cast) -> None:
    path, bearer = "/api/sites/acme/audit", cast.acme.bearer
    whole = (await client.get(path, headers=bearer)).json()["entries"]
    first = (await client.get(path, params={"limit": 2}, headers=bearer)).json()["entries"]
    rest = (await client.get(path, params={"before": first[-1]["id"]}, headers=bearer)).json()["entries"]
    assert first + rest == whole
    assert (await client.get(path, params={"limit": 1_000}, headers=bearer)).status_code == 422


async def test_a_change_that_was_refused_leaves_no_trace(client: httpx.AsyncClient, cast: Cast) -> None:
    bearer = cast.acme.bearer
    before = (await client.get("/api/sites/acme/audit", headers=bearer)).json()
    member = {"email": cast.victor.email, "name": "Victor", "role": "owner"}
    assert (await client.post("/api/sites/acme/members", json=member, headers=bearer)).status_code == 409
    assert (await client.get("/api/sites/acme/audit", headers=bearer)).json() == before
