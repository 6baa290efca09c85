"""What an image in Markdown stands for: an image, or a video by the ending of its name, with captions in a file beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from markdown_it.token import Token

from handrail.content.media import is_remote

VIDEOS = (".mp4", ".webm")


def read_address(token: Token) -> str:
    """As the author wrote it: Markdown percent-encodes the name of a file."""
    address = str(token.attrGet("src") or "")
    return address if is_remote(address) else unquote(address)


def is_video(address: str) -> bool:
    return address.partition("?")[0].lower().endswith(VIDEOS)


def name_captions(video: str, locale: str = "") -> str:
    """`media/export.mp4` -> `media/export.vtt`, and of a locale `media/export.nb.vtt`."""
    return ".".join(filter(None, (posixpath.splitext(video.partition("?")[0])[0], locale, "vtt")))


def name_all_captions(addresses: Iterable[str], locales: Iterable[str]) -> list[str]:
    """Where captions would be of those that are videos."""
    return [name_captions(one, locale) for one in addresses if is_video(one) for locale in ("", *locales)]
