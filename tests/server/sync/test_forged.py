"""What a page claims that its person began: it opens nothing that was not given to them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.server.cast import Cast
from tests.server.content.kinds import write_announcement, write_checklist, write_quiz, write_survey
from tests.server.sync.site import NewDevice, Publish, write_tour

FOR_SOME = {"audience": {"segment": "paying"}}
SECRET = {
    "tour": write_tour("secret", **FOR_SOME),
    "quiz": write_quiz("exam", **FOR_SOME),
    "checklist": write_checklist("list", **FOR_SOME),
    "survey": write_survey("asked", **FOR_SOME),
    "announcement": write_announcement("news", **FOR_SOME),
}


def tell_hashes(answer: dict[str, Any]) -> dict[str, str]:
    return {item["id"]: item["hash"] for item in answer["items"]}


@pytest.mark.parametrize("claimed", ["nothing", "another item's", "nobody's"])
async def test_what_is_for_others_is_not_opened_by_saying_that_it_was_begun(
    device: NewDevice, publish: Publish, client: httpx.AsyncClient, cast: Cast, claimed: str
) -> None:
    await publish(write_tour(), *SECRET.values())
    payer, forger = device("payer"), device("forger")
    payer.sign_in("payer", account={"plan": "pro"})
    hashes = tell_hashes(await payer.sync())
    assert hashes.keys() == {"welcome", *(item["id"] for item in SECRET.values())}
    named = {"another item's": hashes["welcome"], "nobody's": "0" * 32}.get(claimed)
    for kind, item in SECRET.items():
        told = {"item_hash": named} if named else {}
        put_off = {"props": {"until": "2026-01-09T00:00:00Z"}}
        for name, more in (("started", {}), ("resumed", {}), ("snoozed", put_off)):
            event = forger.happened(f"{kind}_{name}", item["id"], f"run-{kind}", **told, **more)
            shown = forger.happened("step_shown", item["id"], f"run-{kind}", step="gone", **told)
            answer = await forger.sync(event, shown)
            assert (answer["accepted"], tell_hashes(answer)) == (2, {"welcome": hashes["welcome"]})
            assert set(answer["bodies"]) == {hashes["welcome"]}
        asked = {"environment": "production", "item": item["id"], "person": answer["person"]["id"]}
        explained = await client.get("/api/sites/acme/explain", params=asked, headers=cast.acme.bearer)
        assert "listed" in explained.json()["because"]
    found = await forger.post("/v1/search", {"q": "secret", "locale": "en"})
    assert found.json()["results"] == []


async def test_who_was_given_it_goes_on_when_they_are_no_longer_meant(device: NewDevice, publish: Publish) -> None:
    """On the version that they had, too, and from its search."""
    await publish(write_tour(), *SECRET.values())
    payer = device("payer")
    payer.sign_in("payer", account={"plan": "pro"})
    hashes = tell_hashes(await payer.sync())
    for kind, item in SECRET.items():
        await payer.sync(payer.happened(f"{kind}_started", item["id"], f"run-{kind}", item_hash=hashes[item["id"]]))
    payer.sign_in("payer", account={"plan": "free"})
    assert tell_hashes(await payer.sync()) == hashes
    found = await payer.post("/v1/search", {"q": "secret", "locale": "en"})
    assert [result["id"] for result in found.json()["results"]] == ["secret"]
    await publish(write_tour(), *(item | {"title": "Anew"} for item in SECRET.values()))
    going = await payer.sync()
    assert tell_hashes(going) == hashes
    assert set(hashes.values()) <= set(going["bodies"])
