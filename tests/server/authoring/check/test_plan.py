"""What is walked, as whom, in which locale and how wide; and where pages are."""

from __future__ import annotations

from typing import Any

import pytest

from handrail.authoring.check.addresses import choose_page, find_globs, say_address
from handrail.authoring.check.plan import LeftOut, NotPlanned, Wanted, list_left_out, plan_walks
from handrail.content.schema import Site
from handrail.content.tour import Tour

TRAITS = {"traits": {"role": "string"}}
OWNER, MEMBER = {"traits": {"role": "owner"}}, {"traits": {"role": "member"}}


def make_site(**check: Any) -> Site:
    site = {"kind": "site", "id": "acme", "title": "Acme", "locales": ["en", "nb"], **TRAITS, "check": check}
    return Site.model_validate(site)


def make_tour(id_: str = "first", **more: Any) -> tuple[str, Tour]:
    steps = [{"id": "one", "type": "modal", "title": "One"}]
    return f"{id_}.json", Tour.model_validate({"kind": "tour", "id": id_, "title": id_, "steps": steps, **more})


def plan(site: Site, *tours: tuple[str, Tour], **wanted: Any) -> list[str]:
    return [f"{walk.key.item} {walk.key}" for walk in plan_walks(site, tours, Wanted(**wanted))]


def test_nobody_in_the_first_locale_at_a_usual_width() -> None:
    assert plan(make_site(), make_tour()) == ["first en 1280x800"]


def test_each_role_in_each_locale_at_each_width() -> None:
    site = make_site(roles={"owner": OWNER, "member": {}}, locales=["en", "nb"], viewports=["1280x800", "390x844"])
    assert len(plan(site, make_tour(), make_tour("second"))) == 16
    assert plan(site, make_tour(), roles=["owner"], locales=["nb"], viewports=["800x600"]) == ["first owner nb 800x600"]


@pytest.mark.parametrize(
    ("tour", "walks"),
    [
        ({"audience": {"trait": "role", "is": "owner"}}, ["first owner en 1280x800", "first stranger en 1280x800"]),
        ({"audience": {"completed": "other"}}, ["owner", "member", "stranger"]),
        ({"start": {"on": "page", "when": {"device": "phone"}}}, []),
        ({"start": {"on": "page", "when": {"locale": "nb"}}}, []),
    ],
)
def test_who_could_not_get_it_does_not_walk_it(tour: dict[str, Any], walks: list[str]) -> None:
    site = make_site(roles={"owner": OWNER, "member": MEMBER, "stranger": {}})
    planned = plan(site, make_tour(**tour))
    assert len(planned) == len(walks)
    assert all(walk in said for walk, said in zip(walks, planned, strict=True))


def test_what_is_left_out() -> None:
    site = make_site(skip=["first"])
    assert plan(site, make_tour(), make_tour("second")) == ["second en 1280x800"]
    assert plan(site, make_tour(), make_tour("second"), items=["first"]) == []


@pytest.mark.parametrize("wanted", [{"roles": ["boss"]}, {"locales": ["fr"]}, {"items": ["third"]}])
def test_what_is_not_there_is_refused(wanted: dict[str, list[str]]) -> None:
    with pytest.raises(NotPlanned, match="there is no"):
        plan(make_site(roles={"owner": {}}), make_tour(), **wanted)


@pytest.mark.parametrize(
    ("globs", "known", "page"),
    [
        (["/invoices"], [], "/invoices"),
        (["/invoices/*"], [], "/invoices/1"),
        (["/*/1"], [], "/invoices/1"),
        (["/people/*"], ["/", "/people/ada"], "/people/ada"),
        (["/people/*"], ["/"], None),
        (["/people/*", "/all people"], [], "/all%20people"),
    ],
)
def test_an_address_of_a_page(globs: list[str], known: list[str], page: str | None) -> None:
    assert choose_page(globs, {"/invoices/*": "/invoices/1"}, known) == page


def test_pages_of_a_condition() -> None:
    _, tour = make_tour(start={"when": {"all": [{"url": ["/a", "/b/*"]}, {"not": {"url": "/c"}}, {"completed": "x"}]}})
    assert find_globs(tour.start.when) == ["/a", "/b/*"]


def test_what_nobody_looks_at_is_told_of() -> None:
    site = make_site(roles={"owner": OWNER}, skip=["second"])
    members = make_tour("third", audience={"trait": "role", "is": "member"})
    tours = [make_tour(), make_tour("second"), members]
    walks = plan_walks(site, tours, Wanted())
    assert list_left_out(site, tours, walks, Wanted()) == [
        LeftOut("second.json", "second", skipped=True),
        LeftOut("third.json", "third", skipped=False),
    ]
    assert list_left_out(site, tours, walks, Wanted(items=["first"])) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://a.example/café?q=typed#/inbox", "https://a.example/café?…#/inbox"),
        ("https://me:secret@a.example:8443/x/#access_token=1", "https://a.example:8443/x/#…"),
        ("about:blank", "about:blank"),
    ],
)
def test_an_address_is_told_without_what_may_be_secret(url: str, said: str) -> None:
    assert say_address(url) == said
