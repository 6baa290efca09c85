"""What a person is called, and how long ago something was."""

from __future__ import annotations

import pytest

from handrail.console.inbox.ago import write_ago
from handrail.console.inbox.names import name_person, read_fields
from handrail.core.clock import DAY, HOUR, MINUTE


@pytest.mark.parametrize(
    ("traits", "others", "name"),
    [
        ('{"name": "Grace Hopper", "email": "g@a.test"}', ("u-1",), "Grace Hopper"),
        ('{"first_name": "Grace", "last_name": "Hopper"}', (), "Grace Hopper"),
        ('{"first_name": "  ", "email": "g@a.test"}', ("u-1",), "g@a.test"),
        ('{"name": 7}', (None, "u-1"), "u-1"),
        ("{}", (None, None), "Visitor"),
        (None, (), "Visitor"),
    ],
)
def test_names(traits: str | None, others: tuple[str | None, ...], name: str) -> None:
    assert name_person(read_fields(traits), *others) == name


@pytest.mark.parametrize(
    ("passed", "text"),
    [(-5, "now"), (MINUTE - 1, "now"), (12 * MINUTE, "12 min"), (3 * HOUR + 1, "3 h"), (2 * DAY, "2 d")],
)
def test_ago(passed: int, text: str) -> None:
    assert write_ago(1_000 * DAY + passed, 1_000 * DAY) == text
