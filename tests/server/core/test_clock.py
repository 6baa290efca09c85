from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.clock import LAST, from_iso, to_iso
from handrail.core.ids import new_id, new_secret


@given(st.integers(min_value=0, max_value=LAST))
def test_instants_survive_the_wire(instant: int) -> None:
    assert from_iso(to_iso(instant)) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("2023-11-14T22:13:20.123Z", 1_700_000_000_123),
        ("2023-11-14T23:13:20.123+01:00", 1_700_000_000_123),
    ],
)
def test_iso_is_read(text: str, instant: int) -> None:
    assert from_iso(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023-11-14T22:13:20",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00",
        "99999-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "9999-12-31T23:59:59.999999Z",
    ],
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="instant"):
        from_iso(text)


def test_ids_are_version_7_unique_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(1_000)]
    assert len(set(ids)) == 1_000
    assert all(id_[14] == "7" and id_[19] in "89ab" and len(id_) == 36 for id_ in ids)
    assert [id_[:13] for id_ in ids] == sorted(id_[:13] for id_ in ids)


def test_secrets_keep_their_prefix_and_differ() -> None:
    assert new_secret("sk_").startswith("sk_")
    assert len({new_secret() for _ in range(100)}) == 100
