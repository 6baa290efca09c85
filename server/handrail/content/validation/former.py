"""Former ids (`was`) of whatever starts: progress goes by them, so each belongs to one item, and to none that is there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handrail.content.schema import Item
from handrail.content.startable import Startable
from handrail.content.validation.faults import Fault
from handrail.content.validation.shape import Shaped


def check_former_ids(items: Mapping[str, Shaped[Item]]) -> Iterator[Fault]:
    """`items` by file."""
    now = {str(shaped.document.value.get("id")): file for file, shaped in items.items()}
    before: dict[str, str] = {}
    for file, shaped in items.items():
        item = shaped.model
        if not isinstance(item, Startable):
            continue
        for index, former in enumerate(item.was):
            problem = ""
            if former in now:
                problem = (
                    f"is what this {item.kind} is called now" if now[former] == file else f"is the id of {now[former]}"
                )
            elif former in before:
                problem = "stands twice" if before[former] == file else f"is a former id of {before[former]}, too"
            if problem:
                fix = f"was names what this {item.kind} alone was called before"
                yield shaped.document.fault(("was", index), f'"{former}" {problem}', fix)
            before.setdefault(former, file)


def name_former_ids(items: Mapping[str, Shaped[Item]]) -> dict[str, str]:
    """The present id by each former one."""
    there = [shaped.model for shaped in items.values() if isinstance(shaped.model, Startable)]
    return {former: one.id for one in there for former in one.was}
