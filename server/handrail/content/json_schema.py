"""JSON Schemas (2020-12) of what authors write, so that an editor completes, explains and checks it. Made from the models alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from handrail.content.article import FrontMatter
from handrail.content.schema import JSON_KINDS, Translations

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write_schema_files(folder: Path) -> list[str]:
    """Their names. Whatever else is in the folder stays."""
    folder.mkdir(parents=True, exist_ok=True)
    written = write_schemas()
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8")
    return list(written)


def write_schemas() -> dict[str, str]:
    """The files of a schema folder, by name."""
    models: dict[str, type[BaseModel]] = {**JSON_KINDS, "article": FrontMatter, "translations": Translations}
    return {
        f"{name}.json": json.dumps(describe(model), indent=2, ensure_ascii=False) + "\n"
        for name, model in models.items()
    }


def describe(model: type[BaseModel]) -> dict[str, Any]:
    made = model.model_json_schema(by_alias=True, mode="validation", schema_generator=Quiet)
    definitions = made.pop("$defs", {})
    if "Not" in definitions:
        union = definitions["Not"]["properties"]["not"]["oneOf"]
        name_conditions = name_union(union, "#/$defs/Condition")
        definitions = {name: rewrite(definition, name_conditions) for name, definition in definitions.items()}
        definitions["Condition"] = {
            "description": "Holds, does not hold, or is unknown; unknown is not true.",
            "oneOf": union,
        }
        made = rewrite(made, name_conditions)
    described = {"$schema": DIALECT, "title": model.__name__, **made, **({"$defs": definitions} if definitions else {})}
    tidied: dict[str, Any] = rewrite(described, tidy)
    return tidied


class Quiet(GenerateJsonSchema):
    """Titles that only repeat a key's name are left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def get_title_from_name(self, name: str) -> str:
        return name


def rewrite(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """A copy in which `change` has had its say on every object, the inner ones first."""
    if isinstance(value, list):
        return [rewrite(one, change) for one in value]
    if isinstance(value, dict):
        return change({key: rewrite(one, change) for key, one in value.items()})
    return value


def name_union(union: list[Any], reference: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A union that recurs becomes a reference."""

    def change(found: dict[str, Any]) -> dict[str, Any]:
        if found.get("oneOf") == union:
            return {"$ref": reference, **{key: one for key, one in found.items() if key != "oneOf"}}
        return found

    return change


def tidy(found: dict[str, Any]) -> dict[str, Any]:
    """A key that is not wanted is left out, not null; keys of a pattern are all there are; plain types are told in a word."""
    rest = {key: one for key, one in found.items() if not (key == "default" and one is None)}
    if "patternProperties" in rest:
        rest.setdefault("additionalProperties", False)
    for several in ("anyOf", "oneOf"):
        if several in rest:
            kinds = [one for one in rest.pop(several) if one != {"type": "null"}]
            rest = {**merge(kinds, several), **rest}
    return rest


def merge(kinds: list[dict[str, Any]], several: str) -> dict[str, Any]:
    if len(kinds) == 1:
        return kinds[0]
    if any(kind.keys() != {"type"} for kind in kinds):
        return {several: kinds}
    types = [type_ for kind in kinds for type_ in ([kind["type"]] if isinstance(kind["type"], str) else kind["type"])]
    types = [type_ for type_ in types if not (type_ == "integer" and "number" in types)]
    return {"type": types[0] if len(types) == 1 else types}
