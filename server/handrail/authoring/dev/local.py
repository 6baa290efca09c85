"""A whole Handrail of its own, in this process, over a database that lasts as long as the preview: what a page does there is nowhere else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import Connection
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.authoring.dev.clock import MovableClock
from handrail.content.folder import FolderMedia
from handrail.content.keep_media import find_stored, keep_media
from handrail.content.publish import publish_version
from handrail.content.routes import keep_new
from handrail.content.serve_media import check_upload
from handrail.content.validation.validate import Validated
from handrail.content.versions import push_version
from handrail.core.migrate import migrate
from handrail.core.services import Services
from handrail.settings import Settings
from handrail.sites.access import Actor, EnvironmentAccess, SiteAccess, load_environment, load_operator_access
from handrail.sites.create import create_site
from handrail.sites.schema import CreatedEnvironment, CreateSite

ACTOR = Actor("operator", "operator", "handrail dev")
ENVIRONMENT = "production"


class LocalApp:
    """`publish` puts drafts up; `ask` is a page's request, without the page."""

    def __init__(self, app: Starlette, site: SiteAccess, environment: CreatedEnvironment, origin: str) -> None:
        self.services: Services = app.state.services
        self.site = site
        self.key = environment.publishable_key
        self.identity_secret = environment.identity_secret
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://drafts",
            headers={"Origin": origin},
            timeout=None,  # noqa: S113  # it is in this process
        )

    async def publish(self, checked: Validated, media: FolderMedia) -> None:
        """What has no faults."""
        found, site = self.services, self.site
        await self._keep_media(media)
        await keep_new(found, site.site_id, checked.items.values())
        now = found.clock.now()
        pushed = await found.db.write(push_version, site, checked.items, "", checked.warnings, now)
        await found.db.write(publish_version, site, await self.load_environment(), pushed.version, now)

    async def load_environment(self) -> EnvironmentAccess:
        environment = await self.services.db.read(load_environment, self.site.site_id, ENVIRONMENT)
        assert environment is not None  # it was made with the site, and nobody takes it away
        return environment

    async def ask(self, method: str, path: str, body: str = "") -> httpx.Response:
        """`path` begins with `v1/`. The body's `key` becomes this app's own."""
        if method == "GET":
            return await self._client.get(f"/{path}")
        said = json.dumps({**json.loads(body), "key": self.key})
        return await self._client.post(f"/{path}", content=said, headers={"Content-Type": "text/plain"})

    async def close(self) -> None:
        await self._client.aclose()

    async def _keep_media(self, media: FolderMedia) -> None:
        found = self.services
        hashes = [one.hash for one in media.found.values()]
        known = await found.db.read(find_stored, self.site.site_id, hashes)
        for path, one in media.found.items():
            if one.hash not in known and one.type is not None:
                data = await asyncio.to_thread(media.locate(path).read_bytes)
                file = await asyncio.to_thread(check_upload, one.hash, data)
                await found.db.write(keep_media, self.site.site_id, file, data, found.clock.now())


@asynccontextmanager
async def open_local_app(slug: str, origin: str, clock: MovableClock) -> AsyncIterator[LocalApp]:
    with TemporaryDirectory(prefix="handrail-dev-") as folder:
        url = f"sqlite:///{Path(folder) / 'drafts.db'}"
        await asyncio.to_thread(migrate, url)
        app = create_app(Settings(database_url=url), clock=clock, background=False)
        async with app.router.lifespan_context(app):
            found: Services = app.state.services
            await found.start()
            site, environment = await found.db.write(make_site, slug, origin, clock.now())
            local = LocalApp(app, site, environment, origin)
            try:
                yield local
            finally:
                await local.close()


def make_site(conn: Connection, slug: str, origin: str, now: int) -> tuple[SiteAccess, CreatedEnvironment]:
    created = create_site(conn, CreateSite(site=slug, origins=[origin]), ACTOR, now)
    access = load_operator_access(conn, slug, ACTOR)
    assert access is not None
    return access, next(one for one in created.environments if one.environment == ENVIRONMENT)
