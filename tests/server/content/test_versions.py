"""Pushing, publishing and rolling back, over HTTP and on both databases."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.server.cast import Cast
from tests.server.content.writing import SITE, write_files, write_tour

VERSIONS = "/api/sites/acme/versions"
PUBLISH = "/api/sites/acme/environments/production/publish"
ROLLBACK = "/api/sites/acme/environments/production/rollback"


async def push(client: httpx.AsyncClient, cast: Cast, *titles: str) -> Any:
    tours = [write_tour(id=f"tour-{index}", title=title) for index, title in enumerate(titles)]
    answer = await client.post(VERSIONS, json={"files": write_files(*tours)}, headers=cast.acme.bearer)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def publish(client: httpx.AsyncClient, cast: Cast, version: int) -> Any:
    answer = await client.post(PUBLISH, json={"version": version}, headers=cast.acme.bearer)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_push_makes_the_next_version_and_the_same_content_none(client: httpx.AsyncClient, cast: Cast) -> None:
    assert await push(client, cast, "A") == {"version": 1, "items": 2, "unchanged": False, "warnings": []}
    assert (await push(client, cast, "B"))["version"] == 2
    assert await push(client, cast, "A") == {"version": 1, "items": 2, "unchanged": True, "warnings": []}
    listed = (await client.get(VERSIONS, headers=cast.acme.bearer)).json()
    assert [(one["version"], one["created_by"], one["published"]) for one in listed["versions"]] == [
        (2, "first key", []),
        (1, "first key", []),
    ]


async def test_how_it_is_written_makes_no_version(client: httpx.AsyncClient, cast: Cast) -> None:
    files = write_files(write_tour())
    await client.post(VERSIONS, json={"files": files}, headers=cast.acme.bearer)
    moved = {"site.json": files["site.json"], "elsewhere/w.json": files["tours/welcome.json"].replace("\n", "\n\n")}
    answer = await client.post(VERSIONS, json={"files": moved}, headers=cast.acme.bearer)
    assert answer.json()["unchanged"]


async def test_publishing_and_rolling_back_further_each_time(client: httpx.AsyncClient, cast: Cast) -> None:
    for title in "ABCD":
        await push(client, cast, title)
    first = await publish(client, cast, 1)
    assert first == {"environment": "production", "version": 1, "before": None, "unchanged": False}
    assert (await publish(client, cast, 1))["unchanged"]
    await publish(client, cast, 2)
    await publish(client, cast, 3)

    async def roll_back() -> httpx.Response:
        return await client.post(ROLLBACK, headers=cast.acme.bearer)

    assert (await roll_back()).json() == {"environment": "production", "version": 2, "before": 3, "unchanged": False}
    assert (await roll_back()).json()["version"] == 1
    refused = await roll_back()
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/nothing_before")
    await publish(client, cast, 4)
    assert (await roll_back()).json()["version"] == 1
    listed = (await client.get(VERSIONS, headers=cast.acme.bearer)).json()["versions"]
    assert {one["version"]: one["published"] for one in listed} == {4: [], 3: [], 2: [], 1: ["production"]}


async def test_each_change_is_in_the_audit_log(client: httpx.AsyncClient, cast: Cast) -> None:
    await push(client, cast, "A")
    await push(client, cast, "A")
    await push(client, cast, "B")
    await publish(client, cast, 1)
    await publish(client, cast, 2)
    await client.post(ROLLBACK, headers=cast.acme.bearer)
    entries = (await client.get("/api/sites/acme/audit", headers=cast.acme.bearer)).json()["entries"]
    actions = [(entry["action"], entry["subject"]) for entry in entries if entry["action"].startswith("version")]
    assert actions == [
        ("version_rolled_back", "production"),
        ("version_published", "production"),
        ("version_published", "production"),
        ("version_pushed", "2"),
        ("version_pushed", "1"),
    ]


async def test_pushes_that_race_get_numbers_of_their_own_and_equal_ones_the_same(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    answers = await asyncio.gather(*(push(client, cast, title) for title in "ABCABCABC"))
    numbers = {
        title: {a["version"] for a, t in zip(answers, "ABCABCABC", strict=True) if t == title} for title in "ABC"
    }
    assert all(len(found) == 1 for found in numbers.values())
    assert set.union(*numbers.values()) == {1, 2, 3}
    assert sum(not answer["unchanged"] for answer in answers) == 3


async def test_publications_that_race_are_all_kept(client: httpx.AsyncClient, cast: Cast) -> None:
    for title in "AB":
        await push(client, cast, title)
    await asyncio.gather(*(publish(client, cast, number) for number in (1, 2, 1, 2)))
    shown = (await client.get(VERSIONS, headers=cast.acme.bearer)).json()["versions"]
    assert sum("production" in one["published"] for one in shown) == 1


async def test_faults_keep_everything_out(client: httpx.AsyncClient, cast: Cast) -> None:
    files = write_files(write_tour(), {**write_tour(id="other"), "audience": {"trait": "rolle", "is": "owner"}})
    answer = await client.post(VERSIONS, json={"files": files}, headers=cast.acme.bearer)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_content")
    assert answer.json()["faults"] == [
        {
            "file": "tours/other.json",
            "line": 21,
            "column": 14,
            "problem": 'trait "rolle" is not declared',
            "fix": 'did you mean "role"?',
            "severity": "fault",
        }
    ]
    assert (await client.get(VERSIONS, headers=cast.acme.bearer)).json()["versions"] == []


async def test_content_of_another_site_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    files = write_files(write_tour(), site={**SITE, "id": "globex"})
    answer = await client.post(VERSIONS, json={"files": files}, headers=cast.acme.bearer)
    assert answer.json()["faults"][0]["problem"] == 'this is the content of "globex", not of "acme"'


@pytest.mark.parametrize(
    ("body", "status", "type_"),
    [
        ({"files": {"site.json": "x" * 64_000_000}}, 413, "too_large"),
        ({"files": {"site.json": '{"a":' * 100_000}}, 422, "invalid_content"),
        ({"files": {"site.json": "{"}}, 422, "invalid_content"),
        ({"files": {}}, 422, "invalid_content"),
        ({"files": {"site.json": 1}}, 422, "invalid_body"),
        ({"files": {f"{index}.json": "{}" for index in range(2_001)}}, 422, "invalid_body"),
        ({}, 422, "invalid_body"),
    ],
)
async def test_what_is_no_content(
    client: httpx.AsyncClient, cast: Cast, body: dict[str, Any], status: int, type_: str
) -> None:
    answer = await client.post(VERSIONS, json=body, headers=cast.acme.bearer)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{type_}")
    assert (await client.get(VERSIONS, headers=cast.acme.bearer)).json()["versions"] == []


async def test_what_is_not_there(client: httpx.AsyncClient, cast: Cast) -> None:
    await push(client, cast, "A")
    for address, body in (
        (PUBLISH, {"version": 2}),
        ("/api/sites/acme/environments/moon/publish", {"version": 1}),
        ("/api/sites/globex/environments/production/publish", {"version": 1}),
    ):
        answer = await client.post(address, json=body, headers=cast.acme.bearer)
        assert answer.status_code == 404, answer.text
    nothing = await client.post(ROLLBACK, headers=cast.acme.bearer)
    assert nothing.status_code == 409


async def test_a_diff_names_items_and_the_keys_that_changed(client: httpx.AsyncClient, cast: Cast) -> None:
    one, two = (
        {"id": "one", "target": {"css": "#a"}, "title": "1"},
        {"id": "two", "target": {"css": "#b"}, "title": "2"},
    )
    three = {"id": "three", "target": {"css": "#c"}, "title": "3"}
    before = write_files(write_tour(id="stays"), write_tour(id="goes"), write_tour(steps=[one, two]))
    before["tours/welcome.nb.json"] = '{"title": "Velkommen"}'
    after = write_files(
        write_tour(id="stays"), write_tour(id="comes"), write_tour(steps=[three, {**two, "text": "x"}], priority=5)
    )
    after["tours/welcome.nb.json"] = '{"title": "Hei"}'
    for files in (before, after):
        assert (await client.post(VERSIONS, json={"files": files}, headers=cast.acme.bearer)).status_code == 201
    answer = await client.get("/api/sites/acme/diff?from=1&to=2", headers=cast.acme.bearer)
    assert answer.json() == {
        "from": 1,
        "to": 2,
        "items": [
            {"kind": "tour", "id": "comes", "path": "tours/comes.json", "change": "added", "keys": []},
            {"kind": "tour", "id": "goes", "path": "tours/goes.json", "change": "removed", "keys": []},
            {
                "kind": "tour",
                "id": "welcome",
                "path": "tours/welcome.json",
                "change": "changed",
                "keys": [
                    {"path": "steps.one", "change": "removed"},
                    {"path": "steps.two.text", "change": "added"},
                    {"path": "steps.three", "change": "added"},
                    {"path": "priority", "change": "added"},
                    {"path": "nb: title", "change": "changed"},
                ],
            },
        ],
    }
    missing = await client.get("/api/sites/acme/diff?from=1&to=9", headers=cast.acme.bearer)
    assert missing.status_code == 404


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("agent", False), ("editor", True)])
async def test_who_may(client: httpx.AsyncClient, cast: Cast, role: str, may: bool) -> None:
    made = await client.post("/api/sites/acme/keys", json={"name": role, "role": role}, headers=cast.acme.bearer)
    bearer = {"Authorization": f"Bearer {made.json()['secret_key']}"}
    await push(client, cast, "A")
    assert (await client.get(VERSIONS, headers=bearer)).status_code == 200
    pushed = await client.post(VERSIONS, json={"files": write_files(write_tour())}, headers=bearer)
    published = await client.post(PUBLISH, json={"version": 1}, headers=bearer)
    rolled_back = await client.post(ROLLBACK, headers=bearer)
    statuses = [pushed.status_code, published.status_code, rolled_back.status_code]
    assert statuses == ([201, 200, 409] if may else [403, 403, 403])
