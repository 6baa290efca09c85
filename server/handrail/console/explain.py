"""`/console/{site}/explain`: why a tour starts by itself for somebody, or does not. A form that only asks, and the answer below it."""

from __future__ import annotations

import json

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import frame
from handrail.console.pages import PAGES, page
from handrail.core.http import describe_faults
from handrail.core.problems import InvalidQuery, NotFound, Problem
from handrail.core.services import services
from handrail.sites.access import access_console, access_member
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role
from handrail.sync.explanation import explain_to, list_items
from handrail.sync.wire import Explain, Explanation

HOLDS = {True: "yes", False: "no", None: "unknown here"}
FIELDS = ("environment", "item", "person", "url")


async def show_explanation(request: Request) -> Response:
    member = await access_member(request)
    access = await access_console(request, request.path_params["site"], Role.VIEWER)
    (site,) = await services(request).db.read(list_sites, access.site_id)
    asked = {name: request.query_params[name].strip() for name in FIELDS if request.query_params.get(name, "").strip()}
    environment = asked.get("environment", site.environments[0].environment)
    explained: Explanation | None = None
    problem: Problem | None = None
    try:
        items = await list_items(request, access, environment)
        if "item" in asked:
            explained = await explain_to(request, access, read_question(asked | {"environment": environment}))
    except NotFound as refused:
        problem, items = refused, []
    except InvalidQuery as refused:
        problem = refused
    values = {
        "access": access,
        "name": site.name,
        "environments": site.environments,
        "environment": environment,
        "items": items,
        "asked": dict.fromkeys(FIELDS, "") | asked,
        "explained": explained,
        "clauses": write_clauses(explained) if explained else [],
        "problem": problem,
    }
    return PAGES.render(
        request, "explain.html", {**frame(request, member), **values}, problem.status if problem else 200
    )


def write_clauses(explained: Explanation) -> list[tuple[str, str, str]]:
    """Each clause, whether it holds, and what it saw."""
    return [
        (
            one.clause,
            HOLDS[one.value],
            "" if one.saw is None else json.dumps(one.saw, ensure_ascii=False),
        )
        for one in explained.clauses
    ]


def read_question(asked: dict[str, str]) -> Explain:
    """Raises `InvalidQuery`."""
    try:
        return Explain.model_validate(asked)
    except ValidationError as error:
        faults = describe_faults(error)
        raise InvalidQuery(f"{faults[0]['path']}: {faults[0]['problem']}.", errors=faults) from error


ROUTES = (page("GET", "/{site}/explain", show_explanation),)
