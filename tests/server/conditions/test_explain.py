"""Which clause is named as the one that decided."""

from typing import Any

import pytest

from handrail.conditions.context import Context
from handrail.conditions.explain import explain
from tests.server.conditions.strategies import CONDITION

T, F, U = {"device": "phone"}, {"device": "tablet"}, {"locale": "en"}
ON_A_PHONE = Context(device="phone")


@pytest.mark.parametrize(
    ("condition", "holds", "path"),
    [
        (F, False, "audience"),
        ({"all": [T, F, U]}, False, "audience.all[1]"),
        ({"all": [T, U]}, None, "audience.all[1]"),
        ({"all": [T, T]}, True, "audience"),
        ({"all": [T]}, True, "audience.all[0]"),
        ({"any": [F, T]}, True, "audience.any[1]"),
        ({"any": [F, F]}, False, "audience"),
        ({"any": [F]}, False, "audience.any[0]"),
        ({"any": [F, U]}, None, "audience.any[1]"),
        ({"any": []}, False, "audience"),
        ({"not": T}, False, "audience.not"),
        ({"not": {"all": [T, F]}}, True, "audience.not.all[1]"),
        ({"all": [T, {"any": [F, {"not": U}]}]}, None, "audience.all[1].any[1].not"),
    ],
)
def test_the_deciding_clause(condition: dict[str, Any], holds: bool | None, path: str) -> None:
    decision = explain(CONDITION.validate_python(condition), ON_A_PHONE, "audience")
    assert (decision.holds, decision.path) == (holds, path)
