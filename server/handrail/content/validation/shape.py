"""Whether a document has the shape of its model: a document in; the model, or what of it can be read, and every fault out."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.parse import Document
from handrail.content.validation.wording import describe

M = TypeVar("M", bound=BaseModel)
# What stands in for a part that has no shape, so that the rest keeps its places and can be looked at.
BLANK_CONDITION, BLANK_LOCATOR = {"all": list[Any]()}, {"css": "*"}
BLANKS: dict[str, Any] = {
    "all": BLANK_CONDITION,
    "any": BLANK_CONDITION,
    "target": BLANK_LOCATOR,
    "element": BLANK_LOCATOR,
    "frame": BLANK_LOCATOR,
    "buttons": {"label": "?", "do": "complete"},
    "highlights": BLANK_LOCATOR,
    "tests": {"expect": "eligible"},
}
ENTRIES: dict[tuple[str, str], dict[str, Any]] = {
    ("tour", "steps"): {"type": "modal", "title": "?"},
    ("quiz", "questions"): {"type": "true-false", "text": "?", "answer": True},
    ("quiz", "outcomes"): {"title": "?"},
    ("survey", "questions"): {"type": "text", "text": "?"},
    ("checklist", "items"): {"title": "?", "by_hand": True},
}
"""What an item is made of, by its kind: the least that an entry needs beside its id."""
NEEDED: dict[str, Any] = {"id": "unknown", "title": "?"}


@dataclass
class Shaped(Generic[M]):
    """`model` lacks what has faults unless `whole`; it is `None` when too little is left."""

    document: Document
    model: M | None
    whole: bool
    faults: list[Fault] = field(default_factory=list)


def read_shape(document: Document, model: type[M]) -> Shaped[M]:
    try:
        return Shaped(document, validate(model, document.value), whole=True)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    faults = [place(document, model, one) for one in errors]
    return Shaped(document, salvage(model, document.value, errors), whole=False, faults=list(dict.fromkeys(faults)))


def validate(model: type[M], value: Any) -> M:
    """By the names that authors write, never by those that Python needs (`is_`)."""
    return model.model_validate(value, by_alias=True, by_name=False)


def place(document: Document, model: type[BaseModel], error: ErrorDetails) -> Fault:
    path, on_key = find_path(error["loc"], document.value)
    problem, fix, at = describe(error, list_keys(model, error["loc"][:-1]))
    unknown = error["type"] == "extra_forbidden" or at not in ((), ("type",))
    return document.fault((*path, *at), problem, fix, key=on_key or unknown)


def is_tag(part: str | int) -> bool:
    return isinstance(part, str) and part.startswith("(") and part.endswith(")")


def find_path(location: Sequence[str | int], value: Any) -> tuple[Path, bool]:
    """Where an error is in the JSON: tags of unions are no keys, a missing key is where its object is. Also whether a key is meant."""
    path: list[str | int] = []
    for part in location:
        if part == "[key]":
            return tuple(path), True
        inside_list = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if inside_list or (isinstance(value, dict) and part in value):
            value = value[part]
            path.append(part)
    return tuple(path), False


def list_keys(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys that the object at a location may have; none when it is no model."""
    current: Any = model
    for part in location:
        current = step_into(bare(current), part)
    found = bare(current)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        return []
    return [info.alias or name for name, info in found.model_fields.items()]


def step_into(current: Any, part: str | int) -> Any:
    if is_tag(part):
        return next((one for one in get_args(current) if Tag(str(part)) in getattr(one, "__metadata__", ())), None)
    if isinstance(current, type) and issubclass(current, BaseModel):
        fields = current.model_fields.items()
        return next((info.annotation for name, info in fields if part in (name, info.alias)), None)
    arguments = get_args(current)
    return arguments[-1] if arguments else None


def bare(annotation: Any) -> Any:
    """Without `Annotated` and `| None`."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if type(None) in get_args(annotation):
        rest = [one for one in get_args(annotation) if one is not type(None)]
        return bare(rest[0]) if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007  (made at run time)
    return annotation


def salvage(model: type[M], value: Any, errors: Sequence[ErrorDetails]) -> M | None:
    """What can be read when the faulty parts are left out: first as little as possible, then whole entries and keys."""
    rest = copy.deepcopy(value)
    for coarse in (False, False, True):
        for error in errors:
            path, _ = find_path(error["loc"], rest)
            if error["type"] == "missing" and not path:
                path = (str(error["loc"][0]),)
            if error["type"] == "extra_forbidden":
                if path and path[-1] == error["loc"][-1]:  # not gone already with what was around it
                    remove(rest, path)
            elif path:
                blank_out(rest, path, coarse)
        try:
            return validate(model, rest)
        except ValidationError as again:
            errors = again.errors(include_url=False)
    return None


def blank_out(value: Any, path: Path, coarse: bool) -> None:
    kind, first = str(value.get("kind")), str(path[0])
    entry = ENTRIES.get((kind, first))
    if entry is not None and len(path) > 1:
        inner = find_blank(path, 3)
        index = int(path[1])
        if coarse or len(path) == 2:
            put(value, path[:2], stand_in(value[first][index], entry, index))
        elif inner:
            put(value, *inner)
        else:
            remove(value, path[:3])
        return
    found = None if coarse else find_blank(path, 1)
    if found:
        put(value, *found)
    elif first in NEEDED:
        put(value, path[:1], NEEDED[first])
    elif entry is not None:
        put(value, path[:1], [stand_in(None, entry, 0)])
    else:
        remove(value, path[:2] if first in ("traits", "account", "events", "segments") else path[:1])


def find_blank(path: Path, at_least: int) -> tuple[Path, Any] | None:
    """The innermost entry of a list around `path` that something can stand in for."""
    for length in range(len(path), at_least, -1):
        if isinstance(path[length - 1], int) and path[length - 2] in BLANKS:
            return path[:length], BLANKS[str(path[length - 2])]
    return None


def stand_in(written: Any, entry: dict[str, Any], index: int) -> dict[str, Any]:
    id_ = written.get("id") if isinstance(written, dict) else None
    return {"id": id_ if isinstance(id_, str) else f"entry-{index}", **entry}


def put(value: Any, path: Path, new: Any) -> None:
    *before, last = path
    for part in before:
        value = value[part]
    value[last] = copy.deepcopy(new)


def remove(value: Any, path: Path) -> None:
    *before, last = path
    for part in before:
        value = value[part]
    if isinstance(value, dict):
        value.pop(last, None)
