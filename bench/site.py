"""The site that is measured: the demo's tours, and people who have begun one of them."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import jwt

from bench.load import write_post
from handrail.app import create_app
from handrail.core.clock import Clock, to_iso
from handrail.core.ids import new_id
from handrail.core.resources import resource
from handrail.core.signing import Purpose
from handrail.settings import Settings

ORIGIN = "http://localhost:8701"
EVENTS = 20


@dataclass(frozen=True)
class Site:
    key: str
    identity_secret: str
    people: tuple[Any, ...] = ()
    sample: str = "{}"


def prepare(url: str, people: int) -> Site:
    async def run() -> Site:
        app = create_app(Settings(database_url=url))
        services = app.state.services
        await services.start()
        bearer = {"Authorization": f"Bearer {services.signer.dumps(Purpose.OPERATOR, 'bench')}"}
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as client,
        ):
            made = await ask(client, "/api/sites", {"site": "acme", "origins": [ORIGIN]}, bearer)
            production = made["environments"][0]
            site = Site(production["publishable_key"], production["identity_secret"])
            await publish(client, bearer)
            met = [await meet(client, site, n) for n in range(people)]
            sample = await ask(client, "/v1/sync", met[0], {"Origin": ORIGIN})
            return replace(site, people=tuple(met), sample=json.dumps(sample))

    return asyncio.run(run())


async def publish(client: httpx.AsyncClient, bearer: dict[str, str]) -> None:
    folder = resource("tours") / "acme"
    files = {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.json"))}
    pushed = await ask(client, "/api/sites/acme/versions", {"files": files}, bearer)
    await ask(client, "/api/sites/acme/environments/production/publish", {"version": pushed["version"]}, bearer)


async def meet(client: httpx.AsyncClient, site: Site, number: int) -> dict[str, Any]:
    """Somebody signed in who has begun a tour. Returns what their next page view sends: nothing has changed since."""
    claims = {
        "sub": f"user-{number}",
        "exp": int(time.time()) + 12 * 3_600,
        "traits": {"first_name": "Ada", "role": "admin"},
        "account": {"plan": "pro"},
    }
    page = {
        "key": site.key,
        "user_token": jwt.encode(claims, site.identity_secret, algorithm="HS256"),
        "url": f"{ORIGIN}/invoices",
        "locale": "en",
        "device": "d1",
        "visit": "v1",
    }
    events = tell_tour(1)[:4]
    first = await ask(client, "/v1/sync", {**page, "events": events}, {"Origin": ORIGIN})
    second = await ask(client, "/v1/sync", {**page, "token": first["token"]}, {"Origin": ORIGIN})
    return {**page, "token": second["token"], "since": second["revision"]}


def tell_tour(seq: int) -> list[dict[str, Any]]:
    """A whole walk through a tour, 20 events."""
    run, at = new_id(), to_iso(Clock().now())
    names = ["tour_started", *["step_shown", "step_completed"] * (EVENTS // 2 - 1), "tour_completed"]
    return [
        {
            "id": new_id(),
            "name": name,
            "item": "welcome",
            "run": run,
            "at": at,
            "seq": seq + index,
            "path": "/invoices",
            **({"step": f"step-{index // 2}"} if name.startswith("step") else {}),
        }
        for index, name in enumerate(names)
    ]


def return_to(site: Site, path: str, number: int) -> Iterator[bytes]:
    """The page views of people who return, each connection one of them."""
    person = site.people[number % len(site.people)]
    return itertools.repeat(write_post(path, json.dumps(person).encode(), ORIGIN))


def arrive(site: Site, number: int) -> Iterator[bytes]:
    """Ever new visitors, each with 20 events."""
    page = {"key": site.key, "url": f"{ORIGIN}/invoices", "device": f"d{number}"}
    while True:
        yield write_post("/v1/sync", json.dumps({**page, "events": tell_tour(1)}).encode(), ORIGIN)


async def ask(client: httpx.AsyncClient, path: str, body: Any, headers: dict[str, str]) -> Any:
    answer = await client.post(path, json=body, headers=headers)
    if answer.is_error:
        raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text}")
    return answer.json()
