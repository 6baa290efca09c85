"""What can be taken along: a file that somebody attached, and a whole conversation as JSON or as text. Always downloads, never pages."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.inbox.thread import Thread, load_thread
from handrail.console.inbox.visit import open_conversation
from handrail.console.pages import page
from handrail.contact.capsule import Line, read_capsule
from handrail.contact.files.keep import Download, load_for_team
from handrail.contact.team.doings import load_one, note
from handrail.core.clock import to_iso
from handrail.core.download import send_download
from handrail.core.http import parse_query
from handrail.sites.access import SiteAccess
from handrail.sites.roles import Role


class Asked(BaseModel):
    format: Literal["json", "text"] = "json"


class WrittenMessage(BaseModel):
    """`kind`: theirs, ours, note or change."""

    at: str
    by: str
    kind: str
    text: str
    files: list[str]


class Transcript(BaseModel):
    """A conversation with all that was said, notes too."""

    number: int
    subject: str
    status: str
    person: str
    assignee: str | None
    rating: int | None
    capsule: list[Line]
    messages: list[WrittenMessage]


async def download_conversation(request: Request) -> Response:
    opened = await open_conversation(request, Role.VIEWER)
    asked = parse_query(request, Asked)
    thread, capsule = await opened.found.db.write(take, opened.access, opened.id, asked.format, opened.now)
    transcript = write_transcript(thread, capsule)
    name = f"conversation-{thread.number}"
    if asked.format == "text":
        return send_download(f"{name}.txt", "text/plain", write_text(transcript).encode())
    return send_download(f"{name}.json", "application/json", transcript.model_dump_json(indent=2).encode())


async def download_file(request: Request) -> Response:
    opened = await open_conversation(request, Role.VIEWER)
    file = request.path_params["file"]
    found: Download = await opened.found.db.write(take_file, opened.access, opened.id, file, opened.now)
    return send_download(found.name, found.media_type, found.content)


def take(conn: Connection, access: SiteAccess, conversation_id: str, format_: str, now: int) -> tuple[Thread, str]:
    held = load_one(conn, access, conversation_id)
    note(conn, access, held, "conversation_downloaded", now, format=format_)
    return load_thread(conn, conversation_id), held.capsule


def take_file(conn: Connection, access: SiteAccess, conversation_id: str, file_id: str, now: int) -> Download:
    """Raises `NotFound`."""
    held = load_one(conn, access, conversation_id)
    found = load_for_team(conn, held, file_id)
    note(conn, access, held, "file_downloaded", now, file=file_id)
    return found


def write_transcript(thread: Thread, capsule: str) -> Transcript:
    return Transcript(
        number=thread.number,
        subject=thread.subject,
        status=thread.status,
        person=thread.person.name,
        assignee=thread.assignee,
        rating=thread.rating,
        capsule=read_capsule(capsule),
        messages=[
            WrittenMessage(
                at=to_iso(message.at),
                by=message.by,
                kind=message.look,
                text=message.change or message.offer_text or message.text,
                files=[file.name for file in message.files],
            )
            for message in thread.messages
        ],
    )


def write_text(transcript: Transcript) -> str:
    head = [f"#{transcript.number} {transcript.subject}", f"{transcript.person} ({transcript.status})", ""]
    lines = [f"{line.label}: {line.value}" for line in transcript.capsule]
    said = [
        "\n".join(
            [
                f"[{message.at}] {message.by}{' (note)' if message.kind == 'note' else ''}",
                message.text,
                *(f"File: {name}" for name in message.files),
                "",
            ]
        )
        for message in transcript.messages
    ]
    return "\n".join([*head, *lines, "", *said])


ROUTES = (
    page("GET", "/inbox/{conversation}/download", download_conversation),
    page("GET", "/inbox/{conversation}/files/{file}", download_file),
)
