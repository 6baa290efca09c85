"""The way between the server and this machine: calls of the page are asked for, answered here, and the answers sent. Nothing listens to the outside."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, get_args

import httpx
from pydantic import TypeAdapter

from handrail.authoring.dev.api import Api, ApiAway, ApiRefused
from handrail.authoring.dev.target import Target, write_link
from handrail.preview.limits import LARGEST_ANSWER, LONGEST_WAIT
from handrail.preview.wire import Call, ContentType

WAIT_AGAIN = (1.0, 2.0, 5.0, 10.0)
"""Seconds, while the server is away."""
PASSED_ON = {"cache-control", "content-language", "retry-after"}
AnswerCall = Callable[[Call], Awaitable[httpx.Response]]
ReadCalls = TypeAdapter(list[Call])


class TellRelay(Protocol):
    def link(self, url: str, expires_at: str) -> None: ...
    def away(self, why: str) -> None: ...
    def back(self) -> None: ...


@dataclass
class Begun:
    preview: str
    member: str


class Relay:
    """`answer` is the local app. `tell` hears when the server goes away and comes back, and of a link."""

    def __init__(
        self, api: Api, site: str, target: Target, member: str | None, answer: AnswerCall, tell: TellRelay
    ) -> None:
        self._api, self._target, self._member = api, target, member
        self._base = f"/api/sites/{site}/previews"
        self._answer, self._tell = answer, tell
        self._begun: Begun | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def member(self) -> str:
        return self._begun.member if self._begun else ""

    async def begin(self) -> None:
        """Raises `ApiRefused`, `ApiAway`."""
        wanted = {"environment": self._target.environment, "origin": self._target.origin}
        made = await self._api.ask("POST", self._base, wanted | ({"member": self._member} if self._member else {}))
        self._begun = Begun(made["preview"], made["member"])

    async def make_link(self) -> tuple[str, str]:
        """The address, and until when it opens. Raises `ApiRefused`, `ApiAway`."""
        made = await self._api.ask("POST", f"{self._here}/links", {})
        return write_link(self._target.url, made["token"]), made["expires_at"]

    async def run(self) -> None:
        """Until it is cancelled. Raises `ApiRefused` once the preview is over for good."""
        failures = 0
        while True:
            try:
                calls = await self._api.ask("POST", f"{self._here}/calls", {"wait": LONGEST_WAIT}, LONGEST_WAIT + 15.0)
            except (ApiAway, ApiRefused) as error:
                if isinstance(error, ApiRefused) and not error.may_pass:
                    await self._begin_again(error)
                    continue
                if failures == 0:
                    self._tell.away(str(error))
                await asyncio.sleep(WAIT_AGAIN[min(failures, len(WAIT_AGAIN) - 1)])
                failures += 1
                continue
            if failures:
                failures = 0
                self._tell.back()
            for call in ReadCalls.validate_python(calls["calls"]):
                self._start(call)

    async def end(self) -> None:
        """As far as the server is there to hear of it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._begun is None:
            return
        try:
            await self._api.ask("DELETE", self._here, seconds=5.0)
        except (ApiAway, ApiRefused):  # it ends by itself, a minute after it was last asked about
            return

    @property
    def _here(self) -> str:
        assert self._begun is not None, "begin() comes first"
        return f"{self._base}/{self._begun.preview}"

    async def _begin_again(self, refused: ApiRefused) -> None:
        """A machine that slept for a while begins anew; what was ended stays so. Raises `ApiRefused`."""
        if refused.type != "preview_ended" or refused.problem.get("reason") not in ("silent", "expired"):
            raise refused
        await self.begin()
        self._tell.link(*await self.make_link())

    def _start(self, call: Call) -> None:
        task = asyncio.create_task(self._serve(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, call: Call) -> None:
        answer = pack(call.id, await self._answer(call))
        try:
            await self._api.ask("POST", f"{self._here}/answers", {"answers": [answer]})
        except (ApiAway, ApiRefused) as error:  # the page is told in time that nobody answered
            self._tell.away(str(error))


def pack(id_: str, response: httpx.Response) -> dict[str, Any]:
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    body = response.content
    if len(body) > LARGEST_ANSWER:
        return refuse(
            id_, 413, "too_large", f"This is larger than the {LARGEST_ANSWER:,} bytes that go through a preview."
        )
    if body and kind not in get_args(ContentType):
        return refuse(id_, 404, "not_previewed", "This does not go through a preview.")
    headers = {name.replace("-", "_"): value for name, value in response.headers.items() if name in PASSED_ON}
    return {
        "id": id_,
        "status": response.status_code,
        "type": kind or "application/json",
        "headers": headers,
        "body": base64.b64encode(body).decode(),
    }


def refuse(id_: str, status: int, type_: str, detail: str) -> dict[str, Any]:
    body = {"type": f"/problems/{type_}", "title": "Not previewed", "status": status, "detail": detail}
    encoded = base64.b64encode(json.dumps(body).encode()).decode()
    return {"id": id_, "status": status, "type": "application/problem+json", "body": encoded}
