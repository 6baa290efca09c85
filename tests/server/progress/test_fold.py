"""What follows from events, whatever the order of their arrival."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.people.preferences import Preferences
from handrail.progress.fold import OF_KIND, OF_RUNS, Happened, fold_preferences, fold_runs, order_events, sum_up


def tell(*happened: tuple[str, dict[str, Any]] | str) -> list[Happened]:
    """A story on one device, a second apart: names, and what differs from the usual run `r1` of the tour `welcome`."""
    story = [(entry, {}) if isinstance(entry, str) else entry for entry in happened]
    usual = {"item": "welcome", "run": "r1", "device": "d1", "item_hash": "h1", "visit": "v1"}
    return [
        Happened(**({"id": f"e{i}", "name": name, "at": 1_000 * i, "seq": i} | usual | told))  # type: ignore[arg-type]  # a table
        for (name, told), i in zip(story, count(1))
    ]


def shown(step: str) -> tuple[str, dict[str, Any]]:
    return "step_shown", {"step": step}


def dismissed(reason: str) -> tuple[str, dict[str, Any]]:
    return "tour_dismissed", {"props": {"reason": reason}}


def snoozed(until: str) -> tuple[str, dict[str, Any]]:
    return "tour_snoozed", {"props": {"until": until}}


START = "tour_started"
LATER = "1970-01-02T08:00:00.000Z"
STORIES: dict[str, tuple[list[Happened], str, str | None]] = {
    "begun": (tell(START), "active", None),
    "at its second step": (tell(START, shown("a"), "step_completed", shown("b")), "active", "b"),
    "paused is still active": (tell(START, shown("a"), "tour_paused"), "active", "a"),
    "completed": (tell(START, shown("a"), "tour_completed"), "completed", "a"),
    "left": (tell(START, shown("a"), dismissed("left")), "left", "a"),
    "declined": (tell(START, shown("a"), dismissed("declined")), "declined", "a"),
    "failed shows as left": (tell(START, shown("a"), "tour_failed"), "left", "a"),
    "declined, and taken back": (tell(START, shown("a"), dismissed("declined"), "tour_resumed"), "active", "a"),
    "completed is final": (tell(START, "tour_completed", dismissed("declined"), "tour_resumed"), "completed", None),
    "declined in one tab, completed in the other": (tell(START, dismissed("declined"), "tour_completed"), "completed", None),
    "a step shown after leaving counts no more": (tell(START, shown("a"), dismissed("left"), shown("b")), "left", "a"),
    "its start was lost": (tell(shown("b")), "active", "b"),
    "put off": (tell(START, shown("a"), snoozed(LATER)), "snoozed", "a"),
    "put off after leaving": (tell(START, shown("a"), dismissed("left"), snoozed(LATER)), "snoozed", "a"),
    "put off, and back again": (tell(START, shown("a"), snoozed(LATER), "tour_resumed", shown("b")), "active", "b"),
    "put off shows nothing": (tell(START, shown("a"), snoozed(LATER), shown("b")), "snoozed", "a"),
    "declined after putting it off": (tell(START, shown("a"), snoozed(LATER), dismissed("declined")), "declined", "a"),
    "what was declined is not put off": (tell(START, shown("a"), dismissed("declined"), snoozed(LATER)), "declined", "a"),
    "what is completed is not put off": (tell(START, "tour_completed", snoozed(LATER)), "completed", None),
    "put off till nobody knows when": (tell(START, shown("a"), ("tour_snoozed", {})), "active", "a"),
    "a second run": (tell(START, "tour_completed", (START, {"run": "r2"})), "active", None),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_progress(story: str) -> None:
    events, status, step = STORIES[story]
    progress = sum_up(fold_runs(events)["welcome"])
    assert (progress.status, progress.step) == (status, step)


def test_what_a_sum_remembers_of_earlier_runs() -> None:
    progress = sum_up(fold_runs(tell(START, "tour_completed", (START, {"run": "r2", "visit": "v2"})))["welcome"])
    assert (progress.run, progress.started, progress.visit, progress.completed) == ("r2", 2, "v2", True)
    assert progress.at == "1970-01-01T00:00:03.000Z"


@pytest.mark.parametrize(
    ("said", "until"),
    [
        (LATER, LATER),
        ("1970-01-02T09:00:00+01:00", LATER),
        ("1970-01-01T00:00:01Z", "1970-01-01T00:00:01.000Z"),
        ("2970-01-01T00:00:00Z", "1970-03-02T00:00:02.000Z"),
    ],
)
def test_nothing_is_put_off_for_more_than_sixty_days(said: str, until: str) -> None:
    assert sum_up(fold_runs(tell(START, snoozed(said)))["welcome"]).until == until


@pytest.mark.parametrize("ending", ["tour_resumed", "tour_completed", dismissed("left"), dismissed("declined")])
def test_what_goes_on_or_ends_is_put_off_no_more(ending: Any) -> None:
    assert sum_up(fold_runs(tell(START, snoozed(LATER), ending))["welcome"]).until is None


STARTS: dict[str, tuple[list[Happened], tuple[int, ...]]] = {
    "by itself": (tell(START), (1_000,)),
    "by hand": (tell((START, {"props": {"auto": False}})), ()),
    "back by itself": (tell(START, snoozed(LATER), ("tour_resumed", {"props": {"auto": True}})), (1_000, 3_000)),
    "back by hand": (tell(START, snoozed(LATER), "tour_resumed"), (1_000,)),
    "going on is no start": (tell(START, "tour_paused", ("tour_resumed", {"props": {"auto": True}})), (1_000,)),
}


@pytest.mark.parametrize("story", STARTS)
def test_what_came_by_itself_is_counted(story: str) -> None:
    events, starts = STARTS[story]
    assert fold_runs(events)["welcome"][0].starts == starts


def test_one_device_is_ordered_by_seq_whatever_its_clock_does() -> None:
    begun, completed = tell(START, "tour_completed")
    set_back = replace(completed, at=begun.at - 500)
    assert [event.name for event in order_events([set_back, begun])] == ["tour_started", "tour_completed"]


def test_devices_are_merged_by_time() -> None:
    first, second, third = tell(
        START, ("step_shown", {"step": "a", "device": "d2", "seq": 1}), ("step_shown", {"step": "b"})
    )
    assert order_events([third, second, first]) == [first, second, third]


CHANGES = {
    "nothing said": (tell(START), Preferences()),
    "no more tours": (tell(("preferences_changed", {"props": {"tours": False}})), Preferences(tours=False)),
    "declined": (tell(START, dismissed("declined")), Preferences(items={"welcome": False})),
    "declined all": (
        tell(
            START,
            ("tour_dismissed", {"props": {"reason": "declined", "all": True}}),
            ("preferences_changed", {"props": {"tours": False}}),
        ),
        Preferences(tours=False),
    ),
    "left is no decline": (tell(START, dismissed("left")), Preferences()),
    "taken back": (tell(START, dismissed("declined"), "tour_resumed"), Preferences(items={"welcome": True})),
    "going on with another run takes nothing back": (
        tell(START, dismissed("declined"), ("tour_resumed", {"run": "r0"})),
        Preferences(items={"welcome": False}),
    ),
    "said later": (
        tell(dismissed("declined"), ("preferences_changed", {"props": {"items": {"welcome": True}}})),
        Preferences(items={"welcome": True}),
    ),
    "what was said is not taken back by going on": (
        tell(dismissed("declined"), ("preferences_changed", {"props": {"items": {"welcome": False}}}), "tour_resumed"),
        Preferences(items={"welcome": False}),
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_preferences(case: str) -> None:
    events, preferences = CHANGES[case]
    assert fold_preferences(events) == preferences


common = {
    "id": st.uuids().map(str),
    "at": st.integers(0, 20),
    "device": st.sampled_from(["", "d1", "d2"]),
    "seq": st.integers(0, 10),
}
of_tours = st.builds(
    Happened,
    name=st.sampled_from([*sorted(OF_RUNS), "invoice_sent"]),
    item=st.sampled_from(["welcome", "first-invoice"]),
    run=st.sampled_from(["r1", "r2"]),
    step=st.sampled_from(["a", "b"]),
    props=st.sampled_from([None, {"reason": "declined"}, {"auto": False}, {"auto": True}, {"until": LATER}]),
    **common,
)
of_preferences = st.builds(
    Happened,
    name=st.just("preferences_changed"),
    props=st.sampled_from([{"tours": False}, {"tours": True}, {"items": {"welcome": True}}]),
    **common,
)
happenings = of_tours | of_preferences
histories = st.lists(happenings, max_size=25, unique_by=lambda event: event.id)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history: list[Happened], random: Any) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert fold_runs(shuffled) == fold_runs(history)
    assert fold_preferences(shuffled) == fold_preferences(history)


@given(histories)
def test_items_do_not_touch_each_other(history: list[Happened]) -> None:
    alone = [event for event in history if event.item == "welcome"]
    assert fold_runs(alone).get("welcome") == fold_runs(history).get("welcome")


def what(event: Happened) -> str:
    """`completed` of `quiz_completed`."""
    return OF_KIND[event.name][1] if event.name in OF_KIND else ""


@given(histories)
def test_completed_stays_completed(history: list[Happened]) -> None:
    completed = {(e.item, e.run) for e in history if what(e) == "completed"}
    walks = [walk for found in fold_runs(history).values() for walk in found]
    assert {(walk.item, walk.run) for walk in walks if walk.status == "completed"} == completed


@given(histories)
def test_who_declined_last_is_not_asked_again(history: list[Happened]) -> None:
    for walk in (walk for found in fold_runs(history).values() for walk in found):
        mine = [event for event in history if event.item == walk.item and event.name in OF_RUNS and event.run]
        said = [
            event
            for event in order_events(mine)
            if event.run == walk.run and what(event) in ("dismissed", "resumed", "completed")
        ]
        if said and said[-1].name.endswith("_dismissed") and said[-1].prop("reason") == "declined":
            assert walk.status in ("declined", "completed")
        assert (walk.status == "snoozed") is (walk.until is not None)


@given(histories)
def test_seq_is_never_broken_on_one_device(history: list[Happened]) -> None:
    for device in ("", "d1", "d2"):
        mine = [event.seq for event in order_events(history) if event.device == device]
        assert mine == sorted(mine)
