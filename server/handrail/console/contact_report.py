"""`/console/{site}/reports/contact`: how soon people were answered, and how they rated it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import frame
from handrail.console.pages import PAGES, page
from handrail.console.plot import plot_days
from handrail.core.http import parse_query
from handrail.core.services import services
from handrail.insight.contact import report_contact
from handrail.insight.contact_wire import ContactQuery
from handrail.insight.durations import tell_duration
from handrail.sites.access import access_console, access_environment, access_member
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role

PERIODS = (7, 30, 90)
SERIES = ("Begun", "Closed")


async def show_contact_report(request: Request) -> Response:
    member = await access_member(request)
    access = await access_console(request, request.path_params["site"], Role.VIEWER)
    found = services(request)
    (site,) = await found.db.read(list_sites, access.site_id)
    query = parse_query(request, ContactQuery)
    shown = await access_environment(request, access, query.environment)
    report = await found.db.scan(report_contact, shown, query, found.clock.now())
    values = {
        "access": access,
        "name": site.name,
        "environments": site.environments,
        "environment": query.environment,
        "days": query.days,
        "periods": PERIODS,
        "report": report,
        "series": SERIES,
        "plot": plot_days([(day.day, (day.begun, day.closed)) for day in report.days]),
        "tell": tell_duration,
    }
    return PAGES.render(request, "contact_report.html", {**frame(request, member), **values})


ROUTES = (page("GET", "/{site}/reports/contact", show_contact_report),)
