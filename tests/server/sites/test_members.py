"""Members of a site: added, changed and removed by owners."""

from __future__ import annotations

import httpx
import pytest

from handrail.sites.roles import Role
from tests.server.cast import Cast

PATH = "/api/sites/acme/members"


async def test_members_are_listed_with_their_roles(client: httpx.AsyncClient, cast: Cast) -> None:
    members = (await client.get(PATH, headers=cast.acme.bearer)).json()["members"]
    expected = {player.email: player.role for player in cast.members}
    assert {member["email"]: member["role"] for member in members} == expected
    assert "password" not in str(members)


async def test_a_password_is_made_when_none_is_given(client: httpx.AsyncClient, cast: Cast) -> None:
    wanted = {"email": " Nora@Acme.test ", "name": "Nora", "role": "viewer"}
    added = await client.post(PATH, json=wanted, headers=cast.acme.bearer)
    assert (added.status_code, added.json()["email"]) == (201, "nora@acme.test")
    assert len(added.json()["password"]) > 30
    given = {"email": "paul@acme.test", "name": "Paul", "role": "viewer", "password": "quite long enough"}
    assert (await client.post(PATH, json=given, headers=cast.acme.bearer)).json()["password"] is None


async def test_who_is_a_member_elsewhere_keeps_their_password(client: httpx.AsyncClient, cast: Cast) -> None:
    wanted = {"email": cast.eddie.email, "name": "Edward", "role": "viewer", "password": "taken over by globex"}
    added = await client.post("/api/sites/globex/members", json=wanted, headers=cast.globex.bearer)
    assert added.status_code == 201
    assert (added.json()["new"], added.json()["name"], added.json()["password"]) == (False, "Eddie", None)
    assert await sign_in(client, cast.eddie.email, "taken over by globex") == 401
    assert await sign_in(client, cast.eddie.email, cast.eddie.password) == 303
    sites = await client.get("/console")
    assert "/console/acme" in sites.text
    assert "/console/globex" in sites.text


@pytest.mark.parametrize(
    "fault",
    [
        {"email": "no address"},
        {"email": "a@b"},
        {"email": "@acme.test"},
        {"email": "a@acme.test" * 30},
        {"name": ""},
        {"role": "king"},
        {"password": "short"},
        {"password": "x" * 201},
        {"admin": True},
    ],
)
async def test_odd_members_are_refused(client: httpx.AsyncClient, cast: Cast, fault: dict[str, object]) -> None:
    wanted = {"email": "nora@acme.test", "name": "Nora", "role": "viewer", **fault}
    assert (await client.post(PATH, json=wanted, headers=cast.acme.bearer)).status_code == 422


@pytest.mark.parametrize("demo", [{"email": "nora@acme.example"}, {"password": "demo password of all"}])
async def test_demo_members_are_for_the_demo(client: httpx.AsyncClient, cast: Cast, demo: dict[str, str]) -> None:
    wanted = {"email": "nora@acme.test", "name": "Nora", "role": "viewer", **demo}
    answer = await client.post(PATH, json=wanted, headers=cast.acme.bearer)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/demo_only")


async def test_the_last_owner_stays(client: httpx.AsyncClient, cast: Cast) -> None:
    olivia, eddie, bearer = f"{PATH}/{cast.olivia.id}", f"{PATH}/{cast.eddie.id}", cast.acme.bearer
    for answer in (
        await client.delete(olivia, headers=bearer),
        await client.post(olivia, json={"role": "viewer"}, headers=bearer),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/last_owner")
    assert (await client.post(eddie, json={"role": "owner"}, headers=bearer)).json()["role"] == "owner"
    assert (await client.delete(olivia, headers=bearer)).status_code == 204


async def sign_in(client: httpx.AsyncClient, email: str, password: str) -> int:
    client.cookies.clear()
    door = await client.get("/console/sign-in")
    csrf = door.text.split('name="csrf" value="')[1].split('"')[0]
    answer = await client.post("/console/sign-in", data={"email": email, "password": password, "csrf": csrf})
    return answer.status_code


async def test_an_owner_resets_a_forgotten_password(client: httpx.AsyncClient, cast: Cast) -> None:
    assert await sign_in(client, cast.victor.email, cast.victor.password) == 303
    reset = await client.post(f"{PATH}/{cast.victor.id}/password", json={}, headers=cast.acme.bearer)
    assert (await client.get("/console")).status_code == 303  # signed out everywhere
    assert await sign_in(client, cast.victor.email, cast.victor.password) == 401
    assert await sign_in(client, cast.victor.email, reset.json()["password"]) == 303


async def test_nobody_takes_over_a_member_of_another_site(client: httpx.AsyncClient, cast: Cast) -> None:
    wanted = {"email": cast.victor.email, "name": "Victor", "role": "viewer"}
    await client.post("/api/sites/globex/members", json=wanted, headers=cast.globex.bearer)
    for site in (cast.acme, cast.globex):
        path = f"/api/sites/{site.slug}/members/{cast.victor.id}/password"
        answer = await client.post(path, json={"password": "taken over by them"}, headers=site.bearer)
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/shared_member")
    assert await sign_in(client, cast.victor.email, cast.victor.password) == 303


async def test_members_of_others_are_not_found(client: httpx.AsyncClient, cast: Cast) -> None:
    path, bearer = f"/api/sites/globex/members/{cast.victor.id}", cast.globex.bearer
    assert (await client.delete(path, headers=bearer)).status_code == 404
    assert (await client.post(path, json={"role": "owner"}, headers=bearer)).status_code == 404


def test_roles_reach_downwards() -> None:
    order = [Role.VIEWER, Role.AGENT, Role.EDITOR, Role.OWNER]
    for i, role in enumerate(order):
        assert [role.reaches(need) for need in order] == [j <= i for j in range(4)]
