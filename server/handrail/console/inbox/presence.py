"""Which members look at which conversation, and who of them writes: told in this process alone, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from handrail.contact.live import TYPING, live_of
from handrail.core.services import Services

WRITING = " is writing"


@dataclass(eq=False)
class Here:
    """One page that a member has open. `until`: they write, in milliseconds."""

    conversation_id: str
    member_id: str
    name: str
    until: int = 0


class Presence:
    def __init__(self, found: Services) -> None:
        self._found = found
        self._here: set[Here] = set()

    @contextmanager
    def stay(self, conversation_id: str, member_id: str, name: str) -> Iterator[None]:
        here = Here(conversation_id, member_id, name)
        self._here.add(here)
        live_of(self._found).wake(conversation_id)
        try:
            yield
        finally:
            self._here.discard(here)
            live_of(self._found).wake(conversation_id)

    def tell_typing(self, conversation_id: str, member_id: str) -> None:
        for here in self._here:
            if (here.conversation_id, here.member_id) == (conversation_id, member_id):
                here.until = self._found.clock.now() + TYPING
        live_of(self._found).wake(conversation_id)

    def list_others(self, conversation_id: str, member_id: str) -> list[tuple[str, bool]]:
        """Name, and whether they write; each member once, by name."""
        now = self._found.clock.now()
        others: dict[str, tuple[str, bool]] = {}
        for here in self._here:
            if here.conversation_id == conversation_id and here.member_id != member_id:
                writes = here.until > now or others.get(here.member_id, ("", False))[1]
                others[here.member_id] = (here.name, writes)
        return sorted(others.values())


PRESENCE: WeakKeyDictionary[Services, Presence] = WeakKeyDictionary()


def presence_of(found: Services) -> Presence:
    """One for each app."""
    if found not in PRESENCE:
        PRESENCE[found] = Presence(found)
    return PRESENCE[found]


def write_presence(person: str, is_here: bool, writes: bool, others: list[tuple[str, bool]]) -> str:
    """`Paula is writing · Ada is here`. Empty when nobody else is."""
    everybody = [(person, writes)] if is_here or writes else []
    everybody += others
    return " · ".join(f"{name}{WRITING if busy else ' is here'}" for name, busy in everybody)
