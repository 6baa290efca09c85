"""`GET` and `POST /api/sites/{site}/explain`: all that the server knows of one person before one item. Reads only."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request

from handrail.conditions.context import Context
from handrail.conditions.explain import Clause
from handrail.content.published import Published, is_known_as, load_published
from handrail.content.published_startable import PublishedStartable
from handrail.core.clock import from_iso, to_iso
from handrail.core.problems import NotFound
from handrail.core.services import services
from handrail.people.store import PersonRow, find_person, load_person
from handrail.progress.audience import describe_person, load_tracked, name_events, stand
from handrail.progress.renamed import name_formers, rename_state
from handrail.progress.state import EMPTY
from handrail.progress.store import load_state
from handrail.sites.access import EnvironmentAccess, SiteAccess, access_environment
from handrail.sync.budget import read_limits, weigh
from handrail.sync.explain import Explained, Situation, explain_start
from handrail.sync.hold_out import is_chosen, is_held
from handrail.sync.shelf import hold_out_of, offer_item, share_of
from handrail.sync.wire import Explain, ExplainedClause, Explanation

NOT_PUBLISHED: Explained = False, ["listed"], [Clause("listed", False)]


async def post_explain(request: Request, access: SiteAccess, body: Explain) -> Explanation:
    return await explain_to(request, access, body)


async def get_explain(request: Request, access: SiteAccess, query: Explain) -> Explanation:
    return await explain_to(request, access, query)


async def list_items(request: Request, access: SiteAccess, environment: str) -> list[str]:
    """What may be asked about. Raises `NotFound`."""
    found = await access_environment(request, access, environment)
    published = await services(request).db.scan(load_published, found.environment_id)
    return sorted(published.startables) if published else []


async def explain_to(request: Request, access: SiteAccess, asked: Explain) -> Explanation:
    """Raises `NotFound` for an environment or a person of another site, too."""
    environment = await access_environment(request, access, asked.environment)
    found = services(request)
    now = from_iso(asked.now) if asked.now else found.clock.now()
    return await found.db.scan(explain_item, environment, asked, now)


def explain_item(conn: Connection, access: EnvironmentAccess, asked: Explain, now: int) -> Explanation:
    person = find_asked(conn, access, asked)
    published = load_published(conn, access.environment_id)
    one = find_item(published, asked.item)
    if published is None or one is None:
        starts, because, clauses = NOT_PUBLISHED
    else:
        starts, because, clauses = explain_start(describe(conn, access.site_id, published, one, person, asked, now))
    return Explanation(
        environment=access.environment,
        item=one.id if one else asked.item,
        person=person.id if person else None,
        now=to_iso(now),
        starts=starts,
        because=because,
        clauses=[ExplainedClause(**vars(clause)) for clause in clauses],
    )


def find_asked(conn: Connection, access: EnvironmentAccess, asked: Explain) -> PersonRow | None:
    """Raises `NotFound` for somebody of whom nothing is kept."""
    if asked.person is None and asked.sub is None:
        return None
    row = load_person(conn, access.environment_id, asked.person) if asked.person else None
    row = row or find_person(conn, access.environment_id, sub=asked.sub or asked.person or "")
    if row is None:
        raise NotFound(f"{access.environment} knows no such person; leave it out to ask for a new visitor.")
    return row


def find_item(published: Published | None, name: str) -> PublishedStartable | None:
    """A former name will do."""
    return None if published is None else published.startables.get(name_formers(published).get(name, name))


def describe(
    conn: Connection,
    site_id: str,
    published: Published,
    one: PublishedStartable,
    row: PersonRow | None,
    asked: Explain,
    now: int,
) -> Situation:
    locale = asked.locale or published.site.locales[0]
    state = rename_state(load_state(conn, row.id), name_formers(published)) if row else EMPTY
    offers = [offer_item(other, other.start(locale)) for other in published.startables.values()]
    where = next(offer.where for offer in offers if offer.id == one.id)
    names = name_events(published, where)
    tracked = load_tracked(conn, row.id, names) if row and names else []
    traits, account = (row.traits, row.account) if row else ("{}", "{}")
    hold_out, share = hold_out_of(one), share_of(one)
    progress = state.progress.get(one.id)
    named = progress.hash if progress else None
    return Situation(
        published=published,
        one=one,
        offers=offers,
        state=state,
        person=describe_person(published, traits, account, state, tracked, now, asked.locale),
        page=Context(
            url=asked.url, device=asked.device, locale=asked.locale, now=now, events=tracked, progress=stand(state)
        ),
        attention=weigh(read_limits(published.site.attention), state.starts, now),
        held=bool(row and hold_out and is_held(row.id, hold_out.name, hold_out.share)),
        apart=bool(row and share and not is_chosen(row.id, share.name, share.share)),
        given=is_known_as(conn, site_id, named, {one.id, *one.item.was}),
        now=now,
    )
