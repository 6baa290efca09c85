"""Whether the images, videos and captions that a tour names are there, and are what they should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.content.announcement import Announcement
from handrail.content.media import (
    KIND_OF,
    LARGEST,
    FindMedia,
    Kind,
    MediaFile,
    Type,
    is_remote,
    resolve_address,
)
from handrail.content.quiz import Choice, Choices, Quiz
from handrail.content.schema import Item, Translation, Translations
from handrail.content.snippet import Snippet
from handrail.content.step import Hidden, Media
from handrail.content.tour import Tour
from handrail.content.validation.faults import Fault, Path
from handrail.content.validation.parse import Document
from handrail.content.validation.texts import to_path

KINDS: Mapping[Kind, tuple[str, str]] = {
    "image": ("an image", "a PNG, JPEG, GIF, WebP or AVIF"),
    "video": ("a video", "an MP4 or WebM"),
    "captions": ("captions", "WebVTT in UTF-8, which begins with WEBVTT"),
}
LARGE: dict[Kind, int] = {"image": 500_000, "video": 8_000_000, "captions": 200_000}
"""From here on people wait for it."""


@dataclass(frozen=True)
class MediaCheck:
    document: Document
    find: FindMedia

    def check_item(self, item: Item) -> Iterator[Fault]:
        for key, media in list_media(item).items():
            yield from self.check_media(media, to_path(item, key))

    def check_media(self, media: Media, path: Path) -> Iterator[Fault]:
        if media.image:
            yield from self.check_address("image", media.image, (*path, "image"))
        if media.video:
            yield from self.check_address("video", media.video, (*path, "video"))
            if not media.captions:
                fix = 'say what is said in it: "captions": "….vtt"; when nothing is, that is fine'
                yield self.document.fault((*path, "video"), "the video has no captions", fix, warning=True)
        if media.captions:
            yield from self.check_address("captions", media.captions, (*path, "captions"))

    def check_sidecar(self, sidecar: Translations, item: Item) -> Iterator[Fault]:
        """Captions of another language are another file; what a video shows is to be said in each."""
        media = list_media(item)
        for key, value in sidecar.root.items():
            text = value.text if isinstance(value, Translation) else value
            path: Path = (key, "text") if isinstance(value, Translation) else (key,)
            at, _, part = key.rpartition(".")
            shown = media.get(at)
            if shown is None:
                continue
            if part == "captions" and shown.captions:
                yield from self.check_address("captions", text, path)
            elif part == "alt" and shown.video and not text.strip():
                yield self.document.fault(path, "alt is empty", "say in a sentence what the video shows")

    def check_address(self, kind: Kind, address: str, path: Path) -> Iterator[Fault]:
        if is_remote(address):
            return
        if ":" in address or address.startswith("/"):
            fix = "a file beside this one, as in media/new.png; or an https:// address"
            yield self.document.fault(path, f'"{address[:60]}" is not allowed here', fix)
            return
        inside = resolve_address(self.document.file, address)
        if inside is None:
            fix = "keep it beside the tour, as in media/new.png, under no name with a dot in front"
            yield self.document.fault(path, f'"{address[:60]}" is outside of the content folder', fix)
            return
        found = self.find(inside)
        if found is None:
            fix = "put it there; a path goes from the folder of the file that names it, and a link may not lead out of the content folder"
            yield self.document.fault(path, f"there is no file {inside[:200]}", fix)
        else:
            yield from self.check_file(kind, found, address[:60], path)

    def check_file(self, kind: Kind, found: MediaFile, address: str, path: Path) -> Iterator[Fault]:
        words, formats = KINDS[kind]
        is_one = found.type is not None and KIND_OF[found.type] == kind
        if not is_one:
            what = f"is {name_type(found.type)}" if found.type else "is, by what is in it, nothing that can be shown"
            yield self.document.fault(path, f"{address} {what}, where {words} should be", f"use {formats}")
        if found.size > LARGEST[kind]:
            problem = f"{address} has {found.size:,} bytes"
            yield self.document.fault(path, problem, f"at most {LARGEST[kind]:,}; make it smaller or shorter")
        elif is_one and found.size > LARGE[kind]:
            problem = f"{address} has {found.size:,} bytes, and people wait for it"
            yield self.document.fault(path, problem, f"below {LARGE[kind]:,} is better", warning=True)


def name_type(type_: Type) -> str:
    return {
        "vtt": "WebVTT",
        "jpeg": "a JPEG",
        "webp": "a WebP",
        "webm": "a WebM",
        "mp4": "an MP4",
        "avif": "an AVIF",
    }.get(type_, f"a {type_.upper()}")


def list_media(item: Item) -> dict[str, Media]:
    """By key, as in `steps.new.media`."""
    match item:
        case Tour():
            found = {f"steps.{step.id}.media": step.media for step in item.steps if not isinstance(step, Hidden)}
        case Snippet() | Announcement():
            found = {"media": item.media}
        case Quiz():
            found = {
                **{f"questions.{question.id}.media": question.media for question in item.questions},
                **{
                    f"questions.{question.id}.options.{option.id}.media": option.media
                    for question in item.questions
                    if isinstance(question, Choice | Choices)
                    for option in question.options
                },
                **{f"outcomes.{outcome.id}.media": outcome.media for outcome in item.outcomes},
            }
        case _:
            found = {}
    return {key: media for key, media in found.items() if media}


def list_addresses(item: Item, translations: Mapping[str, Mapping[str, object]]) -> list[str]:
    """All that an item and its translations name, remote ones too."""
    media = list_media(item)
    named = [address for one in media.values() for address in (one.image, one.video, one.captions) if address]
    for texts in translations.values() if media else ():
        for key, value in texts.items():
            if key.endswith("media.captions"):
                named.append(str(value["text"] if isinstance(value, dict) else value))
    return list(dict.fromkeys(named))
