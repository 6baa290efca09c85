"""What a file is, by its bytes: never by its name, nor by what a browser says of it. Pure."""

from __future__ import annotations

import re

from handrail.core.problems import Problem

LARGEST = 5_000_000
LONGEST_NAME = 200
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}
ALIKE = {"image/jpeg": (".jpg", ".jpeg"), "text/plain": (".txt", ".log", ".csv", ".md", ".json")}
# Control characters, those that turn or hide text, and what means something in a path or a header.
UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff<>:"/\\|?*]+')
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class UnknownKind(Problem):
    """Only images (PNG, JPEG, GIF, WebP), PDF and plain text can be attached; the bytes of this file are none of these."""

    status, type, title = 415, "unknown_kind", "Not a kind of file that is taken"


def find_media_type(content: bytes) -> str:
    """Raises `UnknownKind`."""
    for signature, media_type in SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content and is_text(content):
        return "text/plain"
    raise UnknownKind("Attach an image, a PDF or a text file.")


def is_text(content: bytes) -> bool:
    """UTF-8 without control characters. A picture in SVG and a page in HTML are text as well, and are given out as that."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return CONTROL.search(content) is None


def clean_name(given: str, media_type: str) -> str:
    """A name to save it by, which ends as what it is."""
    name = UNFIT.sub(" ", given.replace("\\", "/").rpartition("/")[2]).strip(" .")[-LONGEST_NAME:] or "file"
    fitting = ALIKE.get(media_type, (ENDINGS[media_type],))
    return name if name.lower().endswith(fitting) else name[: LONGEST_NAME - 5] + ENDINGS[media_type]
