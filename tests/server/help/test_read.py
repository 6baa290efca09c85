"""`/v1/articles/{id}` and `/v1/topics`: what is there, and for whom it is not."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from handrail.core.clock import DAY, to_iso
from tests.server.cast import START, Cast, MovingClock
from tests.server.device import Device
from tests.server.help.shelves import FILES, publish


async def read(device: Device, article: str, **more: Any) -> httpx.Response:
    return await device.post(f"/v1/articles/{article}", {"locale": "en"}, **more)


@pytest.fixture
async def missing(device: Device, published: None) -> bytes:
    """The answer to what is not there."""
    answer = await read(device, "nothing-of-the-kind")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    return answer.content


async def test_an_article(device: Device, published: None) -> None:
    found = (await read(device, "refunds")).json()
    article = found.pop("article")
    assert found == {
        "changed": to_iso(START),
        "topic": {"id": "billing", "title": "Billing"},
        "related": [{"id": "invoices", "title": "Invoices", "summary": "Send an invoice. Its number is 7."}],
        "vote": None,
    }
    assert (article["kind"], article["id"], article["locale"]) == ("article", "refunds", "en")
    assert [heading["id"] for heading in article["headings"]] == ["how-long", "who-may", "what-it-costs"]


async def test_what_is_read_is_sent_small(device: Device, published: None) -> None:
    """What says who somebody is goes as it is: its size would tell of it beside what a stranger chose."""
    read_it, synced = await read(device, "refunds"), await device.post("/v1/sync", {"url": device.stage.origin})
    assert read_it.headers["content-encoding"] == "gzip"
    assert int(read_it.headers["content-length"]) < len(read_it.content)
    assert "content-encoding" not in synced.headers


async def test_an_article_in_another_locale(device: Device, published: None) -> None:
    article = (await read(device, "refunds", locale="nb-NO")).json()["article"]
    assert (article["locale"], article["title"], article["summary"]) == (
        "nb",
        "Refusjon",
        "Slik kommer pengene tilbake.",
    )
    assert (await read(device, "invoices", locale="nb")).json()["article"]["title"] == "Invoices"


async def test_signed_in_articles_are_for_whom_the_host_vouches(device: Device, missing: bytes) -> None:
    assert (await read(device, "plans")).content == missing
    await device.sync()
    assert (
        await read(device, "plans")
    ).content == missing  # a visitor that is known to us is nobody that the host knows
    assert (await read(device, "plans", user_token="not.a.token")).content == missing
    device.sign_in("ada", exp=1)
    assert (await read(device, "plans")).content == missing
    device.sign_in("ada")
    assert (await read(device, "plans")).json()["article"]["title"] == "Plans"
    found = (await read(device, "refunds")).json()
    assert [card["id"] for card in found["related"]] == ["invoices", "plans"]
    await device.sync()
    device.user_token = None  # their own token stands for them
    assert (await read(device, "plans")).status_code == 200
    device.token = None
    assert (await read(device, "plans")).content == missing


async def test_agents_articles_are_for_nobody_in_a_page(device: Device, missing: bytes) -> None:
    for name in (None, "ada"):
        if name:
            device.sign_in(name)
        assert (await read(device, "secret")).content == missing
        refunds = await read(device, "refunds")
        assert "article:secret" not in refunds.text
        assert '"secret"' not in refunds.text
        assert "article:invoices" in refunds.text
        assert "the secret" in refunds.text  # what its author wrote for everybody
        topics = await device.post("/v1/topics", {"locale": "en"})
        assert "giraffe" not in topics.text
        assert "ecret" not in topics.text
        assert "For the team" not in topics.text


async def test_a_link_is_as_this_reader_may_follow_it_whoever_read_before(
    device: Device, client: httpx.AsyncClient, cast: Cast
) -> None:
    files = FILES | {"articles/invoices.md": "---\ntitle: Invoices\n---\n\nSee [plans](article:plans).\n"}
    await publish(client, cast.acme, files)
    seen = []
    for name in (None, "ada", None, "ada"):
        device.token, device.user_token = None, None
        if name:
            device.sign_in(name)
        seen.append("article:plans" in (await read(device, "invoices")).text)
    assert seen == [False, True, False, True]
    await publish(client, cast.acme, files | {"articles/plans.md": "---\ntitle: Plans\n---\n\nFor all.\n"})
    device.token, device.user_token = None, None
    assert "article:plans" in (await read(device, "invoices")).text


async def test_of_another_site(device: Device, client: httpx.AsyncClient, cast: Cast, missing: bytes) -> None:
    await publish(client, cast.globex, FILES | {"articles/theirs.md": "---\ntitle: Theirs\n---\n\nTheirs.\n"})
    assert (await read(device, "theirs")).content == missing


async def test_of_another_environment(device: Device, client: httpx.AsyncClient, cast: Cast, missing: bytes) -> None:
    await publish(client, cast.acme, FILES | {"articles/next.md": "---\ntitle: Next\n---\n\nSoon.\n"}, "staging")
    assert (await read(device, "next")).content == missing
    key = cast.acme.staging.publishable_key
    headers = {"Content-Type": "text/plain"}
    answer = await client.post("/v1/articles/next", json={"key": key, "locale": "en"}, headers=headers)
    assert answer.json()["article"]["title"] == "Next"


async def test_before_anything_is_published(device: Device) -> None:
    assert (await read(device, "refunds")).status_code == 404
    assert (await device.post("/v1/topics", {"locale": "en"})).json() == {"topics": []}


async def test_what_is_taken_back_is_gone_at_once(
    device: Device, client: httpx.AsyncClient, cast: Cast, published: None
) -> None:
    await publish(
        client,
        cast.acme,
        {path: text for path, text in FILES.items() if "invoices" not in path and "refunds" not in path},
    )
    assert (await read(device, "invoices")).status_code == 404


async def test_changed_is_when_it_last_said_something_else(
    device: Device, client: httpx.AsyncClient, cast: Cast, clock: MovingClock, published: None
) -> None:
    clock.advance(DAY)
    await publish(client, cast.acme, FILES | {"articles/invoices.md": FILES["articles/invoices.md"] + "\nAnd more.\n"})
    assert (await read(device, "invoices")).json()["changed"] == to_iso(START + DAY)
    assert (await read(device, "refunds")).json()["changed"] == to_iso(START)


async def test_what_they_said_of_it(device: Device, published: None) -> None:
    await device.sync(device.happened("article_voted", "refunds", None, props={"helped": False}))
    assert (await read(device, "refunds")).json()["vote"] == "no"
    await device.sync(device.happened("article_voted", "refunds", None, props={"helped": True}))
    assert (await read(device, "refunds")).json()["vote"] == "yes"
    assert (await read(device, "invoices")).json()["vote"] is None


async def test_topics(device: Device, published: None) -> None:
    (billing,) = (await device.post("/v1/topics", {"locale": "en"})).json()["topics"]
    assert [card["id"] for card in billing.pop("articles")] == ["invoices", "refunds"]
    assert billing == {"id": "billing", "title": "Billing", "description": "Money in and out.", "count": 2}
    device.sign_in("ada")
    (billing,) = (await device.post("/v1/topics", {"locale": "en"})).json()["topics"]
    assert [card["id"] for card in billing["articles"]] == ["invoices", "plans", "refunds"]


async def test_a_long_topic_comes_in_parts(device: Device, client: httpx.AsyncClient, cast: Cast) -> None:
    many = {f"a/n{n:03}.md": f"---\ntitle: Number {n:03}\ntopic: billing\n---\n\nText {n}.\n" for n in range(130)}
    await publish(client, cast.acme, {"site.json": FILES["site.json"]} | many)
    (first,) = (await device.post("/v1/topics", {"locale": "en"})).json()["topics"]
    assert (first["count"], len(first["articles"])) == (130, 100)
    (rest,) = (await device.post("/v1/topics", {"locale": "en", "topic": "billing", "after": 100})).json()["topics"]
    assert [card["title"] for card in rest["articles"]] == [f"Number {n}" for n in range(100, 130)]
    assert (await device.post("/v1/topics", {"locale": "en", "topic": "empty"})).json() == {"topics": []}


@pytest.mark.parametrize("id_", ["", "x" * 3_000, "%00", "..%2f..", "refunds%20", "%F0%9F%98%80", "' OR 1=1 --"])
async def test_odd_ids_are_not_there(device: Device, published: None, id_: str) -> None:
    assert (await read(device, id_)).status_code == 404


@pytest.mark.parametrize("locale", ["", "xx", "zz-ZZ-zz", "x" * 100, "../nb", "😀"])
async def test_odd_locales_are_the_default(device: Device, published: None, locale: str) -> None:
    assert (await read(device, "refunds", locale=locale)).json()["article"]["locale"] == "en"
