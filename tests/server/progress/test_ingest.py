"""Events are read one by one: what is kept of a good one, and what a bad one is told."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.content.own_events import OWN_EVENTS
from handrail.content.schema import EventDeclaration
from handrail.progress.catalogue import CATALOGUE
from handrail.progress.fold import OF_PREFERENCES, OF_RUNS
from handrail.progress.ingest import Sender, read_events
from handrail.progress.votes import OF_VOTES

NOW = 1_767_603_600_000
DECLARED = {"invoice_sent": EventDeclaration(props={"amount": "number", "note": "string"})}
GOOD = {"id": "e1", "name": "step_shown", "item": "welcome", "run": "r1", "step": "a", "at": "2026-01-05T08:59:00Z"}
HOST = {"id": "e2", "name": "invoice_sent", "at": "2026-01-05T08:59:00Z"}


def read(*entries: Any) -> Any:
    return read_events(entries, Sender("d1", "v1", "1.0"), DECLARED, NOW)


def test_a_good_event_is_kept_as_it_is() -> None:
    (event,), rejected = read(GOOD | {"seq": 7, "path": "/invoices"})
    assert rejected == []
    happened = event.happened
    assert (happened.id, happened.name, happened.item, happened.run, happened.step, happened.seq) == (
        "e1",
        "step_shown",
        "welcome",
        "r1",
        "a",
        7,
    )
    assert (happened.at, happened.device, happened.visit) == (NOW - 60_000, "d1", "v1")
    assert (event.path, event.release, event.props) == ("/invoices", "1.0", "{}")


@pytest.mark.parametrize(
    ("name", "of", "props"),
    [
        ("tour_snoozed", {"item": "welcome", "run": "r1"}, {"until": "2026-01-06T08:00:00.000Z"}),
        ("tour_resumed", {"item": "welcome", "run": "r1"}, {"auto": True}),
        ("tour_held_out", {"item": "welcome"}, {}),
        ("step_failed", {"item": "welcome", "run": "r1", "step": "a"}, {"reason": "no such type"}),
        ("hook_failed", {"item": "welcome", "run": "r1", "step": "a"}, {"hook": "before_step", "reason": "timeout"}),
        (
            "target_healed",
            {"item": "welcome", "run": "r1", "step": "a"},
            {
                "by": 2,
                "locator": {"test_id": "new"},
                "outline": [{"role": "main", "children": [{"role": "button", "name": "Save"}]}],
            },
        ),
        ("help_opened", {}, {"path": "articles/refunds", "locale": "nb-NO"}),
        ("article_read", {"item": "refunds"}, {"from": "search"}),
        ("article_voted", {"item": "refunds"}, {"helped": False, "reason": "漢" * 500}),
        ("snippet_opened", {"item": "tax"}, {}),
        ("searched", {}, {"q": "q" * 200, "results": 0}),
        ("result_opened", {"item": "welcome"}, {"q": "", "position": 1, "kind": "tour"}),
        ("question_asked", {}, {"q": "how?", "answered": True}),
    ],
)
def test_what_a_page_says_of_it_is_kept(name: str, of: dict[str, str], props: dict[str, Any]) -> None:
    (event,), rejected = read({"id": "e1", "name": name, "at": "2026-01-05T08:59:00Z", "props": props} | of)
    assert rejected == []
    assert event.happened.props == props


def nest(depth: int) -> list[dict[str, Any]]:
    """An outline of so many elements in each other."""
    return [{"role": "group", "children": nest(depth - 1) if depth > 1 else []}]


BAD: dict[str, tuple[Any, str]] = {
    "no object": (7, "bad_event"),
    "null": (None, "bad_event"),
    "a list": ([GOOD], "bad_event"),
    "no name": ({"id": "e1", "at": "2026-01-05T08:59:00Z"}, "bad_event"),
    "a name of another shape": (GOOD | {"name": "Step Shown"}, "bad_event"),
    "no id": ({key: value for key, value in GOOD.items() if key != "id"}, "bad_id"),
    "an empty id": (GOOD | {"id": ""}, "bad_id"),
    "an overlong id": (GOOD | {"id": "e" * 65}, "bad_id"),
    "an id with other characters": (GOOD | {"id": "e/1"}, "bad_id"),
    "no time": (GOOD | {"at": "yesterday"}, "bad_time"),
    "a negative seq": (GOOD | {"seq": -1}, "bad_event"),
    "a seq beyond all numbers": (GOOD | {"seq": 2**60}, "bad_event"),
    "an item that no tour can be": (GOOD | {"item": "Not a slug!"}, "bad_event"),
    "a prop that is no JSON": (GOOD | {"name": "target_missing", "props": {"locator": float("nan")}}, "bad_props"),
    "an outline that is text": (GOOD | {"name": "target_missing", "props": {"outline": "main"}}, "bad_props"),
    "an outline of nothing": (GOOD | {"name": "target_missing", "props": {"outline": [{"name": "Save"}]}}, "bad_props"),
    "an outline of numbers": (GOOD | {"name": "target_missing", "props": {"outline": [{"role": "button", "name": 7}]}}, "bad_props"),
    "an outline with an overlong name": (GOOD | {"name": "target_missing", "props": {"outline": [{"role": "button", "name": "x" * 201}]}}, "bad_props"),
    "an outline without a floor": (GOOD | {"name": "target_missing", "props": {"outline": nest(81)}}, "bad_props"),
    "an outline without an end": (GOOD | {"name": "target_missing", "props": {"outline": 300 * nest(1)}}, "props_too_large"),
    "healed by nobody knows which": (GOOD | {"name": "target_healed"}, "bad_props"),
    "healed by the first": (GOOD | {"name": "target_healed", "props": {"by": 1}}, "bad_props"),
    "unknown": (GOOD | {"name": "step_eaten"}, "unknown_event"),
    "without its run": (GOOD | {"run": None}, "incomplete"),
    "without its step": (GOOD | {"step": None}, "incomplete"),
    "without its item": (GOOD | {"item": None}, "incomplete"),
    "a reason that is none": (GOOD | {"name": "tour_dismissed", "props": {"reason": "bored"}}, "bad_props"),
    "put off till nobody knows when": (GOOD | {"name": "tour_snoozed"}, "bad_props"),
    "put off till no time": (GOOD | {"name": "tour_snoozed", "props": {"until": "tomorrow"}}, "bad_props"),
    "held out of nothing": (HOST | {"name": "tour_held_out"}, "incomplete"),
    "a hook that is none": (GOOD | {"name": "hook_failed", "props": {"hook": "x", "reason": "error"}}, "bad_props"),
    "a hook without a reason": (GOOD | {"name": "hook_failed", "props": {"hook": "after_step"}}, "bad_props"),
    "a step that failed nowhere": (GOOD | {"name": "step_failed", "step": None}, "incomplete"),
    "an overlong reason": (GOOD | {"name": "step_failed", "props": {"reason": "x" * 201}}, "bad_props"),
    "preferences of another shape": (HOST | {"name": "preferences_changed", "props": {"tours": "no"}}, "bad_props"),
    "preferences for what is no item": (HOST | {"name": "preferences_changed", "props": {"items": {"A b": False}}}, "bad_props"),
    "props of 2 kB": (HOST | {"props": {"note": "x" * 2_000}}, "props_too_large"),
    "props of 2 kB that are dropped anyway": (HOST | {"props": {"other": "x" * 2_000}}, "props_too_large"),
    "a declared prop of another type": (HOST | {"props": {"amount": "12"}}, "bad_props"),
    "props that are no object": (HOST | {"props": [1]}, "bad_event"),
    "nothing that was read": (HOST | {"name": "article_read"}, "incomplete"),
    "read from nowhere": (GOOD | {"name": "article_read", "props": {"from": "bed"}}, "bad_props"),
    "a locale that goes on": (GOOD | {"name": "article_read", "props": {"locale": "x" * 41}}, "bad_props"),
    "a vote on nothing": (HOST | {"name": "article_voted", "props": {"helped": True}}, "incomplete"),
    "a vote that is none": (GOOD | {"name": "article_voted"}, "bad_props"),
    "a vote of yes or no": (GOOD | {"name": "article_voted", "props": {"helped": "no"}}, "bad_props"),
    "a vote of 0": (GOOD | {"name": "article_voted", "props": {"helped": 0}}, "bad_props"),
    "an overlong reason for no": (GOOD | {"name": "article_voted", "props": {"helped": False, "reason": "x" * 501}}, "bad_props"),
    "help that was opened for nothing": (HOST | {"name": "snippet_opened"}, "incomplete"),
    "help on an endless path": (HOST | {"name": "help_opened", "props": {"path": "x" * 301}}, "bad_props"),
    "a search for nobody knows what": (HOST | {"name": "searched", "props": {"results": 1}}, "bad_props"),
    "a search without an end": (HOST | {"name": "searched", "props": {"q": "x" * 201, "results": 1}}, "bad_props"),
    "a search of an unknown outcome": (HOST | {"name": "searched", "props": {"q": "x"}}, "bad_props"),
    "a search with less than nothing": (HOST | {"name": "searched", "props": {"q": "x", "results": -1}}, "bad_props"),
    "a search with half a result": (HOST | {"name": "searched", "props": {"q": "x", "results": 0.5}}, "bad_props"),
    "a result that is none": (HOST | {"name": "result_opened", "props": {"q": "x", "position": 1}}, "incomplete"),
    "a result nowhere": (GOOD | {"name": "result_opened", "props": {"q": "x"}}, "bad_props"),
    "a result of no kind": (GOOD | {"name": "result_opened", "props": {"q": "x", "position": 1, "kind": "cat"}}, "bad_props"),
    "a question without words": (HOST | {"name": "question_asked", "props": {"answered": True}}, "bad_props"),
    "a question without an end": (HOST | {"name": "question_asked", "props": {"q": "x" * 201, "answered": True}}, "bad_props"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_event_is_told_what_is_wrong_and_spoils_no_other(case: str) -> None:
    entry, problem = BAD[case]
    good, rejected = read(GOOD | {"id": "before"}, entry, GOOD | {"id": "after"})
    assert [event.happened.id for event in good] == ["before", "after"]
    assert [(bad.index, bad.problem) for bad in rejected] == [(1, problem)]


@pytest.mark.parametrize(
    "at", ["2026-01-05T10:00:00Z", "2099-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "1969-12-31T23:00:00Z"]
)
def test_what_a_wrong_clock_tells_happened_now(at: str) -> None:
    (event,), rejected = read(GOOD | {"at": at})
    assert (event.happened.at, rejected) == (NOW, [])


def test_a_time_without_an_offset_is_utc() -> None:
    (event,), _ = read(GOOD | {"at": "2026-01-05T08:59:00"})
    assert event.happened.at == NOW - 60_000


def test_null_is_as_good_as_nothing_and_keys_that_nobody_knows_are_left_out() -> None:
    (event,), rejected = read(GOOD | dict.fromkeys(("seq", "path", "release", "props", "item_hash")) | {"mood": "fine"})
    assert rejected == []
    assert (event.happened.seq, event.path, event.release, event.props) == (0, None, "1.0", "{}")


def test_what_is_too_long_to_matter_is_cut() -> None:
    (event,), _ = read(GOOD | {"path": "/" + "x" * 5_000, "release": "y" * 500})
    assert (len(event.path), len(event.release)) == (2_000, 200)


def test_props_that_nobody_declared_are_dropped() -> None:
    (event,), _ = read(HOST | {"props": {"amount": 12.5, "card": "4111"}})
    assert event.props == '{"amount":12.5}'


def test_every_event_that_a_state_depends_on_is_in_the_catalogue() -> None:
    assert CATALOGUE.keys() > OF_RUNS | OF_PREFERENCES | OF_VOTES
    assert all(props.__doc__ for props in CATALOGUE.values())


def test_content_knows_the_names_that_are_taken() -> None:
    assert CATALOGUE.keys() == OWN_EVENTS
