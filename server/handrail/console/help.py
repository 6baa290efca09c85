"""`/console/{site}/reports/help`: what people read and searched for, and whether it helped."""

from __future__ import annotations

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import frame
from handrail.console.pages import PAGES, page
from handrail.console.plot import plot_days
from handrail.core.http import describe_faults
from handrail.core.problems import InvalidQuery
from handrail.core.services import services
from handrail.insight.help import report_help
from handrail.insight.schema import HelpQuery, HelpReport
from handrail.sites.access import access_console, access_environment, access_member
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role

PERIODS = (7, 30, 90)
SERIES = ("Articles read", "Searches with a result", "Searches without a result")


async def show_help_report(request: Request) -> Response:
    member = await access_member(request)
    access = await access_console(request, request.path_params["site"], Role.VIEWER)
    found = services(request)
    (site,) = await found.db.read(list_sites, access.site_id)
    query = read_query(request)
    shown = await access_environment(request, access, query.environment)
    report = await found.db.scan(report_help, shown, query, found.clock.now())
    values = {
        "access": access,
        "name": site.name,
        "environments": site.environments,
        "environment": query.environment,
        "days": query.days,
        "periods": PERIODS,
        "report": report,
        "totals": add_up(report),
        "series": SERIES,
        "plot": plot_days(
            [(day.day, (day.reads, day.searches - day.without_result, day.without_result)) for day in report.days]
        ),
    }
    return PAGES.render(request, "help_report.html", {**frame(request, member), **values})


def read_query(request: Request) -> HelpQuery:
    """Raises `InvalidQuery`."""
    given = {name: request.query_params[name] for name in HelpQuery.model_fields if name in request.query_params}
    try:
        return HelpQuery.model_validate(given)
    except ValidationError as error:
        faults = describe_faults(error)
        raise InvalidQuery(f"{faults[0]['path']}: {faults[0]['problem']}.", errors=faults) from error


def add_up(report: HelpReport) -> dict[str, int]:
    return {
        "reads": sum(day.reads for day in report.days),
        "searches": sum(day.searches for day in report.days),
        "without_result": sum(day.without_result for day in report.days),
        "helped": sum(article.helped for article in report.articles),
        "did_not_help": sum(article.did_not_help for article in report.articles),
    }


ROUTES = (page("GET", "/{site}/reports/help", show_help_report),)
