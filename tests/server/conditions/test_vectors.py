"""The cases that the server's and the page's evaluator share. Each names the rule it guards."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from handrail.conditions.compare import to_instant
from handrail.conditions.context import Context, Sought, Standing, TrackedEvent
from handrail.conditions.evaluate import evaluate
from handrail.conditions.explain import explain, list_clauses
from handrail.conditions.locator import Locator
from handrail.conditions.schema import Condition

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
CASES: list[dict[str, Any]] = json.loads((VECTORS / "conditions.json").read_text())
EXPLAINED: list[dict[str, Any]] = json.loads((VECTORS / "explain.json").read_text())["conditions"]
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


def read_context(raw: Mapping[str, Any]) -> Context:
    given = dict(raw)
    if "now" in given:
        given["now"] = to_instant(datetime.fromisoformat(given["now"]))
    if "events" in given:
        given["events"] = [
            TrackedEvent(event["name"], to_instant(datetime.fromisoformat(event["at"])), event.get("props", {}))
            for event in given["events"]
        ]
    if "progress" in given:
        given["progress"] = {item: Standing(**standing) for item, standing in given["progress"].items()}
    if "elements" in given:
        states = {key: set(value) for key, value in given.pop("elements").items()}
        given["elements"] = lambda sought: states.get(write_sought(sought))
    return Context(**given)


def write_sought(sought: Sought) -> str:
    if isinstance(sought, str):
        return sought
    plain = sought.model_dump() if isinstance(sought, Locator) else [locator.model_dump() for locator in sought]
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_condition_means_what_the_vectors_say(case: dict[str, Any]) -> None:
    condition = CONDITION.validate_python(case["condition"])
    context = read_context(case["context"])
    assert evaluate(condition, context) is case["expect"]
    assert explain(condition, context, "audience").holds is case["expect"]


@pytest.mark.parametrize("case", EXPLAINED, ids=lambda case: case["rule"])
def test_each_clause_says_what_it_saw(case: dict[str, Any]) -> None:
    condition = CONDITION.validate_python(case["condition"])
    clauses = list_clauses(condition, read_context(case["context"]), case["path"])
    assert [vars(clause) for clause in clauses] == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_the_first_clause_is_the_whole(case: dict[str, Any]) -> None:
    clauses = list(list_clauses(CONDITION.validate_python(case["condition"]), read_context(case["context"]), "here"))
    assert (clauses[0].clause, clauses[0].value) == ("here", case["expect"])
    assert len({clause.clause for clause in clauses}) == len(clauses)
    json.dumps([clause.saw for clause in clauses])


def test_the_vectors_are_many_and_each_guards_a_rule_of_its_own() -> None:
    rules = [case["rule"] for case in CASES]
    assert len(rules) >= 150
    assert len(set(rules)) == len(rules)
