"""Prints the SDK's types of the wire, made from the server's models: `python -m sdk_js.generate_wire > sdk_js/src/wire.gen.ts`.

What a page sends may leave out whatever has a default. What the server sends is always all there, except in what authors
wrote (conditions, locators, buttons), in articles and where it says so: there, what is not said is left out.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from handrail.conditions.authored import Model
from handrail.conditions.locator import Localised
from handrail.conditions.schema import Condition
from handrail.contact import schema as contact
from handrail.content.compiled import ArticlePart, CompiledArticle, CompiledTopic, Sparse, TextPart, Wire
from handrail.content.compiled_kinds import CompiledStartable
from handrail.progress.trail import OF_HELP
from handrail.sync.schema import CompiledSnippet, Listed, PageEvent, SyncRequest, SyncResponse

HEAD = """/** Made by `make schema` from the server's models. Change those, then make it again. */

/** One in the locale of the item. */
export type Localised = string;
"""
NAMED: dict[str, Any] = {
    "Condition": Condition,
    "TextPart": TextPart,
    "ArticlePart": ArticlePart,
    "Listed": Listed,
    "CompiledStartable": CompiledStartable,
    "Localised": Localised,
}
ROOTS: tuple[type[BaseModel], ...] = (
    SyncRequest,
    PageEvent,
    SyncResponse,
    CompiledSnippet,
    CompiledArticle,
    CompiledTopic,
    *OF_HELP.values(),
    contact.AskContact,
    contact.ContactForm,
    contact.BeginConversation,
    contact.SayMessage,
    contact.AskConversation,
    contact.ShownConversation,
    contact.ShownMessage,
    contact.MyConversations,
    contact.TellSeen,
    contact.RateConversation,
    contact.AnswerOffer,
    contact.Attachment,
    contact.AskStream,
    contact.StreamSeen,
    contact.StreamTyping,
)
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", AwareDatetime: "string", Any: "unknown"}


def write_wire() -> str:
    """The whole file."""
    blocks = [HEAD]
    blocks += [
        f"export type {name} = {' | '.join(map(spell, parts(NAMED[name])))};\n"
        for name in ("Condition", "TextPart", "ArticlePart", "Listed", "CompiledStartable")
    ]
    blocks += [write_interface(model) for model in collect_models(ROOTS)]
    return "\n".join(blocks)


def collect_models(roots: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    """The roots and every model that they reach, in the order of meeting."""
    found: list[type[BaseModel]] = []
    waiting: list[Any] = list(roots)
    while waiting:
        annotation = waiting.pop(0)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation in found:
                continue
            found.append(annotation)
            waiting += [field.annotation for field in annotation.model_fields.values()]
        else:
            waiting += [part for part in get_args(annotation) if get_origin(part) or isinstance(part, type)]
    return found


def write_interface(model: type[BaseModel]) -> str:
    lines = [*comment(model.__doc__ or "", ""), f"export interface {model.__name__} {{"]
    for name, field in model.model_fields.items():
        sparse = issubclass(model, Sparse) or field.exclude_if is not None
        left_out = not field.is_required() and (sparse or not issubclass(model, Wire))
        spoken = parts(field.annotation)
        if left_out and (sparse or issubclass(model, Model)):
            spoken = [part for part in spoken if part is not types.NoneType]
        lines += comment(field.description or "", "  ")
        lines.append(f"  readonly {field.alias or name}{'?' if left_out else ''}: {union(spoken)};")
    return "\n".join([*lines, "}", ""])


def comment(text: str, indent: str) -> list[str]:
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) < 2:
        return [f"{indent}/** {line} */" for line in lines]
    return [f"{indent}/**", *(f"{indent} * {line}".rstrip() for line in lines), f"{indent} */"]


def parts(annotation: Any) -> list[Any]:
    """The members of a union, `Annotated` taken off; of anything else, itself."""
    if get_origin(annotation) is Annotated:
        return parts(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [part for member in get_args(annotation) for part in parts(member)]
    return [annotation]


def union(members: list[Any]) -> str:
    """`Condition | null`: a named union that is there as a whole goes by its name."""
    spoken: list[str] = []
    for name, alias in NAMED.items():
        if all(member in members for member in parts(alias)):
            spoken.append(name)
            members = [member for member in members if member not in parts(alias)]
    return " | ".join(dict.fromkeys([*spoken, *map(spell, members)]))


def spell(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is types.NoneType:
        return "null"
    if annotation in PLAIN:
        return PLAIN[annotation]
    if origin is Literal:
        return " | ".join(json.dumps(value) for value in arguments)
    if origin is list:
        element = union(parts(arguments[0]))
        return (
            f"readonly ({element})[]"
            if " | " in element or element.startswith("readonly ")
            else f"readonly {element}[]"
        )
    if origin is dict:
        return f"Readonly<Record<string, {union(parts(arguments[1]))}>>"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.__name__
    raise TypeError(f"no TypeScript for {annotation}")


if __name__ == "__main__":
    sys.stdout.write(write_wire())
