"""Bring the demo's site to where it should be, by the calls that anybody else would make: site, members, content, published."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import httpx
from starlette.applications import Starlette

from handrail.content.folder import FolderMedia, read_folder
from handrail.content.validation.validate import validate as check_files
from handrail.core.resources import resource
from handrail.core.services import Services
from handrail.core.signing import Purpose

SITE = "acme"
# Known to everybody, and refused by every server but the demo's.
PUBLISHABLE_KEY = "pk_demo_acme"
SECRET_KEY = "sk_demo_acme"  # noqa: S105
IDENTITY_SECRET = "is_demo_acme_known_to_everybody_who_reads_this"  # noqa: S105
PASSWORD = "demo-acme-invoices"  # noqa: S105
MEMBERS = {"owner": "Olivia", "editor": "Eddie", "agent": "Agnes", "viewer": "Victor"}


class NotPrepared(Exception):
    """The server refused what the demo needs; the message has its answer."""


async def prepare_site(app: Starlette, host_url: str) -> None:
    """Makes what is missing and publishes `tours/acme`; a second time changes nothing but what has changed. Raises `NotPrepared`."""
    services: Services = app.state.services
    await services.start()
    bearer = {"Authorization": f"Bearer {services.signer.dumps(Purpose.OPERATOR, 'handrail demo')}"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://demo", headers=bearer) as client:
        origins = [host_url, host_url.replace("localhost", "127.0.0.1")]
        secrets = {"publishable_key": PUBLISHABLE_KEY, "secret_key": SECRET_KEY, "identity_secret": IDENTITY_SECRET}
        site = {"site": SITE, "name": "Acme Invoices", "origins": origins, "demo": secrets}
        if await post(client, "/api/sites", site, there_already=409) is None:
            for origin in origins:
                path = f"/api/sites/{SITE}/environments/production/origins"
                await post(client, path, {"origin": origin}, there_already=409)
        for role, name in MEMBERS.items():
            member = {"email": f"{role}@acme.example", "name": name, "role": role, "password": PASSWORD}
            await post(client, f"/api/sites/{SITE}/members", member, there_already=409)
        await publish_tours(client)


async def publish_tours(client: httpx.AsyncClient) -> None:
    folder = resource("tours") / SITE
    files, media = read_folder(folder), FolderMedia(folder)
    check_files(files, find_media=media.find)  # so `media` knows which files go along
    for path, file in media.found.items():
        put = await client.put(f"/api/sites/{SITE}/media/{file.hash}", content=media.locate(path).read_bytes())
        if put.is_error:
            raise NotPrepared(f"{path} was refused with {put.status_code}: {put.text}")
    body = {
        "files": {name: content.decode() for name, content in files.items()},
        "media": {path: asdict(file) for path, file in media.found.items()},
        "message": "The demo's tours",
    }
    pushed = await post(client, f"/api/sites/{SITE}/versions", body)
    path = f"/api/sites/{SITE}/environments/production/publish"
    await post(client, path, {"version": (pushed or {})["version"]})


async def post(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], there_already: int | None = None
) -> dict[str, Any] | None:
    """The answer; None when it is the status that says that it is there already."""
    answer = await client.post(path, json=body)
    if answer.status_code == there_already:
        return None
    if answer.is_error:
        raise NotPrepared(f"{path} answered {answer.status_code}: {answer.text}")
    found: dict[str, Any] = answer.json()
    return found
