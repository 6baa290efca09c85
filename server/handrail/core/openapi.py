"""`GET /openapi.json` (OpenAPI 3.1): every endpoint, from the shapes that its handler declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from handrail.core.http import Endpoint
from handrail.core.problems import PROBLEMS

REF = "#/components/schemas/{model}"
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def describe_api(routes: Sequence[BaseRoute]) -> Route:
    endpoints = [route for route in routes if isinstance(route, Endpoint)]
    document: dict[str, Any] = {}

    async def openapi(_request: Request) -> Response:
        if not document:
            document.update(build_document(endpoints))
        return JSONResponse(document)

    return Route("/openapi.json", openapi, methods=["GET"])


def build_document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    schemas, definitions = build_schemas(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", endpoint.path)
        paths.setdefault(path, {})[endpoint.method.lower()] = build_operation(endpoint, path, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Handrail",
            "version": "1",
            "description": f"Errors are `application/problem+json`, one of: {', '.join(sorted(PROBLEMS))}.",
        },
        "paths": paths,
        "components": {
            "schemas": {**definitions, "Problem": PROBLEM_SCHEMA},
            "securitySchemes": {
                "secret_key": {"type": "http", "scheme": "bearer", "description": "A secret key, `sk_…`."}
            },
        },
    }


def build_schemas(endpoints: Iterable[Endpoint]) -> tuple[dict[tuple[type[BaseModel], str], Any], dict[str, Any]]:
    """A reference for each model in each mode, and the definitions that they refer to."""
    wanted: set[tuple[type[BaseModel], Any]] = set()
    for endpoint in endpoints:
        wanted |= {(model, "validation") for model in (endpoint.body, endpoint.query) if model is not None}
        wanted |= {(endpoint.answer, "serialization")} if endpoint.answer is not None else set()
    ordered = sorted(wanted, key=lambda pair: (pair[0].__module__, pair[0].__qualname__, pair[1]))
    references, definitions = models_json_schema(ordered, ref_template=REF)
    return {
        (model, mode): schema for (model, mode), schema in references.items() if issubclass(model, BaseModel)
    }, definitions.get("$defs", {})


def build_operation(endpoint: Endpoint, path: str, schemas: dict[tuple[type[BaseModel], str], Any]) -> dict[str, Any]:
    problem = {
        "description": "A problem",
        "content": {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}},
    }
    answer: dict[str, Any] = {"description": "Done"}
    if endpoint.answer is not None:
        answer["content"] = {"application/json": {"schema": schemas[endpoint.answer, "serialization"]}}
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": f"Needs {endpoint.needs}.",
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"\{(\w+)\}", path)
        ],
        "responses": {str(endpoint.status): answer, "default": problem},
    }
    if endpoint.query is not None:
        schema = endpoint.query.model_json_schema(ref_template=REF)
        required = schema.get("required", [])
        operation["parameters"] += [
            {"name": n, "in": "query", "required": n in required, "schema": s} for n, s in schema["properties"].items()
        ]
    if endpoint.body is not None:
        shape = {"schema": schemas[endpoint.body, "validation"]}
        operation["requestBody"] = {"required": True, "content": {"application/json": shape, "text/plain": shape}}
    if endpoint.takes is not None:
        operation["requestBody"] = {"required": True, "content": {endpoint.takes: {}}}
    if path.startswith("/api/"):
        operation["security"] = [{"secret_key": []}]
    return operation
