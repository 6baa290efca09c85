"""Pydantic's errors in words for people who write content: an error in, what is wrong and what would be right out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from annotated_types import BaseMetadata
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from handrail.conditions import authored, locator
from handrail.conditions.authored import name_kind
from handrail.conditions.schema import CLAUSES
from handrail.content import schema as content
from handrail.content import startable
from handrail.content import step as steps
from handrail.content import theme as themes
from handrail.content.quiz import QUIZ_QUESTIONS
from handrail.content.step import STEPS, BaseStep
from handrail.content.survey import SURVEY_QUESTIONS
from handrail.content.validation.faults import Path, suggest

QUESTIONS: dict[str, Iterable[str]] = {"name_quiz_question": QUIZ_QUESTIONS, "name_survey_question": SURVEY_QUESTIONS}
SHOWN = 40
Words = tuple[str, str, Path]
"""Problem, fix, and the path from the error's own place to where it shows."""


def describe(error: ErrorDetails, keys: Iterable[str]) -> Words:
    """`keys` are those that the object around may have."""
    context = error.get("ctx", {})
    given = error["input"]
    word = WORDINGS.get(error["type"])
    if word is not None:
        problem, fix = word(given, context)
        return problem, fix, ()
    match error["type"]:
        case "missing":
            return f'"{error["loc"][-1]}" is missing', "", ()
        case "extra_forbidden" if error["loc"][-1] in CLAUSES and CLAUSES.keys() & set(keys):
            return f'unknown key "{error["loc"][-1]}"', 'a condition says one thing; join several by "all"', ()
        case "extra_forbidden" if types := name_types_with(str(error["loc"][-1]), keys):
            return f'"{error["loc"][-1]}" is nothing for this type of step', f"it goes with {join(types)}", ()
        case "extra_forbidden":
            return f'unknown key "{error["loc"][-1]}"', suggest(error["loc"][-1], keys), ()
        case "union_tag_not_found":
            return describe_untold(given, str(context.get("discriminator", "")))
        case "value_error":
            problem, _, fix = str(context.get("error", error["msg"])).partition("; ")
            return problem, fix, ()
    return error["msg"], "", ()


def name_types_with(key: str, keys: Iterable[str]) -> list[str]:
    """The types of steps that have a key; none when `keys` are not those of a step."""
    if not BaseStep.model_fields.keys() - {"if_"} <= set(keys):
        return []
    return [name for name, model in STEPS.items() if key in model.model_fields]


def describe_untold(given: Any, discriminator: str) -> Words:
    """What is neither a condition nor a step."""
    if not isinstance(given, dict):
        return f"should be an object, not {say_kind(given)}", "", ()
    if "name_step_type" in discriminator:
        type_ = given.get("type")
        return f"{show(type_)} is no type of step", suggest(type_, STEPS), ("type",)
    for namer, types in QUESTIONS.items():
        if namer in discriminator:
            type_ = given.get("type")
            if type_ is None:
                return '"type" is missing', f"there is {', '.join(types)}", ()
            return f"{show(type_)} is no type of question", suggest(type_, types), ("type",)
    if not given:
        return "an empty object is no condition", 'always is { "all": [] }', ()
    key = next(iter(given))
    return f'"{key}" is no condition', suggest(key, CLAUSES, few=len(CLAUSES)), (key,)


def should_be(what: str) -> Callable[[Any, dict[str, Any]], tuple[str, str]]:
    return lambda given, _: (f"should be {what}, not {say_kind(given)}", "")


def describe_tag(_: Any, context: dict[str, Any]) -> tuple[str, str]:
    wanted = [article(kind.strip("'() ")) for kind in str(context["expected_tags"]).split(", ")]
    return f"should be {join(wanted)}, not {article(str(context['tag']).strip('()'))}", ""


def join(words: list[str]) -> str:
    """`a text, a number or a list`."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def describe_literal(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    wanted = re.findall(r"'([^']*)'", str(context["expected"]))
    if len(wanted) == 1:
        return f"{show(given)} is not there yet", f'only "{wanted[0]}"'
    return f"{show(given)} is none of {', '.join(wanted)}", suggest(given, wanted, few=0)


def describe_pattern(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    wanted = PATTERNS.get(str(context["pattern"]), "")
    return f"{show(given)} is not allowed here", wanted[:1].lower() + wanted[1:].removesuffix(".")


def describe_instant(given: Any, _: dict[str, Any]) -> tuple[str, str]:
    return f"{show(given)} is no instant", "RFC 3339 with an offset, as in 2026-01-31T09:00:00Z"


def describe_length(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    at_most, at_least = context.get("max_length"), context.get("min_length")
    noun = "characters" if isinstance(given, str) else "entries"
    if at_most is not None:
        return f"has {len(given):,} {noun}", f"at most {at_most:,}"
    return (f"has {len(given):,} {noun}", f"at least {at_least:,}") if at_least != 1 else ("is empty", "")


def describe_bound(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    for word, keys in (("at least", ("ge", "gt")), ("at most", ("le", "lt"))):
        for bound in (context[key] for key in keys if key in context):
            return f"{show(given)} is out of range", f"{word} {int(bound) if bound == int(bound) else bound}"
    return f"{show(given)} is out of range", ""


WORDINGS: dict[str, Callable[[Any, dict[str, Any]], tuple[str, str]]] = {
    "string_type": should_be("a text"),
    "bool_type": should_be("true or false"),
    "int_type": should_be("a whole number"),
    "int_from_float": should_be("a whole number"),
    "float_type": should_be("a number"),
    "list_type": should_be("a list"),
    "dict_type": should_be("an object"),
    "model_type": should_be("an object"),
    "union_tag_invalid": describe_tag,
    "literal_error": describe_literal,
    "string_pattern_mismatch": describe_pattern,
    "string_too_long": describe_length,
    "string_too_short": describe_length,
    "too_long": describe_length,
    "too_short": describe_length,
    "greater_than": describe_bound,
    "greater_than_equal": describe_bound,
    "less_than": describe_bound,
    "less_than_equal": describe_bound,
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_from_date_parsing",
            "timezone_aware",
            "datetime_object_invalid",
        ),
        describe_instant,
    ),
}


def say_kind(value: Any) -> str:
    return article(name_kind(value).strip("()"))


def article(kind: str) -> str:
    if kind in ("true or false", "nothing"):
        return "null" if kind == "nothing" else kind
    return f"an {kind}" if kind == "object" else f"a {kind}"


def show(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def collect_patterns() -> dict[str, str]:
    """What the patterns of the models ask for, in the words of their own descriptions."""
    found: dict[str, str] = {}
    for alias in [
        *vars(authored).values(),
        *vars(locator).values(),
        *vars(content).values(),
        *vars(startable).values(),
        *vars(steps).values(),
        *vars(themes).values(),
    ]:
        for info in getattr(alias, "__metadata__", ()):
            if isinstance(info, FieldInfo) and info.description:
                found |= {pattern: info.description for pattern in map(read_pattern, info.metadata) if pattern}
    return found


def read_pattern(metadata: BaseMetadata | Any) -> str:
    return getattr(metadata, "pattern", None) or ""


PATTERNS = collect_patterns()
