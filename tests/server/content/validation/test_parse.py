"""Bytes that are no good content file, and what is said about them. One row, one kind of bad input."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.validation.faults import Fault
from handrail.content.validation.parse import DEEPEST, LARGEST, Document, check_document, parse_document


def read(raw: bytes) -> list[str]:
    document = parse_document("a.json", raw)
    faults = document if isinstance(document, list) else list(check_document(document))
    return [str(fault) for fault in faults]


BAD = {
    "empty": (b"", 'a.json:1:1: the file is empty; a tour begins with { "kind": "tour", …'),
    "spaces alone": (b" \n ", 'a.json:1:1: the file is empty; a tour begins with { "kind": "tour", …'),
    "no JSON at all": (b"hello", 'a.json:1:1: hello is no value; write a "text", a number, true, false, [ … ] or { … }'),
    "HTML": (b"<html></html>", 'a.json:1:1: < is no value; write a "text", a number, true, false, [ … ] or { … }'),
    "cut off": (b'{"a": [1, 2', "a.json:1:12: the file ends too early; close what is open: a quote, a bracket or a brace"),
    "a text that never ends": (b'{"a": "b}', 'a.json:1:7: this text never ends; its closing " is missing'),
    "a trailing comma in an object": (b'{\n  "a": 1,\n}', "a.json:2:9: a comma before }; leave it out: nothing follows it"),
    "a trailing comma in a list": (b"[1,\n 2,\n]", "a.json:2:3: a comma before ]; leave it out: nothing follows it"),
    "a missing comma": (b'{\n  "a": 1\n  "b": 2\n}', 'a.json:3:3: a comma or a closing bracket is missing before "; put it there'),
    "a missing colon": (b'{"a" 1}', 'a.json:1:6: a colon is missing before 1; a key and its value: "key": value'),
    "a bare key": (b"{a: 1}", 'a.json:1:2: a is no key; keys go in "double quotes"'),
    "single quotes": (b"{'a': 1}", "a.json:1:2: ' is no quote in JSON; put texts and keys in \"double quotes\""),
    "curly quotes": ("{“a”: 1}".encode(), 'a.json:1:2: “ is no quote in JSON; put texts and keys in "double quotes"'),
    "a comment": (b'{ // why\n "a": 1}', "a.json:1:3: JSON has no comments; leave it out"),
    "Python's True": (b'{"a": True}', "a.json:1:7: True is no value in JSON; write true"),
    "JavaScript's undefined": (b'{"a": undefined}', "a.json:1:7: undefined is no value in JSON; write null"),
    "two objects": (b"{}\n{}", "a.json:2:1: { follows after the end; a file is one object: { … }"),
    "a line break in a text": (b'{"a": "b\nc"}', r"a.json:1:9: a line break or a tab within a text; write \n or \t, or close the text before it"),
    "a stray backslash": (rb'{"a": "\d"}', r"a.json:1:8: a backslash that begins no escape; write \\ for a backslash itself"),
    "a byte order mark": (b"\xef\xbb\xbf{}", "a.json:1:1: the file begins with a byte order mark; save it as UTF-8 without one"),
    "UTF-16": ("{}".encode("utf-16"), "a.json:1:1: the file is UTF-16; save it as UTF-8"),
    "Latin-1": ('{\n "é": "ö"}'.encode("latin-1"), "a.json:2:3: the file is not UTF-8: byte 0xe9 begins no character; save it as UTF-8"),
    "a doubled key": (b'{"a": {\n "b": 1,\n "b": 2}}', 'a.json:3:2: "b" stands twice in a; keep one of them; see line 2'),
    "a doubled key, one of them escaped": (b'{"ab": 1, "\\u0061b": 2}', 'a.json:1:11: "ab" stands twice in this file; keep one of them; see line 1'),
    "NaN": (b'{"a": NaN}', "a.json:1:7: NaN is no number in JSON; write a number, or leave the key out"),
    "infinity": (b'{"a": [1, -Infinity]}', "a.json:1:11: -Infinity is no number in JSON; write a number, or leave the key out"),
    "a number that overflows": (b'{"a": 1e999}', "a.json:1:7: a number is too large to be exact in a browser; at most 9,007,199,254,740,991; or write it as a text"),
    "a number of 5,000 digits": (b'{"a": ' + b"9" * 5_000 + b"}", "a.json:1:7: a number is too large to be exact in a browser; at most 9,007,199,254,740,991; or write it as a text"),
    "half a character": (rb'{"a": "\ud800"}', r"a.json:1:7: a text has a NUL or half a character in it; leave out the \u escape"),
    "NUL": (rb'{"a": ["\u0000"]}', r"a.json:1:8: a text has a NUL or half a character in it; leave out the \u escape"),
    "too large": (b'"' + b"a" * LARGEST + b'"', "a.json:1:1: the file has more than 1,000,000 bytes; split what it says"),
    "65 levels": (b"[" * 65 + b"]" * 65, "a.json:1:65: this is nested more than 64 levels deep; a tour needs about ten; see what was opened and never closed"),
    "100,000 levels": (b'{"a":\n' * 100_000, "a.json:65:1: this is nested more than 64 levels deep; a tour needs about ten; see what was opened and never closed"),
    "100,000 levels of lists": (b"[" * 100_000, "a.json:1:65: this is nested more than 64 levels deep; a tour needs about ten; see what was opened and never closed"),
    "quotes that never end": (b'"' + b'\\"' * 400_000, 'a.json:1:1: this text never ends; its closing " is missing'),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_bytes_are_one_fault_at_their_place(name: str) -> None:
    raw, expected = BAD[name]
    assert read(raw) == [expected]


def test_what_only_looks_deep_or_odd_is_fine() -> None:
    fine = {"a": "[" * 200, "b": '\\"}}{{', "c": "\ud83d\ude00", "d": [[[[[]]]]], "e": 9007199254740991, "f": -0.5}
    assert read(json.dumps(fine).encode()) == []
    assert read(b"[" * DEEPEST + b"]" * DEEPEST) == []


def test_every_doubled_key_is_told() -> None:
    assert len(read(b'{"a": 1, "a": 2, "a": 3, "b": {"c": 1, "c": 2}}')) == 3


@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\\1aenu\n ', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    document = parse_document("a.json", raw)
    if isinstance(document, list):
        assert all(isinstance(fault, Fault) for fault in document)
        assert document
    else:
        list(check_document(document))
        assert document.places.find(())


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(JSON_VALUES, st.sampled_from([None, 1]))
def test_every_value_and_key_has_its_place(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    document = parse_document("a.json", text.encode(errors="surrogatepass"))
    if isinstance(document, list):
        return
    assert isinstance(document, Document)
    decoder = json.JSONDecoder()
    lines = text.split("\n")

    def walk(part: object, path: tuple[str | int, ...]) -> None:
        line, column = document.places.find(path)
        rest = "\n".join(lines[line - 1 :])[column - 1 :]
        assert decoder.raw_decode(rest)[0] == part
        if isinstance(part, dict):
            for key, inner in part.items():
                line, column = document.places.find((*path, key), key=True)
                assert decoder.raw_decode(lines[line - 1][column - 1 :])[0] == key
                walk(inner, (*path, key))
        elif isinstance(part, list):
            for index, inner in enumerate(part):
                walk(inner, (*path, index))

    walk(document.value, ())


def test_a_great_many_faults_are_each_placed() -> None:
    document = parse_document("a.json", b'{"a": [\n' + b",\n".join([b"NaN"] * 20_000) + b"]}")
    assert isinstance(document, Document)
    faults = list(check_document(document))
    assert (len(faults), faults[-1].line, faults[-1].column) == (20_000, 20_001, 1)
