"""Octets of a mail and the charset that it names in, text out, whatever they are. Pure."""

from __future__ import annotations

import re

# What is sent under a name and what it is, when it is more than that name allows (as browsers read it: WHATWG Encoding, 4.2).
MEANT = {
    "iso-8859-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
}
OF_MANY_OCTETS = frozenset({"utf-8", "gb18030", "cp949", "cp932", "big5hkscs", "euc-jp"})
JAPANESE = frozenset({"iso-2022-jp", "iso-2022-jp-ms", "cp50220", "cp50221"})
# What a run of octets is in, and the run.
RUN = re.compile(rb"(\x1b(?:\([BJI]|\$[@B]|\$\(D))?([^\x1b]*)")


def decode(content: bytes, charset: str) -> str:
    """By the charset it names, if it is one and fits; else as UTF-8, else as what Windows writes in the west.

    One octet that does not fit, as where a mail was cut off, spoils that character alone.
    """
    if charset in JAPANESE and b"\x1b" in content:
        return decode_japanese(content)
    named = MEANT.get(charset, charset)
    for encoding in (named, "utf-8"):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    for encoding in (named, "utf-8"):
        if encoding in OF_MANY_OCTETS:
            text = content.decode(encoding, errors="replace")
            spoilt = text.count("\ufffd")
            if sum(not one.isascii() for one in text) > 2 * spoilt:  # of those beyond ASCII most fit
                return text
    return content.decode("cp1252", errors="replace")


def decode_japanese(content: bytes) -> str:
    """ISO-2022-JP as Windows writes it, with its own characters (①, ㈱, 髙) and narrow kana, which RFC 1468 does not know."""
    return "".join(decode_run(escape[1:], run) for escape, run in RUN.findall(content))


def decode_run(escape: bytes, run: bytes) -> str:
    if escape == b"(I":
        return bytes(octet | 0x80 for octet in run).decode("cp932", errors="replace")
    if escape in (b"$B", b"$@"):
        return to_shift_jis(run).decode("cp932", errors="replace")
    if escape == b"$(D":
        return (b"\x1b$(D" + run + b"\x1b(B").decode("iso2022_jp_1", errors="replace")
    return run.decode("utf-8", errors="replace")


def to_shift_jis(run: bytes) -> bytes:
    """Each pair of JIS X 0208 (7 bits) as Shift JIS has it: two of its rows share a first octet. A line's end ends a run (RFC 1468)."""
    done = bytearray()
    at = 0
    while at < len(run):
        row = run[at]
        if row <= 0x20 or at + 1 == len(run):
            done.append(row)
            at += 1
            continue
        cell = run[at + 1]
        done.append((row + 1) // 2 + (0x70 if row < 0x5F else 0xB0) & 0xFF)
        done.append(cell + ((0x20 if cell >= 0x60 else 0x1F) if row % 2 else 0x7E) & 0xFF)
        at += 2
    return bytes(done)
