"""What `site.json` may tell `handrail check`, and that what it signs in with is no content."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handrail.content.folder import read_folder
from handrail.content.validation.validate import validate


def list_faults(**check: Any) -> list[str]:
    site = {
        "kind": "site",
        "id": "acme",
        "title": "Acme",
        "locales": ["en", "nb"],
        "traits": {"role": "string"},
        "check": check,
    }
    return [str(fault) for fault in validate({"site.json": json.dumps(site).encode()}).faults]


def test_all_of_it_can_be_said() -> None:
    owner = {"sign_in": "check/sign_in.py", "traits": {"role": "owner"}}
    assert not list_faults(
        roles={"owner": owner, "member": {"storage_state": "check/states/member.json"}, "nobody": {}},
        locales=["nb"],
        viewports=["1280x800", "390x844"],
        pages={"/invoices/*": "/invoices/1?draft", "/": "/"},
        values={"email": "a@b.example", "tour/step": 3, "terms": True},
        skip=["tour", "tour/step"],
    )


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ({"roles": {"a": {"sign_in": "../sign_in.py"}}}, '"../sign_in.py" is not'),
        ({"roles": {"a": {"sign_in": "check/../../sign_in.py"}}}, 'sign_in.py" is not'),
        ({"roles": {"a": {"storage_state": "states/a.json"}}}, '"states/a.json" is not'),
        ({"roles": {"a": {"sign_in": "check/a.py", "storage_state": "check/a.json"}}}, "both sign_in and storage"),
        ({"roles": {"a": {"traits": {"rolle": "x"}}}}, 'did you mean "role"?'),
        ({"locales": ["de"]}, '"de" is not among the locales'),
        ({"viewports": ["wide"]}, '"wide" is not'),
        ({"pages": {"/invoices/*": "/customers/1"}}, 'no page of "/invoices/*"'),
        ({"pages": {"/*": "https://elsewhere.example/"}}, "is not allowed"),
        ({"pages": {"/*": "//elsewhere.example/"}}, "is not allowed"),
        ({"role": {}}, 'did you mean "roles"?'),
    ],
)
def test_what_is_wrong_is_told(check: dict[str, Any], said: str) -> None:
    faults = list_faults(**check)
    assert len(faults) == 1, faults
    assert faults[0].startswith("site.json:1:")
    assert said in faults[0]


def test_what_it_signs_in_with_is_never_pushed(tmp_path: Path) -> None:
    for name in ("site.json", "check/owner.json", "check/notes.md", "tours/check/first.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert sorted(read_folder(tmp_path)) == ["site.json", "tours/check/first.json"]
