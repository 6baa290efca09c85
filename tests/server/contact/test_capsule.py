"""What goes along: the very text that was sent is kept and is what agents read, and no more of it than is taken."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.applications import Starlette

from handrail.contact.capsule import KINDS, LARGEST, Line, check_capsule, find_path, read_capsule
from handrail.contact.thread import load_conversation
from tests.server.cast import services_of
from tests.server.contact.talking import Writer, numbers, ok

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
lines = st.lists(st.fixed_dictionaries({"kind": st.sampled_from(KINDS), "label": words, "value": words}), max_size=20)
# A page's `JSON.stringify` and whatever else writes JSON: with spaces, escapes, keys in any order.
writings = st.builds(
    lambda said, ascii_, indent, turned: json.dumps(
        [dict(reversed(line.items())) if turned else line for line in said], ensure_ascii=ascii_, indent=indent
    ),
    lines,
    st.booleans(),
    st.sampled_from([None, 0, 2]),
    st.booleans(),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(capsule=writings)
async def test_what_was_sent_is_what_is_kept_byte_for_byte(app: Starlette, ada: Writer, capsule: str) -> None:
    """Through the page's own door, into the database and out of it as agents read it."""
    found = services_of(app)
    found.clock.advance(3_600_000 // 4)  # type: ignore[attr-defined]  # the cast's clock, so that no limit is met
    ada.device.sign_in("ada")
    begun = ok(await ada.begin("Help", capsule=capsule, client_id=f"capsule-{next(numbers)}"), 201)
    ok(await ada.post(f"conversations/{begun['id']}/close"))
    kept = await found.db.read(load_conversation, begun["id"])
    assert kept is not None
    assert kept.capsule.encode() == capsule.encode()
    assert [line.model_dump() for line in read_capsule(kept.capsule)] == json.loads(capsule)


def line(kind: str = "page", label: str = "Page", value: str = "/invoices") -> dict[str, str]:
    return {"kind": kind, "label": label, "value": value}


@pytest.mark.parametrize(
    "capsule",
    [
        "",
        "{}",
        "[1]",
        "null",
        json.dumps([line("secret")]),
        json.dumps([line() | {"html": "<b>"}]),
        json.dumps([line(value="x" * 2_001)]),
        json.dumps([line(label="x" * 201)]),
        json.dumps([line(value="a\0b")]),
        '[{"kind":"page","label":"Page","value":"\\ud800"}]',
        json.dumps([line()] * 151),
        json.dumps([line("custom")] * 21),
        json.dumps([line(value="x" * 2_000)] * 80),
        json.dumps([{"kind": "page", "label": "Page", "value": 1}]),
    ],
)
async def test_what_is_no_capsule_is_refused_and_nothing_is_kept(ada: Writer, capsule: str) -> None:
    with pytest.raises((ValueError, ValidationError)):
        check_capsule(capsule)
    refused = await ada.begin("Help", capsule=capsule)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid_body")
    assert await ada.mine() == []


async def test_the_largest_that_is_taken_is_taken(ada: Writer) -> None:
    most = json.dumps([line("custom", value="記" * 2_000)] * 20 + [line()] * 100, ensure_ascii=False)
    assert len(most.encode()) <= LARGEST
    ok(await ada.begin("Help" * 2_500, capsule=most), 201)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("https://app.acme.test/invoices/7?tab=lines", "/invoices/7"),
        ("/invoices", "/invoices"),
        ("https://app.acme.test", "/"),
        ("https://[", None),
    ],
)
def test_reports_know_the_page_unless_it_was_struck(value: str, path: str | None) -> None:
    assert (
        find_path([Line(kind="title", label="Title", value="x"), Line(kind="page", label="Page", value=value)]) == path
    )
    assert find_path([]) is None
