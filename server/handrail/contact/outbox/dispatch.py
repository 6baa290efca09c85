"""The task that empties the outbox, beside the requests of each server process. At least once: whoever receives knows what came twice by its id."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter

from sqlalchemy import Connection, delete
from sqlalchemy.exc import DBAPIError

from handrail.contact.outbox.back_off import wait_after
from handrail.contact.outbox.channels import Channel, Channels, GiveUp, TryAgain
from handrail.contact.outbox.claim import Parcel, claim, find_due, note_dead, note_failed, note_sent
from handrail.contact.outbox.enqueue import entries
from handrail.core.clock import DAY, HOUR, SECOND
from handrail.core.problems import Problem
from handrail.core.services import Services

AT_ONCE = 8  # of one channel, in one process
AT_ONCE_TO_ONE = 3  # so that a slow one does not hold up the rest
MARGIN = 5 * SECOND  # from when a sending is cut off until somebody else may claim it
LOOK_EVERY = 1.0  # seconds: for what other processes put in, and for what is due again
LAST_MOMENT = 2.0  # seconds
SENT_KEPT, DEAD_KEPT = 7 * DAY, 90 * DAY
log = logging.getLogger("handrail")


class Dispatcher:
    def __init__(self, found: Services, channels: Channels) -> None:
        self._found = found
        self._channels = channels
        self._chance = random.SystemRandom()
        self._tidied_at = 0
        self._failing = False
        self.under_way: dict[asyncio.Task[None], tuple[str, str]] = {}

    async def run(self, nudged: asyncio.Event) -> None:
        """Until it is cancelled. What is under way then has a moment; after that somebody else claims it, once its lease has passed."""
        try:
            while True:
                nudged.clear()
                await self.look(nudged)
                try:
                    async with asyncio.timeout(LOOK_EVERY):
                        await nudged.wait()
                except TimeoutError:
                    continue
        finally:
            if self.under_way:
                _, late = await asyncio.wait(self.under_way, timeout=LAST_MOMENT)
                for task in late:
                    task.cancel()

    async def look(self, nudged: asyncio.Event) -> None:
        """The database may be away for a while: said once, and looked for again."""
        try:
            await self.start_due(nudged)
            await self.tidy()
            self._failing = False
        except (Problem, DBAPIError, OSError) as error:
            if not self._failing:
                log.warning("outbox: the database cannot be used (%s)", type(error).__name__)
            self._failing = True

    async def start_due(self, nudged: asyncio.Event | None = None) -> int:
        """Begin to send what is due. How many those are; `nudged` is set whenever one of them is done, for what waits behind it."""
        started = 0
        for name, channel in self._channels.items():
            for parcel in await self.claim_due(name, channel):
                task = asyncio.create_task(self.deliver(channel, parcel))
                self.under_way[task] = (name, parcel.target)
                task.add_done_callback(lambda task: self.under_way.pop(task, None))
                if nudged is not None:
                    task.add_done_callback(lambda _: nudged.set())
                started += 1
        return started

    async def claim_due(self, name: str, channel: Channel) -> list[Parcel]:
        targets = Counter(target for of, target in self.under_way.values() if of == name)
        free = AT_ONCE - targets.total()
        if free <= 0:
            return []
        busy = [target for target, number in targets.items() if number >= AT_ONCE_TO_ONE]
        now = self._found.clock.now()
        # Where a receiver is away, much may wait behind what is not due yet: that is gone through where it holds up nobody.
        due = await self._found.db.scan(find_due, name, now, free, busy)
        numbers = []
        for number, target in due:
            targets[target] += 1
            if targets[target] <= AT_ONCE_TO_ONE:
                numbers.append(number)
        if not numbers:
            return []
        return await self._found.db.write(claim, numbers, now, now + channel.limit + MARGIN)

    async def deliver(self, channel: Channel, parcel: Parcel) -> None:
        try:
            await self.try_once(channel, parcel)
        except (Problem, DBAPIError, OSError) as error:  # nobody knows what became of it: it comes again, under its id
            log.warning("outbox: the database cannot be used (%s)", type(error).__name__)

    async def try_once(self, channel: Channel, parcel: Parcel) -> None:
        db, now = self._found.db, self._found.clock.now
        try:
            async with asyncio.timeout(channel.limit / SECOND):
                await channel.send(self._found, parcel)
        except GiveUp as error:
            await db.write(note_dead, parcel, str(error), now())
        except TryAgain as error:
            await self.put_back(parcel, str(error), error.after)
        except TimeoutError:
            await self.put_back(parcel, f"It took longer than {channel.limit // SECOND} s.")
        except Exception as error:  # a fault of ours: others in the outbox go on, and this one has its attempts
            log.exception("outbox: fault", extra={"fields": {"entry": parcel.id}})
            await self.put_back(parcel, f"A fault of the server's own ({type(error).__name__}); its log has more.")
        else:
            await db.write(note_sent, parcel, now())

    async def put_back(self, parcel: Parcel, reason: str, asked: int | None = None) -> None:
        db, now = self._found.db, self._found.clock.now()
        wait = wait_after(parcel.attempt, self._chance.random(), asked)
        if wait is None:
            await db.write(note_dead, parcel, reason, now)
        else:
            await db.write(note_failed, parcel, reason, now + wait)

    async def tidy(self) -> None:
        """Once an hour, what is done and old goes."""
        now = self._found.clock.now()
        if now - self._tidied_at >= HOUR:
            self._tidied_at = now
            await self._found.db.write(forget_old, now)


def forget_old(conn: Connection, now: int) -> None:
    for state, kept in (("sent", SENT_KEPT), ("dead", DEAD_KEPT)):
        conn.execute(delete(entries).where(entries.c.state == state, entries.c.done_at < now - kept))
