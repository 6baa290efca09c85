"""Every door of the app with odd things in its body, its query and its path: refused in one shape or taken, never a fault of ours."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette

from handrail.core.http import Endpoint
from tests.server.cast import Cast, operator_bearer
from tests.server.samples import sample
from tests.server.test_refusals import ENDPOINTS, name_of, path_to

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**31,
    2**63,
    10**400,
    1e308,
    0.1,
    "",
    " ",
    "x" * 300,
    "é\u202e\U0001f984",
    "\ud83d",
    "a\0b",
    "../../etc/passwd",
    "%s%n{}{{7*7}}",
    "' OR 1=1 --",
    "9999999999999999999",
    "0001-01-01T00:00:00+14:00",
    [],
    [[]],
    {},
    {"": None},
    {"__proto__": {"x": 1}},
    ["x"] * 101,
)
PATHS = ("a\0b", "é", "x" * 5_000, "%00", "..", "-1", str(2**63), "' OR 1=1 --")


def twist(body: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """One or two of its values, also those deep inside, become odd."""
    twisted = json.loads(json.dumps(body))
    for _ in range(chance.choice((1, 1, 2))):
        node: Any = twisted
        while True:
            key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if not isinstance(node[key], dict | list) or not node[key] or chance.random() < 0.3:
                node[key] = chance.choice(ODD)
                break
            node = node[key]
    return (
        {**twisted, chance.choice(("x", "\u0000", "key", *body)): chance.choice(ODD)}
        if chance.random() < 0.2
        else twisted
    )


def bodies(endpoint: Endpoint, key: str) -> Iterator[str]:
    if endpoint.body is None:
        return
    fields = {"key": key} if "key" in endpoint.body.model_fields else {}
    whole = dict.fromkeys(endpoint.body.model_fields) | sample(endpoint.body, **fields)
    for name in endpoint.body.model_fields:
        for odd in ODD:
            yield json.dumps({**sample(endpoint.body, **fields), name: odd})
    chance = random.Random(endpoint.path)
    for _ in range(60):
        yield json.dumps(twist(whole, chance))


def assert_answered(answer: httpx.Response, what: str) -> None:
    assert answer.status_code < 500, f"{what[:300]}\n{answer.text}"
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", what[:300]


@pytest.mark.parametrize("endpoint", [pytest.param(e, id=name_of(e)) for e in ENDPOINTS])
async def test_odd_input_is_no_fault_of_ours(
    client: httpx.AsyncClient, app: Starlette, cast: Cast, endpoint: Endpoint
) -> None:
    owner = await operator_bearer(app) if endpoint.needs == "operator" else cast.acme.bearer
    headers = owner if endpoint.path.startswith("/api/") else {}
    path = path_to(endpoint)
    for body in bodies(endpoint, cast.acme.key):
        answer = await client.request(endpoint.method, path, content=body, headers=headers)
        assert_answered(answer, f"{endpoint.method} {path} {body}")
    for name in endpoint.query.model_fields if endpoint.query else ():
        for odd in ODD:
            answer = await client.request(
                endpoint.method, path, params={name: quote(str(odd), errors="replace")}, headers=headers
            )
            assert_answered(answer, f"{path}?{name}={odd!r}")
    for name in endpoint.param_convertors:
        for odd in PATHS:
            known = {
                "site": "acme",
                "environment": "production",
                **{n: "x" for n in endpoint.param_convertors if n not in ("site", "environment")},
            }
            there = endpoint.path_format.format(**{**known, name: quote(odd, safe="")})
            answer = await client.request(endpoint.method, there, content=b"{}", headers=headers)
            assert_answered(answer, there)
