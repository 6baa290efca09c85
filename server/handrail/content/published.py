"""What an environment shows at the moment, ready for those who serve it: shapes only, made by `load_published`.

A version never changes, so a process prepares each one once and keeps it; which one an environment shows is asked each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handrail.content.compiled import CompiledStart, CompiledTheme
from handrail.content.schema import Site, Tour


@dataclass(frozen=True)
class PublishedTour:
    """`bodies`: by locale, the JSON text of the `CompiledTour`. `traits`: those that its texts name."""

    tour: Tour
    hash: str
    start: CompiledStart
    bodies: Mapping[str, str]
    traits: frozenset[str]


@dataclass(frozen=True, eq=False)
class Published:
    """One version of a site. The site's first locale is the one to fall back on."""

    version: int
    site: Site
    tours: tuple[PublishedTour, ...]
    theme: CompiledTheme | None
