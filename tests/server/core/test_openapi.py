"""`/openapi.json` tells of every door, and what each takes and gives."""

from __future__ import annotations

from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from handrail.core.http import Endpoint


def find_references(node: Any) -> set[str]:
    if isinstance(node, dict):
        here = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return here.union(*(find_references(child) for child in node.values()))
    if isinstance(node, list):
        return set().union(*(find_references(child) for child in node))
    return set()


async def test_every_route_of_the_api_is_described(client: httpx.AsyncClient, app: Starlette) -> None:
    document = (await client.get("/openapi.json")).json()
    for route in app.routes:
        assert isinstance(route, Route)
        if route.path.startswith(("/v1/", "/api/")):
            assert isinstance(route, Endpoint), f"{route.path} does not declare its shapes"
            operation = document["paths"][route.path_format][route.method.lower()]
            assert operation["summary"]
            assert ("requestBody" in operation) == (route.body is not None or route.takes is not None)
            assert ("security" in operation) == route.path.startswith("/api/")
    assert document["openapi"].startswith("3.1")


async def test_every_reference_leads_somewhere(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert find_references(document) <= known
