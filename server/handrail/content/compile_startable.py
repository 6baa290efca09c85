"""The source of anything that starts and a locale in, what a browser gets out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handrail.content.compile import compile_tour
from handrail.content.compile_announcement import compile_announcement
from handrail.content.compile_checklist import compile_checklist
from handrail.content.compile_quiz import compile_quiz
from handrail.content.compile_survey import compile_survey
from handrail.content.compiled_kinds import CompiledStartable
from handrail.content.source import Source
from handrail.content.startable import StartableKind

COMPILERS: Mapping[StartableKind, Callable[[Source, str], CompiledStartable]] = {
    "tour": compile_tour,
    "quiz": compile_quiz,
    "checklist": compile_checklist,
    "survey": compile_survey,
    "announcement": compile_announcement,
}


def compile_startable(source: Source, locale: str) -> CompiledStartable:
    """Texts that are not translated stay in the source's language, one by one."""
    return COMPILERS[source.item.kind](source, locale)  # type: ignore[index]  # a kind that starts
