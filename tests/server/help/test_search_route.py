"""`POST /v1/search`: what was pushed and published is found, by those who may have it, whatever they type."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.server.cast import Cast, MovingClock
from tests.server.device import Device

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
Search = Callable[..., Any]


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
