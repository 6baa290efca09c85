"""The pages of a help site: a visit in, a response out."""

from __future__ import annotations

import asyncio
from typing import Annotated

from markupsafe import Markup
from pydantic import BaseModel, Field
from starlette.responses import Response

from handrail.content.compiled import CompiledArticle
from handrail.content.kept import Kept
from handrail.content.published_article import PublishedArticle
from handrail.core.clock import to_iso
from handrail.core.http import parse_query
from handrail.core.problems import NotFound
from handrail.help.ballot import sign_ballot
from handrail.help.read import fetch_article
from handrail.help.site.addresses import Links
from handrail.help.site.render import find_origins, render_article
from handrail.help.site.theme import write_theme
from handrail.help.site.visit import Visit
from handrail.help.site.words import direction_of

FEWEST_CONTENTS = 3
LISTED = 500
BODIES_KEPT = 200
_bodies: Kept[tuple[str, ...], Markup] = Kept(BODIES_KEPT)


class TopicQuery(BaseModel):
    page: Annotated[int, Field(ge=1, le=1_000)] = 1


async def show_home(visit: Visit) -> Response:
    return visit.render("home.html", {"topics": visit.list_topics()})


async def show_topic(visit: Visit) -> Response:
    shelf = visit.library.find_shelf(visit.request.path_params["topic"])
    if shelf is None:
        raise NotFound("There is no such topic.")
    number = parse_query(visit.request, TopicQuery).page
    cards = [visit.library.write_card(one) for one in shelf.articles[(number - 1) * LISTED : number * LISTED]]
    if not cards:
        raise NotFound("The topic has no such page.")
    around = {
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number * LISTED < len(shelf.articles) else None,
    }
    return visit.render("topic.html", {"topic": shelf, "cards": cards, **around}, indexed=number == 1)


async def show_article(visit: Visit) -> Response:
    published = visit.find_article()
    article, changed = await fetch_article(visit.found.db, published, visit.locale)
    links = await visit.find_links()
    token = sign_ballot(visit.found.signer, visit.access.environment_id, published.id)
    contents = [heading for heading in article.headings if heading.level <= 3]
    values = {
        "article": article,
        "direction": direction_of(article.locale),
        "translated": article.locale == visit.locale,
        "topic": visit.library.find_shelf(article.topic),
        "changed": {"at": to_iso(changed), "text": visit.words.changed.format(date=visit.words.write_date(changed))},
        "body": await write_body(visit, published, article, links),
        "contents": contents if len(contents) >= FEWEST_CONTENTS else [],
        "related": visit.library.list_related(published),
        "token": token,
    }
    page = visit.render(
        "article.html", values, locales=published.locales, changes=[token], images=find_origins(article.body)
    )
    page.background = visit.count("read", published.id)
    return page


async def write_body(visit: Visit, published: PublishedArticle, article: CompiledArticle, links: Links) -> Markup:
    """Written by its first reader, in a thread: a long one takes its time."""
    key = (
        visit.published.version_id,
        published.id,
        article.locale,
        visit.locale,
        visit.addresses.base,
        links.app or "",
    )
    body = _bodies.get(key)
    if body is not None:
        return body
    base = visit.addresses.base
    return _bodies.put(key, await asyncio.to_thread(render_article, article.body, visit.words, links.follow, base))


async def show_theme(visit: Visit) -> Response:
    """Kept by browsers for a day: its address changes with it."""
    theme = visit.published.themes.get("default")
    if theme is None:
        raise NotFound("The site has no theme.")
    return Response(write_theme(theme), headers={"Cache-Control": "public, max-age=86400"}, media_type="text/css")
