"""What is walked: each item as each role, in each locale, at each width. Items and settings in, walks out. Pure.

An item that a role could not get, as its audience and the role's traits say, is left out for that role; what is unknown leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handrail.authoring.check.results import WalkKey
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.content.checklist import Checklist
from handrail.content.schema import Item, Site
from handrail.content.segments import evaluate_segments
from handrail.content.site_check import CheckRole
from handrail.content.snippet import Snippet
from handrail.content.startable import Startable
from handrail.content.tour import Tour

ANYBODY = "anybody"
DEFAULT_VIEWPORT = "1280x800"


class NotPlanned(Exception):
    """Options that ask for what is not there; says what is."""


@dataclass(frozen=True)
class Wanted:
    """What options narrow it to; empty for all."""

    roles: Sequence[str] = ()
    locales: Sequence[str] = ()
    viewports: Sequence[str] = ()
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Walk:
    key: WalkKey
    file: str
    item: Tour | Snippet | Checklist | Startable
    who: CheckRole


@dataclass(frozen=True)
class LeftOut:
    """`skipped`: by `check.skip`; else because none of those who walk could get it."""

    file: str
    item: str
    skipped: bool


def plan_walks(site: Site, items: Iterable[tuple[str, Item]], wanted: Wanted) -> list[Walk]:
    """In the order of roles, locales and widths, so that what is signed in is used for long. Raises `NotPlanned`."""
    listed = [(file, item) for file, item in items if isinstance(item, Startable | Snippet)]
    check_wanted(site, [item.id for _, item in listed], wanted)
    settings = site.check
    roles = {name: role for name, role in settings.roles.items() if not wanted.roles or name in wanted.roles}
    walks = []
    for name, who in (roles or {ANYBODY: CheckRole()}).items():
        for locale in wanted.locales or settings.locales or site.locales[:1]:
            for viewport in wanted.viewports or settings.viewports or [DEFAULT_VIEWPORT]:
                for file, item in listed:
                    if item.id in settings.skip or (wanted.items and item.id not in wanted.items):
                        continue
                    if may_get(site, item, who, locale, viewport):
                        key = WalkKey(item=item.id, role=name if roles else "", locale=locale, viewport=viewport)
                        walks.append(Walk(key, file, item, who))
    return walks


def list_left_out(
    site: Site, items: Iterable[tuple[str, Item]], walks: Sequence[Walk], wanted: Wanted
) -> list[LeftOut]:
    """What no walk looks at though it was asked for."""
    walked = {walk.key.item for walk in walks}
    return [
        LeftOut(file, item.id, item.id in site.check.skip)
        for file, item in items
        if isinstance(item, Startable | Snippet)
        and item.id not in walked
        and (not wanted.items or item.id in wanted.items)
    ]


def check_wanted(site: Site, ids: Sequence[str], wanted: Wanted) -> None:
    for what, asked, there in (
        ("role", wanted.roles, list(site.check.roles)),
        ("locale", wanted.locales, site.locales),
        ("item", wanted.items, ids),
    ):
        for one in asked:
            if one not in there:
                few = ", ".join(there[:12]) + (" …" if len(there) > 12 else "")
                raise NotPlanned(f'there is no {what} "{one}"' + (f"; there is {few}" if few else " in site.json"))


def may_get(site: Site, item: Startable | Snippet, who: CheckRole, locale: str, viewport: str) -> bool:
    context = describe(site, item, who, locale, viewport)
    where = item.when if isinstance(item, Snippet) else item.start.when
    asked = [condition for condition in (item.audience, where) if condition]
    return all(evaluate(condition, context) is not False for condition in asked)


def describe(site: Site, item: Startable | Snippet | None, who: CheckRole, locale: str, viewport: str) -> Context:
    """What is known of a role before any page is open."""
    known = Context(
        traits=dict(who.traits) if who.traits else None,
        account=dict(who.account) if who.account else None,
        locale=locale,
        device=name_device(viewport),
    )
    asking = [item.audience] if item and item.audience else []
    return evaluate_segments(site.segments, asking, known)


def name_device(viewport: str) -> str:
    width = int(viewport.partition("x")[0])
    return "phone" if width < 600 else "tablet" if width < 1024 else "desktop"


def read_viewport(viewport: str) -> tuple[int, int]:
    width, _, height = viewport.partition("x")
    return int(width), int(height)
