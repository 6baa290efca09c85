"""The wire of the management API for content: what is pushed, published and compared."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from handrail.content.compiled import Wire
from handrail.content.media import Type
from handrail.content.validation.faults import Fault
from handrail.content.validation.reading import ARTICLE_FILES, FILES

VersionNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]


class PushedMedia(Wire):
    """A file that is no JSON, as whoever pushes sees it; what the site has already is known better there."""

    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256")]
    type: Type | None = None
    size: Annotated[int, Field(ge=0, le=2**53 - 1)]


class PushContent(Wire):
    """`files` by path relative to the content folder, `site.json` among them, and so `media`. `other_site`: it may name a site that is not this one."""

    files: Annotated[dict[str, str], Field(max_length=FILES + ARTICLE_FILES)]
    media: Annotated[dict[str, PushedMedia], Field(max_length=10_000)] = {}
    message: Annotated[str, Field(max_length=500)] = ""
    other_site: bool = False

    @field_validator("files")
    @classmethod
    def check_number(cls, files: dict[str, str]) -> dict[str, str]:
        if sum(not path.endswith(".md") for path in files) > FILES:
            raise ValueError(f"at most {FILES:,} files beside articles")
        return files


class PushedContent(Wire):
    """`unchanged`: the same content is this version already. `items` counts all of it, the site too."""

    version: int
    items: int
    unchanged: bool
    warnings: list[Fault]


class UploadedMedia(Wire):
    """`name` is what `/v1/content/` serves it by."""

    name: str
    size: int


class VersionSummary(Wire):
    """`published` names the environments that show it now."""

    version: int
    message: str
    items: int
    created_at: str
    created_by: str
    published: list[str]


class VersionList(Wire):
    """Newest first, at most 200."""

    site: str
    versions: list[VersionSummary]


class PublishVersion(Wire):
    version: VersionNumber


class PublishedVersion(Wire):
    """`before` is what the environment showed until now."""

    environment: str
    version: int
    before: int | None
    unchanged: bool


class DiffQuery(Wire):
    from_: Annotated[int, Field(alias="from", ge=1, le=2**31 - 1)]
    to: VersionNumber


class ChangedKey(Wire):
    """`path` names steps by id, as in `steps.new.text`; translations as in `nb: steps.new.text`."""

    path: str
    change: Literal["added", "removed", "changed", "moved"]


class ItemChange(Wire):
    """`keys` only of what was changed."""

    kind: str
    id: str
    path: str
    change: Literal["added", "removed", "changed"]
    keys: list[ChangedKey] = []


class Diff(Wire):
    from_: Annotated[int, Field(alias="from")]
    to: int
    items: list[ItemChange]


class ContentQuery(Wire):
    locale: Annotated[str, Field(max_length=40)] = ""
