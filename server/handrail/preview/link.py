"""The link that opens a preview: signed, for one member, site and origin, for fifteen minutes, once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from handrail.core.clock import SECOND, to_iso
from handrail.core.db import lock, table
from handrail.core.ids import digest, new_id, new_secret
from handrail.core.signing import BadToken, Purpose, Signer
from handrail.preview.access import Held, load_preview, require_own
from handrail.preview.limits import LINK_LASTS, LINKS_AT_MOST
from handrail.preview.problems import BadLink
from handrail.preview.tables import PreviewLink
from handrail.preview.wire import MadeLink, OpenedPreview
from handrail.sites.access import Actor, EnvironmentAccess, SiteAccess
from handrail.sites.audit import record_change
from handrail.sites.problems import TooMany

FRESH = "Press Enter where `handrail dev` runs for a fresh link."
links = table(PreviewLink)


@dataclass(frozen=True)
class Link:
    """What a token says."""

    preview_id: str
    member_id: str
    site_id: str
    origin: str


def make_link(conn: Connection, signer: Signer, access: SiteAccess, preview_id: str, now: int) -> MadeLink:
    """Raises `NotFound`, `PreviewEnded`, `TooMany`."""
    lock(conn, f"preview {preview_id}")
    held = require_own(conn, access, preview_id, now)
    mine = links.c.preview_id == held.id
    conn.execute(delete(links).where(mine, links.c.used_at.is_(None), links.c.expires_at <= now))
    if (conn.scalar(select(func.count()).select_from(links).where(mine)) or 0) >= LINKS_AT_MOST:
        raise TooMany(f"A preview has at most {LINKS_AT_MOST} links; run `handrail dev` anew.")
    token = signer.dumps(Purpose.PREVIEW_LINK, [held.id, held.member_id, held.site_id, held.origin, new_secret()[:16]])
    row = PreviewLink(
        id=new_id(),
        site_id=held.site_id,
        preview_id=held.id,
        digest=digest(token),
        expires_at=now + LINK_LASTS,
    )
    conn.execute(links.insert().values(row.model_dump()))
    return MadeLink(token=token, expires_at=to_iso(row.expires_at))


def read_link(signer: Signer, token: str) -> Link:
    """Raises `BadLink`."""
    try:
        said = signer.loads(Purpose.PREVIEW_LINK, token)
    except BadToken as error:
        raise BadLink(f"This link is none of ours. {FRESH}", reason="forged") from error
    try:
        signer.loads(Purpose.PREVIEW_LINK, token, LINK_LASTS // SECOND)
    except BadToken as error:
        raise BadLink(f"This link is older than fifteen minutes. {FRESH}", reason="expired") from error
    match said:
        case [str(preview_id), str(member_id), str(site_id), str(origin), str()]:
            return Link(preview_id, member_id, site_id, origin)
    raise BadLink(f"This link is none of ours. {FRESH}", reason="forged")


def open_link(
    conn: Connection, signer: Signer, where: EnvironmentAccess, origin: str | None, token: str, now: int
) -> OpenedPreview:
    """Uses it up. Raises `BadLink`, `PreviewEnded`."""
    link = read_link(signer, token)
    held = load_preview(conn, link.preview_id)
    if held is None or not is_for(link, held, where, origin):
        raise BadLink(f"This link was made for another page. Open it as it was printed. {FRESH}", reason="elsewhere")
    held.require_going(now)
    secret = new_secret("pv_")
    used = conn.execute(
        update(links)
        .where(
            links.c.digest == digest(token),
            links.c.preview_id == held.id,
            links.c.used_at.is_(None),
            links.c.expires_at > now,
        )
        .values(used_at=now, secret_digest=digest(secret))
    )
    if used.rowcount != 1:
        raise BadLink(f"This link was used already, and opens once. {FRESH}", reason="used")
    actor = Actor("member", held.member_id, held.member)
    record_change(conn, held.site_id, actor, now, "preview_opened", held.member, origin=held.origin)
    return OpenedPreview(preview=held.id, secret=secret)


def is_for(link: Link, held: Held, where: EnvironmentAccess, origin: str | None) -> bool:
    """Whether link, preview and page all speak of the same member, site, environment and origin."""
    return (link.member_id, link.site_id, link.origin) == (held.member_id, held.site_id, held.origin) and (
        where.site_id,
        where.environment_id,
        origin,
    ) == (held.site_id, held.environment_id, held.origin)
