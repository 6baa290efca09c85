"""What a page is told: the tours for this person, what may start by itself, and the bodies that it needs at once."""

from __future__ import annotations

import json
from typing import Any

import httpx

from handrail.core.clock import DAY, HOUR
from handrail.sync.due import find_timeless
from handrail.sync.schema import SyncResponse
from tests.server.cast import Cast, MovingClock
from tests.server.sync.site import NewDevice, Publish, write_tour


def auto(answer: dict[str, Any]) -> dict[str, bool]:
    return {item["id"]: item["auto"] for item in answer["items"]}


async def test_before_anything_is_published_there_is_nothing(device: NewDevice) -> None:
    answer = await device().sync()
    assert (answer["items"], answer["bodies"], answer["themes"]) == ([], {}, {})


async def test_a_tour_for_everybody_comes_with_its_body(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(priority=3, group="onboarding", frequency={"every": "30d"}))
    answer = await device().sync()
    SyncResponse.model_validate(answer)
    (item,) = answer["items"]
    assert item == {
        "id": "welcome",
        "kind": "tour",
        "hash": item["hash"],
        "start": {"on": "page", "when": None, "event": None, "delay": 0},
        "auto": True,
        "priority": 3,
        "group": "onboarding",
        "frequency": {"every": "30d"},
        "held": False,
        "schedule": None,
    }
    assert [step["id"] for step in answer["bodies"][item["hash"]]["steps"]] == ["a", "b"]


async def test_the_audience_is_decided_here_and_never_told(device: NewDevice, publish: Publish) -> None:
    await publish(
        write_tour("paid", audience={"segment": "paying"}),
        write_tour("admins", audience={"trait": "role", "is": "admin"}),
        write_tour("after", audience={"completed": "paid"}),
        write_tour("spenders", audience={"event": "invoice_sent", "where": {"amount": {"gt": 100}}}),
    )
    visitor, person = device("d1"), device("d2")
    answer = await visitor.sync()
    assert answer["items"] == []
    assert not {"paying", "plan", "admins"} & set(json.dumps(answer).replace('"', " ").split())
    person.sign_in(
        "u1", traits={"role": "admin", "shoe_size": 43, "born": "soon"}, account={"plan": "pro", "seats": "9"}
    )
    assert auto(await person.sync()).keys() == {"paid", "admins"}
    person.sign_in("u1", account={"plan": "free"})
    assert auto(await person.sync()).keys() == {"admins"}
    events = [person.happened(name, "paid") for name in ("tour_started", "tour_completed")]
    sent = person.happened("invoice_sent", None, props={"amount": 120})
    assert auto(await person.sync(*events, sent)).keys() == {"admins", "after", "spenders"}
    exported = (await person.post("/v1/me/export", {})).json()["tables"]["person"][0]
    assert (exported["traits"], exported["account"]) == ({"role": "admin"}, {"plan": "free"})


async def test_the_traits_that_texts_name_come_along_and_no_others(device: NewDevice, publish: Publish) -> None:
    hello = [{"id": "a", "type": "modal", "title": 'Hello {{ first_name | default: "you" }}'}]
    await publish({**write_tour(), "steps": hello})
    person = device()
    person.sign_in("u1", traits={"first_name": "Åse", "role": "admin"})
    assert (await person.sync())["person"]["traits"] == {"first_name": "Åse"}


async def test_what_is_declined_in_one_browser_is_declined_in_all_at_once(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(frequency="every-visit"), write_tour("other"))
    home, work = device("home"), device("work")
    for browser in (home, work):
        browser.sign_in("u1")
        assert auto(await browser.sync()) == {"welcome": True, "other": True}
    await home.sync(home.happened("tour_started"), home.happened("tour_dismissed", props={"reason": "declined"}))
    assert auto(await work.sync(visit="v2")) == {"welcome": False, "other": True}
    await work.post("/v1/preferences", {"set": {"tours": False}})
    assert auto(await home.sync(visit="v3")) == {"welcome": False, "other": False}


async def test_frequency_over_visits_and_days(device: NewDevice, publish: Publish, clock: MovingClock) -> None:
    await publish(
        write_tour("once"),
        write_tour("again", frequency="until-completed"),
        write_tour("always", frequency="every-visit"),
        write_tour("monthly", frequency={"every": "30d"}),
    )
    browser = device()
    names = ("once", "again", "always", "monthly")
    for name in names:
        left = browser.happened("tour_dismissed", name, f"r-{name}", props={"reason": "left"})
        await browser.sync(browser.happened("tour_started", name, f"r-{name}"), left)
    assert auto(await browser.sync()) == dict.fromkeys(names, False)
    assert auto(await browser.sync(visit="v2")) == {"once": False, "again": True, "always": True, "monthly": False}
    clock.advance(30 * DAY)
    assert auto(await browser.sync(visit="v1"))["monthly"]


async def test_nothing_comes_twice_to_who_has_it(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour())
    browser = device()
    first = await browser.sync()
    second = await browser.sync(since=first["revision"])
    assert (second["revision"], second["items"], second["bodies"]) == (first["revision"], None, {})
    third = await browser.sync(browser.happened("tour_started"), since=first["revision"])
    assert third["revision"] != first["revision"]
    assert auto(third) == {"welcome": False}
    await publish(write_tour(), write_tour("more"))
    fourth = await browser.sync(since=third["revision"])
    assert fourth["items"] is not None


async def test_bodies_come_for_what_may_be_due_at_this_address(device: NewDevice, publish: Publish) -> None:
    await publish(
        write_tour("here", start={"when": {"url": "/invoices"}}),
        write_tour("there", start={"when": {"url": "/customers"}}),
        write_tour("byhand", start={"on": "manual"}),
    )
    browser = device()
    answer = await browser.sync(url="https://app.acme.test/invoices?page=2")
    assert {body["id"] for body in answer["bodies"].values()} == {"here"}
    assert auto(answer) == {"here": True, "there": True, "byhand": False}
    going = await browser.sync(browser.happened("tour_started", "there"), url="https://app.acme.test/invoices")
    assert {body["id"] for body in going["bodies"].values()} == {"here", "there"}


async def test_a_run_keeps_the_item_that_it_began_until_it_ends(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(title="First"))
    browser = device()
    old = (await browser.sync())["items"][0]["hash"]
    began = [
        browser.happened("tour_started", item_hash=old),
        browser.happened("step_shown", step="a", item_hash=old),
    ]
    await browser.sync(*began)
    await publish(write_tour(title="Second"))
    going = await browser.sync()
    assert [item["hash"] for item in going["items"]] == [old]
    assert going["bodies"][old]["title"] == "First"
    ended = await browser.sync(browser.happened("tour_completed"))
    assert ended["items"][0]["hash"] != old


async def test_a_run_whose_step_is_gone_goes_over_to_what_is_published(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(steps="abc"))
    browser, renamed = device("d1"), device("d2")
    old = (await browser.sync())["items"][0]["hash"]
    for either, step in ((browser, "b"), (renamed, "c")):
        events = [either.happened(name, item_hash=old, step=step) for name in ("tour_started", "step_shown")]
        await either.sync(*events)
    steps = [{"id": "a", "type": "modal", "title": "A"}, {"id": "d", "was": ["c"], "type": "modal", "title": "D"}]
    await publish({**write_tour(), "steps": steps})
    assert (await browser.sync())["items"][0]["hash"] != old
    assert (await renamed.sync())["items"][0]["hash"] == old


async def test_a_withdrawn_tour_is_not_listed(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(), write_tour("other"))
    browser = device()
    await browser.sync(browser.happened("tour_started"))
    await publish(write_tour("other"))
    assert auto(await browser.sync()).keys() == {"other"}


async def test_a_hash_that_was_never_this_tours_opens_nothing(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(), write_tour("secret", audience={"segment": "paying"}))
    payer, browser = device("d1"), device("d2")
    payer.sign_in("u1", account={"plan": "pro"})
    secret = next(item["hash"] for item in (await payer.sync())["items"] if item["id"] == "secret")
    own = (await browser.sync())["items"][0]["hash"]
    for claimed in (secret, "0" * 32, "x", '","auto":true,"x":"'):
        run = f"r{len(claimed)}"
        answer = await browser.sync(browser.happened("tour_started", run=run, item_hash=claimed))
        assert [item["hash"] for item in answer["items"]] == [own]
        assert set(answer["bodies"]) == {own}


async def test_the_locale_is_the_nearest_and_falls_back_on_the_first(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour(), also={"welcome.nb.json": {"title": "Velkommen"}})
    browser = device()
    for wanted, given in (("nb-NO", "nb"), ("NB", "nb"), ("fr", "en"), ("", "en"), ("x" * 40, "en")):
        (body,) = (await browser.sync(locale=wanted))["bodies"].values()
        assert body["locale"] == given


async def test_the_theme_comes_along(
    device: NewDevice, publish: Publish, client: httpx.AsyncClient, cast: Cast
) -> None:
    await publish(write_tour(), {"kind": "theme", "id": "default", "accent": "#0b6bcb"})
    assert (await device().sync())["themes"]["default"]["accent"] == "#0b6bcb"


async def test_those_themes_come_along_that_the_listed_items_name(
    device: NewDevice, publish: Publish, client: httpx.AsyncClient, cast: Cast
) -> None:
    names = ("default", "night", "beta", "unused")
    themes = [{"kind": "theme", "id": name} for name in names]
    hidden = write_tour("other", theme="beta", audience={"trait": "role", "is": "admin"})
    await publish(write_tour(theme="night"), hidden, *themes)
    answer = await device().sync()
    assert sorted(answer["themes"]) == ["default", "night"]
    assert [body["theme"] for body in answer["bodies"].values()] == ["night"]


async def test_time_moves_audiences_without_anything_happening(
    device: NewDevice, publish: Publish, clock: MovingClock
) -> None:
    await publish(write_tour(audience={"time": {"after": "2026-01-05T10:00:00Z"}}))
    browser = device()
    first = await browser.sync()
    assert first["items"] == []
    clock.advance(HOUR)
    assert auto(await browser.sync(since=first["revision"])) == {"welcome": True}


async def test_true_and_1_are_two_things_in_two_tokens(device: NewDevice, publish: Publish) -> None:
    """A host that sets its token right is believed at once, although Python takes the two for equal."""
    await publish(write_tour(audience={"account": "seats", "exists": True}))
    browser = device()
    browser.sign_in("u1", account={"seats": True})
    assert auto(await browser.sync()) == {}
    browser.sign_in("u1", account={"seats": 1})
    assert auto(await browser.sync()) == {"welcome": True}


async def test_who_reports_tours_without_end_is_not_remembered(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour())
    before, browser = find_timeless.cache_info().currsize, device()
    for part in range(2):
        await browser.sync(*(browser.happened("tour_started", f"x-{part}-{number}") for number in range(100)))
    remembered = find_timeless.cache_info().currsize
    for part in range(2, 5):
        answer = await browser.sync(*(browser.happened("tour_started", f"x-{part}-{number}") for number in range(100)))
        assert auto(answer) == {"welcome": True}
    assert find_timeless.cache_info().currsize == remembered <= before + 2
