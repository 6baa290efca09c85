"""The wire of previews: what `handrail dev` asks of the server, and what a page does."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from handrail.preview.limits import CALLS_AT_MOST, LARGEST_ANSWER, LONGEST_WAIT
from handrail.sites.schema import Email, OriginText, Slug, Wire

ContentType = Literal[
    "application/json",
    "application/problem+json",
    "text/plain",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "video/mp4",
    "video/webm",
    "text/vtt",
]
"""What an answer may be: nothing that a browser would run, as it comes from the server's own origin."""


class BeginPreview(Wire):
    """Without `member`: the only one who may author."""

    environment: Slug
    origin: OriginText
    member: Email | None = None


class BegunPreview(Wire):
    preview: str
    member: str
    expires_at: str


class MadeLink(Wire):
    """`token` is not shown again. It opens the preview once, on a page of its origin."""

    token: str
    expires_at: str


class AskForCalls(Wire):
    """`wait`: seconds, if there is none yet."""

    wait: Annotated[int, Field(ge=0, le=LONGEST_WAIT)] = 0


class Call(Wire):
    """`path` follows the local app's address, with a query if there is one. `body` is JSON without the page's key; of a GET it is empty."""

    id: str
    method: Literal["GET", "POST"]
    path: str
    body: str


class Calls(Wire):
    calls: list[Call]


class AnswerHeaders(Wire):
    """Those that go on to the page."""

    cache_control: Annotated[str, Field(max_length=200, pattern=r"^[ -~]*$")] | None = None
    content_language: Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9-]*$")] | None = None
    retry_after: Annotated[str, Field(max_length=10, pattern=r"^[0-9]*$")] | None = None


class Answer(Wire):
    id: Annotated[str, Field(max_length=64)]
    status: Annotated[int, Field(ge=200, le=599)]
    type: ContentType = "application/json"
    headers: AnswerHeaders = AnswerHeaders()
    body: Annotated[Base64Bytes, Field(max_length=LARGEST_ANSWER)] = b""


class Answers(Wire):
    answers: Annotated[list[Answer], Field(max_length=CALLS_AT_MOST)]


class OpenPreview(BaseModel):
    """From a page: its own publishable key, and the link's token."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)]


class OpenedPreview(Wire):
    """`secret` is the page's key to all that goes through the preview; it is not shown again."""

    preview: str
    secret: str


class Relayed(BaseModel):
    """Any body of a page; `key` is the preview's secret."""

    model_config = ConfigDict(extra="allow", frozen=True)
    key: Annotated[str, Field(max_length=100)]
