"""Small files of each type that content may name: their first bytes, which are what tells the type."""

from __future__ import annotations

import hashlib

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17
FILES: dict[str, bytes] = {
    "png": PNG,
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\0",
    "gif": b"GIF89a\1\0\1\0\0\0\0;",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
    "mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x08free",
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\1\x42\xf7\x81\1\x42\xf2\x81\4\x42\xf3\x81\x08\x42\x82\x84webm",
    "vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nPress New.\n",
}


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
