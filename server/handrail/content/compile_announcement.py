"""An announcement's source and a locale in, a tour of one step out. Pure."""

from __future__ import annotations

from handrail.content.announcement import Announcement
from handrail.content.compile import Compiler
from handrail.content.compiled import CompiledAdvance, CompiledButton, CompiledStep, CompiledTour
from handrail.content.markdown import read_text
from handrail.content.source import Source

STEP = "news"


def compile_announcement(source: Source, locale: str) -> CompiledTour:
    """One that is for the panel alone is a card beside the work, for whoever starts it by hand."""
    announcement = source.item
    assert isinstance(announcement, Announcement)
    compiler = Compiler(source, locale)
    title, show = compiler.text("title", announcement.title), announcement.show
    step = CompiledStep(
        id=STEP,
        type="slide-out" if show == "panel" else show,
        title=[title],
        text=read_text(compiler.text("text", announcement.text)).parts,
        media=compiler.compile_media("media", announcement.media) if announcement.media else None,
        position=announcement.position,
        interaction="blocked" if show == "modal" else "open",
        advance=CompiledAdvance(on="next"),
        buttons=[compiler.compile_button(f"buttons.{index}", one) for index, one in enumerate(announcement.buttons)]
        or [CompiledButton(do="complete")],
    )
    return CompiledTour(
        kind="announcement",
        id=announcement.id,
        locale=locale,
        title=title,
        theme=announcement.theme,
        steps=[step],
    )
