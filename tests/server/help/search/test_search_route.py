"""`POST /v1/search`: what was pushed and published is found, by those who may have it, whatever they type."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, delete, select
from starlette.applications import Starlette

from handrail.content.tables import Version
from handrail.core.db import table
from handrail.help.search.holdings import find_holdings
from handrail.help.tables import HelpDocument
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.device import Device
from tests.server.help.shelves import publish

SITE = {
    "kind": "site",
    "id": "acme",
    "title": "Acme",
    "locales": ["en", "nb", "de", "ar", "ja"],
    "account": {"plan": "string"},
    "topics": [{"id": "money", "title": "Money"}],
    "synonyms": [["refund", "money back"]],
}
REFUNDS = """---
title: Refund a customer
topic: money
when: {url: "/refunds/*"}
---
You can return what was paid.

## Partial refunds

Choose **More**, then how much to return to the customer. <b>
"""
FILES = {
    "site.json": json.dumps(SITE),
    "articles/refunds.md": REFUNDS.replace(" <b>", ""),
    "articles/refunds.nb.md": "---\ntitle: Tilbakebetal en kunde\n---\nDu kan betale tilbake.\n\n## Delvis\n\nVelg **Mer**.\n",
    "articles/refunds.de.md": "---\ntitle: Rückerstattungen an Kunden\n---\nSie können Geld überweisen.\n",
    "articles/refunds.ar.md": "---\ntitle: رد المبلغ إلى العملاء\n---\nيمكنك إعادة ما تم دفعه.\n",
    "articles/refunds.ja.md": "---\ntitle: 請求書を返金する\n---\nお客様に返金できます。\n",
    "articles/disputes.md": "---\ntitle: Refund or dispute\ntopic: money\n---\nWhat to do about a dispute.\n",
    "articles/hours.md": "---\ntitle: Support hours\naudience: signed-in\ntopic: money\n---\nWe answer zealously.\n",
    "articles/goodwill.md": "---\ntitle: Goodwill credits\naudience: agents\ntopic: money\n---\nClandestine.\n",
    "tours/welcome.json": json.dumps(
        {
            "kind": "tour",
            "id": "welcome",
            "title": "Show me around",
            "steps": [{"id": "a", "type": "modal", "title": "Hello", "text": "Meet the **dashboard**."}],
        }
    ),
    "tours/secret.json": json.dumps(
        {
            "kind": "tour",
            "id": "secret",
            "title": "Enterprise dashboard",
            "audience": {"account": "plan", "is": "enterprise"},
            "steps": [{"id": "a", "type": "modal", "title": "Hello"}],
        }
    ),
    "snippets/price.json": json.dumps(
        {"kind": "snippet", "id": "price", "title": "Net price", "text": "Without **tax**.", "page": "/invoices/*"}
    ),
}


@pytest.fixture
async def device(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> Device:
    pushed = await client.post("/api/sites/acme/versions", json={"files": FILES}, headers=cast.acme.bearer)
    assert pushed.status_code == 201, pushed.text
    path = "/api/sites/acme/environments/production/publish"
    version = {"version": pushed.json()["version"]}
    assert (await client.post(path, json=version, headers=cast.acme.bearer)).status_code == 200
    return Device(client, cast.acme, clock)


async def search(device: Device, q: str, **more: Any) -> dict[str, Any]:
    answer = await device.post("/v1/search", {"q": q, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def find(device: Device, q: str, **more: Any) -> list[str]:
    return [result["id"] for result in (await search(device, q, **more))["results"]]


async def test_a_result_says_where_it_answers(device: Device) -> None:
    found = await search(device, "how much to return")
    best = found["results"][0]
    assert {name: best[name] for name in ("kind", "id", "title", "heading", "anchor", "topic")} == {
        "kind": "article",
        "id": "refunds",
        "title": "Refund a customer",
        "heading": "Partial refunds",
        "anchor": "partial-refunds",
        "topic": "money",
    }
    assert "".join(part["text"] for part in best["passage"]) == "Choose More, then how much to return to the customer."
    assert [part["text"] for part in best["passage"] if part["mark"]] == ["much", "return"]
    assert found["corrected"] is None
    assert found["took_ms"] >= 0


async def test_what_did_not_help_comes_behind_the_rest_and_is_still_found(device: Device) -> None:
    first, *others = await find(device, "refund")
    voted = device.happened("article_voted", None, None, props={"helped": False}) | {"item": first}
    assert (await device.sync(voted))["rejected"] == []
    assert await find(device, "refund") == [*others, first]
    assert others
    stranger = Device(device.client, device.stage, device.clock, "d9")
    assert await find(stranger, "refund") == [first, *others]


async def test_a_title_counts_more_than_a_text(device: Device) -> None:
    assert await find(device, "dispute") == ["disputes"]
    assert (await find(device, "refund"))[0] in ("refunds", "disputes")


async def test_what_fits_the_page_comes_first(device: Device) -> None:
    assert (await find(device, "refund or dispute", url="https://app.acme.test/"))[0] == "disputes"
    assert (await find(device, "refund", url="https://app.acme.test/refunds/7"))[0] == "refunds"
    elsewhere = {(await find(device, "refund", url=f"https://app.acme.test/{path}"))[0] for path in ("", "disputes/1")}
    assert len(elsewhere) == 1


async def test_tours_and_snippets_are_found_too(device: Device) -> None:
    kinds = {
        (result["kind"], result["id"]) for q in ("dashboard", "tax") for result in (await search(device, q))["results"]
    }
    assert kinds == {("tour", "welcome"), ("snippet", "price")}


async def test_the_title_of_its_topic_finds_an_article(client: httpx.AsyncClient, cast: Cast, device: Device) -> None:
    """In the reader's language, whatever the article itself says; of a text that says so, too, the better."""
    site = {**json.loads(FILES["site.json"]), "topics": [{"id": "money", "title": "Payments"}]}
    said = "---\ntitle: Late payments\ntopic: money\n---\nSend a reminder.\n"
    await publish(
        client,
        cast.acme,
        FILES
        | {
            "site.json": json.dumps(site),
            "site.nb.json": json.dumps({"topics.money.title": "Betaling"}),
            "articles/late.md": said,
        },
    )
    all_of_it = {"late", "refunds", "disputes"}
    found = await find(device, "payments")
    assert (found[0], set(found)) == ("late", all_of_it)
    assert set(await find(device, "betaling", locale="nb")) == all_of_it
    assert set(await find(device, "betali", locale="nb")) == all_of_it
    assert await find(device, "betaling") == []


async def test_whatever_tags_people_send_a_site_is_read_once_for_each_of_its_locales(
    device: Device, app: Starlette
) -> None:
    odd = ("en-GB", "x", "xx-yy", "EN", "fr", "\u0000", "a" * 40)
    for locale in odd:
        assert "refunds" in await find(device, "refund", locale=locale)
    version_id = await services_of(app).db.read(lambda conn: conn.scalars(select(table(Version).c.id)).one())
    assert [locale for locale in ("en", *odd) if find_holdings(version_id, locale)] == ["en"]


@pytest.mark.parametrize(
    ("locale", "q", "title"),
    [
        ("nb", "tilbakebetale kunder", "Tilbakebetal en kunde"),
        ("nb-NO", "tilbakebetalng", "Tilbakebetal en kunde"),
        ("de", "rückerstattung", "Rückerstattungen an Kunden"),
        ("de", "rueckerstattung", "Rückerstattungen an Kunden"),
        ("de", "ruckerstatung", "Rückerstattungen an Kunden"),
        ("de", "Erstattung", "Rückerstattungen an Kunden"),
        ("de", "Kunden erstattungen", "Rückerstattungen an Kunden"),
        ("ar", "المبالغ للعملاء", "رد المبلغ إلى العملاء"),
        ("ar", "رَدّ المَبْلَغ", "رد المبلغ إلى العملاء"),
        ("ja", "返金", "請求書を返金する"),
        ("ja", "請求書の返金はどうすればいいですか", "請求書を返金する"),
        ("ja", "書", "請求書を返金する"),
        ("fr", "refund a customer", "Refund a customer"),
        ("nb", "refund or dispute", "Refund or dispute"),
    ],
)
async def test_each_language_has_its_own_forms(device: Device, locale: str, q: str, title: str) -> None:
    assert (await search(device, q, locale=locale))["results"][0]["title"] == title


async def test_a_slip_is_corrected_and_said(device: Device) -> None:
    found = await search(device, "Parshial refnuds now")
    assert found["results"][0]["id"] == "refunds"
    assert found["corrected"] == "Partial refunds now"
    assert (await search(device, "partial refunds"))["corrected"] is None


@pytest.mark.parametrize("q", ["disp*", "*disp* ", "disp\u00adute", "\ufeffdisp\u200bute\u200e", "ｄｉｓｐｕｔｅ"])
async def test_a_star_and_what_nobody_sees_are_taken_for_what_they_mean(device: Device, q: str) -> None:
    assert await find(device, q) == ["disputes"]


async def test_a_synonym_finds_it(device: Device) -> None:
    assert set(await find(device, "money back")) >= {"refunds", "disputes"}


async def test_who_has_not_signed_in_finds_nothing_of_what_is_for_others(device: Device) -> None:
    for q in ("zealously", "support hours", "clandestine", "goodwill", "goodwil", "clandestin", "enterprise"):
        answer = await device.post("/v1/search", {"q": q})
        assert answer.json()["results"] == [], q
        assert answer.json()["corrected"] is None, q


async def test_who_has_signed_in_finds_what_is_for_them(device: Device) -> None:
    device.sign_in("ada", account={"plan": "enterprise"})
    await device.sync()
    assert await find(device, "zealously") == ["hours"]
    assert await find(device, "enterprise dashboard") == ["secret", "welcome"]
    assert await find(device, "clandestine goodwill") == []
    device.user_token = "noise"
    assert await find(device, "enterprise") == []


async def test_another_plan_is_another_audience(device: Device) -> None:
    device.sign_in("bo", account={"plan": "free"})
    assert await find(device, "enterprise dashboard") == ["welcome"]


async def test_another_site_finds_nothing_of_it(device: Device, cast: Cast) -> None:
    theirs = Device(device.client, cast.globex, device.clock)
    assert (await search(theirs, "refund"))["results"] == []


ODD = [
    "",
    " ",
    "\t\n\r",
    "*",
    '"',
    '""',
    "' OR 1=1 --",
    '"refund" NEAR("customer", 5) AND NOT title:x*',
    "refund) | (!customer:*",
    "terms:refund ^refund -refund +refund {a b} : refund",
    "'refund':A & <-> | \\",
    "%_refund%",
    "\\",
    "😀🧾👩‍👩‍👧",
    "\u202e\u200b\u00ad\ufeff\u0301",
    "\x00\x01\x1b[31m\x7f\u0085\ufffe",
    "\ud83d refund",
    "<script>alert(1)</script>",
    "{{ first_name }} ${jndi:ldap://x} %s%n",
    "refund " * 1_500,
    "x" * 10_000,
    "請求" * 5_000,
    "a\u0301" * 3_000,
    "- " * 5_000,
    " ".join(map(str, range(2_500))),
]


@pytest.mark.parametrize("q", ODD, ids=range(len(ODD)))
async def test_whatever_is_typed_is_answered(device: Device, q: str) -> None:
    found = await search(device, q, limit=20)
    known = {"refunds", "disputes", "welcome", "price"}
    assert {result["id"] for result in found["results"]} <= known
    if "refund" in q and "\\" not in q:
        assert found["results"][0]["id"] in ("refunds", "disputes")


@pytest.mark.parametrize("change", [{"limit": 0}, {"limit": 21}, {"q": None}, {"q": 7}, {"url": 7}])
async def test_what_is_no_search_is_refused_with_the_reason(device: Device, change: dict[str, Any]) -> None:
    sent = {"key": device.stage.key, "q": "refund"} | change
    answer = await device.client.post("/v1/search", json=sent, headers={"Origin": device.stage.origin})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == next(iter(change))


async def test_a_limit_is_kept(device: Device) -> None:
    assert len(await find(device, "refund", limit=1)) == 1


async def test_nothing_is_published_yet(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> None:
    assert (await search(Device(client, cast.acme, clock), "refund"))["results"] == []


async def test_what_is_published_now_is_what_is_found(device: Device, cast: Cast) -> None:
    """A new version has what it has, at once, and a rollback what was there before."""
    client, bearer = device.client, cast.acme.bearer
    fewer = {path: text for path, text in FILES.items() if "refunds" not in path}
    fewer["articles/disputes.md"] = fewer["articles/disputes.md"].replace("Refund or dispute", "Chargebacks")
    version = (await client.post("/api/sites/acme/versions", json={"files": fewer}, headers=bearer)).json()["version"]
    assert set(await find(device, "refund")) == {"refunds", "disputes"}
    environment = "/api/sites/acme/environments/production"
    await client.post(f"{environment}/publish", json={"version": version}, headers=bearer)
    assert await find(device, "refund") == []
    assert await find(device, "chargeback") == ["disputes"]
    await client.post(f"{environment}/rollback", headers=bearer)
    assert set(await find(device, "refund")) == {"refunds", "disputes"}
    assert await find(device, "chargeback") == []


async def test_two_teams_push_while_people_search(device: Device, cast: Cast) -> None:
    """Each version has its own words, whoever was first, and nobody who searches meanwhile is told of either."""
    client, bearer = device.client, cast.acme.bearer

    async def push(word: str) -> int:
        files = FILES | {"articles/hours.md": FILES["articles/hours.md"].replace("signed-in", "everyone")}
        files["articles/hours.md"] = files["articles/hours.md"].replace("zealously", word)
        pushed = await client.post("/api/sites/acme/versions", json={"files": files}, headers=bearer)
        assert pushed.status_code == 201, pushed.text
        number: int = pushed.json()["version"]
        return number

    async def look() -> list[list[str]]:
        return [await find(device, word) for word in ("partial refunds", "promptly", "leisurely")]

    (promptly, leisurely), looks = await asyncio.gather(
        asyncio.gather(push("promptly"), push("leisurely")), asyncio.gather(*(look() for _ in range(5)))
    )
    assert promptly != leisurely
    assert all(found[0][0] == "refunds" and found[1:] == [[], []] for found in looks)
    for version, there, gone in ((promptly, "promptly", "leisurely"), (leisurely, "leisurely", "promptly")):
        await client.post("/api/sites/acme/environments/production/publish", json={"version": version}, headers=bearer)
        assert (await find(device, there), await find(device, gone)) == (["hours"], [])


async def test_what_was_pushed_before_there_was_an_index_is_found(device: Device, app: Starlette) -> None:
    def forget(conn: Connection) -> None:
        conn.execute(delete(table(HelpDocument)))

    await services_of(app).db.write(forget)
    assert (await find(device, "partial refunds"))[0] == "refunds"
    assert (await find(device, "partial refunds"))[0] == "refunds"
