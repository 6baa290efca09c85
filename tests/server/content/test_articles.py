"""Articles from a push to what readers get, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import Connection
from starlette.applications import Starlette

from handrail.content.published import Published
from tests.server.cast import Cast, services_of
from tests.server.content.articles import HELP_SITE, write_article, write_help
from tests.server.content.files import FILES, hash_of
from tests.server.content.test_content import load, publish

T = TypeVar("T")
VERSIONS = "/api/sites/acme/versions"
SOURCE = "Five days.\n\n## How long\n\n![New](new.png)\n\nSee [plans](plans.md#pro).\n"
NORWEGIAN = "---\ntitle: Tilbakebetaling\n---\nFem dager.\n\n## Hvor lenge\n\n![Ny](new.png)\n"


def write_shelf() -> dict[str, str]:
    site = {**HELP_SITE, "locales": ["en", "nb"]}
    files = write_help(
        site=site,
        refunds=write_article(SOURCE, tags=["money"], when={"url": "/invoices"}, related=["plans"]),
        refunds_nb=NORWEGIAN,
        plans=write_article("## Pro\n\nAll of it.", title="Plans", summary="What you pay."),
        secret=write_article("For us.", title="Secret", audience="agents"),
    )
    return files | {"site.nb.json": json.dumps({"topics.billing.title": "Betaling", "help.title": "Hjelp"})}


async def put_image(client: httpx.AsyncClient, cast: Cast) -> dict[str, Any]:
    data = FILES["png"]
    put = await client.put(f"/api/sites/acme/media/{hash_of(data)}", content=data, headers=cast.acme.bearer)
    assert put.status_code == 200, put.text
    return {"help/new.png": {"hash": hash_of(data), "type": "png", "size": len(data)}}


async def push(client: httpx.AsyncClient, cast: Cast, files: dict[str, str], media: Any = None) -> httpx.Response:
    body = {"files": files, "media": media or {}}
    return await client.post(VERSIONS, json=body, headers=cast.acme.bearer)


async def publish_shelf(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> Published:
    pushed = await push(client, cast, write_shelf(), await put_image(client, cast))
    assert pushed.status_code == 201, pushed.text
    await client.post(
        "/api/sites/acme/environments/production/publish",
        json={"version": pushed.json()["version"]},
        headers=cast.acme.bearer,
    )
    published = await load(app)
    assert published is not None
    return published


async def read(app: Starlette, function: Callable[[Connection], T]) -> T:
    return await services_of(app).db.read(function)


async def test_what_lists_show(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> None:
    published = await publish_shelf(app, client, cast)
    refunds, plans = published.articles["refunds"], published.articles["plans"]
    assert list(published.articles) == ["plans", "refunds", "secret"]
    assert (refunds.title("en-GB"), refunds.summary("en")) == ("Refunds", "Five days.")
    assert (refunds.title("nb"), refunds.summary("nb")) == ("Tilbakebetaling", "Fem dager.")
    assert (plans.title("nb"), plans.summary("nb")) == ("Plans", "What you pay.")
    assert (refunds.topic, refunds.tags, refunds.related) == ("billing", ["money"], ["plans"])
    assert [one.audience for one in published.articles.values()] == ["everyone", "everyone", "agents"]
    assert (refunds.is_suggested, plans.is_suggested) == (True, False)
    assert [topic.title for topic in published.topics("nb")] == ["Betaling", "Questions"]
    assert [topic.description for topic in published.topics("de")] == ["Money.", ""]
    assert (published.help_title("nb"), published.help_title("de")) == ("Hjelp", "Support")


async def test_the_text_in_the_nearest_locale(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> None:
    published = await publish_shelf(app, client, cast)
    english = await read(app, lambda conn: published.articles["refunds"].body(conn, "en"))
    body = json.loads(english.model_dump_json())["body"]
    image = f"/v1/content/{hash_of(FILES['png'])}.png"
    assert body[1] == {"tag": "h2", "id": "how-long", "children": ["How long"]}
    assert body[2]["children"] == [{"tag": "img", "src": image, "alt": "New"}]
    assert body[3]["children"][1] == {"tag": "a", "href": "article:plans#pro", "children": ["plans"]}
    assert (await client.get(image)).content == FILES["png"]
    norwegian = await read(app, lambda conn: published.articles["refunds"].body(conn, "nb-NO"))
    assert (norwegian.locale, norwegian.title, norwegian.headings[0].id) == ("nb", "Tilbakebetaling", "how-long")


async def test_what_an_article_says_goes_to_no_page_by_its_hash(
    app: Starlette, client: httpx.AsyncClient, cast: Cast
) -> None:
    published = await publish_shelf(app, client, cast)
    for article in published.articles.values():
        assert (await client.get(f"/v1/content/{article.hash}")).status_code == 404


async def test_when_it_last_changed(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> None:
    await publish(client, cast, write_help(refunds=write_article("One.")))
    first = await load(app)
    assert first is not None
    then = await read(app, lambda conn: first.articles["refunds"].changed_at(conn))
    await publish(client, cast, write_help(refunds=write_article("One."), other=write_article("Two.")))
    second = await load(app)
    assert second is not None
    assert await read(app, lambda conn: second.articles["refunds"].changed_at(conn)) == then
    assert await read(app, lambda conn: second.articles["other"].changed_at(conn)) >= then


async def test_what_changed_between_versions(client: httpx.AsyncClient, cast: Cast) -> None:
    media = await put_image(client, cast)
    files = write_shelf()
    assert (await push(client, cast, files, media)).json()["version"] == 1
    files["help/refunds.md"] = files["help/refunds.md"].replace("Five", "Six").replace("money", "cash")
    files["help/refunds.nb.md"] = files["help/refunds.nb.md"].replace("Fem", "Seks")
    del files["help/secret.md"]
    assert (await push(client, cast, files, media)).json()["version"] == 2
    found = (await client.get("/api/sites/acme/diff?from=1&to=2", headers=cast.acme.bearer)).json()["items"]
    assert [(one["id"], one["change"], [key["path"] for key in one["keys"]]) for one in found] == [
        ("refunds", "changed", ["tags", "text", "nb: text"]),
        ("secret", "removed", []),
    ]


async def test_the_same_articles_from_elsewhere_are_the_same_version(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (await push(client, cast, write_help(refunds=write_article("One.\n")))).json()["version"] == 1
    windows = write_article("One.\n").replace("\n", "\r\n")
    moved = {"site.json": json.dumps(HELP_SITE), "elsewhere/refunds.md": windows, "README.md": "Hello"}
    assert (await push(client, cast, moved)).json() == {"version": 1, "items": 2, "unchanged": True, "warnings": []}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (write_article("a" * 2_000_000), 1, "the file has more than 200,000 bytes"),
        (write_article("<script>alert(1)</script>"), 5, "HTML in a text: <script>alert(1)</script>"),
        (write_article("[a](javascript:alert(1))"), 5, 'the link to "javascript:alert(1)" is not allowed'),
        (write_article("![A](gone.png)"), 5, "there is no file help/gone.png"),
        ("---\ntitle: [\n---\n", 3, "what is opened here never ends"),
    ],
)
async def test_what_cannot_be_shown_is_refused_with_its_place(
    client: httpx.AsyncClient, cast: Cast, text: str, line: int, problem: str
) -> None:
    answer = await push(client, cast, write_help(refunds=text))
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid_content")
    fault = answer.json()["faults"][0]
    assert (fault["file"], fault["line"], fault["problem"]) == ("help/refunds.md", line, problem)
    assert (await client.get(VERSIONS, headers=cast.acme.bearer)).json()["versions"] == []


async def test_a_great_many_articles(app: Starlette, client: httpx.AsyncClient, cast: Cast) -> None:
    """More than one write keeps; so many that lists are asked for in pieces."""
    many = {f"help/a{number}.md": write_article(f"Number {number}.") for number in range(600)}
    await publish(client, cast, write_help() | many)
    published = await load(app)
    assert published is not None
    assert len(published.articles) == 600
    assert published.articles["a599"].summary("en") == "Number 599."
    again = await push(client, cast, write_help() | many | {"help/a0.md": write_article("Other.")})
    assert (again.json()["version"], again.json()["items"]) == (2, 601)


async def test_too_many_are_told(client: httpx.AsyncClient, cast: Cast) -> None:
    files = write_help() | {f"help/a{number}.md": "---\ntitle: A\ntopic: faq\n---\n" for number in range(10_001)}
    answer = await push(client, cast, files)
    assert [fault["problem"] for fault in answer.json()["faults"]] == ["there are 10,001 articles"]
