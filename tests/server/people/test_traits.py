"""What of a host's claims is kept: what is declared, in its type."""

from __future__ import annotations

import pytest

from handrail.content.schema import FieldType
from handrail.people.traits import fits

FITTING: list[tuple[object, FieldType, bool]] = [
    ("Ada", "string", True),
    ("x" * 2_001, "string", False),
    ("\ud83d", "string", False),
    (7, "string", False),
    (7, "number", True),
    (True, "number", False),
    (float("nan"), "number", False),
    (10**400, "number", False),
    (False, "boolean", True),
    (0, "boolean", False),
    ("2026-01-05T09:00:00Z", "time", True),
    ("2026-01-05", "time", True),
    ("1965-08-27T00:00:00+02:00", "time", True),
    ("2026-01-05T09:00:00", "time", False),
    ("yesterday", "time", False),
    (1_767_603_600, "time", False),
    (["a", "b"], "strings", True),
    (["a", 1], "strings", False),
    (["a"] * 101, "strings", False),
]


@pytest.mark.parametrize(("value", "type_", "fitting"), FITTING)
def test_a_value_fits_what_conditions_can_compare(value: object, type_: FieldType, fitting: bool) -> None:
    assert fits(value, type_) is fitting
