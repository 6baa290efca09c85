"""A form with files in it, `multipart/form-data` (RFC 7578), each part within bounds: a request in, a model and the files out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from handrail.core.http import KILOBYTE, describe_faults, read_body
from handrail.core.problems import InvalidBody, TooLarge, UnsupportedMedia

M = TypeVar("M", bound=BaseModel)
MOST_FIELDS = 20
FIELDS_LARGEST = 64 * KILOBYTE


class Upload(NamedTuple):
    """As it was called where it comes from."""

    name: str
    content: bytes


async def read_parts(request: Request, model: type[M], *, most: int, largest: int) -> tuple[M, list[Upload]]:
    """At most so many files of so many bytes. A field for files that was left empty is none. Raises `UnsupportedMedia`, `TooLarge`, `InvalidBody`."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UnsupportedMedia("Send it as multipart/form-data.")
    raw = await read_body(request, most * largest + FIELDS_LARGEST)

    async def stream() -> AsyncGenerator[bytes]:
        yield raw

    parser = MultiPartParser(
        request.headers, stream(), max_files=most, max_fields=MOST_FIELDS, max_part_size=FIELDS_LARGEST
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:  # KeyError: a part without a name; ValueError: no UTF-8
        raise InvalidBody(f"Send fields, and files up to {most}, as multipart/form-data.", errors=[]) from error
    try:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        parts = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        uploads = [Upload(part.filename or "", await part.read()) for part in parts]
    finally:
        await form.close()
    if any(len(upload.content) > largest for upload in uploads):
        raise TooLarge(f"A file may have {largest // 1_000_000} MB.")
    try:
        parsed = model.model_validate(fields)
    except ValidationError as error:
        raise InvalidBody("Set right what `errors` names and send it again.", errors=describe_faults(error)) from error
    return parsed, [upload for upload in uploads if upload.name or upload.content]
