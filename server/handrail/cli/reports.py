"""`handrail report …`: what happened, by the reports that there are; as tables, as JSON, or one table as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table
from handrail.core.problems import NotFound
from handrail.insight.report import AnyReport
from handrail.insight.reports import REPORTS
from handrail.insight.sheet import Sheet, Table
from handrail.insight.spreadsheet import write_csv

Site = Annotated[str | None, typer.Argument(help="Not needed where there is only one.")]
Environment = Annotated[str, typer.Option(help="Which environment.")]
Days = Annotated[int, typer.Option(min=1, max=400, help="The last so many days.")]
Item = Annotated[str | None, typer.Option(help="Of one alone, by its id.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print one table as CSV: the first, or what --table says.")]
TableName = Annotated[str | None, typer.Option("--table", help="Print only this table.")]
OPTIONS: dict[str, tuple[Any, Any]] = {"item": (Item, None), "days": (Days, 30)}
"""What some of the reports ask for besides."""


def add_commands(app: typer.Typer) -> None:
    group = typer.Typer(help="What happened.", no_args_is_help=True)
    for report in REPORTS:
        group.command(report.name, help=f"{report.summary}.")(make_command(report))
    app.add_typer(group, name="report")


def make_command(report: AnyReport) -> Any:
    """Its options are those that the report asks for."""

    asks = report.asks.model_fields

    def show(
        site: Site = None,
        environment: Environment = "production",
        server: ServerOption = None,
        key: KeyOption = None,
        as_json: Json = False,
        as_csv: Csv = False,
        table: TableName = None,
        **query: Any,
    ) -> None:
        said = {name: value for name, value in query.items() if value is not None}
        found = ask(report, site, server, key, environment=environment, **said)
        print_json(found) if as_json else print_sheet(lay_out(report, found), table, as_csv)

    return with_options(show, {name: option for name, option in OPTIONS.items() if name in asks})


def with_options(command: Any, options: Mapping[str, tuple[Any, Any]]) -> Any:
    """Instead of what it takes by any name: options by theirs, each with its type and default."""
    written = signature(command, eval_str=True)
    *named, _ = written.parameters.values()
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=type_, default=default)
        for name, (type_, default) in options.items()
    ]
    command.__signature__ = written.replace(parameters=[*named, *more])
    command.__annotations__ = {one.name: one.annotation for one in (*named, *more)}
    return command


def ask(report: AnyReport, site: str | None, server: str | None, key: str | None, **query: str | int) -> Any:
    with connect(server, key) as api:
        slug = site or find_only_site(api, f"report {report.name}")
        return api.get(f"/api/sites/{slug}/reports/{report.name}", **query)


def lay_out(report: AnyReport, found: Any) -> Sheet:
    return report.lay_out(report.gives.model_validate(found))


def print_sheet(sheet: Sheet, only: str | None, as_csv: bool) -> None:
    """Raises `Failure`."""
    if as_csv:
        typer.echo(write_csv(find_table(sheet, only) if only else sheet.tables[0]), nl=False)
    elif only:
        show_table(find_table(sheet, only))
    elif sheet.is_empty:
        typer.echo(sheet.empty)
    else:
        totals = [sheet.totals] if sheet.totals else []
        for number, table in enumerate([*totals, *(table for table in sheet.tables if table.rows)]):
            typer.echo() if number else None
            show_table(table.turn_to(1))
            if table.leaves > 1:
                typer.echo(f"{len(table.rows) - table.leaf} more: --table {table.id}")
        if sheet.note:
            typer.echo(f"\n{sheet.note}")


def find_table(sheet: Sheet, id_: str) -> Table:
    try:
        return sheet.find_table(id_)
    except NotFound as missing:
        raise Failure(missing.detail) from missing


def show_table(table: Table) -> None:
    print_table(
        [column.label[0].lower() + column.label[1:] for column in table.shown],
        ([datum.text for datum in row] for row in table.read()),
        right=[column.numeric or column.kind == "bar" for column in table.shown],
    )


def find_only_site(api: Connection, command: str) -> str:
    """Of the database at hand; a server lists its sites to nobody. `command`: as it is typed before the site. Raises `Failure`."""
    try:
        names = [site["site"] for site in api.get("/api/sites")["sites"]]
    except Refused as refused:
        raise Failure(f"say which site: handrail {command} SITE") from refused
    if len(names) != 1:
        raise Failure(
            f"say which site: {', '.join(names)}" if names else "there is no site yet; make one with `handrail init`"
        )
    return str(names[0])
