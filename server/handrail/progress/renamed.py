"""What is called otherwise now: what a person did and said under a former name counts under the present one. Pure.

The log keeps what happened under the name of its time. It is carried over where it is read, so that an older version that is
published again finds everything as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handrail.content.published import Published
from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.state import State

Formerly = Mapping[str, str]


def name_formers(published: Published) -> Formerly:
    """The present name by each former one. A name that something has now is nobody's former one."""
    there = published.startables
    return {former: id_ for id_, one in sorted(there.items()) for former in one.item.was if former not in there}


def rename_state(state: State, formerly: Formerly) -> State:
    if not formerly:
        return state
    return replace(
        state,
        progress=rename_progress(state.progress, formerly),
        preferences=rename_preferences(state.preferences, formerly),
    )


def rename_progress(progress: Mapping[str, Progress], formerly: Formerly) -> Mapping[str, Progress]:
    renamed = {item: known for item, known in progress.items() if item not in formerly}
    for former, present in formerly.items():
        if former in progress:
            own = renamed.get(present)
            renamed[present] = progress[former] if own is None else join_runs(progress[former], own)
    return renamed


def join_runs(former: Progress, own: Progress) -> Progress:
    """A run that began under the former name and went on under the present one is one run, and done once it is done in either."""
    same = former.run == own.run
    is_done = same and former.status == "completed"
    last = former if is_done or (not same and own.at < former.at) else own
    summed = {
        "started": former.started + own.started - same,
        "completed": former.completed or own.completed,
        "passed": former.passed or own.passed,
        "attempts": former.attempts + own.attempts,
        "done": list(dict.fromkeys([*former.done, *own.done])),
    }
    began = {"at": former.at, "step": own.step or former.step, "hash": own.hash or former.hash} if same else {}
    return last.model_copy(update={**summed, **began})


def rename_preferences(preferences: Preferences, formerly: Formerly) -> Preferences:
    """What was said under the present name was said knowing it; of several former ones, the strictest counts."""
    items = {item: on for item, on in preferences.items.items() if item not in formerly}
    said = {item: on for item, on in preferences.items.items() if item in formerly}
    for former, on in said.items():
        present = formerly[former]
        if present not in preferences.items:
            items[present] = on and items.get(present, True)
    return Preferences(tours=preferences.tours, items=items)
