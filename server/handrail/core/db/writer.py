"""The one writer of a SQLite file: jobs that wait together share one transaction and one sync to the disk.

Each job has a savepoint of its own, so one that fails spoils no other; each is answered only after the commit.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from handrail.core.db.turns import Turns
from handrail.core.problems import Busy

T = TypeVar("T")
WAITING_AT_MOST = 2_000
JOBS_PER_COMMIT = 200


@dataclass(eq=False)
class Job:
    function: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        if self.future.done():  # whoever asked has gone
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class Writer:
    """`submit` from any event loop; `stop` (from outside the loop) finishes what waits."""

    def __init__(self, engine: Engine, waiting_at_most: int = WAITING_AT_MOST, turns: Turns | None = None) -> None:
        self._engine = engine
        self._turns = turns
        self._jobs: queue.Queue[Job | None] = queue.Queue(waiting_at_most)
        self._thread = threading.Thread(target=self._run, name="handrail-writer", daemon=True)
        self._thread.start()

    async def submit(self, function: Callable[[Connection], T]) -> T:
        loop = asyncio.get_running_loop()
        job = Job(function, loop, loop.create_future())
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise Busy() from None
        result: T = await job.future
        return result

    def stop(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        conn: Connection | None = None
        going = True
        while going:
            jobs, going = self._take()
            try:
                if conn is None:
                    conn = self._engine.connect()
                with self._turns.take() if self._turns else nullcontext():
                    write_together(conn, jobs)
            except Exception as error:
                for job in jobs:
                    job.error = Busy() if is_locked(error) else error
                if conn is not None:  # in whatever state: the next batch gets a new one
                    conn.close()
                    conn = None
            answer(jobs)
        if conn is not None:
            conn.close()
        if self._turns is not None:
            self._turns.close()

    def _take(self) -> tuple[list[Job], bool]:
        """The jobs that wait, at least one unless it is time to stop."""
        jobs: list[Job] = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == JOBS_PER_COMMIT:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False


def write_together(conn: Connection, jobs: list[Job]) -> None:
    with conn.begin():
        for job in jobs:
            conn.exec_driver_sql("SAVEPOINT job")
            try:
                job.result = job.function(conn)
            except Exception as error:
                job.error = error
                conn.exec_driver_sql("ROLLBACK TO job")
            conn.exec_driver_sql("RELEASE job")


def is_locked(error: Exception) -> bool:
    """Another process held the file for longer than the busy timeout."""
    return isinstance(error, OperationalError) and "locked" in str(error.orig)


def answer(jobs: list[Job]) -> None:
    """One wake-up per event loop, not per job."""
    for loop in {job.loop for job in jobs}:
        mine = [job for job in jobs if job.loop is loop]
        try:
            loop.call_soon_threadsafe(answer_all, mine)
        except RuntimeError:  # the loop has closed, and nobody waits any more
            continue


def answer_all(jobs: list[Job]) -> None:
    for job in jobs:
        job.answer()
