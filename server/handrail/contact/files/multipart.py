"""A file as a page sends it: `multipart/form-data` (RFC 7578) with the fields of any other call, which no browser asks about beforehand."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from handrail.contact.files.keep import Upload
from handrail.contact.files.sniff import LARGEST
from handrail.core.http import KILOBYTE, describe_faults, read_body
from handrail.core.problems import InvalidBody, TooLarge, UnsupportedMedia

M = TypeVar("M", bound=BaseModel)
FIELDS_LARGEST = 64 * KILOBYTE
MOST_FIELDS = 10


async def parse_upload(request: Request, model: type[M]) -> tuple[M, Upload]:
    """The fields, and the one file. Raises `UnsupportedMedia`, `TooLarge`, `InvalidBody`."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UnsupportedMedia("Send the file as multipart/form-data.")
    raw = await read_body(request, LARGEST + FIELDS_LARGEST)

    async def stream() -> AsyncGenerator[bytes]:
        yield raw

    parser = MultiPartParser(
        request.headers, stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=FIELDS_LARGEST
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:  # KeyError: a part without a name; ValueError: no UTF-8
        raise InvalidBody("Send the fields and one file, as multipart/form-data.", errors=[]) from error
    try:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        parts = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        uploads = [Upload(part.filename or "", await part.read()) for part in parts]
    finally:
        await form.close()
    try:
        parsed = model.model_validate(fields)
    except ValidationError as error:
        raise InvalidBody("Set right what `errors` names and send it again.", errors=describe_faults(error)) from error
    if len(uploads) != 1:
        raise InvalidBody("Send one file.", errors=[{"path": "file", "problem": "Field required"}])
    if len(uploads[0].content) > LARGEST:
        raise TooLarge(f"A file may have {LARGEST // 1_000_000} MB.")
    return parsed, uploads[0]
