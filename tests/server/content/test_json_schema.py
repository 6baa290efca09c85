"""The schemas that editors check authors' files with: those of the models, and the same verdict on what is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from handrail.content.json_schema import write_schemas
from tests.server.conditions.strategies import RAW_CONDITIONS
from tests.server.content.validation.test_validate_anything import FILES
from tests.server.content.writing import LAST, SITE, STEP, write_tour

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = {name: json.loads(text) for name, text in write_schemas().items()}
CONTENT = [path for path in (ROOT / "tours").rglob("*.json") if "schema" not in path.relative_to(ROOT).parts]


def faults(value: Any, name: str) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(value)]


def test_the_committed_schemas_are_what_the_models_give() -> None:
    committed = {path.name: path.read_text() for path in (ROOT / "tours/schema").glob("*.json")}
    assert committed == write_schemas(), "run `make schema` and commit tours/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_demos_content_fits_the_schema_that_it_names(path: Path) -> None:
    value = json.loads(path.read_text())
    schema = (path.parent / value["$schema"]).resolve()
    assert schema.parent == ROOT / "tours/schema"
    assert faults(value, schema.name) == []


@pytest.mark.parametrize("path", sorted(FILES))
def test_every_kind_of_item_and_step_fits(path: str) -> None:
    value = FILES[path]
    assert faults(value, f"{value.get('kind', 'translations')}.json") == []


@settings(max_examples=40)
@given(RAW_CONDITIONS)
def test_every_condition_fits(condition: dict[str, Any]) -> None:
    assert faults(write_tour(audience=condition), "tour.json") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tour.json", write_tour(tilte="x")),
        ("tour.json", write_tour(audience={"plan": "pro"})),
        ("tour.json", write_tour(audience={"account": "plan", "is": None})),
        ("tour.json", write_tour(group=None)),
        ("tour.json", write_tour(steps=[])),
        ("tour.json", write_tour(steps=[{"id": "a", "type": "quiz", "title": "A"}])),
        ("tour.json", write_tour(frequency="twice")),
        ("site.json", {**SITE, "traits": {"Role": "string"}}),
        ("site.json", {**SITE, "traits": {"role": "strng"}}),
        ("translations.json", {"steps.new.titel": "x"}),
        ("theme.json", {"kind": "theme", "id": "default", "accent": "red"}),
        ("theme.json", {"kind": "theme", "id": "night", "dark": {"ink": "white"}}),
        ("theme.json", {"kind": "theme", "id": "night", "font": "url(x)"}),
        ("tour.json", write_tour(steps=[{"id": "a", "type": "banner", "title": "A", "target": {"css": "a"}}])),
        ("tour.json", write_tour(steps=[LAST | {"media": {"image": "a.png"}}])),
        ("tour.json", write_tour(steps=[STEP | {"padding": 41}])),
        ("tour.json", write_tour(schedule={"hours": {"from": "9:00", "to": "17:00"}})),
        ("tour.json", write_tour(goal={"event": "a", "hold_out": 0.6})),
        ("site.json", {**SITE, "attention": {"per_day": 0}}),
    ],
)
def test_what_is_wrong_does_not_fit(name: str, value: Any) -> None:
    assert faults(value, name)


def test_every_shape_explains_itself() -> None:
    unexplained = [shape for shape, found in SCHEMAS["tour.json"]["$defs"].items() if "description" not in found]
    assert unexplained == []
