"""Acme Invoices through HTTP: who gets in, what its tokens say, and that its policy opens nothing but Handrail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import jwt
import pytest
from httpx import ASGITransport, AsyncClient

from handrail.demo import host as host_module
from handrail.demo.host import create_host

SECRET = "an identity secret of thirty-two"
TODAY = date(2026, 3, 14)


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    app = create_host("https://help.example/handrail/", "pk_test", SECRET, today=TODAY, latency=0)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://acme.test", follow_redirects=True) as client:
        yield client


async def sign_in(client: AsyncClient, user: str) -> None:
    response = await client.post("/sign-in", data={"user": user})
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/", "/invoices", "/invoices/new", "/customers", "/settings"])
async def test_pages_want_a_signed_in_user(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).url.path == "/sign-in"
    await sign_in(client, "tess")
    response = await client.get(path)
    assert response.url.path == path
    assert "Tess Tveit" in response.text


@pytest.mark.parametrize("path", ["/api/invoices", "/api/customers", "/identity-token"])
async def test_calls_want_a_signed_in_user(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 401


@pytest.mark.parametrize(
    ("user", "role", "plan"), [("paula", "owner", "pro"), ("frank", "member", "free"), ("tess", "admin", "team")]
)
async def test_the_backend_signs_who_the_user_is(client: AsyncClient, user: str, role: str, plan: str) -> None:
    await sign_in(client, user)
    token = (await client.get("/identity-token")).text
    claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    assert claims["sub"] == user
    assert claims["exp"] - claims["iat"] == 3600
    assert claims["traits"]["role"] == role
    assert claims["account"]["plan"] == plan
    assert (
        'src="https://help.example/handrail/sdk/handrail.js" data-key="pk_test" data-user-token="ey'
        in (await client.get("/")).text
    )


async def test_the_policy_names_handrail_and_nothing_else(client: AsyncClient) -> None:
    response = await client.get("/sign-in")
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self' https://help.example; style-src 'self'; connect-src 'self' https://help.example; img-src 'self'; media-src https://help.example; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert "data-user-token" not in response.text


async def test_a_forged_session_is_nobody(client: AsyncClient) -> None:
    client.cookies.set("acme_session", "eyJ1c2VyIjogInBhdWxhIn0=.abcdef.forged")
    assert (await client.get("/identity-token")).status_code == 401


async def test_other_sites_cannot_post(client: AsyncClient) -> None:
    await sign_in(client, "paula")
    response = await client.post("/sign-out", headers={"origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert (await client.get("/identity-token")).status_code == 200


async def test_an_invoice_is_sent_listed_and_paid(client: AsyncClient) -> None:
    await sign_in(client, "paula")
    new = {"customer": "lumen", "lines": [{"description": "Lettering", "quantity": 2, "price": 12550}]}
    sent = (await client.post("/api/invoices", json=new)).json()
    assert (sent["net"], sent["tax"], sent["total"]) == (25100, 5020, 30120)
    assert (sent["issued"], sent["due"], sent["status"]) == ("2026-03-14", "2026-04-13", "sent")
    assert (await client.get("/api/invoices")).json()[0]["id"] == sent["id"]
    assert (await client.post(f"/api/invoices/{sent['id']}/paid", json={})).json()["status"] == "paid"


@pytest.mark.parametrize(
    "body",
    [
        {"customer": "nobody", "lines": [{"description": "x", "price": 1}]},
        {"customer": "lumen", "lines": []},
        {"customer": "lumen", "lines": [{"description": "x", "price": -1}]},
        "not an object",
    ],
)
async def test_a_bad_invoice_is_refused(client: AsyncClient, body: object) -> None:
    await sign_in(client, "paula")
    assert (await client.post("/api/invoices", json=body)).status_code == 422


async def test_members_cannot_change_the_company(client: AsyncClient) -> None:
    form = {"company": "Mine", "reply_to": "me@example.com", "footer": ""}
    await sign_in(client, "frank")
    assert (await client.post("/settings", data=form)).status_code == 403
    await sign_in(client, "tess")
    assert 'value="Mine"' in (await client.post("/settings", data=form)).text


def test_the_host_knows_nothing_of_handrail_but_its_address() -> None:
    folder = Path(host_module.__file__).parent
    for name in ("host", "pages", "calls", "users", "ledger"):
        imports = [
            line for line in (folder / f"{name}.py").read_text().splitlines() if "import" in line and "handrail" in line
        ]
        assert all("handrail.demo" in line for line in imports)


def test_the_pages_write_no_markup_from_scripts() -> None:
    for script in (Path(host_module.__file__).parent / "static").glob("*.js"):
        assert "innerHTML" not in script.read_text()
