"""Where the preview is shown: of which site, in which environment, on which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from handrail.sites.schema import parse_origin


class NoTarget(Exception):
    """It cannot be told, or there is no such place; the message says what there is."""


@dataclass(frozen=True)
class Target:
    environment: str
    origin: str
    url: str


def choose_target(environments: Sequence[Mapping[str, Any]], url: str | None, environment: str | None) -> Target:
    """`environments` as the management API lists them. Without `url`: the first origin of `staging`, else of `production`, else of the only one that has any. Raises `NoTarget`."""
    known = {one["environment"]: list(one["origins"]) for one in environments}
    if environment is not None and environment not in known:
        raise NoTarget(f"there is no environment {environment}; there is {', '.join(known)}")
    if url is None:
        return choose_first(known, environment)
    origin = read_origin(url)
    names = [name for name in ([environment] if environment else ["staging", "production", *known]) if name in known]
    for name in names:
        if origin in known[name]:
            return Target(name, origin, url)
    where = environment or "any environment"
    there = ", ".join(sorted({one for origins in known.values() for one in origins})) or "none yet"
    raise NoTarget(f"{origin} is no origin of {where}; there is {there}. An owner can add it in the console")


def choose_first(known: Mapping[str, list[str]], environment: str | None) -> Target:
    filled = [name for name, origins in known.items() if origins]
    names = [environment] if environment else ["staging", "production", *(filled if len(filled) == 1 else [])]
    for name in names:
        if known.get(name):
            return Target(name, known[name][0], f"{known[name][0]}/")
    raise NoTarget(f"{environment or 'the site'} has no origin that a page could be opened at; add one, or give --url")


def read_origin(url: str) -> str:
    """Raises `NoTarget`."""
    parts = urlsplit(url)
    try:
        return parse_origin(f"{parts.scheme}://{parts.netloc}")
    except ValueError as error:
        raise NoTarget(f"{url} is no address of a page; write it as in https://staging.example.com/invoices") from error


def write_link(url: str, token: str) -> str:
    """In the fragment, which no server gets to see; the page's own fragment stays."""
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment}&handrail={token}" if fragment else f"{page}#handrail={token}"
