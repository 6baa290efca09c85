"""Snippets: listed for those they are for, told in words once they are opened."""

from __future__ import annotations

import json
from typing import Any

import httpx

from handrail.content.source import build_source
from handrail.core.clock import DAY
from handrail.sync.schema import SyncResponse
from tests.server.cast import Cast, MovingClock
from tests.server.sync.site import SITE, NewDevice, Publish, write_tour


def write_snippet(id_: str = "vat", **changes: Any) -> dict[str, Any]:
    return {"kind": "snippet", "id": id_, "title": f"About {id_}", "text": "It is **added** for you."} | changes


def listed(answer: dict[str, Any]) -> list[str]:
    return [item["id"] for item in answer["items"]]


async def test_a_snippet_is_listed_with_where_it_is(device: NewDevice, publish: Publish) -> None:
    name = {"en": "VAT", "nb": "MVA"}
    where: dict[str, Any] = {"page": ["/invoices/*", "/drafts"], "when": {"hash": "#lines"}}
    await publish(write_snippet(target={"role": "textbox", "name": name}, show="underline", **where), write_tour())
    answer = await device().sync(locale="nb")
    SyncResponse.model_validate(answer)
    tour, item = answer["items"]
    assert tour["kind"] == "tour"
    assert item == {
        "id": "vat",
        "kind": "snippet",
        "hash": item["hash"],
        "title": "About vat",
        "when": {"all": [{"url": ["/invoices/*", "/drafts"]}, {"hash": "#lines"}]},
        "show": "underline",
        "target": [{"role": "textbox", "name": "MVA"}],
        "placement": "bottom",
        "theme": "default",
    }
    assert item["hash"] not in answer["bodies"]


async def test_what_it_says_is_fetched_by_its_hash(
    device: NewDevice, publish: Publish, client: httpx.AsyncClient
) -> None:
    await publish(write_snippet(), also={"vat.nb.json": {"title": "Om mva", "text": "Den [legges til](/mva)."}})
    (item,) = (await device().sync(locale="nb-NO"))["items"]
    assert item["title"] == "Om mva"
    answer = await client.get(f"/v1/content/{item['hash']}?locale=nb-NO")
    assert answer.headers["content-language"] == "nb"
    body = answer.json()
    assert (body["kind"], body["id"], body["title"], body["media"]) == ("snippet", "vat", "Om mva", None)
    assert "legges til" in json.dumps(body["text"])
    assert (await client.get(f"/v1/content/{item['hash']}?locale=en")).json()["title"] == "About vat"


async def test_the_audience_of_a_snippet_is_decided_here_and_never_told(device: NewDevice, publish: Publish) -> None:
    await publish(
        write_snippet("all"),
        write_snippet("paid", audience={"segment": "paying"}, theme="night"),
        write_snippet("done", audience={"completed": "welcome"}),
        write_snippet("spender", audience={"event": "invoice_sent"}),
        write_tour(),
        {"kind": "theme", "id": "night"},
    )
    person = device()
    first = await person.sync()
    assert listed(first) == ["welcome", "all"]
    assert "night" not in first["themes"]
    assert not {"paying", "plan", "paid"} & set(json.dumps(first).replace('"', " ").split())
    person.sign_in("u1", account={"plan": "pro"})
    paid = await person.sync(since=first["revision"])
    assert listed(paid) == ["welcome", "all", "paid"]
    assert "night" in paid["themes"]
    events = [person.happened(name) for name in ("tour_started", "tour_completed")]
    assert listed(await person.sync(*events, person.happened("invoice_sent", None))) == ["welcome", "all", "done", "paid", "spender"]  # fmt: skip


async def test_nothing_comes_twice_and_what_is_new_comes(device: NewDevice, publish: Publish) -> None:
    await publish(write_snippet())
    browser = device()
    first = await browser.sync()
    assert (await browser.sync(since=first["revision"]))["items"] is None
    await publish(write_snippet(title="Tax"))
    assert (await browser.sync(since=first["revision"]))["items"][0]["title"] == "Tax"


async def test_a_snippet_has_its_time(device: NewDevice, publish: Publish, clock: MovingClock) -> None:
    later, gone = "2026-01-06T09:00:00Z", "2026-01-07T09:00:00Z"
    await publish(write_snippet(schedule={"from": later, "until": gone}))
    browser = device()
    seen = []
    for _ in range(3):
        seen.append(listed(await browser.sync()))
        clock.advance(DAY)
    assert seen == [[], ["vat"], []]


async def test_help_is_offered_where_there_is_any(device: NewDevice, publish: Publish) -> None:
    await publish(write_tour())
    assert (await device().sync())["help"] is None
    await publish(write_tour(), write_snippet(audience={"segment": "paying"}))
    assert (await device().sync())["help"]["launcher"] == "bottom-end"


async def test_what_was_never_published_is_not_shown(client: httpx.AsyncClient, cast: Cast) -> None:
    files = {
        "site.json": json.dumps({"kind": "site", "id": "acme", "title": "Acme"}),
        "vat.json": json.dumps(write_snippet()),
    }
    pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
    assert pushed.status_code == 201, pushed.text
    hash_ = build_source(write_snippet(), {}, "en").hash
    assert (await client.get(f"/v1/content/{hash_}")).status_code == 404


ARTICLE = "---\ntitle: {title}\naudience: {audience}\n{more}---\n\nMoney comes back.\n"


async def test_a_snippet_names_no_article_that_is_for_agents(
    client: httpx.AsyncClient, cast: Cast, device: NewDevice
) -> None:
    text = "See [how **it** comes](article:refunds) or [the list](article:secret)."
    files = {
        "site.json": json.dumps(SITE),
        "refunds.md": ARTICLE.format(title="Refunds", audience="everyone", more=""),
        "secret.md": ARTICLE.format(title="Secret", audience="agents", more=""),
        "vat.json": json.dumps(write_snippet(text=text)),
        "vat.nb.json": json.dumps({"text": "Se [lista](article:secret)."}),
    }
    await push(client, cast, files)
    (item,) = (await device().sync())["items"]
    said = (await client.get(f"/v1/content/{item['hash']}?locale=en")).text
    assert "article:refunds" in said
    assert "the list" in said
    assert "secret" not in said
    translated = await client.get(f"/v1/content/{item['hash']}?locale=nb")
    assert json.loads(translated.text)["text"][0]["children"] == ["Se lista."]
    # Once everybody may read it, it is another text, under another name.
    await push(client, cast, files | {"secret.md": ARTICLE.format(title="Secret", audience="everyone", more="")})
    (now,) = (await device().sync())["items"]
    assert now["hash"] != item["hash"]
    assert "article:secret" in (await client.get(f"/v1/content/{now['hash']}?locale=en")).text
    assert "secret" not in (await client.get(f"/v1/content/{item['hash']}?locale=en")).text


async def test_articles_are_suggested_where_their_condition_holds_to_those_who_may_read_them(
    client: httpx.AsyncClient, cast: Cast, device: NewDevice
) -> None:
    when = "topic: money\nwhen:\n  url: /invoices\n"
    files = {
        "site.json": json.dumps(
            SITE | {"topics": [{"id": "money", "title": "Money"}], "contact": {"email": "a@b.test"}}
        ),
        "site.nb.json": json.dumps({"topics.money.title": "Penger"}),
        "refunds.md": ARTICLE.format(title="Refunds", audience="everyone", more=when),
        "plain.md": ARTICLE.format(title="Plain", audience="everyone", more="topic: money\n"),
        "mine.md": ARTICLE.format(title="Mine", audience="signed-in", more=when),
        "secret.md": ARTICLE.format(title="Secret", audience="agents", more=when),
    }
    await push(client, cast, files)
    person = device()
    first = await person.sync(locale="nb")
    SyncResponse.model_validate(first)
    assert [(item["id"], item["title"], item["when"]) for item in first["items"]] == [
        ("refunds", "Refunds", {"url": "/invoices"})
    ]
    assert first["help"]["topics"] == [{"id": "money", "title": "Penger"}]
    assert first["help"]["contact"]["email"] == "a@b.test"
    person.sign_in("u1")
    known = await person.sync(since=first["revision"])
    assert listed(known) == ["refunds", "mine"]


async def test_articles_for_agents_alone_are_no_help_to_anybody_else(
    client: httpx.AsyncClient, cast: Cast, device: NewDevice
) -> None:
    files = {"site.json": json.dumps(SITE), "secret.md": ARTICLE.format(title="Secret", audience="agents", more="")}
    await push(client, cast, files)
    assert (await device().sync())["help"] is None


async def test_a_topic_of_agents_articles_alone_is_not_named(
    client: httpx.AsyncClient, cast: Cast, device: NewDevice
) -> None:
    topics = [{"id": id_, "title": id_.title()} for id_ in ("billing", "disputes", "later")]
    files = {"site.json": json.dumps(SITE | {"topics": topics})}
    for name, topic, audience in (
        ("refunds", "billing", "everyone"),
        ("limits", "billing", "agents"),
        ("secret", "disputes", "agents"),
    ):
        files[f"{name}.md"] = ARTICLE.format(title=name, audience=audience, more=f"topic: {topic}\n")
    await push(client, cast, files)
    told = await device().sync()
    assert [topic["id"] for topic in told["help"]["topics"]] == ["billing", "later"]
    assert "isputes" not in json.dumps(told)


async def push(client: httpx.AsyncClient, cast: Cast, files: dict[str, str]) -> None:
    pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=cast.acme.bearer)
    assert pushed.status_code == 201, pushed.text
    path = "/api/sites/acme/environments/production/publish"
    await client.post(path, json={"version": pushed.json()["version"]}, headers=cast.acme.bearer)
