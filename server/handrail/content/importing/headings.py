"""The first heading becomes the title; the rest go from ## to ####, without a step left out at the top."""

from __future__ import annotations

import re

from handrail.content.importing.draft import Draft, Edit, prefix_of
from handrail.content.rich.parse import text_of

ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*#([\w-]{1,100})[^}\n]*\}[ \t]*$")


def convert_headings(draft: Draft) -> str | None:
    """The title, when the text begins with one."""
    tokens = draft.parse()
    found = [(token, tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]
    title = None
    titled = next((token for token, _ in found if token.tag == "h1"), None)
    shift = min((max(int(token.tag[1:]), 2) for token, _ in found if token is not titled), default=2) - 2
    seen: set[str] = set()
    edits: list[Edit] = []
    for token, inline in found:
        assert token.map is not None
        first, end = token.map
        level = int(token.tag[1:])
        text = " ".join(str(inline.meta["whole"]).split())
        if token is titled:
            title = " ".join(text_of(inline.children).split())
            title = ATTRIBUTES.sub("", title)
            edits.append(draft.replace_lines(first, end, ""))
            continue
        wanted = min(max(level - shift, 2), 4)
        if level == 1:
            draft.note(first + 1, "another heading of the first level", "it is of the second now")
        if level - shift > 4:
            draft.note(first + 1, f"a heading of level {level}", "it is of the fourth now")
        anchored = ATTRIBUTES.sub(lambda match: f" {{#{match[1]}}}", text)
        own = ATTRIBUTES.search(text)
        if own and own[1] in seen:
            anchored = ATTRIBUTES.sub("", text)
        seen.update([own[1]] if own else [])
        if not text_of(inline.children).strip():
            edits.append(draft.replace_lines(first, end, ""))
        elif wanted != level or anchored != text or end > first + 1:
            prefix = prefix_of(draft.lines[first], str(inline.meta["whole"])).rstrip("# \t")
            edits.append(
                draft.replace_lines(
                    first,
                    end,
                    f"{prefix} {'#' * wanted} {anchored}".strip() if prefix.strip() else f"{'#' * wanted} {anchored}",
                )
            )
    draft.apply(edits)
    return title or None
