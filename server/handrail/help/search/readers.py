"""Who searches, and what they may find. A published version and somebody in, a `Reader` out.

An article says itself who may read it (`Audiences`). Tours and snippets have audiences in the words of conditions, which the server
evaluates; what it does not know is not true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from handrail.conditions.compare import to_instant
from handrail.conditions.context import Context
from handrail.conditions.evaluate import evaluate
from handrail.conditions.schema import Condition
from handrail.content.published import Published
from handrail.content.snippet import Snippet
from handrail.content.tour import Tour
from handrail.core.services import Services
from handrail.help.search.holdings import AGENTS, EVERYONE, SIGNED_IN, Audiences, Holding
from handrail.people.recognise import Fields, Who, recognise
from handrail.progress.audience import describe_person, load_tracked, name_events
from handrail.progress.renamed import name_formers, rename_state
from handrail.progress.state import EMPTY, State, read_state
from handrail.progress.store import STATE_OF
from handrail.progress.votes import Votes
from handrail.sites.access import EnvironmentAccess

UNDER_WAY = ("active", "snoozed")


@dataclass(frozen=True)
class Reader:
    """`may`: whether they may have something of an audience that is open to them. `votes`: which articles helped them.

    `acting`: an agent looks through their eyes, which nothing is kept of.
    """

    audiences: Audiences
    may: Callable[[Holding], bool]
    votes: Votes = field(default_factory=dict)
    acting: bool = False


async def recognise_reader(
    found: Services,
    access: EnvironmentAccess,
    published: Published,
    token: str | None,
    user_token: str | None,
    locale: str,
) -> Reader:
    """Of a page's request. Whoever has no good token is a stranger, not refused."""
    site, now = published.site, found.clock.now()
    who = await recognise(found, access, token, user_token, Fields(site.traits, site.account))
    audiences = SIGNED_IN if who.known else EVERYONE
    state = await fetch_state(found, published, who)
    if not published.audiences:
        return Reader(audiences, lambda one: is_there(published, one, now), state.votes, who.acting)
    tracked = await found.db.read(load_tracked, who.person_id, name_events(published)) if who.row else []
    context = describe_person(published, who.traits, who.account, state, tracked, now, locale)
    return Reader(
        audiences,
        lambda one: is_there(published, one, now) and is_for(published, one, context, state),
        state.votes,
        who.acting,
    )


async def fetch_state(found: Services, published: Published, who: Who) -> State:
    rows = await found.db.fetch(found.db.prepare(STATE_OF), person_id=who.person_id) if who.row else []
    return rename_state(read_state(*rows[0]), name_formers(published)) if rows else EMPTY


def admit_stranger(published: Published, now: int) -> Reader:
    """Somebody of whom nothing is known: on the help site."""
    return Reader(
        EVERYONE, lambda one: is_there(published, one, now) and is_for(published, one, Context(now=now), EMPTY)
    )


def admit_agent() -> Reader:
    """Who helps others sees what there is."""
    return Reader(AGENTS, lambda one: True)


def find_written(published: Published, one: Holding) -> Tour | Snippet | None:
    """A tour or a snippet as its author wrote it; None of an article."""
    if one.kind == "tour":
        return published.tours[one.slug].tour
    return published.snippets[one.slug].snippet if one.kind == "snippet" else None


def is_there(published: Published, one: Holding, now: int) -> bool:
    """By its schedule."""
    written = find_written(published, one)
    span = written.schedule if written else None
    if span is None:
        return True
    return (span.from_ is None or to_instant(span.from_) <= now) and (
        span.until is None or now < to_instant(span.until)
    )


def is_for(published: Published, one: Holding, context: Context, state: State) -> bool:
    """Who is in the middle of a tour, or put it off, may go on with it, and names the hash of what they were given."""
    written = find_written(published, one)
    audience: Condition | None = written.audience if written else None
    if audience is None:
        return True
    progress = state.progress.get(one.slug) if one.kind == "tour" else None
    if progress and progress.status in UNDER_WAY and progress.hash == published.tours[one.slug].hash:
        return True
    return evaluate(audience, context) is True


def is_meant_for(published: Published, one: Holding, page: Context, locale: str) -> bool:
    """Whether its author says so of the page that somebody is on."""
    where: Condition | None
    match one.kind:
        case "tour":
            where = published.tours[one.slug].start(locale).when
        case "snippet":
            where = published.snippets[one.slug].where()
        case _:
            where = published.articles[one.slug].when(locale)
    return where is not None and evaluate(where, page) is True
