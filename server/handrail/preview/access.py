"""Who may use a preview, and whether it is still there. It is looked at with each call: whoever loses their role loses it at once."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select
from starlette.requests import Request

from handrail.core.db import table
from handrail.core.ids import digest
from handrail.core.problems import NotFound
from handrail.core.services import services
from handrail.preview.limits import UNASKED
from handrail.preview.problems import PreviewEnded
from handrail.preview.tables import Preview, PreviewLink
from handrail.preview.wire import Relayed
from handrail.sites.access import SiteAccess
from handrail.sites.problems import ForeignOrigin, Unauthorised
from handrail.sites.roles import Role
from handrail.sites.tables import Member, Membership, Origin

AUTHOR = Role.EDITOR
previews, links = table(Preview), table(PreviewLink)
members, memberships, origins = table(Member), table(Membership), table(Origin)


@dataclass(frozen=True)
class Held:
    """A preview with what decides whether it goes on. `role`: of its member, None when they are none any more."""

    id: str
    site_id: str
    environment_id: str
    member_id: str
    member: str
    origin: str
    expires_at: int
    asked_at: int
    ended_at: int | None
    role: Role | None
    admitted: bool

    def require_going(self, now: int) -> None:
        """Raises `PreviewEnded`."""
        for reason, is_over, why in (
            ("ended", self.ended_at is not None, "`handrail dev` was ended."),
            ("expired", now >= self.expires_at, "Its twelve hours are over."),
            (
                "member",
                self.role is None or not self.role.reaches(AUTHOR),
                f"{self.member} may not author here any more.",
            ),
            ("origin", not self.admitted, f"{self.origin} is no origin of this environment any more."),
            ("silent", now - self.asked_at > UNASKED, "`handrail dev` does not ask any more; is that machine asleep?"),
        ):
            if is_over:
                raise PreviewEnded(
                    f"{why} Run `handrail dev` again for a new one; without it the page is as it was.", reason=reason
                )


def load_preview(conn: Connection, preview_id: str) -> Held | None:
    row = conn.execute(
        select(
            previews.c.id,
            previews.c.site_id,
            previews.c.environment_id,
            previews.c.member_id,
            members.c.email,
            previews.c.origin,
            previews.c.expires_at,
            previews.c.asked_at,
            previews.c.ended_at,
            memberships.c.role,
            origins.c.id,
        )
        .join(members, members.c.id == previews.c.member_id)
        .outerjoin(
            memberships,
            and_(memberships.c.site_id == previews.c.site_id, memberships.c.member_id == previews.c.member_id),
        )
        .outerjoin(
            origins,
            and_(origins.c.environment_id == previews.c.environment_id, origins.c.origin == previews.c.origin),
        )
        .where(previews.c.id == preview_id)
    ).one_or_none()
    return None if row is None else Held(*row[:9], None if row[9] is None else Role(row[9]), row[10] is not None)


def require_own(conn: Connection, access: SiteAccess, preview_id: str, now: int) -> Held:
    """For the management API. Raises `NotFound`, `PreviewEnded`."""
    held = load_preview(conn, preview_id)
    if held is None or held.site_id != access.site_id:
        raise NotFound("This site has no such preview.")
    held.require_going(now)
    return held


def load_secrets(conn: Connection, preview_id: str) -> list[str]:
    """Digests of the secrets of its sessions."""
    mine = select(links.c.secret_digest).where(links.c.preview_id == preview_id, links.c.secret_digest.is_not(None))
    return list(conn.scalars(mine))


async def access_session(request: Request, body: Relayed) -> Held:
    """Who sends a body through a preview: a page of its origin that has a secret of it. Raises `Unauthorised`, `ForeignOrigin`, `PreviewEnded`."""
    held = await load_for_page(request)
    known = await services(request).db.read(load_secrets, held.id) if held else []
    mine = digest(body.key)
    # Every one is compared, so the time it takes tells nothing.
    same = [hmac.compare_digest(mine, one) for one in known]
    if held is None or not any(same):
        raise Unauthorised("This is no key of a preview. Open a fresh link; `handrail dev` prints one.")
    require_origin(request, held, lambda origin: origin == held.origin)
    held.require_going(services(request).clock.now())
    return held


async def access_contents(request: Request) -> Held:
    """Who reads an item or an image by its hash, which is what one must know. Raises `NotFound`, `ForeignOrigin`, `PreviewEnded`."""
    held = await load_for_page(request)
    if held is None:
        raise NotFound("There is no such preview.")
    require_origin(request, held, lambda origin: origin in (None, held.origin))
    held.require_going(services(request).clock.now())
    return held


async def load_for_page(request: Request) -> Held | None:
    return await services(request).db.read(load_preview, request.path_params["preview"])


def require_origin(request: Request, held: Held, is_right: Callable[[str | None], bool]) -> None:
    origin = request.headers.get("origin")
    if not is_right(origin):
        request.state.foreign_origin = True
        raise ForeignOrigin("This preview is for pages of another origin.")
    request.state.admitted_origin = origin
