"""`handrail pick URL [DIR]`: an element of any page is pointed at, and its locators are ranked; the chosen one goes into a file of the folder."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from handrail.authoring.browser import NoBrowser, require_playwright
from handrail.authoring.pick.subject import Subject, write_locator
from handrail.authoring.pick.write import NotWritten, Spot, Written, find_spot, list_spots, replace_target, write_target
from handrail.authoring.probe import Ranked
from handrail.cli.output import Failure, Json, print_json
from handrail.content.folder import NoFolder, read_folder
from handrail.content.validation.reading import SITE_FILE
from handrail.settings import Settings


def add_commands(app: typer.Typer) -> None:
    app.command()(pick)


def pick(
    url: Annotated[str, typer.Argument(metavar="URL", help="The page. {locale} in it is replaced by each locale.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A content folder to write the chosen locator into.")
    ] = None,
    selector: Annotated[
        list[str] | None,
        typer.Option(metavar="CSS", help="Rank this element, without a window; may be given again."),
    ] = None,
    locale: Annotated[
        list[str] | None,
        typer.Option(help="Open the page in this one; may be given again. With DIR: those of the site."),
    ] = None,
    item: Annotated[str | None, typer.Option(help="The tour or snippet to write into.")] = None,
    step: Annotated[str | None, typer.Option(help="Its step.")] = None,
    choose: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Write this one of the list; 1 is the first.")
    ] = None,
    storage_state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A signed-in session, as Playwright keeps it.", exists=True, dir_okay=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Point at an element of a page, and get a ranked list of locators for it: how many each matches, how stable it looks, and why."""
    check_usage(url, folder, selector or [], item, step, choose)
    try:
        spots = list_spots(folder) if folder else []
        spot = find_spot(spots, item, step) if item else None
        locales = locale or (read_locales(folder) if folder else [])
        others = [one for each in ([spot] if spot else spots) for one in each.others]
        subjects = visit(url, selector or [], locales, storage_state, others)
        written = None
        if not as_json:
            for subject in subjects:
                print_subject(subject)
        if folder:
            written = write(folder, spots, spot, subjects[0], choose)
    except (NoBrowser, NoFolder, NotWritten) as error:
        raise Failure(str(error)) from error
    if as_json:
        elements = [
            subject.model_dump(mode="json", exclude={"locators", "holding"}) | {"locators": list_locators(subject)}
            for subject in subjects
        ]
        print_json({"url": url, "elements": elements, "written": asdict(written) if written else None})
    elif written and folder:
        typer.echo(f"{folder / written.file}:{written.line}: written")


def check_usage(
    url: str, folder: Path | None, selectors: list[str], item: str | None, step: str | None, choose: int | None
) -> None:
    if urlsplit(url).scheme not in ("http", "https", "file"):
        raise typer.BadParameter(f'"{url}" is no address; write it as in https://staging.example.com/invoices')
    if folder is None and (item or step or choose):
        raise typer.BadParameter("--item, --step and --choose write into a folder: name it after the URL")
    if step and not item:
        raise typer.BadParameter("--step is of an item: say which with --item")
    if folder is not None and len(selectors) > 1:
        raise typer.BadParameter("one element at a time is written into a folder: give one --selector")


def read_locales(folder: Path) -> list[str]:
    """Those of the site, its default first; none where it does not say."""
    try:
        site = json.loads(read_folder(folder).get(SITE_FILE, b"{}"))
    except ValueError:  # `validate` tells what is wrong with it
        return []
    locales = site.get("locales") if isinstance(site, dict) else None
    return [str(one) for one in locales] if isinstance(locales, list) else []


def visit(
    url: str, selectors: list[str], locales: list[str], storage_state: Path | None, written: list[dict[str, Any]]
) -> list[Subject]:
    require_playwright()
    from handrail.authoring.pick.visit import NotPicked, Wanted, pick_by_hand, pick_selected  # Playwright is an extra

    wanted = Wanted(url, locales, Settings.from_env().browser, storage_state, written)
    try:
        return pick_selected(wanted, selectors) if selectors else [pick_by_hand(wanted, wait_for_person)]
    except NotPicked as error:
        raise Failure(str(error)) from error


def wait_for_person() -> None:
    """Signing in, and going to where the element is, is theirs."""
    if sys.stdin.isatty():
        typer.echo("Go to the place in the window, then press Enter here to point at an element.", err=True)
        sys.stdin.readline()


def print_subject(subject: Subject) -> None:
    typer.echo(f"{subject.element}")
    for number, ranked in enumerate(subject.locators, 1):
        typer.echo(f"{number:>3}  {json.dumps(write_locator(ranked), ensure_ascii=False)}")
        typer.echo(f"     {tell_matches(ranked)}, {ranked.stability}: {ranked.why}")
    for note in subject.notes:
        typer.echo(f"     {note}")


def tell_matches(ranked: Ranked) -> str:
    """In each locale, where they differ."""
    if len(set(ranked.counts.values())) > 1:
        count = "matches " + ", ".join(f"{number} in {locale}" for locale, number in ranked.counts.items())
    else:
        count = "1 match" if ranked.matches == 1 else f"{ranked.matches} matches"
    return count if ranked.fits else f"{count}, not to be written"


def list_locators(subject: Subject) -> list[dict[str, object]]:
    return [
        ranked.model_dump(mode="json", exclude_defaults=True) | {"locator": write_locator(ranked)}
        for ranked in subject.locators
    ]


def write(folder: Path, spots: list[Spot], spot: Spot | None, subject: Subject, choose: int | None) -> Written | None:
    """Asks for what was not said; without somebody to ask nothing is written. Raises `NotWritten`."""
    asks = sys.stdin.isatty()
    number = choose or (subject.chosen + 1 if subject.chosen is not None else None)
    if number is None and asks:
        number = typer.prompt("Which one is to be written", default=1, type=int, err=True)
    if spot is None and asks:
        spot = ask_spot(spots)
    if number is None or spot is None:
        return None
    if not 0 < number <= len(subject.locators):
        raise NotWritten(f"there is no locator {number}: the list has {len(subject.locators)}")
    ranked = subject.locators[number - 1]
    if not ranked.fits:
        raise NotWritten(f"locator {number} does not find that element alone; choose one that does")
    return write_target(folder, spot, replace_target(spot, write_locator(ranked), subject.holding))


def ask_spot(spots: list[Spot]) -> Spot:
    for number, spot in enumerate(spots, 1):
        where = f"{spot.item}, step {spot.step}" if spot.step else spot.item
        typer.echo(f"{number:>3}  {where}: {spot.title}", err=True)
    place: int = typer.prompt("Into which one", type=int, err=True)
    if not 0 < place <= len(spots):
        raise NotWritten(f"there is no {place} in that list; nothing was written")
    return spots[place - 1]
