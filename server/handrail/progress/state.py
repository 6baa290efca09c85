"""A person's state, and the text that it is kept as: the very text that goes over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from handrail.people.preferences import Preferences
from handrail.progress.fold import Progress
from handrail.progress.starts import Starts, read_starts
from handrail.progress.votes import Votes

PROGRESS: TypeAdapter[dict[str, Progress]] = TypeAdapter(dict[str, Progress])
VOTES: TypeAdapter[dict[str, bool]] = TypeAdapter(dict[str, bool])


@dataclass(frozen=True)
class State:
    progress: Mapping[str, Progress] = field(default_factory=dict)
    preferences: Preferences = field(default_factory=Preferences)
    starts: Starts = field(default_factory=dict)
    votes: Votes = field(default_factory=dict)


EMPTY = State()


def read_state(progress: str, preferences: str, starts: str = "{}", votes: str = "{}") -> State:
    return State(
        PROGRESS.validate_json(progress),
        Preferences.model_validate_json(preferences),
        read_starts(starts),
        VOTES.validate_json(votes),
    )


def write_progress(progress: Mapping[str, Progress]) -> str:
    return PROGRESS.dump_json(dict(sorted(progress.items()))).decode()


def write_preferences(preferences: Preferences) -> str:
    return preferences.model_dump_json()


def write_votes(votes: Votes) -> str:
    return VOTES.dump_json(dict(votes)).decode()
