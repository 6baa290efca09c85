"""What somebody wrote, ready to be shown: text is never HTML, addresses of pages become links, and what a mail quotes is folded away."""

from __future__ import annotations

import re

Pieces = list[tuple[str, str | None]]
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+", re.IGNORECASE)
AFTER = ".,;:!?)]}»”’"


def find_links(text: str) -> Pieces:
    """Pieces of it in order, each with where it leads, if it does. A full stop behind an address is none of it."""
    pieces: Pieces = []
    end = 0
    for found in ADDRESS.finditer(text):
        address = found[0].rstrip(AFTER)
        start, stop = found.start(), found.start() + len(address)
        pieces += [(text[end:start], None), (address, address)]
        end = stop
    pieces.append((text[end:], None))
    return [piece for piece in pieces if piece[0]]


def fold_quotes(text: str) -> tuple[str, str]:
    """What is new, and the quoted end of it: lines with `>`, and the one line above that says whose they are."""
    lines = text.rstrip().split("\n")
    start = len(lines)
    while start and (lines[start - 1].startswith(">") or not lines[start - 1].strip()):
        start -= 1
    if not any(line.startswith(">") for line in lines[start:]):
        return text.rstrip(), ""
    if start and lines[start - 1].rstrip().endswith(":"):
        start -= 1
    if not "".join(lines[:start]).strip():  # nothing but quotes: then they are what was said
        return text.rstrip(), ""
    return "\n".join(lines[:start]).rstrip(), "\n".join(lines[start:]).strip()


def write_size(size: int) -> str:
    """Of a file, in bytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1_000, 1)} kB"
