"""`/console/{site}/reports/{name}`: each report as a page. To take along: `…/{name}.json`, and `…/{name}/{table}.csv`. The one on tours is the site's first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field, create_model
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handrail.console.forms import frame
from handrail.console.pages import PAGES, page
from handrail.console.plot import Plot, plot_days
from handrail.core.download import send_download
from handrail.core.http import parse_query
from handrail.core.services import services
from handrail.insight.drift_sheet import tell_locator, tell_minute, tell_reasons, tell_times
from handrail.insight.report import AnyReport, ReportQuery
from handrail.insight.reports import DRIFT, REPORTS, TOURS
from handrail.insight.sheet import Sheet, Table, count
from handrail.insight.spreadsheet import write_csv
from handrail.sites.access import SiteAccess, access_console, access_environment, access_member
from handrail.sites.audit import record_change
from handrail.sites.environments import list_sites
from handrail.sites.roles import Role

PERIODS = (7, 30, 90)
TELL_DRIFT: dict[str, object] = {
    "times": tell_times,
    "reasons": tell_reasons,
    "tell_locator": tell_locator,
    "tell_minute": tell_minute,
}
BOM = "\ufeff"  # without which some spreadsheets take UTF-8 for something else


@dataclass(frozen=True)
class Reading:
    """A report as somebody asked for it. `query` may have `days`, an `item`, and the `page` of what is many."""

    report: AnyReport
    access: SiteAccess
    query: Any
    answer: BaseModel
    sheet: Sheet

    @property
    def address(self) -> str:
        return f"/{self.access.slug}/reports/{self.report.name}"

    @property
    def asked(self) -> dict[str, object]:
        """All of it, whatever page is read."""
        return {name: value for name, value in self.query if name != "page" and value is not None}

    @property
    def asked_of_all(self) -> dict[str, object]:
        return {name: value for name, value in self.asked.items() if name != "item"}

    @property
    def page(self) -> int:
        return int(getattr(self.query, "page", 1))

    @property
    def file_name(self) -> str:
        of = f"-{item}" if (item := self.asked.get("item")) else ""
        return f"{self.access.slug}-{self.query.environment}-{self.report.name}{of}"


async def read_report(request: Request, report: AnyReport, asked: Any) -> Reading:
    """Raises `Unauthorised`, `Forbidden`, `NotFound`."""
    access = await access_console(request, request.path_params["site"], Role.VIEWER)
    environment = await access_environment(request, access, asked.environment)
    found = services(request)
    answer = await found.db.scan(report.read, environment, asked, found.clock.now())
    return Reading(report, access, asked, answer, report.lay_out(answer))


def open_report(report: AnyReport) -> list[Route]:
    paged: type[ReportQuery] = create_model(
        f"Paged{report.asks.__name__}", __base__=report.asks, page=(int, Field(default=1, ge=1, le=100_000))
    )
    template, words = ("drift.html", TELL_DRIFT) if report is DRIFT else ("report.html", {})

    async def show_report(request: Request) -> Response:
        member = await access_member(request)
        reading = await read_report(request, report, parse_query(request, paged))
        (site,) = await services(request).db.read(list_sites, reading.access.site_id)
        periods = PERIODS if "days" in report.asks.model_fields else ()
        values = {**show_reading(reading), "name": site.name, "environments": site.environments, "periods": periods}
        return PAGES.render(request, template, {**frame(request, member), **words, **values})

    async def send_csv(request: Request) -> Response:
        reading = await read_report(request, report, parse_query(request, report.asks))
        table = reading.sheet.find_table(request.path_params["table"])
        content = (BOM + write_csv(table)).encode()
        await note_download(request, reading, f"{table.id}.csv")
        return send_download(f"{reading.file_name}-{table.id}.csv", "text/csv; charset=utf-8; header=present", content)

    async def send_json(request: Request) -> Response:
        reading = await read_report(request, report, parse_query(request, report.asks))
        content = reading.answer.model_dump_json(by_alias=True, indent=2).encode()
        await note_download(request, reading, "json")
        return send_download(f"{reading.file_name}.json", "application/json", content)

    path = f"/{{site}}/reports/{report.name}"
    files = [page("GET", f"{path}/{{table}}.csv", send_csv), page("GET", f"{path}.json", send_json)]
    return files if report is TOURS else [*files, page("GET", path, show_report)]


async def note_download(request: Request, reading: Reading, file: str) -> None:
    """What people did and wrote leaves the console."""
    found, access = services(request), reading.access
    detail = {"environment": reading.query.environment, "file": file}

    def note(conn: Connection, now: int) -> None:
        record_change(conn, access.site_id, access.actor, now, "report_downloaded", reading.report.name, **detail)

    await found.db.write(note, found.clock.now())


def show_reading(reading: Reading) -> dict[str, object]:
    """What the templates of a report take."""
    days = reading.sheet.days
    return {
        "access": reading.access,
        "reading": reading,
        "sheet": reading.sheet,
        "series": [column.label for column in days.columns[1:]] if days else [],
        "plot": plot_table(days) if days else None,
    }


def plot_table(days: Table) -> Plot:
    return plot_days([(str(day), [count(number) for number in numbers]) for day, *numbers in days.rows])


ROUTES = tuple(route for report in REPORTS for route in open_report(report))
