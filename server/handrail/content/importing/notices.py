"""Boxes of other tools become callouts: `!!! note` of MkDocs, `:::tip` of Docusaurus and VuePress, `> [!IMPORTANT]` of GitHub."""

from __future__ import annotations

import re

from handrail.content.importing.draft import Draft, Edit

KINDS = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "example", "quote", "question", "details"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check"), "tip"),
    **dict.fromkeys(("warning", "caution", "danger", "important", "attention", "error", "bug", "failure"), "warning"),
}
INDENTED = re.compile(r'^( *)(?:!!!|\?\?\?\+?)[ \t]+(\w+)[^"\n]*(?:"([^"\n]*)")?[ \t]*$')
TAB = re.compile(r'^( *)===[!+]?[ \t]+"([^"\n]*)"[ \t]*$')
CONTENTS = re.compile(r"^ *(?:\[TOC\]|\[\[_?toc_?\]\]|\$\{toc\}) *$", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^([\w-]+)\]")
# Liquid and Hugo, snippets of MkDocs, modules and comments of MDX; attributes, keys, abbreviations and definitions of Python-Markdown.
TEMPLATE = re.compile(
    r"\{%.*?%\}|\{\{[<%].*?[>%]\}\}|^ *--8<--.*$|^(?:import|export) .*\bfrom\b.*$|\{/\*.*?\*/\}"
    r"|\{:[^}\n]*\}|(?<!\+)\+\+[a-z0-9+\-]*[a-z0-9]\+\+(?!\+)|^ {0,3}\*\[[^\]\n]+\]:.*$|^ {0,3}: {1,3}\S.*$"
)
FENCED = re.compile(r"^( *):::+[ \t]*(\w+)[ \t]*(?:\[([^\]\n]*)\]|([^\n]*))$")
CODE = re.compile(r"^ *(```+|~~~+)")
CODE_IN_LINE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def convert_notices(draft: Draft) -> None:
    lines = draft.lines
    edits: list[Edit] = []
    fence = ""
    index = 0
    while index < len(lines):
        found = CODE.match(lines[index])
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        edit = None if fence else convert_indented(draft, lines, index) or convert_fenced(draft, lines, index)
        if not fence and edit is None:
            tell_odd(draft, lines[index], index)
        if edit:
            edits.append(edit[0])
            index = edit[1]
            continue
        if not fence and (marked := convert_marks(lines[index])) != lines[index]:
            edits.append(draft.replace_lines(index, index + 1, marked))
        index += 1
    draft.apply(edits)
    rename_callouts(draft)


def convert_indented(draft: Draft, lines: list[str], index: int) -> tuple[Edit, int] | None:
    """The edit, and the first line after the box."""
    found = INDENTED.match(lines[index]) or TAB.match(lines[index])
    if found is None:
        return None
    indent = len(found[1]) + 4
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * indent)):
        end += 1
    while end > index + 1 and not lines[end - 1].strip():
        end -= 1
    body = [line[indent:] for line in lines[index + 1 : end]]
    if found.re is TAB:
        draft.note(index + 1, f'a tab, "{found[2][:40]}"', "its text follows its name now")
        shown = [f"**{found[2]}**", "", *body]
        return draft.replace_lines(index, end, "\n".join(f"{found[1]}{line}".rstrip() for line in shown)), end
    return draft.replace_lines(index, end, write_callout(found[1], found[2], found[3], body)), end


def convert_fenced(draft: Draft, lines: list[str], index: int) -> tuple[Edit, int] | None:
    found = FENCED.match(lines[index])
    if found is None:
        return None
    end = next((at for at in range(index + 1, len(lines)) if re.match(r"^ *:::+[ \t]*$", lines[at])), None)
    if end is None:
        return None
    body = [line.removeprefix(found[1]) for line in lines[index + 1 : end]]
    return draft.replace_lines(index, end + 1, write_callout(found[1], found[2], found[3] or found[4], body)), end + 1


def write_callout(indent: str, kind: str, title: str | None, body: list[str]) -> str:
    words = [f"**{title.strip()}**", ""] if title and title.strip() else []
    written = [f"[!{KINDS.get(kind.lower(), 'note')}]", *words, *strip_blank(body)]
    return "\n".join(f"{indent}> {line}".rstrip() for line in written)


def strip_blank(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n")


def tell_odd(draft: Draft, line: str, index: int) -> None:
    if found := TEMPLATE.search(CODE_IN_LINE.sub("", line)):
        draft.note(index + 1, f"{found[0].strip()[:40]} belongs to another tool", "shown as it is written")
    if FOOTNOTE.match(line):
        draft.note(index + 1, "a footnote", "its text stands where it stood")


def convert_marks(line: str) -> str:
    """A table of contents goes; a footnote's number stays as text."""
    return "" if CONTENTS.match(line) else FOOTNOTE.sub(r"\[\1\]", line)


def rename_callouts(draft: Draft) -> None:
    """Those that GitHub has and articles don't."""
    draft.apply(
        Edit(found.start(1), found.end(1), KINDS.get(found[1].lower(), "note"))
        for found in re.finditer(r"^[ \t]*>[ \t]*\[!(\w+)\]", draft.text, re.MULTILINE)
        if found[1].lower() not in ("note", "tip", "warning")
    )
