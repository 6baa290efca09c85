"""`/api/sites/{site}/versions`, `…/diff`, `…/environments/{environment}/publish` and `…/rollback`; `/v1/content/…` for pages."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from handrail.content.diff import diff_versions
from handrail.content.keep_media import find_stored
from handrail.content.media import MediaFile
from handrail.content.problems import InvalidContent, MediaMissing
from handrail.content.publish import publish_version, roll_back
from handrail.content.published import MODELS, PublishedItem, load_item
from handrail.content.serve_media import get_media, put_media
from handrail.content.source import Source
from handrail.content.tables import Publication, StoredItem, VersionItem
from handrail.content.validation.validate import validate
from handrail.content.versions import (
    batch_items,
    find_new,
    keep_items,
    list_media,
    list_versions,
    make_item,
    push_version,
)
from handrail.content.wire import (
    ContentQuery,
    Diff,
    DiffQuery,
    PublishedVersion,
    PublishVersion,
    PushContent,
    PushedContent,
    VersionList,
)
from handrail.core.db import table
from handrail.core.feature import Feature
from handrail.core.http import Endpoint, is_known, say_unchanged
from handrail.core.problems import NotFound
from handrail.core.services import Services, services
from handrail.sites.access import SiteAccess, access_environment
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role

LARGEST_PUSH = 64_000_000
FAULTS_TOLD = 500
stored, version_items, publications = table(StoredItem), table(VersionItem), table(Publication)


async def post_version(request: Request, access: SiteAccess, body: PushContent) -> PushedContent:
    found = services(request)
    files = {path: text.encode(errors="surrogatepass") for path, text in body.files.items()}
    kept = await found.db.read(find_stored, access.site_id, [one.hash for one in body.media.values()])
    media = {path: kept.get(one.hash) or MediaFile(one.hash, one.type, one.size) for path, one in body.media.items()}
    checked = await asyncio.to_thread(validate, files, None if body.other_site else access.slug, media.get)
    if checked.faults:
        faults: list[Any] = [fault.model_dump() for fault in checked.faults[:FAULTS_TOLD]]
        count = f"are {len(checked.faults)} faults" if len(checked.faults) > 1 else "is one fault"
        raise InvalidContent(f"There {count}; nothing was kept. Set right what `faults` names.", faults=faults)
    if missing := sorted({name.partition(".")[0] for name in list_media(checked.items)} - kept.keys()):
        raise MediaMissing(
            "The site lacks files that the content names. Put each that `missing` lists to its media, then push again.",
            missing=[*missing],
        )
    await keep_new(found, access.site_id, checked.items.values())
    return await found.db.write(push_version, access, checked.items, body.message, checked.warnings, found.clock.now())


async def keep_new(found: Services, site_id: str, items: Collection[Source]) -> None:
    """In small writes, whatever takes time beforehand and in a thread of its own."""
    by_hash = {source.hash: source for source in items}
    new = await found.db.read(find_new, site_id, list(by_hash))
    rows = await asyncio.to_thread(lambda: [make_item(site_id, by_hash[hash_]) for hash_ in new])
    for batch in batch_items(rows):
        sources = [by_hash[one.hash] for one in batch]
        await found.db.write(keep_items, site_id, batch, sources, found.features)


async def get_versions(request: Request, access: SiteAccess) -> VersionList:
    return await services(request).db.read(list_versions, access)


async def get_diff(request: Request, access: SiteAccess, query: DiffQuery) -> Diff:
    return await services(request).db.scan(diff_versions, access, query.from_, query.to)


async def post_publication(request: Request, access: SiteAccess, body: PublishVersion) -> PublishedVersion:
    environment = await access_environment(request, access, request.path_params["environment"])
    found = services(request)
    return await found.db.write(publish_version, access, environment, body.version, found.clock.now())


async def post_rollback(request: Request, access: SiteAccess) -> PublishedVersion:
    environment = await access_environment(request, access, request.path_params["environment"])
    found = services(request)
    return await found.db.write(roll_back, access, environment, found.clock.now())


async def get_content(request: Request, query: ContentQuery) -> Response:
    """An item for a page, in the nearest locale. Its hash names all that it says, so it may be kept for ever."""
    item = await services(request).db.read(load_shown, request.path_params["hash"])
    if item is None:
        raise NotFound("No such item was ever published.")
    locale = item.choose_locale(query.locale or item.source.locale)
    etag = f'"{item.hash}-{locale}"'
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Language": locale,
        "ETag": f"W/{etag}",
    }
    if is_known(request, etag):
        return say_unchanged(headers)
    return Response(item.body_json(locale), headers=headers, media_type="application/json")


def load_shown(conn: Connection, hash_: str) -> PublishedItem | None:
    """What starts, or a snippet, that is or was published somewhere. Two sites that wrote the same have the same to show."""
    site_id = conn.scalar(
        select(stored.c.site_id)
        .join(
            version_items, (version_items.c.site_id == stored.c.site_id) & (version_items.c.item_hash == stored.c.hash)
        )
        .join(publications, publications.c.version_id == version_items.c.version_id)
        .where(stored.c.hash == hash_, stored.c.kind.in_(MODELS))
        .limit(1)
    )
    return None if site_id is None else load_item(conn, site_id, hash_)


FEATURE = Feature(
    name="content",
    routes=(
        manage(
            "POST",
            "/versions",
            post_version,
            Role.EDITOR,
            summary="Push content as a version",
            status=201,
            limit=LARGEST_PUSH,
        ),
        manage("GET", "/versions", get_versions, Role.VIEWER, summary="List versions of the content"),
        manage("GET", "/diff", get_diff, Role.VIEWER, summary="Compare two versions"),
        manage(
            "POST",
            "/environments/{environment}/publish",
            post_publication,
            Role.EDITOR,
            summary="Publish a version to an environment",
        ),
        manage(
            "POST",
            "/environments/{environment}/rollback",
            post_rollback,
            Role.EDITOR,
            summary="Publish what was published before",
        ),
        manage(
            "PUT",
            "/media/{hash}",
            put_media,
            Role.EDITOR,
            summary="Upload an image, a video or captions under its SHA-256",
            takes="application/octet-stream",
        ),
        Endpoint("GET", "/v1/content/{hash}.{type}", get_media, summary="An image, a video or captions"),
        Endpoint("GET", "/v1/content/{hash}", get_content, summary="One item, compiled for a locale", compressed=True),
    ),
)
