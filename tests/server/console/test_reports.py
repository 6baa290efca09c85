"""Each report as a page, and what can be taken along of it: by members of its site alone."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from handrail.help.counts import count_help
from handrail.insight.report import AnyReport
from handrail.insight.reports import REPORTS
from tests.server.cast import Cast, MovingClock, services_of
from tests.server.console.test_sign_in import sign_in
from tests.server.help.test_counts import place

EACH = pytest.mark.parametrize("report", [pytest.param(report, id=report.name) for report in REPORTS])


def page_of(report: AnyReport) -> str:
    return "/console/acme" if report is REPORTS[0] else f"/console/acme/reports/{report.name}"


@EACH
async def test_a_viewer_reads_it_and_takes_it_along(client: httpx.AsyncClient, cast: Cast, report: AnyReport) -> None:
    await sign_in(client, cast.victor)
    page = await client.get(f"{page_of(report)}?environment=staging")
    assert page.status_code == 200, page.text
    taken = await client.get(f"/console/acme/reports/{report.name}.json?environment=staging")
    report.gives.model_validate_json(taken.content)
    assert taken.headers["content-disposition"].startswith(f'attachment; filename="acme-staging-{report.name}.json"')
    assert "sandbox" in taken.headers["content-security-policy"]
    audit = await client.get("/api/sites/acme/audit", headers=cast.acme.bearer)
    noted = [one for one in audit.json()["entries"] if one["action"] == "report_downloaded"]
    assert [(one["actor_name"], one["subject"], one["detail"]) for one in noted] == [
        (cast.victor.name, report.name, {"environment": "staging", "file": "json"})
    ]
    assert (await client.get(f"/console/acme/reports/{report.name}/nothing.csv")).status_code == 404
    assert (await client.get(f"/console/acme/reports/{report.name}.json?environment=moon")).status_code == 404
    assert (await client.get(f"/console/acme/reports/{report.name}.json?colour=red")).status_code == 422


@EACH
async def test_nobody_else_does(client: httpx.AsyncClient, cast: Cast, report: AnyReport) -> None:
    addresses = [f"/console/acme/reports/{report.name}{ending}" for ending in (".json", "/total.csv")]
    for address in addresses:
        stranger = await client.get(address)
        assert (stranger.status_code, stranger.headers["location"]) == (303, f"/console/sign-in?next={address}")
        keyed = await client.get(address, headers=cast.acme.bearer)
        assert keyed.status_code == 303
    await sign_in(client, cast.victor)
    for address in addresses:
        foreign = await client.get(address.replace("acme", "globex"))
        missing = await client.get(address.replace("acme", "nowhere"))
        assert foreign.status_code == missing.status_code == 404
        assert foreign.text == missing.text


async def test_each_table_has_a_file_that_does_nothing_where_it_is_opened(
    client: httpx.AsyncClient, app: Starlette, cast: Cast, clock: MovingClock
) -> None:
    something = await place(app, cast)
    for q in ("=1+1", "refund, please", "-5"):
        happening = replace(something, kind="not_found", subject=q)
        await services_of(app).db.write(count_help, happening, clock.now())
    await sign_in(client, cast.victor)
    page = await client.get("/console/acme/reports/help?days=7")
    (address,) = re.findall(r'href="([^"]*/without_result\.csv[^"]*)"', page.text)
    taken = await client.get(address.replace("&amp;", "&"))
    assert taken.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    written = '\ufeffq,without_result\r\n-5,1\r\n\'=1+1,1\r\n"refund, please",1\r\n'
    assert taken.content.decode() == written
