"""`/v1/conversations/files`, `/v1/conversations/{id}/files` and `/v1/files/{id}`: attach a file, and have one that was attached."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from handrail.contact.access import access_conversation, access_writer, refuse_blocked
from handrail.contact.files.keep import FileOwner, keep_file, load_for_person
from handrail.contact.files.multipart import parse_upload
from handrail.contact.form import require_conversations
from handrail.contact.limits import FILES, FILES_ADDRESS
from handrail.contact.schema import Attachment
from handrail.core.download import send_download
from handrail.core.http import Endpoint, respond
from handrail.core.limits import address_of, spend
from handrail.core.problems import Busy
from handrail.core.services import services
from handrail.people.schema import AboutMe
from handrail.people.settle import PersonGone, settle
from handrail.sites.access import EnvironmentAccess, access_page
from handrail.sites.endpoints import serve_page


async def post_file(request: Request) -> Response:
    """Kept for the message that will name it."""
    found, now = services(request), services(request).clock.now()
    body, upload = await parse_upload(request, AboutMe)
    access = await access_page(request, body.key)
    who = await access_writer(found, access, body)
    await require_conversations(found.db, access)
    conversation_id = request.path_params.get("conversation")

    def keep(conn: Connection) -> Attachment:
        person_id = settle(conn, access, who, found.features, now).id
        refuse_blocked(conn, access.site_id, person_id)
        if conversation_id is not None:
            access_conversation(conn, access, person_id, conversation_id)
        spend(conn, [(FILES, person_id), (FILES_ADDRESS, f"{access.site_id} {address_of(request)}")], now)
        return keep_file(conn, FileOwner(access.site_id, person_id, conversation_id), upload, now)

    try:
        return respond(await found.db.write(keep), 201)
    except PersonGone:
        raise Busy("Somebody is changing the same person. Nothing was kept; try again in a second.") from None


async def post_download(request: Request, access: EnvironmentAccess, body: AboutMe) -> Response:
    found = services(request)
    who = await access_writer(found, access, body)
    return send_download(*await found.db.scan(load_for_person, who.person_id, request.path_params["file"]))


def take_files(path: str) -> Endpoint:
    """Its body is read by `parse_upload`: so nothing is decided before that, and all of it there."""
    endpoint = Endpoint(
        "POST", "/v1" + path, post_file, summary="Attach a file", needs="publishable key", takes="multipart/form-data"
    )
    endpoint.body, endpoint.answer = AboutMe, Attachment
    return endpoint


ROUTES = (
    take_files("/conversations/files"),
    take_files("/conversations/{conversation}/files"),
    serve_page("/files/{file}", post_download, summary="A file of one of my conversations"),
)
