"""Who gets what, and what may start by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter

from handrail.conditions.context import Context
from handrail.conditions.schema import Condition
from handrail.content.startable import Every
from handrail.core.clock import to_iso
from handrail.people.preferences import Preferences
from handrail.progress.audience import stand
from handrail.progress.fold import Progress
from handrail.progress.state import EMPTY, State
from handrail.sync.choose import Offer, choose, may_be_due

NOW = 1_767_603_600_000
DAY = 86_400_000
OFFER = Offer("welcome", "new", None, "once", True, None, frozenset({"a", "b", "former"}), frozenset({"welcome"}))


def parse(condition: Any) -> Condition:
    parsed: Condition = TypeAdapter(Condition).validate_python(condition)
    return parsed


def progress(status: Any, **changes: Any) -> State:
    usual = {"run": "r1", "step": "a", "hash": "new", "at": to_iso(NOW - DAY), "visit": "v1"}
    return State({"welcome": Progress.model_validate(usual | {"status": status} | changes)})


def choose_one(offer: Offer, state: State = EMPTY, visit: str = "v2", **person: str) -> Any:
    usual = {"traits": "{}", "account": "{}"}
    context = Context(
        **{name: json.loads(text) for name, text in (usual | person).items()}, progress=stand(state), now=NOW
    )
    chosen = choose([offer], state, context, visit, NOW)
    return chosen[0] if chosen else None


PRO = parse({"account": "plan", "is": "pro"})


@pytest.mark.parametrize(("account", "listed"), [('{"plan":"pro"}', True), ('{"plan":"free"}', False), ("{}", False)])
def test_the_audience_decides_who_gets_it_and_unknown_is_not_true(account: str, listed: bool) -> None:
    assert (choose_one(replace(OFFER, audience=PRO), account=account) is not None) is listed


def test_who_is_in_the_middle_goes_on_when_the_audience_moves_on() -> None:
    choice = choose_one(replace(OFFER, audience=PRO), progress("active"), account='{"plan":"free"}')
    assert choice.under_way
    assert not choice.auto


@pytest.mark.parametrize(("named", "claimed"), [("new", None), ("old", "old")])
def test_beyond_the_audience_they_name_what_they_were_given(named: str, claimed: str | None) -> None:
    choice = choose_one(replace(OFFER, audience=PRO), progress("active", hash=named), account='{"plan":"free"}')
    assert choice.claimed == claimed
    assert choose_one(OFFER, progress("active", hash=named)).claimed is None


@pytest.mark.parametrize("status", ["active", "snoozed", "left"])
def test_who_names_nothing_is_not_in_the_middle_of_what_is_for_others(status: str) -> None:
    assert choose_one(replace(OFFER, audience=PRO), progress(status, hash=None)) is None


TURNS: list[tuple[Any, State, str, bool]] = [
    ("once", State(), "v2", True),
    ("once", progress("active"), "v2", False),
    ("once", progress("left"), "v2", False),
    ("once", progress("completed", completed=True), "v2", False),
    ("until-completed", State(), "v2", True),
    ("until-completed", progress("left"), "v2", True),
    ("until-completed", progress("left"), "v1", False),
    ("until-completed", progress("active"), "v2", False),
    ("until-completed", progress("completed", completed=True), "v2", False),
    ("until-completed", progress("left", completed=True, started=2), "v2", False),
    ("every-visit", progress("completed", completed=True), "v2", True),
    ("every-visit", progress("completed", completed=True), "v1", False),
    (Every(every="30d"), progress("completed", at=to_iso(NOW - 29 * DAY)), "v2", False),
    (Every(every="30d"), progress("completed", at=to_iso(NOW - 30 * DAY)), "v2", True),
]


@pytest.mark.parametrize(("frequency", "state", "visit", "auto"), TURNS)
def test_frequency(frequency: Any, state: State, visit: str, auto: bool) -> None:
    assert choose_one(replace(OFFER, frequency=frequency), state, visit).auto is auto


@pytest.mark.parametrize(
    ("preferences", "auto"),
    [
        (Preferences(), True),
        (Preferences(tours=False), False),
        (Preferences(items={"welcome": False}), False),
        (Preferences(items={"welcome": True, "other": False}), True),
    ],
)
def test_what_was_declined_is_listed_but_does_not_start_by_itself(preferences: Preferences, auto: bool) -> None:
    assert choose_one(replace(OFFER, frequency="every-visit"), State({}, preferences)).auto is auto


def test_what_starts_by_hand_only_never_starts_by_itself() -> None:
    assert not choose_one(replace(OFFER, by_itself=False)).auto


@pytest.mark.parametrize(
    ("status", "step", "kept"),
    [
        ("active", "a", "old"),
        ("active", "former", "old"),
        ("active", None, "old"),
        ("active", "gone", "new"),
        ("left", "a", "new"),
    ],
)
def test_a_run_keeps_the_item_that_it_began(status: str, step: str | None, kept: str) -> None:
    assert choose_one(OFFER, progress(status, step=step, hash="old")).hash == kept


@pytest.mark.parametrize(
    ("where", "url", "due"),
    [
        (None, "https://app.acme.test/", True),
        ({"url": "/invoices"}, "https://app.acme.test/invoices?x=1", True),
        ({"url": "/invoices"}, "https://app.acme.test/customers", False),
        ({"all": [{"url": "/invoices"}, {"element": {"role": "main"}}]}, "https://app.acme.test/invoices", True),
        ({"all": [{"url": "/invoices"}, {"element": {"role": "main"}}]}, "https://app.acme.test/", False),
    ],
)
def test_a_body_rides_along_unless_the_address_alone_rules_it_out(where: Any, url: str, due: bool) -> None:
    choice = choose_one(replace(OFFER, where=parse(where) if where else None))
    assert may_be_due(choice, Context(url=url)) is due


def test_a_body_rides_along_for_a_run_wherever_it_is() -> None:
    choice = choose_one(replace(OFFER, where=parse({"url": "/invoices"})), progress("active"))
    assert may_be_due(choice, Context(url="/elsewhere"))
