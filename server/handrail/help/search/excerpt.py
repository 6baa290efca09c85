"""Where a passage answers: as much of it as a result shows, in parts, those that were looked for marked. Text, never HTML. Pure."""

from __future__ import annotations

from collections.abc import Collection

from handrail.help.text.analyse import locate
from handrail.help.wire import PassagePart

WIDTH = 220
Span = tuple[int, int]


def quote_passage(text: str, language: str, wanted: Collection[str]) -> list[PassagePart]:
    """`wanted`: terms. Without any of them it is the beginning."""
    found = [(term, (start, end)) for term, start, end in locate(text, language, wanted)]
    start, end = choose_window(text, found)
    marked = join_spans([span for _, span in found if start <= span[0] and span[1] <= end])
    parts = [PassagePart(text="…", mark=False)] if start > 0 else []
    at = start
    for first, last in marked:
        parts += [PassagePart(text=text[at:first], mark=False), PassagePart(text=text[first:last], mark=True)]
        at = last
    parts.append(PassagePart(text=text[at:end] + ("…" if end < len(text) else ""), mark=False))
    return [part for part in parts if part.text]


def choose_window(text: str, found: list[tuple[str, Span]]) -> Span:
    """The one with the most different terms, then the most of them, from the beginning of a word to the end of one."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best, start = (0, 0), 0
    for index, (_, (first, _)) in enumerate(found):
        inside = [term for term, span in found[index : index + 40] if span[1] <= first + WIDTH * 3 // 4]
        if (worth := (len(set(inside)), len(inside))) > best:
            best, start = worth, first
    start = find_beginning(text, max(0, start - WIDTH // 4)) if start > WIDTH // 2 else 0
    end = min(len(text), start + WIDTH)
    if end < len(text):
        space = text.rfind(" ", start + WIDTH // 2, end + 1)
        end = space if space > 0 else end
    return start, end


def find_beginning(text: str, at: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at, at + WIDTH // 5)
    return space + 1 if space >= 0 else at


def join_spans(spans: list[Span]) -> list[Span]:
    """Those that overlap or touch are one."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
