"""What goes between a page and the author's machine, through the database: so it does not matter which server process either speaks to."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import Connection, delete, func, select, update
from starlette.requests import Request
from starlette.responses import Response

from handrail.core.db import lock, table
from handrail.core.ids import new_id
from handrail.core.services import Services
from handrail.preview.access import Held, require_own
from handrail.preview.limits import CALLS_AT_MOST, LONGEST_ANSWER_SECONDS
from handrail.preview.problems import NotPreviewed, PreviewBusy, PreviewSilent
from handrail.preview.tables import Preview, PreviewCall
from handrail.preview.wakes import look_again, wakes_of
from handrail.preview.wire import Answer, AnswerHeaders, Call
from handrail.sites.access import SiteAccess

PATH = re.compile(r"(v1|studio)(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){1,6}")
QUERY = re.compile(r"[A-Za-z0-9_=&.%-]{0,200}")
READ = re.compile(r"v1/(content|media)/[^/]+")
previews, calls = table(Preview), table(PreviewCall)


def read_path(request: Request) -> str:
    """Drafts and what an author does with them; nothing of the management API, and no way out of these folders. Raises `NotPreviewed`."""
    path, query = request.path_params["path"], request.url.query
    read = request.method == "GET"
    if (
        len(path) > 300
        or not PATH.fullmatch(path)
        or ".." in path
        or path.startswith("v1/previews")
        or (read and not READ.fullmatch(path))
        or not QUERY.fullmatch(query)
    ):
        raise NotPreviewed("This does not go through a preview; it has a site's drafts and nothing else.")
    return f"{path}?{query}" if read and query else path


async def relay(found: Services, held: Held, method: str, path: str, body: str) -> Response:
    """The local app's answer. Raises `PreviewBusy`, `PreviewEnded`, `PreviewSilent`."""
    wakes, call_id = wakes_of(found), new_id()
    row = PreviewCall(
        id=call_id,
        site_id=held.site_id,
        preview_id=held.id,
        made_at=found.clock.now(),
        method=method,
        path=path,
        body=body,
    )
    with wakes.listen(call_id) as woken:
        await found.db.write(add_call, row)
        wakes.wake(held.id)
        try:
            # A server that stops lets nobody wait any longer: the page is told so, not cut off.
            with suppress(asyncio.CancelledError):
                async for _ in look_again(woken, LONGEST_ANSWER_SECONDS):
                    if (answer := await found.db.read(load_answer, call_id)) is not None:
                        return answer
        finally:
            await found.db.write(forget_call, call_id)
    raise PreviewSilent("`handrail dev` did not answer in time. Look at its terminal, then try again.")


async def take(found: Services, access: SiteAccess, request: Request, wait: int) -> list[Call]:
    """What the page asked for since, or in the next `wait` seconds. Nothing for who has gone meanwhile. Raises `NotFound`, `PreviewEnded`."""
    preview_id = request.path_params["preview"]
    await found.db.write(note_asked, access, preview_id, found.clock.now())
    with wakes_of(found).listen(preview_id) as woken:
        async for _ in look_again(woken, wait):
            if await found.db.read(is_waiting, access, preview_id, found.clock.now()):
                if await request.is_disconnected():
                    return []
                taken = await found.db.write(take_calls, preview_id, found.clock.now())
                if taken:
                    return taken
    return []


def add_call(conn: Connection, row: PreviewCall) -> None:
    """Raises `PreviewBusy`."""
    lock(conn, f"calls of {row.preview_id}")
    waiting = select(func.count()).select_from(calls).where(calls.c.preview_id == row.preview_id)
    if (conn.scalar(waiting) or 0) >= CALLS_AT_MOST:
        raise PreviewBusy("This page asks for too much at once; try again in a second.", headers={"Retry-After": "1"})
    conn.execute(calls.insert().values(row.model_dump()))


def note_asked(conn: Connection, access: SiteAccess, preview_id: str, now: int) -> None:
    """Also forgets what nobody waits for any more, as when a server process was killed."""
    require_own(conn, access, preview_id, now)
    conn.execute(update(previews).where(previews.c.id == preview_id).values(asked_at=now))
    forgotten = now - 2 * int(LONGEST_ANSWER_SECONDS * 1_000)
    conn.execute(delete(calls).where(calls.c.preview_id == preview_id, calls.c.made_at < forgotten))


def is_waiting(conn: Connection, access: SiteAccess, preview_id: str, now: int) -> bool:
    require_own(conn, access, preview_id, now)
    waiting = select(calls.c.id).where(calls.c.preview_id == preview_id, calls.c.taken_at.is_(None))
    return conn.scalar(waiting.limit(1)) is not None


def take_calls(conn: Connection, preview_id: str, now: int) -> list[Call]:
    """Each is taken once, however many ask."""
    taken = conn.execute(
        update(calls)
        .where(calls.c.preview_id == preview_id, calls.c.taken_at.is_(None))
        .values(taken_at=now)
        .returning(calls.c.id, calls.c.method, calls.c.path, calls.c.body)
    )
    return sorted(
        (Call(id=row.id, method=row.method, path=row.path, body=row.body) for row in taken), key=lambda one: one.id
    )


async def give(found: Services, access: SiteAccess, preview_id: str, answers: Sequence[Answer]) -> None:
    """An answer that nobody waits for any more is let go. Raises `NotFound`, `PreviewEnded`."""
    await found.db.write(keep_answers, access, preview_id, answers, found.clock.now())
    for one in answers:
        wakes_of(found).wake(one.id)


def keep_answers(conn: Connection, access: SiteAccess, preview_id: str, answers: Sequence[Answer], now: int) -> None:
    require_own(conn, access, preview_id, now)
    for one in answers:
        conn.execute(
            update(calls)
            .where(calls.c.id == one.id, calls.c.preview_id == preview_id, calls.c.status.is_(None))
            .values(status=one.status, type=one.type, headers=one.headers.model_dump_json(), answer=one.body)
        )


def load_answer(conn: Connection, call_id: str) -> Response | None:
    row = conn.execute(
        select(calls.c.status, calls.c.type, calls.c.headers, calls.c.answer).where(calls.c.id == call_id)
    ).one_or_none()
    if row is None or row.status is None:
        return None
    headers = AnswerHeaders.model_validate_json(row.headers)
    named = {name.replace("_", "-"): value for name, value in headers.model_dump(exclude_none=True).items()}
    # Whoever follows an address of it by hand is shown a text, never a page of this server's origin.
    guarded = {"cache-control": "no-store", **named, "content-security-policy": "default-src 'none'; sandbox"}
    body = b"" if row.status in (204, 304) else row.answer
    return Response(body, row.status, guarded, media_type=row.type if body else None)


def forget_call(conn: Connection, call_id: str) -> None:
    conn.execute(delete(calls).where(calls.c.id == call_id))
