"""The form in which an agent answers: fields and files, each within bounds. A request in, a model and the files out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TypeVar

from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from handrail.console.forms import Form, check_csrf
from handrail.contact.files.keep import Upload
from handrail.contact.files.sniff import LARGEST
from handrail.contact.schema import MOST_FILES
from handrail.core.forms import check_origin
from handrail.core.http import KILOBYTE, describe_faults, read_body
from handrail.core.problems import InvalidBody, TooLarge, UnsupportedMedia

F = TypeVar("F", bound=Form)
FIELDS_AT_MOST = 20
TEXT_AT_MOST = 64 * KILOBYTE


async def parse_upload(request: Request, model: type[F]) -> tuple[F, list[Upload]]:
    """Raises `ForgedForm`, `InvalidBody`, `TooLarge`, `UnsupportedMedia`."""
    check_origin(request)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UnsupportedMedia("Send the form as the page does.")
    raw = await read_body(request, MOST_FILES * LARGEST + TEXT_AT_MOST)

    async def stream() -> AsyncGenerator[bytes, None]:
        yield raw

    parser = MultiPartParser(
        request.headers, stream(), max_files=MOST_FILES, max_fields=FIELDS_AT_MOST, max_part_size=TEXT_AT_MOST
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:  # KeyError: a part without a name
        raise InvalidBody(f"Send the form as the page does, with at most {MOST_FILES} files.", errors=[]) from error
    try:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        uploads = [await read_upload(part) for _, part in form.multi_items() if isinstance(part, UploadFile)]
    finally:
        await form.close()
    try:
        parsed = model.model_validate(fields)
    except ValidationError as error:
        raise InvalidBody("Go back and set right what is marked.", errors=describe_faults(error)) from error
    check_csrf(request, parsed.csrf)
    return parsed, [upload for upload in uploads if upload.content or upload.name]


async def read_upload(part: UploadFile) -> Upload:
    content = await part.read()
    if len(content) > LARGEST:
        raise TooLarge(f"A file may have {LARGEST // 1_000_000} MB.")
    return Upload(part.filename or "", content)
