"""`GET /api/sites/{site}/reports/{name}?environment=production&days=30` of each report."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from starlette.requests import Request

from handrail.core.feature import Feature
from handrail.core.http import Endpoint
from handrail.core.services import services
from handrail.insight.report import AnyReport
from handrail.insight.reports import REPORTS
from handrail.sites.access import SiteAccess, access_environment
from handrail.sites.endpoints import manage
from handrail.sites.roles import Role


def open_report(report: AnyReport) -> Endpoint:
    async def get(request: Request, access: SiteAccess, query: Any) -> BaseModel:
        environment = await access_environment(request, access, query.environment)
        found = services(request)
        answer: BaseModel = await found.db.scan(report.read, environment, query, found.clock.now())
        return answer

    # What an endpoint takes and gives is read from its handler.
    get.__name__ = f"get_{report.name}"
    get.__annotations__ = {"query": report.asks, "return": report.gives}
    return manage("GET", f"/reports/{report.name}", get, Role.VIEWER, summary=report.summary)


FEATURE = Feature(name="insight", routes=tuple(open_report(report) for report in REPORTS))
