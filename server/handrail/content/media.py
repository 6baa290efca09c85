"""Images, videos and captions that go with content: what they are is told by what is in them, never by their name."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["image", "video", "captions"]
Type = Literal["png", "jpeg", "gif", "webp", "avif", "mp4", "webm", "vtt"]

TYPES: dict[Kind, tuple[Type, ...]] = {
    "image": ("png", "jpeg", "gif", "webp", "avif"),
    "video": ("mp4", "webm"),
    "captions": ("vtt",),
}
KIND_OF: dict[Type, Kind] = {type_: kind for kind, types in TYPES.items() for type_ in types}
LARGEST: dict[Kind, int] = {"image": 2_000_000, "video": 25_000_000, "captions": 200_000}
LARGEST_OF_ALL = max(LARGEST.values())
CONTENT_TYPES: dict[Type, str] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt; charset=utf-8",
}
MP4_BRANDS = {
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"dash",
    b"MSNV",
}


@dataclass(frozen=True)
class MediaFile:
    """`hash` is SHA-256 in hexadecimal digits; `type` is `None` when it is nothing that a page may show."""

    hash: str
    type: Type | None
    size: int

    @property
    def name(self) -> str:
        """As it is served: `/v1/content/{name}`."""
        return f"{self.hash}.{self.type}"


FindMedia = Callable[[str], MediaFile | None]
"""By a path relative to the content folder."""


def is_remote(address: str) -> bool:
    """An https address of somebody else's, with nothing odd in it."""
    if not address.startswith("https://") or not address.isprintable() or set(' "<>\\^`{|}') & set(address):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:  # a port or a bracket that is none
        return False


def resolve_address(file: str, address: str) -> str | None:
    """Of a file beside `file`, its path in the folder; `None` when it would be outside of it, or hidden.

    `("tours/welcome.json", "media/new.png")` -> `tours/media/new.png`.
    """
    if address.startswith("/") or ":" in address or "\\" in address or not address.isprintable():
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), address))
    return None if any(part.startswith(".") for part in path.split("/")) else path


def tell_type(data: bytes) -> Type | None:
    """From the first bytes; of captions from all of them, as they must be UTF-8."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return tell_brand(data)
    if data.startswith(b"\x1a\x45\xdf\xa3"):  # EBML: WebM says so in its DocType, Matroska something else
        return "webm" if b"\x42\x82\x84webm" in data[:64] else None
    return "vtt" if is_webvtt(data) else None


def tell_brand(data: bytes) -> Type | None:
    """Of an ISO base media file (ISO/IEC 14496-12, 4.3): the major brand and those that it is compatible with."""
    length = min(int.from_bytes(data[:4]), 512)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        return "avif"
    return "mp4" if data[8:12] in MP4_BRANDS else None


def is_webvtt(data: bytes) -> bool:
    """WebVTT, 4.1: UTF-8, the word, then nothing or white space."""
    text = data.removeprefix(b"\xef\xbb\xbf")
    if not text.startswith(b"WEBVTT") or text[6:7] not in (b"", b" ", b"\t", b"\n", b"\r") or b"\0" in text:
        return False
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
