"""Every door of the app, tried by those who may not: without a key, with another site's, with a role too low, from a foreign page.

The doors are read from the app, so that a new one is tried without being named here.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from handrail.app import FEATURES
from handrail.core.http import Endpoint
from handrail.core.signing import Purpose
from handrail.sites.roles import Role
from tests.server.cast import Cast, services_of
from tests.server.samples import sample

ROUTES = [route for feature in FEATURES for route in feature.routes if isinstance(route, Route)]
ENDPOINTS = [route for route in ROUTES if isinstance(route, Endpoint)]
PUBLIC = {
    "GET /healthz",
    "GET /problems/{problem}",
    "GET /sdk/handrail.js",
    "GET /sdk/{hash}/{name}",
    "GET /v1/content/{hash}",  # its hash is what one must know
    "GET /v1/content/{hash}.{type}",
    "GET /v1/previews/{preview}/{path:path}",  # likewise
}


def name_of(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def doors(kind: str) -> pytest.MarkDecorator:
    found = [endpoint for endpoint in ENDPOINTS if endpoint.needs.startswith(kind)]
    return pytest.mark.parametrize("endpoint", [pytest.param(e, id=name_of(e)) for e in found])


def path_to(endpoint: Endpoint, site: str = "acme") -> str:
    known = {"site": site, "environment": "production"}
    return endpoint.path_format.format(**{name: known.get(name, "x") for name in endpoint.param_convertors})


def assert_refused(answer: httpx.Response, *statuses: int) -> None:
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    assert answer.json()["detail"]


def test_every_door_says_what_it_needs() -> None:
    open_to_all = {name_of(endpoint) for endpoint in ENDPOINTS if endpoint.needs == "nothing"}
    assert open_to_all <= PUBLIC
    assert {endpoint.needs for endpoint in ENDPOINTS} <= {
        "nothing",
        "operator",
        "publishable key",
        "a signature",
        "a preview's secret",
        *(f"role {role}" for role in Role),
    }
    managing = [endpoint for endpoint in ENDPOINTS if endpoint.path.startswith("/api/")]
    assert all(endpoint.needs.startswith(("role", "operator")) for endpoint in managing)


def test_no_door_is_left_out() -> None:
    """What is no `Endpoint` declares no needs: of those there are only files, pages and the description itself."""
    others = {route.path for route in ROUTES if not isinstance(route, Endpoint)}
    assert all(path == "/" or path.startswith(("/console", "/help/", "/sdk/")) for path in others)


@doors("role")
async def test_management_refuses_strangers(
    client: httpx.AsyncClient, app: Starlette, cast: Cast, endpoint: Endpoint
) -> None:
    path = path_to(endpoint)
    await services_of(app).start()
    person = services_of(app).signer.dumps(Purpose.PERSON, {"person": "x"})
    for headers in (
        {},
        {"Authorization": "Bearer sk_nobody"},
        {"Authorization": f"Bearer {cast.acme.key}"},
        {"Authorization": f"Bearer {person}"},
    ):
        assert_refused(await client.request(endpoint.method, path, headers=headers), 401)
    foreign = await client.request(endpoint.method, path, headers=cast.globex.bearer)
    missing = await client.request(endpoint.method, path_to(endpoint, "nowhere"), headers=cast.globex.bearer)
    assert_refused(foreign, 404)
    assert foreign.json() == missing.json()


@doors("role")
async def test_management_refuses_lower_roles(client: httpx.AsyncClient, cast: Cast, endpoint: Endpoint) -> None:
    need = Role(endpoint.needs.removeprefix("role "))
    for role in Role:
        if not role.reaches(need):
            made = await client.post("/api/sites/acme/keys", json={"name": "k", "role": role}, headers=cast.acme.bearer)
            bearer = {"Authorization": f"Bearer {made.json()['secret_key']}"}
            assert_refused(await client.request(endpoint.method, path_to(endpoint), headers=bearer), 403)


@doors("operator")
async def test_operation_refuses_keys(client: httpx.AsyncClient, cast: Cast, endpoint: Endpoint) -> None:
    assert_refused(await client.request(endpoint.method, path_to(endpoint)), 401)
    assert_refused(await client.request(endpoint.method, path_to(endpoint), headers=cast.acme.bearer), 403)


async def send(
    client: httpx.AsyncClient,
    endpoint: Endpoint,
    path: str,
    body: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    """As a page does: a file in a form, all else as JSON."""
    if endpoint.takes is None:
        return await client.request(endpoint.method, path, json=body, headers=headers)
    fields = {name: value for name, value in body.items() if value is not None}
    return await client.post(path, data=fields, files={"file": ("x.txt", b"x")}, headers=headers)


@doors("publishable key")
async def test_pages_need_a_key_and_an_origin_of_its_own(
    client: httpx.AsyncClient, cast: Cast, endpoint: Endpoint
) -> None:
    assert endpoint.body is not None
    path, home = path_to(endpoint), {"Origin": cast.acme.origin}
    for key in ("", "pk_nobody", "pk_\u0000", "pk_demo_acme", cast.acme.secret_key):
        answer = await send(client, endpoint, path, sample(endpoint.body, key=key), home)
        assert_refused(answer, 400, 401, 403)
        assert answer.headers["access-control-allow-origin"] == "*"  # so that the page can read why
    body = sample(endpoint.body, key=cast.acme.key)
    for origin in (cast.globex.origin, "null", "https://app.acme.test.evil.test", "http://app.acme.test", ""):
        answer = await send(client, endpoint, path, body, {"Origin": origin})
        assert_refused(answer, 403)
        assert answer.json()["type"] == "/problems/foreign_origin"
        assert "access-control-allow-origin" not in answer.headers


@doors("publishable key")
async def test_pages_are_answered_by_their_exact_origin(
    client: httpx.AsyncClient, cast: Cast, endpoint: Endpoint
) -> None:
    assert endpoint.body is not None
    body = sample(endpoint.body, key=cast.acme.key)
    answer = await send(client, endpoint, path_to(endpoint), body, {"Origin": cast.acme.origin})
    assert answer.headers["access-control-allow-origin"] == cast.acme.origin
    assert "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers


@doors("publishable key")
async def test_pages_cannot_use_a_token_made_elsewhere(
    client: httpx.AsyncClient, app: Starlette, cast: Cast, endpoint: Endpoint
) -> None:
    """A token of another site's person, one for another purpose, and noise: refused, or the bearer is a new visitor."""
    assert endpoint.body is not None
    if "token" not in endpoint.body.model_fields:
        return
    theirs = await client.post("/v1/sync", json={"key": cast.globex.key, "url": "https://www.globex.test/"})
    assert theirs.status_code == 200, theirs.text
    person = theirs.json()["person"]["id"]
    session = services_of(app).signer.dumps(Purpose.CONSOLE_SESSION, "x")
    for token in (theirs.json()["token"], session, "noise", theirs.json()["token"][:-4] + "AAAA"):
        body = sample(endpoint.body, key=cast.acme.key, token=token)
        answer = await send(client, endpoint, path_to(endpoint), body)
        assert person not in answer.text
        if answer.status_code == 200:
            assert answer.json().get("token") != token
        else:
            assert_refused(answer, 401, 403, 404)


@pytest.mark.parametrize(
    "route", [pytest.param(r, id=f"{min(r.methods or ())} {r.path}") for r in ROUTES if r.path.startswith("/console")]
)
async def test_the_console_asks_strangers_to_sign_in(client: httpx.AsyncClient, route: Route) -> None:
    if route.path in ("/console/sign-in", "/console/static/{name}") and "GET" in (route.methods or ()):
        return
    path = route.path_format.format(**dict.fromkeys(route.param_convertors, "acme"))
    if "POST" in (route.methods or ()):
        answer = await client.post(path, data={"csrf": "guessed"})
        assert answer.status_code in (303, 403)
        assert answer.headers.get("location", "/console/sign-in") == "/console/sign-in"
    else:
        answer = await client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/console/sign-in")
