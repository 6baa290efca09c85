"""The pages of a help site: a visit in, a response out."""

from __future__ import annotations

from starlette.responses import Response

from handrail.core.clock import to_iso
from handrail.core.problems import NotFound
from handrail.help.ballot import sign_ballot
from handrail.help.read import load_article
from handrail.help.site.contact import list_ways
from handrail.help.site.render import find_origins, render_article
from handrail.help.site.theme import write_theme
from handrail.help.site.visit import Visit
from handrail.help.site.words import direction_of

FEWEST_CONTENTS = 3


async def show_home(visit: Visit) -> Response:
    return visit.render("home.html", {"topics": visit.list_topics()})


async def show_topic(visit: Visit) -> Response:
    shelf = visit.library.find_shelf(visit.request.path_params["topic"])
    if shelf is None:
        raise NotFound("There is no such topic.")
    cards = [visit.library.write_card(article) for article in shelf.articles]
    return visit.render("topic.html", {"topic": shelf, "cards": cards})


async def show_article(visit: Visit) -> Response:
    published = visit.find_article()
    article, changed = await visit.found.db.scan(load_article, published, visit.locale)
    links = await visit.find_links()
    token = sign_ballot(visit.found.signer, visit.access.environment_id, published.id)
    contents = [heading for heading in article.headings if heading.level <= 3]
    values = {
        "article": article,
        "direction": direction_of(article.locale),
        "translated": article.locale == visit.locale,
        "topic": visit.library.find_shelf(article.topic),
        "changed": {"at": to_iso(changed), "text": visit.words.changed.format(date=visit.words.write_date(changed))},
        "body": render_article(article.body, visit.words, links.follow, visit.addresses.base),
        "contents": contents if len(contents) >= FEWEST_CONTENTS else [],
        "related": visit.library.list_related(published),
        "token": token,
    }
    page = visit.render(
        "article.html", values, locales=published.locales, changes=[token], images=find_origins(article.body)
    )
    page.background = visit.count("read", published.id)
    return page


async def show_theme(visit: Visit) -> Response:
    """Kept by browsers for a day: its address changes with it."""
    theme = visit.published.themes.get("default")
    if theme is None:
        raise NotFound("The site has no theme.")
    return Response(write_theme(theme), headers={"Cache-Control": "public, max-age=86400"}, media_type="text/css")


async def show_contact(visit: Visit) -> Response:
    app = await visit.find_app()
    ways = list_ways(visit.published.site.contact, visit.words, app)
    return visit.render("contact.html", {"ways": ways, "app": app})
