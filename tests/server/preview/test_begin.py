"""Who gets a preview, for whom and where; what of it is in the audit log."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from handrail.core.clock import MINUTE
from handrail.preview.limits import LINKS_AT_MOST, PREVIEWS_AT_MOST
from tests.server.cast import Cast, MovingClock
from tests.server.preview.previewing import begin, open_page


async def test_a_preview_is_for_one_who_may_author(client: httpx.AsyncClient, cast: Cast) -> None:
    async def ask(**changes: Any) -> httpx.Response:
        wanted = {"environment": "production", "origin": cast.acme.origin, **changes}
        return await client.post("/api/sites/acme/previews", json=wanted, headers=cast.acme.bearer)

    for email in (cast.agnes.email, cast.victor.email, "nobody@acme.test"):
        refused = await ask(member=email)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/no_author")
        assert email in refused.json()["detail"]
    unsaid = await ask()
    assert unsaid.json()["members"] == [cast.eddie.email, cast.olivia.email]
    removed = await client.delete(f"/api/sites/acme/members/{cast.eddie.id}", headers=cast.acme.bearer)
    assert removed.status_code == 204
    assert (await ask()).json()["member"] == cast.olivia.email


async def test_a_preview_is_for_an_origin_of_its_environment(client: httpx.AsyncClient, cast: Cast) -> None:
    for environment, origin in (("production", "https://www.globex.test"), ("staging", cast.acme.origin)):
        wanted = {"environment": environment, "origin": origin, "member": cast.eddie.email}
        refused = await client.post("/api/sites/acme/previews", json=wanted, headers=cast.acme.bearer)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/no_such_origin")
        assert refused.json()["origins"] == ([cast.acme.origin] if environment == "production" else [])


async def test_another_sites_key_finds_no_preview(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    for path in (dev.path, dev.path.replace("acme", "globex")):
        for what in ("/links", "/calls", "/answers"):
            body: dict[str, Any] = {"answers": []} if what == "/answers" else {}
            assert (await client.post(path + what, json=body, headers=cast.globex.bearer)).status_code == 404
        assert (await client.delete(path, headers=cast.globex.bearer)).status_code == 404


async def test_there_are_not_too_many(client: httpx.AsyncClient, cast: Cast, clock: MovingClock) -> None:
    devs = [await begin(client, cast) for _ in range(PREVIEWS_AT_MOST)]
    wanted = {"environment": "production", "origin": cast.acme.origin, "member": cast.eddie.email}
    refused = await client.post("/api/sites/acme/previews", json=wanted, headers=cast.acme.bearer)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/too_many")
    await devs[0].end()
    dev = await begin(client, cast)
    for _ in range(LINKS_AT_MOST):
        await dev.link()
    assert (await dev.post("links")).json()["type"] == "/problems/too_many"
    clock.advance(16 * MINUTE)  # what nobody opened in time makes room
    assert (await dev.post("links")).json()["type"] == "/problems/preview_ended"
    fresh = await begin(client, cast)  # nor do previews count that nobody asks for any more
    assert await fresh.link()


async def test_the_audit_log_has_who_saw_drafts(client: httpx.AsyncClient, cast: Cast) -> None:
    dev = await begin(client, cast)
    await open_page(client, dev)
    await dev.end()
    await dev.end()
    audit = (await client.get("/api/sites/acme/audit?limit=3", headers=cast.acme.bearer)).json()["entries"]
    assert [(one["action"], one["actor_kind"], one["actor_name"], one["subject"]) for one in audit] == [
        ("preview_ended", "key", "first key", cast.eddie.email),
        ("preview_opened", "member", cast.eddie.email, cast.eddie.email),
        ("preview_begun", "key", "first key", cast.eddie.email),
    ]


@pytest.mark.parametrize("why", ["ended", "expired", "member", "demoted", "origin", "silent"])
async def test_a_preview_ends(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    monkeypatch.setattr("handrail.preview.begin.PREVIEW_LASTS", 3 * MINUTE)
    dev = await begin(client, cast)
    page, unused = await open_page(client, dev), await dev.link()
    member = f"/api/sites/acme/members/{cast.eddie.id}"
    if why == "ended":
        await dev.end()
    elif why == "expired":
        for _ in range(3):  # although the author's machine asks all the time
            clock.advance(MINUTE)
            await dev.post("calls")
    elif why == "member":
        assert (await client.delete(member, headers=cast.acme.bearer)).status_code == 204
    elif why == "demoted":
        assert (await client.post(member, json={"role": "agent"}, headers=cast.acme.bearer)).status_code == 200
    elif why == "origin":
        origins = "/api/sites/acme/environments/production/origins"
        await client.delete(origins, params={"origin": cast.acme.origin}, headers=cast.acme.bearer)
    else:
        clock.advance(61_000)
    refused = [
        await page.post("v1/sync", url="https://app.acme.test/"),
        await page.post("studio/state"),
        await page.get("v1/content/abc"),
        await dev.post("calls"),
        await dev.post("links"),
        await dev.post("answers", {"answers": []}),
    ]
    for one in refused:
        assert (one.status_code, one.json()["type"]) == (410, "/problems/preview_ended")
        assert one.json()["reason"] == {"demoted": "member"}.get(why, why)
        assert "handrail dev" in one.json()["detail"]
    opened = await client.post(
        "/v1/previews/open", json={"key": cast.acme.key, "token": unused}, headers={"Origin": cast.acme.origin}
    )
    assert opened.status_code in (403, 410)
