"""`handrail report …`: what happened, per tour, in the help, and in conversations."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from handrail.cli.connection import Connection, KeyOption, Refused, ServerOption, connect
from handrail.cli.output import Failure, Json, print_json, print_table
from handrail.insight.durations import tell_duration

report = typer.Typer(help="What happened.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(report, name="report")


@report.command()
def tours(
    site: Annotated[str | None, typer.Argument(help="Not needed where there is only one.")] = None,
    environment: Annotated[str, typer.Option(help="Which environment.")] = "production",
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """Per tour: eligible, started, completed, lost per step, left, declined, target missing, and whether its goal was reached."""
    with connect(server, key) as api:
        found = api.get(
            f"/api/sites/{site or find_only_site(api, 'report tours')}/reports/tours", environment=environment
        )
    if as_json:
        print_json(found)
        return
    if not found["tours"]:
        typer.echo(f"{environment} has no tours yet.")
        return
    columns = ("eligible", "started", "completed", "left", "declined", "target_missing")
    print_table(
        ["tour", *(column.replace("_", " ") for column in columns), "lost at"],
        (
            [
                tour["id"],
                *(tour[column] for column in columns),
                ", ".join(
                    f"{step['id'] or 'before the first step'} {step['lost']}" for step in tour["steps"] if step["lost"]
                ),
            ]
            for tour in found["tours"]
        ),
    )
    goals = [(tour["id"], tour["goal"]) for tour in found["tours"] if tour["goal"]]
    if goals:
        typer.echo()
        print_table(
            ["tour", "goal", "within", "saw it", "by itself", "held out", "difference (95 %)"],
            ([id_, goal["event"], goal["within"], *describe_goal(goal)] for id_, goal in goals),
        )


def describe_goal(goal: dict[str, Any]) -> list[str]:
    """`12 of 40 (30 %)`, for each group, and the difference of the two that are compared."""
    groups = [goal[name] for name in ("saw", "by_itself", "held_out")]
    told = [
        f"{group['reached']} of {group['people']} ({100 * group['rate']:.0f} %)" if group["people"] else "nobody"
        for group in groups
    ]
    difference = goal["difference"]
    if difference is None:
        return [*told, ""]
    value, low, high = (100 * difference[name] for name in ("value", "low", "high"))
    return [*told, f"{value:+.0f} points ({low:+.0f} to {high:+.0f})"]


@report.command("help")
def report_help(
    site: Annotated[str | None, typer.Argument(help="Not needed where there is only one.")] = None,
    environment: Annotated[str, typer.Option(help="Which environment.")] = "production",
    days: Annotated[int, typer.Option(min=1, max=400, help="The last so many days.")] = 30,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """What was read and whether it helped, what was searched for and not found, by page and by locale."""
    with connect(server, key) as api:
        path = f"/api/sites/{site or find_only_site(api, 'report help')}/reports/help"
        found = api.get(path, environment=environment, days=days)
    if as_json:
        print_json(found)
        return
    tables = [
        (
            ["article", "reads", "readers", "helped", "did not help", "of votes"],
            [
                [
                    one["id"],
                    *(one[name] for name in ("reads", "readers", "helped", "did_not_help")),
                    tell_share(one["share"]),
                ]
                for one in found["articles"]
            ],
        ),
        (["without a result", "times"], [[one["q"], one["without_result"]] for one in found["without_result"]]),
        (
            ["searched for", "times", "without result", "opened"],
            [[one["q"], one["times"], one["without_result"], one["opened"]] for one in found["searches"]],
        ),
        (["asked", "times", "answered"], [[one["q"], one["times"], one["answered"]] for one in found["questions"]]),
        *((list_places(what, found[f"{what}s"])) for what in ("page", "locale")),
    ]
    shown = [(headings, rows) for headings, rows in tables if rows]
    if not shown:
        typer.echo(f"Nobody looked for help in {environment} in the last {days} days.")
    for number, (headings, rows) in enumerate(shown):
        typer.echo() if number else None
        print_table(headings, rows)


def list_places(what: str, places: list[dict[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    columns = ("opened", "reads", "searches", "without_result", "helped", "did_not_help")
    headings = [what, *(column.replace("_", " ") for column in columns)]
    return headings, [[one["place"], *(one[column] for column in columns)] for one in places]


@report.command("contact")
def report_contact(
    site: Annotated[str | None, typer.Argument(help="Not needed where there is only one.")] = None,
    environment: Annotated[str, typer.Option(help="Which environment.")] = "production",
    days: Annotated[int, typer.Option(min=1, max=400, help="Begun in the last so many days.")] = 30,
    server: ServerOption = None,
    key: KeyOption = None,
    as_json: Json = False,
) -> None:
    """How soon people were answered and helped, by channel and by page, and how they rated it."""
    with connect(server, key) as api:
        path = f"/api/sites/{site or find_only_site(api, 'report contact')}/reports/contact"
        found = api.get(path, environment=environment, days=days)
    if as_json:
        print_json(found)
        return
    waiting = f"{found['waiting']} waiting now"
    if not found["total"]["conversations"]:
        typer.echo(f"Nobody began a conversation in {environment} in the last {days} days; {waiting}.")
        return
    places = [found["total"] | {"place": "all"}, *found["channels"], *found["pages"]]
    headings = ["where", "begun", "first response", "resolution", "at first contact", "reopened", "satisfied"]
    print_table(headings, (tell_place(one) for one in places))
    typer.echo(f"Half took at most the first time, nine of ten the second; {waiting}.")


def tell_place(place: dict[str, Any]) -> list[Any]:
    times = [
        f"{tell_duration(place[name]['median'])}, {tell_duration(place[name]['p90'])}"
        for name in ("first_response", "resolution")
    ]
    shares = [
        f"{place[part]} of {place[whole]}"
        for part, whole in (("first_contact", "closed"), ("reopened", "conversations"), ("satisfied", "rated"))
    ]
    return [place["place"] or "unknown", place["conversations"], *times, *shares]


def tell_share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


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
