"""What holds for every condition in every context."""

from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.conditions.address import matches
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.explain import explain
from handrail.conditions.schema import All, AnyOf, Condition, Not
from tests.server.conditions.strategies import CONDITION, CONDITIONS, CONTEXTS, RAW_CONDITIONS


@given(CONDITIONS, CONTEXTS)
def test_it_is_total_and_three_valued(condition: Condition, context: Context) -> None:
    assert evaluate(condition, context) in (True, False, None)


@given(st.lists(CONDITIONS, max_size=3), CONTEXTS)
def test_de_morgan(parts: list[Condition], context: Context) -> None:
    negated: list[Condition] = [Not.model_construct(not_=part) for part in parts]
    none_of = Not.model_construct(not_=AnyOf.model_construct(any=parts))
    assert evaluate(none_of, context) is evaluate(All.model_construct(all=negated), context)
    not_all = Not.model_construct(not_=All.model_construct(all=parts))
    assert evaluate(not_all, context) is evaluate(AnyOf.model_construct(any=negated), context)


@given(CONDITIONS, CONTEXTS)
def test_what_is_false_knowing_nothing_stays_false(condition: Condition, context: Context) -> None:
    """So `validate` may say of a condition that it never holds."""
    if evaluate(condition, Context()) is False:
        assert evaluate(condition, context) is False


@given(CONDITIONS, CONTEXTS)
def test_the_clause_that_is_named_is_there_and_decides(condition: Condition, context: Context) -> None:
    decision = explain(condition, context, "audience")
    assert decision.holds is evaluate(condition, context)
    assert decision.path.startswith("audience")
    inner = evaluate(decision.clause, context)
    turned = decision.path.count(".not") % 2
    assert decision.holds is (inner if not turned or inner is None else not inner)


@given(RAW_CONDITIONS)
def test_what_was_parsed_is_written_as_it_was(raw: dict[str, Any]) -> None:
    condition = CONDITION.validate_python(raw)
    again = CONDITION.validate_python(CONDITION.dump_python(condition, mode="json"))
    assert again == condition


@given(st.lists(st.text(alphabet="ab/", max_size=3), min_size=1, max_size=4), st.text(alphabet="ab/", max_size=3))
def test_a_glob_matches_itself_with_anything_in_place_of_its_stars(parts: list[str], filling: str) -> None:
    assert matches("*".join(parts), filling.join(parts))


@pytest.mark.parametrize("depth", [65, 300])
def test_what_lies_too_deep_is_unknown_and_never_too_much(depth: int) -> None:
    innermost: Condition = All.model_construct(all=[])
    deep: Condition = reduce(lambda inner, _: Not.model_construct(not_=inner), range(depth), innermost)
    assert evaluate(deep, Context()) is None
    assert explain(deep, Context(), "audience").holds is None
