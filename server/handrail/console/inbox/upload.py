"""The form in which an agent answers: a request in, a model and the files out."""

from __future__ import annotations

from typing import TypeVar

from starlette.requests import Request

from handrail.console.forms import Form, check_csrf
from handrail.contact.files.sniff import LARGEST
from handrail.contact.schema import MOST_FILES
from handrail.core.forms import check_origin
from handrail.core.multipart import Upload, read_parts

F = TypeVar("F", bound=Form)


async def parse_upload(request: Request, model: type[F]) -> tuple[F, list[Upload]]:
    """Raises `ForgedForm`, `InvalidBody`, `TooLarge`, `UnsupportedMedia`."""
    check_origin(request)
    parsed, uploads = await read_parts(request, model, most=MOST_FILES, largest=LARGEST)
    check_csrf(request, parsed.csrf)
    return parsed, uploads
