"""Signing in to the console and out of it, through its forms."""

from __future__ import annotations

import re

import argon2
import httpx
import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.core.clock import DAY, HOUR, MINUTE
from handrail.core.db import table
from handrail.settings import Settings
from handrail.sites import passwords
from handrail.sites.tables import ConsoleSession, Member
from tests.server.cast import PASSWORD, Cast, MovingClock, Player, services_of

SAME_ORIGIN = {"Origin": "http://testserver"}


def read_csrf(page: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


async def send(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD, next_: str = "", **headers: str
) -> httpx.Response:
    csrf = read_csrf(await client.get("/console/sign-in"))
    form = {"email": email, "password": password, "csrf": csrf, "next": next_}
    return await client.post("/console/sign-in", data=form, headers={**SAME_ORIGIN, **headers})


async def sign_in(client: httpx.AsyncClient, player: Player) -> None:
    answer = await send(client, player.email)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")


async def test_a_member_signs_in_sees_their_sites_and_signs_out(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (await client.get("/console")).headers["location"] == "/console/sign-in?next=/console"
    await sign_in(client, cast.victor)
    sites = await client.get("/console")
    assert sites.status_code == 200
    assert 'href="/console/acme"' in sites.text
    assert "globex" not in sites.text
    kept = client.cookies["handrail_session"]
    answer = await client.post("/console/sign-out", data={"csrf": read_csrf(sites)}, headers=SAME_ORIGIN)
    assert answer.headers["location"] == "/console/sign-in"
    assert "handrail_session" not in client.cookies
    client.cookies.set("handrail_session", kept, domain="testserver.local", path="/console")
    assert (await client.get("/console")).status_code == 303  # the cookie alone is worth nothing any more


async def test_after_signing_in_one_is_where_one_wanted_to_be(client: httpx.AsyncClient, cast: Cast) -> None:
    asked = await client.get("/console/acme")
    assert asked.headers["location"] == "/console/sign-in?next=/console/acme"
    assert (await send(client, cast.victor.email, next_="/console/acme")).headers["location"] == "/console/acme"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.test/", "//evil.test", "/console//evil.test", "/console/\\evil.test", "/console/../v1", "/consoleX"],
)
async def test_nobody_is_sent_elsewhere(client: httpx.AsyncClient, cast: Cast, elsewhere: str) -> None:
    assert (await send(client, cast.victor.email, next_=elsewhere)).headers["location"] == "/console"


async def test_wrong_password_and_unknown_email_get_the_same_answer(client: httpx.AsyncClient, cast: Cast) -> None:
    wrong = await send(client, cast.olivia.email, "not the password")
    unknown = await send(client, "nobody@acme.test", "not the password")
    assert wrong.status_code == unknown.status_code == 401

    def plain(page: httpx.Response) -> str:
        return re.sub(r'value="[^"]*"', "", page.text)

    assert plain(wrong) == plain(unknown)
    assert 'role="alert"' in wrong.text
    assert "not the password" not in wrong.text


async def test_an_unknown_email_costs_a_hash_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    verify = argon2.PasswordHasher.verify

    def note(self: argon2.PasswordHasher, password_hash: str, password: str) -> bool:
        checked.append(password_hash)
        return bool(verify(self, password_hash, password))

    monkeypatch.setattr(argon2.PasswordHasher, "verify", note)
    known = passwords.hash_password(PASSWORD)
    assert passwords.check_password(PASSWORD, known)
    assert not passwords.check_password(PASSWORD, None)
    parameters = [argon2.extract_parameters(password_hash) for password_hash in checked]
    assert len(parameters) == 2
    assert parameters[0] == parameters[1]


async def test_the_cookie_is_kept_from_scripts_and_other_sites(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await send(client, cast.olivia.email)
    (cookie,) = [
        c for c in answer.headers.get_list("set-cookie") if c.startswith("handrail_session=") and "Max-Age=0" not in c
    ]
    assert {"HttpOnly", "SameSite=lax", "Path=/console"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


async def test_behind_https_the_cookie_is_secure(database_url: str, clock: MovingClock, cast: Cast) -> None:
    app = create_app(Settings(database_url=database_url, public_url="https://help.acme.test"), clock=clock)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://inside") as client:
        answer = await send(client, cast.olivia.email, Origin="https://help.acme.test")
    assert answer.status_code == 303
    assert all("Secure" in c for c in answer.headers.get_list("set-cookie") if "Max-Age=0" not in c)
    await services_of(app).db.close()


async def test_every_sign_in_makes_a_new_session_and_ends_the_old(
    client: httpx.AsyncClient, app: Starlette, cast: Cast
) -> None:
    await sign_in(client, cast.olivia)
    first = client.cookies["handrail_session"]
    page = await client.get("/console")
    form = {"email": cast.olivia.email, "password": PASSWORD, "csrf": read_csrf(page)}
    assert (await client.post("/console/sign-in", data=form, headers=SAME_ORIGIN)).status_code == 303
    assert client.cookies["handrail_session"] != first
    sessions = table(ConsoleSession)
    rows = await services_of(app).db.read(
        lambda conn: list(conn.scalars(select(sessions.c.revoked_at).order_by(sessions.c.id)))
    )
    assert [row is None for row in rows] == [False, True]


@pytest.mark.parametrize("pause", [12 * HOUR + MINUTE, 14 * DAY + MINUTE])
async def test_a_session_ends_by_itself(client: httpx.AsyncClient, clock: MovingClock, cast: Cast, pause: int) -> None:
    await sign_in(client, cast.olivia)
    clock.advance(pause)
    assert (await client.get("/console")).status_code == 303


async def test_a_session_in_use_goes_on_for_two_weeks_at_most(
    client: httpx.AsyncClient, clock: MovingClock, cast: Cast
) -> None:
    await sign_in(client, cast.olivia)
    answers = []
    for _ in range(30):
        clock.advance(11 * HOUR)
        answers.append((await client.get("/console")).status_code)
    assert answers[:29] == [200] * 29
    clock.advance(11 * HOUR)
    assert (await client.get("/console")).status_code == 303


async def test_a_forged_cookie_is_nobody(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in(client, cast.olivia)
    token = client.cookies["handrail_session"]
    for forged in (token[:-3] + "abc", "x", "", token + "x"):
        client.cookies.clear()
        client.cookies.set("handrail_session", forged, domain="testserver.local", path="/console")
        assert (await client.get("/console")).status_code == 303


async def test_forms_from_elsewhere_are_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    csrf = read_csrf(await client.get("/console/sign-in"))
    form = {"email": cast.olivia.email, "password": PASSWORD, "csrf": csrf}
    for headers in ({"Origin": "https://evil.test"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await client.post("/console/sign-in", data=form, headers=headers)
        assert answer.status_code == 403
    for token in ("", "x", csrf[:-2] + "aa"):
        answer = await client.post("/console/sign-in", data={**form, "csrf": token}, headers=SAME_ORIGIN)
        assert answer.status_code == 403
    json = await client.post("/console/sign-in", json=form, headers=SAME_ORIGIN)
    assert json.status_code == 415


async def test_another_browsers_token_is_refused(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    await sign_in(client, cast.olivia)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as other:
        await sign_in(other, cast.victor)
        theirs = read_csrf(await other.get("/console"))
    refused = await client.post("/console/sign-out", data={"csrf": theirs}, headers=SAME_ORIGIN)
    assert refused.status_code == 403
    assert (await client.get("/console")).status_code == 200


async def test_guessing_is_slow(client: httpx.AsyncClient, clock: MovingClock, cast: Cast) -> None:
    answers = [(await send(client, cast.olivia.email, f"guess {i}")).status_code for i in range(7)]
    assert answers == [401] * 5 + [429] * 2
    right = await send(client, cast.olivia.email)
    assert (right.status_code, right.headers["retry-after"]) == (429, "900")
    assert (await send(client, cast.victor.email)).status_code == 303  # nobody else has to wait
    client.cookies.clear()
    clock.advance(15 * MINUTE)
    assert (await send(client, cast.olivia.email)).status_code == 303


async def test_a_good_sign_in_forgets_the_slips_before_it(client: httpx.AsyncClient, cast: Cast) -> None:
    for _ in range(3):
        for i in range(4):
            assert (await send(client, cast.olivia.email, f"slip {i}")).status_code == 401
        assert (await send(client, cast.olivia.email)).status_code == 303
        client.cookies.clear()


async def test_a_hash_of_older_parameters_is_renewed(client: httpx.AsyncClient, app: Starlette, cast: Cast) -> None:
    members, db = table(Member), services_of(app).db
    weak = argon2.PasswordHasher(time_cost=2, memory_cost=64).hash(PASSWORD)
    await db.write(lambda conn: conn.execute(update(members).values(password_hash=weak)) and None)
    await sign_in(client, cast.olivia)
    mine = select(members.c.password_hash).where(members.c.id == cast.olivia.id)
    renewed = await db.read(lambda conn: conn.scalars(mine).one())
    assert renewed != weak
    assert not passwords.wants_rehash(renewed)
    client.cookies.clear()
    await sign_in(client, cast.olivia)


async def test_demo_members_sign_in_at_the_demo_alone(
    client: httpx.AsyncClient, app: Starlette, database_url: str, clock: MovingClock
) -> None:
    members, db = table(Member), services_of(app).db
    password_hash = passwords.hash_password("demo-password")
    demo = Member(id="demo", email="dora@acme.example", name="Dora", password_hash=password_hash, created_at=0)
    await db.write(lambda conn: conn.execute(members.insert().values(demo.model_dump())) and None)
    refused = await send(client, "dora@acme.example", "demo-password")
    assert refused.status_code == 403
    assert "handrail_session" not in client.cookies
    app = create_app(Settings(database_url=database_url, demo=True), clock=clock)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as other:
        assert (await send(other, "dora@acme.example", "demo-password")).status_code == 303
    await services_of(app).db.close()


@pytest.mark.parametrize("email", ["\0", "a\0b@acme.test", "é" * 200, "x" * 201, "<script>"])
async def test_odd_input_is_refused_not_repeated(client: httpx.AsyncClient, email: str) -> None:
    answer = await send(client, email)
    assert answer.status_code in (401, 422)
    assert "<script>" not in answer.text
