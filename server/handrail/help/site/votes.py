"""`POST …/articles/{id}/vote`, and `…/reason` for whoever says why not: forms of a page that knows nobody. What follows is a page again.

No cookie is set, and nothing about the voter is kept: a number goes up.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from handrail.content.published_article import PublishedArticle
from handrail.core.clock import HOUR
from handrail.core.forms import Submitted, read_form
from handrail.core.http import parse_query
from handrail.core.limits import Limit, address_of, spend
from handrail.core.pages import HEADERS
from handrail.help.ballot import check_ballot, sign_ballot
from handrail.help.counts import LONGEST_REASON, Happening, count_help, give_reason
from handrail.help.library import Card
from handrail.help.site.visit import Visit

OTHERS = 5
# Of one address, which a whole office may share.
VOTES_ON_ARTICLE = Limit("vote on an article", 20, HOUR)
VOTES = Limit("vote on the help site", 100, HOUR)


class Vote(Submitted):
    token: str = ""
    helped: Literal["yes", "no"]


class Reason(Submitted):
    """What is longer than the field takes is cut where it is kept."""

    token: str = ""
    reason: Annotated[str, Field(max_length=4 * LONGEST_REASON)] = ""


class VotedQuery(BaseModel):
    helped: Literal["yes", "no"] = "yes"
    said: Literal["", "why"] = ""


async def send_vote(visit: Visit) -> Response:
    article = visit.find_article()
    vote = await read_form(visit.request, Vote)
    check_ballot(visit.found.signer, vote.token, visit.access.environment_id, article.id)
    kind: Literal["helped", "did_not_help"] = "helped" if vote.helped == "yes" else "did_not_help"
    await count_vote(visit, visit.happening(kind, article.id))
    return RedirectResponse(visit.link(f"/articles/{article.id}/voted?helped={vote.helped}"), 303, HEADERS)


async def send_reason(visit: Visit) -> Response:
    article = visit.find_article()
    said = await read_form(visit.request, Reason)
    check_ballot(visit.found.signer, said.token, visit.access.environment_id, article.id)
    if said.reason.strip():
        await count_vote(visit, visit.happening("did_not_help", article.id, said.reason))
    return RedirectResponse(visit.link(f"/articles/{article.id}/voted?helped=no&said=why"), 303, HEADERS)


async def count_vote(visit: Visit, happening: Happening) -> None:
    """Raises `RateLimited`."""
    address, now = address_of(visit.request), visit.found.clock.now()

    def count(conn: Connection) -> None:
        spend(
            conn,
            [(VOTES_ON_ARTICLE, f"{happening.environment_id} {happening.subject} {address}"), (VOTES, address)],
            now,
        )
        (give_reason if happening.reason else count_help)(conn, happening, now)

    await visit.found.db.write(count)


async def show_voted(visit: Visit) -> Response:
    """What did not help is not offered again: others are, and a person."""
    article = visit.find_article()
    asked = parse_query(visit.request, VotedQuery)
    helped = asked.helped == "yes"
    token = sign_ballot(visit.found.signer, visit.access.environment_id, article.id)
    values = {
        "article": visit.library.write_card(article),
        "helped": helped,
        "said": asked.said == "why",
        "others": [] if helped else list_others(visit, article),
        "token": token,
    }
    return visit.render("voted.html", values, indexed=False, changes=[token])


def list_others(visit: Visit, article: PublishedArticle) -> list[Card]:
    """Related ones first, then those of its topic."""
    related = visit.library.list_related(article)
    shelf = visit.library.find_shelf(article.topic)
    known = {article.id, *(card.id for card in related)}
    of_topic = [one for one in (shelf.articles if shelf else ()) if one.id not in known]
    return [*related, *(visit.library.write_card(one) for one in of_topic[:OTHERS])][:OTHERS]
