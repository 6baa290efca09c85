"""What a channel is: how something is sent, and how it says that it was not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from handrail.contact.outbox.claim import Parcel
from handrail.core.services import Services


class TryAgain(Exception):
    """Not taken this time: the receiver is away, or says that it is busy. `after`: the least to wait, in milliseconds, if it said so."""

    def __init__(self, reason: str, after: int | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(Exception):
    """It will never be taken, as it is: a dead letter, to be looked at."""


@dataclass(frozen=True)
class Channel:
    """`send` returns once it was taken, and raises `TryAgain` or `GiveUp`. `limit`: it is cut off after so many milliseconds."""

    send: Callable[[Services, Parcel], Awaitable[None]]
    limit: int


Channels = Mapping[str, Channel]
