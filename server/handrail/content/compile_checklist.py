"""A checklist's source and a locale in, what a browser gets out. Pure."""

from __future__ import annotations

from handrail.content.checklist import Checklist, Entry
from handrail.content.compile import Compiler
from handrail.content.compile_rich import compile_rich
from handrail.content.compiled_kinds import CompiledChecklist, CompiledEntry
from handrail.content.source import Source


def compile_checklist(source: Source, locale: str) -> CompiledChecklist:
    checklist = source.item
    assert isinstance(checklist, Checklist)
    compiler = Compiler(source, locale)
    return CompiledChecklist(
        kind="checklist",
        id=checklist.id,
        locale=locale,
        title=compiler.text("title", checklist.title),
        theme=checklist.theme,
        text=compile_rich(compiler, "text", checklist.text),
        ordered=checklist.ordered,
        finish=compiler.text("finish", checklist.finish) if checklist.finish else None,
        items=[compile_entry(compiler, entry) for entry in checklist.items],
    )


def compile_entry(compiler: Compiler, entry: Entry) -> CompiledEntry:
    at = f"items.{entry.id}"
    return CompiledEntry(
        id=entry.id,
        was=entry.was or None,
        title=compiler.text(f"{at}.title", entry.title),
        text=compile_rich(compiler, f"{at}.text", entry.text),
        tour=entry.tour,
        article=entry.article,
        url=entry.url,
        quiz=entry.quiz,
        done=compiler.condition(entry.done),
        by_hand=entry.by_hand,
        after=entry.after or None,
        optional=entry.optional,
    )
