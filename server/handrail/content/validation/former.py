"""Former ids of tours (`was`): progress goes by them, so each belongs to one tour, and to none that is there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handrail.content.schema import Item, Tour
from handrail.content.validation.faults import Fault
from handrail.content.validation.shape import Shaped

FIX = "was names what this tour alone was called before"


def check_former_ids(items: Mapping[str, Shaped[Item]]) -> Iterator[Fault]:
    """`items` by file."""
    now = {str(shaped.document.value.get("id")): file for file, shaped in items.items()}
    before: dict[str, str] = {}
    for file, shaped in items.items():
        tour = shaped.model
        for index, former in enumerate(tour.was if isinstance(tour, Tour) else ()):
            problem = ""
            if former in now:
                problem = "is what this tour is called now" if now[former] == file else f"is the id of {now[former]}"
            elif former in before:
                problem = "stands twice" if before[former] == file else f"is a former id of {before[former]}, too"
            if problem:
                yield shaped.document.fault(("was", index), f'"{former}" {problem}', FIX)
            before.setdefault(former, file)


def name_former_ids(items: Mapping[str, Shaped[Item]]) -> dict[str, str]:
    """The present id by each former one."""
    tours = [shaped.model for shaped in items.values() if isinstance(shaped.model, Tour)]
    return {former: tour.id for tour in tours for former in tour.was}
