"""Whom the author acts as: a person of the local app, made anew each time, with a token as the host's backend would sign it."""

from __future__ import annotations

import json
from collections.abc import Sequence

import jwt
from sqlalchemy import Connection

from handrail.authoring.dev.clock import MovableClock
from handrail.authoring.dev.drafts import Drafts
from handrail.authoring.dev.local import LocalApp
from handrail.authoring.dev.wire import Act, Acted, Acting
from handrail.core.clock import HOUR, SECOND, from_iso, to_iso
from handrail.core.ids import new_id
from handrail.core.problems import InvalidBody
from handrail.people.forget import erase_person
from handrail.people.store import find_person

LASTS = 12 * HOUR
SOMEBODY = "preview"
PERSON = {"sub", "traits", "account", "completed"}


class Actors:
    def __init__(self, local: LocalApp, drafts: Drafts, clock: MovableClock) -> None:
        self._local, self._drafts, self._clock = local, drafts, clock
        self.acting: Acting | None = None

    async def act(self, wanted: Act) -> Acted:
        """Raises `InvalidBody`."""
        given = wanted.model_fields_set
        known = {item.id: item.kind for item in self._drafts.items}
        if unknown := [one for one in wanted.completed if one not in known]:
            refuse("completed", f"there is no item {unknown[0]}")
        if "now" in given:
            self._clock.move(read_instant(wanted.now))
        before = self.acting or Acting()
        acting = before.model_copy(
            update={
                "locale": wanted.locale if "locale" in given else before.locale,
                "now": to_iso(self._clock.now()) if self._clock.is_moved else None,
            }
        )
        if given & PERSON:
            is_visitor = given & PERSON == {"sub"} and wanted.sub is None
            person = {} if is_visitor else wanted.model_dump(include=PERSON) | {"sub": wanted.sub or SOMEBODY}
            acting = Acting(locale=acting.locale, now=acting.now, **person)
        if given & PERSON and acting.sub is not None:
            await self._begin_anew(acting, [(known[one], one) for one in acting.completed])
        self.acting = acting if acting != Acting() else None
        token = self._sign(acting) if acting.sub is not None else None
        return Acted(user_token=token, locale=acting.locale, now=to_iso(self._clock.now()), acting=self.acting)

    def _sign(self, acting: Acting) -> str:
        now = self._clock.now()
        claims = {
            "sub": acting.sub,
            "iat": now // SECOND,
            "exp": (now + LASTS) // SECOND,
            "traits": acting.traits,
            "account": acting.account,
        }
        return jwt.encode(claims, self._local.identity_secret, algorithm="HS256")

    async def _begin_anew(self, acting: Acting, completed: Sequence[tuple[str, str]]) -> None:
        environment = await self._local.load_environment()
        found = self._local.services

        def forget(conn: Connection) -> None:
            row = find_person(conn, environment.environment_id, sub=str(acting.sub))
            if row is not None:
                erase_person(conn, row.id, found.features, self._clock.now())

        await found.db.write(forget)
        at = to_iso(self._clock.now())
        events = [
            {"id": new_id(), "name": f"{kind}_{what}", "item": item, "run": run, "at": at, "seq": number}
            for number, (kind, item, what, run) in enumerate(list_happened(completed))
        ]
        body = {
            "url": "https://drafts.invalid/",
            "user_token": self._sign(acting),
            "device": new_id(),
            "events": events,
        }
        (await self._local.ask("POST", "v1/sync", json.dumps(body))).raise_for_status()


def list_happened(completed: Sequence[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    runs = [(kind, item, new_id()) for kind, item in completed]
    return [(kind, item, what, run) for kind, item, run in runs for what in ("started", "completed")]


def read_instant(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return from_iso(text)
    except ValueError as error:
        refuse("now", str(error))
    raise AssertionError("refused")


def refuse(path: str, problem: str) -> None:
    raise InvalidBody("Set right what `errors` names and send it again.", errors=[{"path": path, "problem": problem}])
