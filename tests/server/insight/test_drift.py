"""The report on drift, told by pages that the host's app has outgrown."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from handrail.core.clock import DAY, HOUR, to_iso
from tests.server.cast import START, Cast, MovingClock
from tests.server.console.test_sign_in import sign_in
from tests.server.device import Device
from tests.server.insight.test_tours import PRO, WELCOME, publish

FIRST = {"test_id": "new"}
OUTLINE = [{"role": "main", "children": [{"role": "button", "name": "Create <b>invoice</b>"}, {"role": "textbox"}]}]


def tell(device: Device, name: str, step: str = "one", **told: Any) -> dict[str, Any]:
    return device.happened(name, step=step, **told)


def missing(device: Device, step: str = "one", reason: str = "absent", **told: Any) -> dict[str, Any]:
    return tell(device, "target_missing", step, props={"locator": FIRST, "reason": reason}, **told)


async def send(device: Device, *events: dict[str, Any], release: str | None) -> None:
    assert (await device.sync(*events, release=release))["rejected"] == []


async def read(client: httpx.AsyncClient, cast: Cast, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/api/sites/acme/reports/drift", params=query, headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["steps"]
    return found


async def test_what_no_longer_fits_by_step_and_release_the_newest_first(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock
) -> None:
    await publish(client, cast, WELCOME)
    ann, ben, cleo = (Device(client, cast.acme, clock, name) for name in ("ann", "ben", "cleo"))
    await send(ann, tell(ann, "step_shown"), missing(ann, "two", "hidden", path="/"), release="1.0")
    clock.advance(HOUR)
    healed = tell(ann, "target_healed", props={"locator": FIRST, "by": 3}, path="/invoices")
    outlined = missing(ann, "zwei", path="/invoices/7")
    outlined["props"]["outline"] = OUTLINE
    await send(ann, tell(ann, "step_shown"), healed, outlined, release="2.0")
    clock.advance(HOUR)
    await send(ben, missing(ben, "two", "ambiguous", path="/invoices/7"), release="2.0")
    # Somebody whose tab is old: theirs is not the newest release for that.
    await send(cleo, missing(cleo, "two", path="/"), release="1.0")
    await send(cleo, missing(cleo, "one", path="/"), release=None)

    steps = await read(client, cast)
    assert [(one["release"], one["step"]) for one in steps] == [
        (None, "one"),
        ("2.0", "two"),
        ("2.0", "one"),
        ("1.0", "two"),
    ]
    assert steps[1] == {
        "item": "welcome",
        "title": "Welcome",
        "step": "two",
        "release": "2.0",
        "shown": 0,
        "missing": 2,
        "absent": 1,
        "ambiguous": 1,
        "hidden": 0,
        "healed": 0,
        "healed_by": None,
        "people": 2,
        "first_seen": to_iso(START + HOUR),
        "last_seen": to_iso(START + 2 * HOUR),
        "paths": [{"path": "/invoices/7", "times": 2}],
        "locator": FIRST,
        "outline": OUTLINE,
    }
    assert {name: steps[2][name] for name in ("shown", "missing", "healed", "healed_by", "people", "outline")} == {
        "shown": 1,
        "missing": 0,
        "healed": 1,
        "healed_by": 3,
        "people": 1,
        "outline": [],
    }
    assert (steps[3]["absent"], steps[3]["hidden"], steps[3]["people"]) == (1, 1, 2)


async def test_it_is_of_its_time_its_environment_and_its_site(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock
) -> None:
    await publish(client, cast, WELCOME)
    ann = Device(client, cast.acme, clock, "ann")
    await send(ann, missing(ann, reason="hidden"), release="1.0")
    foreign = Device(client, cast.globex, clock, "gus")
    await send(foreign, missing(foreign, reason="ambiguous"), release="9.0")
    assert [one["release"] for one in await read(client, cast)] == ["1.0"]
    assert await read(client, cast, environment="staging") == []
    theirs = await client.get("/api/sites/globex/reports/drift", headers=cast.acme.bearer)
    assert theirs.status_code in (403, 404)
    # What is published no more has no title; what came long ago is in a longer time alone.
    await publish(client, cast, PRO)
    clock.advance(2 * DAY)
    assert [(one["item"], one["title"]) for one in await read(client, cast)] == [("welcome", None)]
    assert await read(client, cast, days=2) == []


@pytest.mark.parametrize("times", [1, 2])
async def test_the_same_is_told_once(client: httpx.AsyncClient, cast: Cast, clock: MovingClock, times: int) -> None:
    await publish(client, cast, WELCOME)
    ann = Device(client, cast.acme, clock, "ann")
    told = missing(ann)
    for _ in range(times):
        await send(ann, told, release="1.0")
    assert [(one["missing"], one["people"]) for one in await read(client, cast)] == [(1, 1)]


async def test_the_console_shows_the_outline_as_text_and_says_how_to_check_it(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock
) -> None:
    await publish(client, cast, WELCOME)
    await sign_in(client, cast.victor)
    empty = await client.get("/console/acme/reports/drift")
    assert "every target was found" in empty.text
    ann = Device(client, cast.acme, clock, "ann")
    outlined = missing(ann, path="/<script>")
    outlined["props"] |= {"outline": OUTLINE, "locator": {"text": "<i>New</i>"}}
    await send(ann, outlined, release="<u>3</u>")
    page = (await client.get("/console/acme/reports/drift")).text
    assert "Create &lt;b&gt;invoice&lt;/b&gt;" in page
    assert "handrail check DIR --url URL --only welcome" in page
    assert not any(markup in page for markup in ("<b>invoice", "<i>New", "<u>3", "/<script>"))
    assert "every target was found" not in page
    taken = await client.get("/console/acme/reports/drift/steps.csv")
    assert 'main\n  button ""Create <b>invoice</b>""\n  textbox' in taken.text
