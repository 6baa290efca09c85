"""What becomes of a locator: as little as possible of what its author wrote, and only where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.authoring.check.mending import make_edits
from handrail.authoring.check.results import Proposal, Try

PATH = ("target",)
NAMED = {"role": "button", "name": "New", "within": {"role": "main"}}


def button(name: str, **more: Any) -> dict[str, Any]:
    return {"role": "button", "name": name, "within": {"role": "main"}, **more}


def broken(locator: dict[str, Any] | None, *, sure: bool = True) -> Try:
    proposals = (Proposal(locator=locator, sure=sure),) if locator else ()
    return Try(path=PATH, missing="absent", culprit=PATH, proposals=proposals)


FINE = Try(path=PATH, matches=1)
BOTH = {"en": "New", "nb": "Ny"}


@pytest.mark.parametrize(
    ("there", "seen", "becomes"),
    [
        ("New", [("en", broken(button("Create")))], "Create"),
        ("New", [("en", broken(button("Create"))), ("nb", broken(button("Create")))], "Create"),
        ("New", [("en", FINE), ("nb", broken(button("Ny")))], {"en": "New", "nb": "Ny"}),
        ("New", [("nb", broken(button("Lag"))), ("en", broken(button("Create")))], {"en": "Create", "nb": "Lag"}),
        (BOTH, [("en", FINE), ("nb", broken(button("Lag")))], {"en": "New", "nb": "Lag"}),
        (BOTH, [("en", broken(button("Create"))), ("nb", FINE)], {"en": "Create", "nb": "Ny"}),
        ({"en": "New"}, [("en", broken(button("Create"))), ("nb", broken(button("Create")))], {"en": "Create"}),
        ({"en": "New"}, [("en", FINE), ("nb", broken(button("Ny")))], {"en": "New", "nb": "Ny"}),
        ("New", [("en", broken(None))], None),
        ("New", [("en", broken(button("Create"), sure=False))], None),
        ("New", [("en", broken(button("Create"))), ("en", broken(button("Make")))], None),
        ("New", [("en", broken(button("Create"))), ("en", FINE)], None),
        ("New", [("en", FINE), ("nb", broken({"test_id": "new"}))], None),
    ],
)
def test_a_name_by_locale(there: Any, seen: list[tuple[str, Try]], becomes: Any) -> None:
    item = {"target": {**NAMED, "name": there}}
    edits = make_edits(item, "en", seen)
    if becomes is None:
        assert edits == []
    else:
        (edit,) = edits
        assert (edit.path, edit.value, edit.was) == (PATH, {**NAMED, "name": becomes}, item["target"])


def test_another_way_altogether() -> None:
    item = {"target": {"test_id": "old"}}
    (edit,) = make_edits(item, "en", [("en", broken({"test_id": "new"})), ("nb", broken({"test_id": "new"}))])
    assert edit.value == {"test_id": "new"}


def test_surroundings_in_one_locale() -> None:
    there = {"role": "link", "name": "Home", "within": {"role": "navigation", "name": {"en": "Main"}}}
    wanted = {**there, "within": {"role": "navigation", "name": "Hoved"}}
    (edit,) = make_edits({"target": there}, "en", [("en", FINE), ("nb", broken(wanted))])
    assert edit.value == {**there, "within": {"role": "navigation", "name": {"en": "Main", "nb": "Hoved"}}}
