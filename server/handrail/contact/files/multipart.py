"""A file as a page sends it: a form with the fields of any other call, which no browser asks about beforehand."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel
from starlette.requests import Request

from handrail.contact.files.sniff import LARGEST
from handrail.core.multipart import Upload, read_parts
from handrail.core.problems import InvalidBody

M = TypeVar("M", bound=BaseModel)


async def parse_upload(request: Request, model: type[M]) -> tuple[M, Upload]:
    """The fields, and the one file. Raises `UnsupportedMedia`, `TooLarge`, `InvalidBody`."""
    parsed, uploads = await read_parts(request, model, most=1, largest=LARGEST)
    if len(uploads) != 1:
        raise InvalidBody("Send one file.", errors=[{"path": "file", "problem": "Field required"}])
    return parsed, uploads[0]
