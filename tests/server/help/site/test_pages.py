"""What the help site shows, and what it never does."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from handrail.app import create_app
from handrail.core.clock import DAY
from handrail.settings import Settings
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.content.kinds import write_quiz
from tests.server.help.shelves import FILES, SITE, publish
from tests.server.help.site.conftest import Get

PAGES = ("/", "/topics/billing", "/articles/refunds", "/search?q=refund", "/contact", "/articles/refunds/voted?helped=no", "/no/where")  # fmt: skip


async def test_home_has_topics_with_their_articles(get: Get) -> None:
    page = await get("/")
    assert page.status_code == 200
    assert 'action="/help/acme/search"' in page.text
    assert re.findall(r'<a href="/help/acme/(topics|articles)/(\w+)"><bdi>', page.text) == [
        ("topics", "billing"),
        ("articles", "invoices"),
        ("articles", "refunds"),
    ]
    assert (await get("")).status_code in (307, 308)


async def test_a_topic(get: Get) -> None:
    page = await get("/topics/billing")
    assert "Money in and out." in page.text
    assert "How money comes back." in page.text
    assert (await get("/topics/internal")).status_code == (await get("/topics/empty")).status_code == 404


async def test_a_long_topic_has_pages(client: httpx.AsyncClient, cast: Cast) -> None:
    many = {f"a/n{n:03}.md": f"---\ntitle: Number {n:03}\ntopic: billing\n---\n\nText {n}.\n" for n in range(510)}
    await publish(client, cast.acme, {"site.json": FILES["site.json"]} | many)
    first = (await client.get("/help/acme/topics/billing")).text
    assert first.count("<bdi>Number ") == 500
    assert '<a rel="next" href="/help/acme/topics/billing?page=2">Next page</a>' in first
    second = (await client.get("/help/acme/topics/billing?page=2")).text
    assert second.count("<bdi>Number ") == 10
    assert '<a rel="prev" href="/help/acme/topics/billing?page=1">Previous page</a>' in second
    for page, status in (("3", 404), ("0", 422), ("x", 422)):
        assert (await client.get(f"/help/acme/topics/billing?page={page}")).status_code == status


async def test_a_tour_is_explained_and_a_path_leads_to_the_app(client: httpx.AsyncClient, cast: Cast) -> None:
    text = "---\ntitle: Start\n---\n\n[Take the tour](tour:welcome), or go to [your invoices](/invoices). Then take [the quiz](quiz:basics).\n"
    step = {"id": "a", "type": "modal", "title": "Hello", "page": "/home"}
    tour = {"kind": "tour", "id": "welcome", "title": "Welcome", "steps": [step]}
    files = {"start.md": text, "tours/welcome.json": json.dumps(tour), "basics.json": json.dumps(write_quiz())}
    await publish(client, cast.acme, FILES | files)
    page = (await client.get("/help/acme/articles/start")).text
    assert '<a href="https://app.acme.test/home">Take the tour</a> <small>(in the app)</small>' in page
    assert '<a href="https://app.acme.test/invoices">your invoices</a>' in page
    # A quiz has no page: no link that would lead somewhere else.
    assert "Then take the quiz <small>(in the app: open this article in the help there)</small>." in page


async def test_an_article(get: Get) -> None:
    page = (await get("/articles/refunds")).text
    assert '<h1 lang="en" dir="ltr">Refunds</h1>' in page
    assert '<time datetime="2026-01-05T09:00:00.000Z">Last changed 5 January 2026</time>' in page
    assert "<strong>money back</strong>" in page
    assert '<a href="/help/acme/articles/invoices">invoices</a>' in page
    assert '<a href="/help/acme/articles/refunds#how-long">how long</a>' in page
    assert '<h2 id="how-long">How long</h2>' in page
    assert '<a href="#how-long">How long</a>' in page
    assert '<a href="/help/acme/contact">write to us</a>' in page
    assert "or read the secret." in page  # a link to what only some may read is no link
    assert '<span class="token-keyword">def </span>' in page
    assert '<div class="callout warning" role="note">' in page
    assert "Did this help?" in page


@pytest.mark.parametrize("path", PAGES)
async def test_nobody_but_agents_and_who_is_signed_in_reads_theirs(get: Get, path: str) -> None:
    page = (await get(path)).text
    for secret in ("giraffe", "zebra", "Secret", "Plans", "For the team", "articles/secret", "articles/plans"):
        assert secret not in page


@pytest.mark.parametrize("id_", ["secret", "plans"])
async def test_what_only_some_may_read_is_not_there(get: Get, id_: str) -> None:
    page, nothing = await get(f"/articles/{id_}"), await get("/articles/xylophone")
    assert page.status_code == nothing.status_code == 404
    assert dict(page.headers) == {
        **nothing.headers,
        "content-length": page.headers["content-length"],
        "x-request-id": page.headers["x-request-id"],
    }
    assert "<h1>This page is not here</h1>" in page.text
    for secret in ("Only for", "giraffe", "zebra", "articles/secret", "articles/plans", "Plans", "For the team"):
        assert secret not in page.text


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_foreign_and_no_script_runs(get: Get, path: str) -> None:
    page = await get(path)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self';")
    assert "script" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in page.headers
    assert not re.search(r"<script|\sstyle=|\son\w+=", page.text)


async def test_nothing_foreign_runs_where_there_is_no_help_site(client: httpx.AsyncClient) -> None:
    page = await client.get("/help/nobody/")
    assert "script" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


async def test_an_image_of_elsewhere_is_let_in_on_its_page_alone(client: httpx.AsyncClient, cast: Cast) -> None:
    text = "---\ntitle: Pictures\n---\n\n![A cat](https://images.example/cat.png)\n\n![A dog](https://other.example:8443/a.png)\n"
    await publish(client, cast.acme, FILES | {"pictures.md": text})
    policy = (await client.get("/help/acme/articles/pictures")).headers["content-security-policy"]
    assert "img-src 'self' data: https://images.example https://other.example:8443;" in policy
    assert "images.example" not in (await client.get("/help/acme/articles/refunds")).headers["content-security-policy"]


async def test_another_locale_below_a_path_of_its_own(get: Get) -> None:
    page = await get("/nb/articles/refunds")
    assert page.headers["content-language"] == "nb"
    assert '<html lang="nb" dir="ltr">' in page.text
    assert '<h1 lang="nb" dir="ltr">Refusjon</h1>' in page.text
    assert "Sist endret 5. januar 2026" in page.text
    assert "Var dette til hjelp?" in page.text
    assert 'action="/help/acme/nb/search"' in page.text
    assert "This page is not here" in (await get("/xx/")).text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/articles/refunds?locale=nb", "/nb/articles/refunds"),
        ("/nb/search?q=x&locale=en&a=1", "/search?q=x&a=1"),
        ("/?locale=ar", "/ar/"),
        ("/nb", "/nb/"),
        ("/en", "/"),
        ("/en/", "/"),
        ("/en/articles/refunds", "/articles/refunds"),
    ],
)
async def test_a_page_has_one_address(get: Get, path: str, to: str) -> None:
    answer = await get(path)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/help/acme{to}")


@pytest.mark.parametrize("path", ["/articles/refunds", "/nb/topics/billing", "/search", "/nb/search", "/contact"])
async def test_a_slash_too_many_leads_to_the_page(get: Get, path: str) -> None:
    answer = await get(f"{path}/?a=1")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/help/acme{path}?a=1")
    assert (await get(path)).status_code == 200


async def test_what_is_not_translated_says_so_and_keeps_its_direction(get: Get) -> None:
    page = (await get("/ar/articles/refunds")).text
    assert '<html lang="ar" dir="rtl">' in page
    assert '<div class="prose" lang="en" dir="ltr">' in page
    assert "هذه المقالة غير مترجمة" in page
    assert '<link rel="canonical" href="http://localhost:8700/help/acme/articles/refunds">' in page


async def test_search_engines_are_told_which_page_is_which(get: Get) -> None:
    page = (await get("/nb/articles/refunds")).text
    assert '<link rel="canonical" href="http://localhost:8700/help/acme/nb/articles/refunds">' in page
    assert re.findall(r'hreflang="([\w-]+)" href="http://localhost:8700/help/acme([^"]*)"', page) == [
        ("en", "/articles/refunds"),
        ("nb", "/nb/articles/refunds"),
        ("x-default", "/articles/refunds"),
    ]
    assert 'content="Slik kommer pengene tilbake."' in page
    assert "noindex" not in page
    for path in ("/search?q=x", "/articles/refunds/voted", "/no/where"):
        assert '<meta name="robots" content="noindex">' in (await get(path)).text


async def test_the_sitemap_lists_what_everybody_may_read(get: Get) -> None:
    answer = await get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    assert re.findall(r"<loc>http://localhost:8700/help/acme([^<]*)</loc>", answer.text) == [
        *("/", "/nb/", "/ar/", "/topics/billing", "/nb/topics/billing", "/ar/topics/billing"),
        *("/articles/invoices", "/articles/refunds", "/nb/articles/refunds"),
    ]
    assert "<lastmod>2026-01-05T09:00:00.000Z</lastmod>" in answer.text
    assert "Sitemap: http://localhost:8700/help/acme/sitemap.xml" in (await get("/robots.txt")).text


@pytest.mark.parametrize("path", ["/", "/articles/refunds", "/search?q=refund", "/sitemap.xml", "/-/help.css"])
async def test_pages_are_sent_small_to_whoever_can_read_that(get: Get, path: str) -> None:
    path = path.replace("/-/", "/../-/")
    small, plain = await get(path, accept_encoding="gzip"), await get(path, accept_encoding="identity")
    assert (small.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert small.text == plain.text
    assert int(small.headers["content-length"]) < len(plain.content) * 0.6
    assert "Accept-Encoding" in small.headers["vary"] == plain.headers["vary"]
    assert small.headers.get("etag", "W/").startswith("W/")


async def test_a_page_is_kept_until_it_changes(
    client: httpx.AsyncClient, cast: Cast, clock: MovingClock, get: Get
) -> None:
    page = await get("/articles/refunds")
    assert page.headers["cache-control"] == "public, max-age=60"
    etag = page.headers["etag"]
    clock.advance(60_000)
    again = await get("/articles/refunds", if_none_match=etag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert again.headers["vary"] == page.headers["vary"]
    await publish(client, cast.acme, FILES | {"articles/refunds.md": FILES["articles/refunds.md"] + "\nMore.\n"})
    assert (await get("/articles/refunds", if_none_match=etag)).status_code == 200
    home = (await get("/")).headers["etag"]
    clock.advance(DAY)
    assert (await get("/", if_none_match=home)).status_code == 200
    assert (await get("/no/where")).headers["cache-control"] == "no-store"


async def test_what_is_not_there_leads_on(get: Get) -> None:
    for path in ("/articles/refund-policy", "/no/refund-policy.html", "/topics/refund-policy", "/nb/refund-policy"):
        page = await get(path)
        assert page.status_code == 404
        assert 'value="refund policy"' in page.text
        assert "/topics/billing" in page.text


async def test_a_site_without_articles_has_no_help_site(client: httpx.AsyncClient, cast: Cast, published: None) -> None:
    unknown, unpublished = await client.get("/help/nobody/"), await client.get("/help/globex/")
    assert unknown.status_code == unpublished.status_code == 404
    assert unknown.text == unpublished.text
    agents_only = {"site.json": json.dumps(SITE), "secret.md": FILES["articles/secret.md"]}
    await publish(client, cast.acme, agents_only)
    assert (await client.get("/help/acme/")).text == unknown.text
    await publish(client, cast.globex, FILES, "staging")
    assert (await client.get("/help/globex/")).text == unknown.text


async def test_of_another_site(client: httpx.AsyncClient, cast: Cast, get: Get) -> None:
    await publish(client, cast.globex, FILES | {"theirs.md": "---\ntitle: Theirs\n---\n\nTheirs.\n"})
    assert (await client.get("/help/globex/articles/theirs")).status_code == 200
    assert (await get("/articles/theirs")).status_code == 404
    assert "heirs" not in (await get("/")).text + (await get("/sitemap.xml")).text


async def test_contact(get: Get) -> None:
    page = (await get("/contact")).text
    assert 'href="mailto:help@acme.test"' in page
    assert 'href="tel:+4722000000"' in page
    assert 'href="https://app.acme.test/contact-us"' in page


async def test_contact_without_any_says_where_to_ask(client: httpx.AsyncClient, cast: Cast) -> None:
    site = SITE | {"contact": {"conversations": False}}
    await publish(client, cast.acme, FILES | {"site.json": json.dumps(site)})
    page = (await client.get("/help/acme/contact")).text
    assert 'href="https://app.acme.test"' in page
    assert "Ask for help where you use Acme" in page


async def test_files_are_kept_by_browsers_until_they_change(client: httpx.AsyncClient, get: Get) -> None:
    addresses = re.findall(r'href="(/help/-/[^"]+)"', (await get("/")).text)
    names = ("tokens", "base", "prose", "help", "article", "lists")
    assert [address.partition("?")[0] for address in addresses] == [f"/help/-/{name}.css" for name in names]
    for address in addresses:
        style = await client.get(address)
        assert style.headers["content-type"].startswith("text/css")
        assert "immutable" in style.headers["cache-control"]


async def test_mounted_elsewhere_every_link_stays_there(
    database_url: str, clock: MovingClock, client: httpx.AsyncClient, cast: Cast, published: None
) -> None:
    app = create_app(Settings(database_url=database_url, public_url="https://acme.test/x"), clock=clock)
    host = Starlette(routes=[Mount("/x", app)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(host), base_url="http://testserver") as other:
        for path in ("/", "/nb/articles/refunds", "/contact", "/articles/nothing"):
            page = await other.get(f"/x/help/acme{path}")
            addresses = re.findall(r'(?:href|action|src)="(/[^"]*)"', page.text)
            assert addresses
            assert all(address.startswith("/x/help/") for address in addresses)
        assert "https://acme.test/x/help/acme/" in (await other.get("/x/help/acme/")).text
    await services_of(app).db.close()


@pytest.mark.parametrize("path", ["/articles/%00", "/articles/" + "x" * 3_000, "/articles/%F0%9F%98%80", "/articles/<script>", "/topics/..%2f..", "/search?q=%00", "/search?q=" + "x" * 10_000, "/search", "/articles/refunds/voted?helped=perhaps"])  # fmt: skip
async def test_odd_addresses_are_no_error(get: Get, path: str) -> None:
    page = await get(path)
    assert page.status_code in (200, 400, 404, 422), page.text
    assert "<script>" not in page.text
