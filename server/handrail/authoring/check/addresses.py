"""From a glob to an address that can be opened. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote, urljoin, urlsplit

from handrail.conditions.address import matches_path, read_path
from handrail.conditions.schema import All, AnyOf, Condition, Url


def choose_page(globs: Sequence[str], pages: Mapping[str, str], known: Iterable[str] = ()) -> str | None:
    """A path that one of the globs takes: what `check.pages` says, the glob itself, or one of those that are known; None when none is to be had."""
    for glob in globs:
        if glob in pages:
            return pages[glob]
        if "*" not in glob:
            return quote(glob if glob.startswith("/") else f"/{glob}", safe="/%:@!$&'()+,;=~")
    candidates = [*pages.values(), *known]
    return next((path for path in candidates if any(matches_path(glob, read_path(path)) for glob in globs)), None)


def fits(globs: Sequence[str], url: str) -> bool:
    return any(matches_path(glob, read_path(url)) for glob in globs)


def list_globs(globs: str | list[str] | None) -> list[str]:
    return globs if isinstance(globs, list) else [globs] if globs else []


def find_globs(condition: Condition | None) -> list[str]:
    """Those of the pages on which a condition can hold at all."""
    return list(read_globs(condition)) if condition else []


def read_globs(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Url):
        yield from list_globs(condition.url)
    elif isinstance(condition, All):
        for part in condition.all:
            yield from read_globs(part)
    elif isinstance(condition, AnyOf):
        for part in condition.any:
            yield from read_globs(part)


def join(base: str, path: str) -> str:
    """On the origin of `base`: content says paths from the root on."""
    return urljoin(base, path)


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def say_address(url: str) -> str:
    """As a report may have it: a query can hold what was typed into a form, and both it and a fragment can hold a token."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    query = "?…" if parts.query else ""
    fragment = "#…" if "=" in parts.fragment else f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme}:{'//' if host else ''}{host}{parts.path}{query}{fragment}"
