"""Who a page speaks for: visitors, identified people, and whoever pretends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from handrail.core.clock import DAY, HOUR
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.database_views import count_rows
from tests.server.device import Device, sign_user

NewDevice = Callable[..., Device]


@pytest.fixture
def device(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> NewDevice:
    return lambda name="d1": Device(client, cast.acme, clock, name)


async def test_a_visitor_keeps_their_id_and_leaves_no_row_until_something_happens(
    device: NewDevice, app: Starlette
) -> None:
    browser = device()
    first = await browser.sync()
    again = await browser.sync()
    assert first["person"]["id"] == again["person"]["id"]
    assert first["token"] == again["token"]
    assert not first["person"]["known"]
    assert await count_rows(app, "person") == 0
    after = await browser.sync(browser.happened("tour_started"))
    assert after["person"]["id"] == first["person"]["id"]
    assert await count_rows(app, "person") == 1


async def test_an_identified_person_is_the_same_in_every_browser(device: NewDevice) -> None:
    home, work = device("home"), device("work")
    home.sign_in("u1")
    work.sign_in("u1")
    declined = await home.sync(
        home.happened("tour_started"), home.happened("tour_dismissed", props={"reason": "declined"})
    )
    seen = await work.sync()
    assert seen["person"] == declined["person"]
    assert seen["person"]["known"]
    assert seen["preferences"]["items"] == {"welcome": False}
    assert seen["progress"]["welcome"]["status"] == "declined"


async def test_a_visitor_who_signs_in_brings_along_what_they_did(device: NewDevice, app: Starlette) -> None:
    browser = device()
    visitor = await browser.sync(browser.happened("tour_started"), browser.happened("tour_completed"))
    old_token = browser.token
    browser.sign_in("u1")
    person = await browser.sync()
    assert person["person"]["id"] != visitor["person"]["id"]
    assert person["progress"]["welcome"]["completed"]
    assert await count_rows(app, "person") == 1
    browser.user_token, browser.token = None, old_token
    assert (await browser.sync())["person"]["id"] not in (person["person"]["id"], visitor["person"]["id"])


async def test_the_stricter_opt_out_wins_when_histories_are_joined(device: NewDevice, clock: MovingClock) -> None:
    visitor, known = device("visitor"), device("known")
    await visitor.sync(
        visitor.happened("preferences_changed", None, props={"tours": False, "items": {"a": False, "b": True}})
    )
    clock.advance(HOUR)
    known.sign_in("u1")
    await known.sync(
        known.happened("preferences_changed", None, props={"tours": True, "items": {"a": True, "b": False}})
    )
    visitor.sign_in("u1")
    joined = await visitor.sync()
    assert joined["preferences"] == {"tours": False, "items": {"a": False, "b": False}}
    clock.advance(HOUR)
    after = await visitor.sync(visitor.happened("preferences_changed", None, props={"tours": True}))
    assert after["preferences"]["tours"]


async def test_any_number_of_opt_outs_is_joined(device: NewDevice, clock: MovingClock) -> None:
    visitor, known = device("visitor"), device("known")
    parts = [[f"tour-{number}" for number in range(start, start + 75)] for start in (0, 75)]

    def say(browser: Device, on: bool) -> list[dict[str, Any]]:
        return [
            browser.happened("preferences_changed", None, props={"items": dict.fromkeys(part, on)}) for part in parts
        ]

    await visitor.sync(*say(visitor, False))
    clock.advance(HOUR)
    known.sign_in("u1")
    await known.sync(*say(known, True))
    visitor.sign_in("u1")
    joined = await visitor.sync()
    assert set(joined["preferences"]["items"].values()) == {False}


async def test_two_identified_people_are_never_joined(device: NewDevice) -> None:
    browser = device()
    browser.sign_in("u1")
    first = await browser.sync(browser.happened("tour_started"))
    browser.sign_in("u2")
    second = await browser.sync()
    assert second["person"]["id"] != first["person"]["id"]
    assert second["progress"] == {}
    browser.sign_in("u1")
    back = await browser.sync()
    assert back["person"]["id"] == first["person"]["id"]
    assert back["progress"].keys() == {"welcome"}


async def test_what_another_user_did_on_this_device_as_a_visitor_is_joined_once(device: NewDevice) -> None:
    browser = device()
    await browser.sync(browser.happened("tour_started"))
    token = browser.token
    browser.sign_in("u1")
    await browser.sync()
    browser.token = token
    browser.sign_in("u2")
    assert (await browser.sync())["progress"] == {}


async def test_an_identified_token_lasts_a_day_from_the_last_proof(device: NewDevice, clock: MovingClock) -> None:
    browser = device()
    browser.sign_in("u1")
    first = await browser.sync()
    browser.user_token = None
    clock.advance(DAY)
    assert (await browser.sync())["person"] == first["person"]
    clock.advance(1)
    later = await browser.sync()
    assert later["person"]["id"] != first["person"]["id"]
    assert not later["person"]["known"]


async def test_a_visitors_token_is_renewed_as_it_ages(device: NewDevice, clock: MovingClock) -> None:
    browser = device()
    first = await browser.sync()
    clock.advance(8 * DAY)
    second = await browser.sync()
    assert second["person"] == first["person"]
    assert second["token"] != first["token"]
    clock.advance(401 * DAY)
    assert (await browser.sync())["person"] != first["person"]


async def test_an_expired_user_token_leaves_the_person_as_they_are_and_says_so(
    device: NewDevice, clock: MovingClock
) -> None:
    browser = device()
    browser.sign_in("u1")
    first = await browser.sync()
    clock.advance(2 * HOUR)
    second = await browser.sync()
    assert second["identity"] == {"problem": "expired"}
    assert second["person"] == first["person"]


async def test_an_expired_user_token_of_somebody_else_does_not(device: NewDevice, clock: MovingClock) -> None:
    browser = device()
    browser.sign_in("u2")
    stale = browser.user_token
    browser.sign_in("u1")
    clock.advance(3_000_000)
    first = await browser.sync()
    clock.advance(1_000_000)
    browser.user_token = stale
    second = await browser.sync()
    assert second["identity"] == {"problem": "expired"}
    assert second["person"]["id"] != first["person"]["id"]
    assert not second["person"]["known"]


@pytest.mark.parametrize("problem", ["bad_signature", "malformed", "too_large"])
async def test_a_bad_user_token_is_a_visitor_and_says_so(
    device: NewDevice, cast: Cast, clock: MovingClock, problem: str
) -> None:
    known, browser = device("known"), device()
    known.sign_in("u1")
    await known.sync(known.happened("tour_started"))
    browser.user_token = {
        "bad_signature": sign_user(cast.acme, clock, "u1", cast.globex.production.identity_secret),
        "malformed": "garbage",
        "too_large": sign_user(cast.acme, clock, "u1", traits={"x": "y" * 8_000}),
    }[problem]
    answer = await browser.sync()
    assert answer["identity"] == {"problem": problem}
    assert not answer["person"]["known"]
    assert answer["progress"] == {}


async def test_a_staging_secret_vouches_for_nobody_in_production(
    device: NewDevice, cast: Cast, clock: MovingClock
) -> None:
    browser = device()
    browser.user_token = sign_user(cast.acme, clock, "u1", cast.acme.staging.identity_secret)
    assert (await browser.sync())["identity"] == {"problem": "bad_signature"}


async def test_both_live_secrets_vouch_and_a_revoked_one_does_not(
    device: NewDevice, client: httpx.AsyncClient, cast: Cast, clock: MovingClock
) -> None:
    secrets = "/api/sites/acme/environments/production/identity-secrets"
    made = await client.post(secrets, headers=cast.acme.bearer)
    assert made.status_code == 201, made.text
    new, old = made.json(), cast.acme.production.identity_secret
    for secret in (new["identity_secret"], old):
        browser = device()
        browser.user_token = sign_user(cast.acme, clock, "u1", secret)
        assert (await browser.sync())["person"]["known"]
    listed = (await client.get(secrets, headers=cast.acme.bearer)).json()["identity_secrets"]
    first = next(entry["id"] for entry in listed if entry["id"] != new["id"])
    await client.delete(f"{secrets}/{first}", headers=cast.acme.bearer)
    browser = device()
    browser.user_token = sign_user(cast.acme, clock, "u1", old)
    assert (await browser.sync())["identity"] == {"problem": "bad_signature"}


async def test_forged_and_foreign_tokens_are_new_visitors(
    device: NewDevice, cast: Cast, client: httpx.AsyncClient, clock: MovingClock
) -> None:
    victim = device("victim")
    await victim.sync(victim.happened("tour_started"))
    token = victim.token or ""
    other_site = Device(client, cast.globex, clock, "thief", token=token)
    for thief in (
        other_site,
        *(
            Device(client, cast.acme, clock, "thief", token=forged)
            for forged in (token[:-2] + "xx", token.swapcase(), "x" * 900, "..", "e30.e30.e30")
        ),
    ):
        answer = await thief.sync()
        assert answer["progress"] == {}
        assert answer["token"] != token


async def test_an_acting_token_shows_and_writes_nothing(device: NewDevice, app: Starlette) -> None:
    person, support = device("person"), device("support")
    person.sign_in("u1")
    real = await person.sync(person.happened("tour_started"))
    before = await count_rows(app, "event"), await count_rows(app, "person")
    support.sign_in("u1", act={"sub": "support-7"}, traits={"role": "admin"})
    seen = await support.sync(support.happened("tour_completed"))
    assert seen["person"] == real["person"] | {"acting": True}
    assert seen["progress"] == real["progress"]
    assert (seen["accepted"], [entry["problem"] for entry in seen["rejected"]]) == (0, ["acting"])
    assert seen["token"] == ""
    support.sign_in("nobody-yet", act={"sub": "support-7"})
    assert (await support.sync(support.happened("tour_completed")))["person"]["acting"]
    assert (await count_rows(app, "event"), await count_rows(app, "person")) == before


async def test_acting_neither_joins_nor_loses_the_visitor_of_the_device(device: NewDevice) -> None:
    browser = device()
    visitor = await browser.sync(browser.happened("tour_started"))
    browser.sign_in("u1", act={"sub": "support-7"})
    assert (await browser.sync())["progress"] == {}
    browser.user_token = None
    assert (await browser.sync())["person"] == visitor["person"]


async def set_mode(client: httpx.AsyncClient, cast: Cast, mode: str) -> None:
    answer = await client.post(
        "/api/sites/acme/environments/production", json={"identity_mode": mode}, headers=cast.acme.bearer
    )
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize("mode", ["off", "report"])
async def test_unproven_is_only_a_label_on_this_devices_own_visitor(
    mode: str, device: NewDevice, client: httpx.AsyncClient, cast: Cast, clock: MovingClock, app: Starlette
) -> None:
    known, browser = device("known"), device()
    known.sign_in("u1")
    await known.sync(known.happened("tour_started"))
    await set_mode(client, cast, mode)
    browser.user_token = sign_user(cast.acme, clock, "u1", "an unknown secret of sufficient length")
    labelled = await browser.sync(browser.happened("tour_started", "other"))
    assert labelled["progress"].keys() == {"other"}
    assert not labelled["person"]["known"]
    assert labelled["identity"] == ({"problem": "bad_signature"} if mode == "report" else None)
    assert (await browser.sync())["person"] == labelled["person"]
    browser.user_token = sign_user(cast.acme, clock, "u2", "an unknown secret of sufficient length")
    assert (await browser.sync())["person"] != labelled["person"]


async def test_report_knows_who_is_proven_and_off_does_not(
    device: NewDevice, client: httpx.AsyncClient, cast: Cast
) -> None:
    for mode, known in (("report", True), ("off", False)):
        await set_mode(client, cast, mode)
        browser = device()
        browser.sign_in("u1")
        assert (await browser.sync())["person"]["known"] is known


async def test_only_looking_writes_at_most_once_a_day(
    device: NewDevice, clock: MovingClock, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = device()
    browser.sign_in("u1", traits={})
    await browser.sync(browser.happened("tour_started"))
    written: list[Any] = []
    db = services_of(app).db
    write = db.write

    async def note(function: Any, *args: Any) -> Any:
        written.append(function)
        return await write(function, *args)

    monkeypatch.setattr(db, "write", note)
    await browser.sync()
    browser.user_token = None
    await browser.sync()
    assert written == []
    clock.advance(DAY)
    await browser.sync()
    await browser.sync()
    assert len(written) == 1
