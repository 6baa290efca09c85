"""`/v1/search`, `/v1/answers`, `/v1/articles/{id}` and `/v1/topics` for a page's person, `/help/…` for everybody."""

from __future__ import annotations

import time

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from handrail.conditions.context import Context
from handrail.content.published import load_published
from handrail.core.feature import Feature
from handrail.core.http import respond
from handrail.core.services import services
from handrail.help.answers.answers import post_answers
from handrail.help.counts import Happening, Kind, count_quietly
from handrail.help.read import post_article, post_topics
from handrail.help.schema import ShownArticle
from handrail.help.search.find import find_help, write_results
from handrail.help.search.index import index_items
from handrail.help.search.readers import is_meant_for, recognise_reader
from handrail.help.search.search import Wanted, nothing
from handrail.help.site import routes as site
from handrail.help.wire import SearchRequest, SearchResponse
from handrail.progress.votes import rank_after_votes
from handrail.sites.access import EnvironmentAccess
from handrail.sites.endpoints import serve_page


async def post_search(request: Request, access: EnvironmentAccess, body: SearchRequest) -> Response:
    found, began = services(request), time.perf_counter()
    published = await found.db.read(load_published, access.environment_id)
    if published is None:
        return respond(SearchResponse(results=[], took_ms=0))
    reader = await recognise_reader(found, access, published, body.token, body.user_token, body.locale)
    page = Context(url=body.url, locale=body.locale)
    hits = await find_help(
        found,
        published,
        body.locale,
        Wanted(
            body.q,
            body.limit,
            reader.audiences,
            reader.may,
            (lambda one: is_meant_for(published, one, page, body.locale)) if body.url else nothing,
            published.site.synonyms,
        ),
    )
    took = round((time.perf_counter() - began) * 1_000)
    results = rank_after_votes(write_results(hits), reader.votes, lambda one: one.id if one.kind == "article" else None)
    answer = respond(SearchResponse(results=results, corrected=hits.corrected, took_ms=took))
    if body.q.strip() and not (body.as_typed or reader.acting):
        kind: Kind = "found" if results else "not_found"
        happening = Happening(access.site_id, access.environment_id, kind, body.q, body.locale)
        answer.background = BackgroundTask(count_quietly, found, happening)
    return answer


SEARCH = serve_page("/search", post_search, summary="Search help as one types", mends=True, compressed=True)
SEARCH.answer = SearchResponse  # counted once it is on its way
ARTICLE = serve_page("/articles/{id}", post_article, summary="One article, if this person may read it", compressed=True)
ARTICLE.answer = ShownArticle  # put together as text, for a long one takes its time, but of this shape
FEATURE = Feature(
    name="help",
    routes=(
        SEARCH,
        serve_page("/answers", post_answers, summary="Passages that answer a question", mends=True, compressed=True),
        ARTICLE,
        serve_page(
            "/topics", post_topics, summary="Topics, with the articles that this person may read", compressed=True
        ),
        *site.ROUTES,
    ),
    indexed=index_items,
)
