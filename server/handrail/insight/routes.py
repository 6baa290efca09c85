"""`GET /api/sites/{site}/reports/tours?environment=production`, `…/reports/help?environment=production&days=30` and `…/reports/contact?…`."""

from __future__ import annotations

from starlette.requests import Request

from handrail.core.feature import Feature
from handrail.core.services import services
from handrail.insight.contact import report_contact
from handrail.insight.contact_wire import ContactQuery, ContactReport
from handrail.insight.help import report_help
from handrail.insight.schema import HelpQuery, HelpReport, ReportQuery, TourReports
from handrail.insight.tours import report_tours
from handrail.sites.access import SiteAccess, access_environment
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role


async def get_tours(request: Request, access: SiteAccess, query: ReportQuery) -> TourReports:
    environment = await access_environment(request, access, query.environment)
    found = services(request)
    return await found.db.scan(report_tours, environment, found.clock.now())


async def get_help(request: Request, access: SiteAccess, query: HelpQuery) -> HelpReport:
    environment = await access_environment(request, access, query.environment)
    found = services(request)
    return await found.db.scan(report_help, environment, query, found.clock.now())


async def get_contact(request: Request, access: SiteAccess, query: ContactQuery) -> ContactReport:
    environment = await access_environment(request, access, query.environment)
    found = services(request)
    return await found.db.scan(report_contact, environment, query, found.clock.now())


FEATURE = Feature(
    name="insight",
    routes=(
        manage("GET", "/reports/tours", get_tours, Role.VIEWER, summary="What became of each tour"),
        manage(
            "GET", "/reports/help", get_help, Role.VIEWER, summary="What was read and searched, and whether it helped"
        ),
        manage(
            "GET", "/reports/contact", get_contact, Role.VIEWER, summary="How soon people were answered, and how it was"
        ),
    ),
)
