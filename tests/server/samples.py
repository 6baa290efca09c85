"""The least that a body may be: a model in, JSON values out. A field whose pattern none of our guesses fits wants `examples`."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

GUESSES = ("x", "a@b.test", "https://a.test", "2026-01-05T09:00:00Z", "x" * 40)


def sample(model: type[BaseModel], **given: Any) -> dict[str, Any]:
    schema = model.model_json_schema()
    return {**build(schema, schema.get("$defs", {})), **given}


def build(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return build(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema or "enum" in schema:
        return schema.get("const", next(iter(schema.get("enum", [])), None))
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return build(schema[several][0], definitions)
    match schema.get("type"):
        case "object":
            return {name: build(schema["properties"][name], definitions) for name in schema.get("required", [])}
        case "array":
            return [build(schema["items"], definitions)] * schema.get("minItems", 0)
        case "string":
            return guess(schema)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
    return None


def guess(schema: dict[str, Any]) -> str:
    for text in GUESSES:
        long_enough = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
        if long_enough and re.search(schema.get("pattern", ""), text):
            return text
    raise AssertionError(f"no guess fits {schema}: give the field examples")
