"""What is wrong with a text that is no JSON, in words for people. The offset that is given back is where to look."""

from __future__ import annotations

import re

WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null", "nil": "null"}
SHOWN = 20


def explain_syntax(text: str, message: str, offset: int) -> tuple[int, str, str]:
    """The decoder's message and offset in; offset, problem and fix out."""
    if not text.strip():
        return 0, "the file is empty", 'a tour begins with { "kind": "tour", …'
    rest = text[offset:]
    before = text[:offset].rstrip()
    if not rest.strip():
        return len(before), "the file ends too early", "close what is open: a quote, a bracket or a brace"
    if rest[0] in "}]" and before.endswith(","):
        return len(before) - 1, f"a comma before {rest[0]}", "leave it out: nothing follows it"
    if before.endswith(",") and message.startswith("Illegal trailing comma"):
        return len(before) - 1, "a comma with nothing after it", "leave it out"
    if rest.startswith(("//", "/*", "#")):
        return offset, "JSON has no comments", "leave it out"
    if rest[0] in "'‘’“”`":
        return offset, f"{rest[0]} is no quote in JSON", 'put texts and keys in "double quotes"'
    if message.startswith("Unterminated string"):
        return offset, "this text never ends", 'its closing " is missing'
    if message.startswith("Invalid control character"):
        return offset, "a line break or a tab within a text", r"write \n or \t, or close the text before it"
    if message.startswith("Invalid") and "escape" in message:
        return offset, "a backslash that begins no escape", r"write \\ for a backslash itself"
    if message.startswith("Extra data"):
        return offset, f"{shorten(rest)} follows after the end", "a file is one object: { … }"
    if message.startswith("Expecting ',' delimiter"):
        return offset, f"a comma or a closing bracket is missing before {shorten(rest)}", "put it there"
    if message.startswith("Expecting ':' delimiter"):
        return offset, f"a colon is missing before {shorten(rest)}", 'a key and its value: "key": value'
    if message.startswith("Expecting property name"):
        return offset, f"{shorten(rest)} is no key", 'keys go in "double quotes"'
    word = re.match(r"\w+", rest)
    if word and word.group() in WORDS:
        return offset, f"{word.group()} is no value in JSON", f"write {WORDS[word.group()]}"
    return offset, f"{shorten(rest)} is no value", 'write a "text", a number, true, false, [ … ] or { … }'


def shorten(rest: str) -> str:
    """The first word or mark."""
    found = re.match(r"[\w.+-]+|.", rest, re.DOTALL)
    word = found.group() if found else ""
    return word if len(word) <= SHOWN else f"{word[:SHOWN]}…"
