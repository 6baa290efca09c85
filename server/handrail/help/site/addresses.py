"""Where things are on a help site: paths for its own links, absolute addresses for those who come from elsewhere, and what an author's links lead to. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from urllib.parse import quote

OUTSIDE = re.compile(r"(https?://[^/\\]|mailto:[^\s])", re.IGNORECASE)
HOST_PATH = re.compile(r"/(?![/\\])")
ARTICLE = re.compile(r"article:([a-z0-9][a-z0-9-]{0,62})(#[^\s#]{1,200})?")


@dataclass(frozen=True)
class Addresses:
    """`base` is where the app is mounted, `public` how that is called from outside. The site's first locale has no part in the path."""

    base: str
    public: str
    site: str
    default: str

    def path(self, locale: str, rest: str = "/") -> str:
        return self.base + self._below(locale, rest)

    def absolute(self, locale: str, rest: str = "/") -> str:
        return self.public + self._below(locale, rest)

    def _below(self, locale: str, rest: str) -> str:
        return f"/help/{quote(self.site)}{'' if locale == self.default else '/' + quote(locale)}{rest}"


@dataclass(frozen=True)
class Links:
    """What may be linked to: articles of these ids; `tours` by id with the path that each begins on, if one is known; pages of the host app at `app`."""

    addresses: Addresses
    locale: str
    articles: Container[str]
    tours: Mapping[str, str | None]
    app: str | None

    def follow(self, href: str) -> str | None:
        """Of a link as its author wrote it; `None` when it leads nowhere that this reader may go."""
        if found := ARTICLE.fullmatch(href):
            id_, anchor = found[1], found[2] or ""
            return self.addresses.path(self.locale, f"/articles/{id_}{anchor}") if id_ in self.articles else None
        if href == "contact:":
            return self.addresses.path(self.locale, "/contact")
        if href.startswith("tour:"):
            page = self.tours.get(href.removeprefix("tour:"))
            return f"{self.app}{page}" if self.app and page else None
        if HOST_PATH.match(href):
            return f"{self.app}{href}" if self.app else None
        return href if OUTSIDE.match(href) else None
