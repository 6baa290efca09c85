"""Files: taken by what their bytes are, sent once, had by whose they are alone, and never shown in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from handrail.contact.files.keep import FileOwner, keep_file
from handrail.contact.files.sniff import LARGEST, UnknownKind, clean_name, find_media_type
from handrail.contact.say import Said, say
from handrail.contact.thread import load_conversation
from handrail.core.clock import DAY, HOUR
from handrail.core.multipart import Upload
from tests.server.cast import Cast, MovingClock
from tests.server.contact.conftest import NewWriter
from tests.server.contact.talking import Writer, ok, texts

Do = Callable[..., Awaitable[Any]]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


async def attach(writer: Writer, content: bytes = PNG, name: str = "seen.png", path: str = "files") -> httpx.Response:
    """As a page does: a form, so that no browser asks beforehand."""
    device = writer.device
    fields = {"key": device.stage.key, "token": device.token or "", "user_token": device.user_token}
    return await device.client.post(
        f"/v1/conversations/{path}",
        data={name: value for name, value in fields.items() if value},
        files={"file": (name, content, "image/svg+xml")},
        headers={"Origin": device.stage.origin},
    )


async def test_a_file_goes_along_and_comes_back_as_a_download(ada: Writer) -> None:
    kept = ok(await attach(ada, name="what I saw é.png"), 201)
    assert kept == {"id": kept["id"], "name": "what I saw é.png", "media_type": "image/png", "size": len(PNG)}
    begun = ok(await ada.begin("", files=[kept["id"]]), 201)
    assert begun["messages"][0]["files"] == [kept]
    more = ok(await attach(ada, b"%PDF-1.7 ...", "bill.html", f"{begun['id']}/files"), 201)
    assert (more["name"], more["media_type"]) == ("bill.html.pdf", "application/pdf")
    ok(await ada.say(begun["id"], "", files=[more["id"]]), 201)
    answer = await ada.post(f"files/{kept['id']}")
    assert answer.content == PNG
    told = {
        name: answer.headers[name] for name in ("content-type", "content-security-policy", "x-content-type-options")
    }
    assert told == {
        "content-type": "image/png",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
    }
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"what I saw _.png\"; filename*=UTF-8''what%20I%20saw%20%C3%A9.png"
    )


async def test_nobody_elses_file_is_to_be_had_or_sent(
    ada: Writer, ben: Writer, writer: NewWriter, do: Do, cast: Cast, clock: MovingClock
) -> None:
    hers = ok(await attach(ada), 201)
    begun = ok(await ada.begin("Look", files=[hers["id"]]))
    stranger, foreign = await writer("x").arrive(), await writer("y", cast.globex).arrive()
    for other in (ben, stranger, foreign):
        assert (await other.post(f"files/{hers['id']}")).status_code == 404
        stolen = await other.begin("Mine", files=[hers["id"]])
        assert (stolen.status_code, stolen.json()["type"]) == (422, "/problems/unknown_file")
        assert await other.mine() == []
        assert (await attach(other, path=f"{begun['id']}/files")).status_code == 404
    again = await ada.say(begun["id"], "Again", files=[hers["id"]])
    assert again.status_code == 422
    assert texts(await ada.read(begun["id"])) == ["Look"]
    one = await do(load_conversation, begun["id"])
    owner = FileOwner(one.site_id, one.person_id, one.id, cast.agnes.id)
    sent, noted = [await do(keep_file, owner, Upload(name, PNG), clock.now()) for name in ("a.png", "b.png")]
    assert (await ada.post(f"files/{sent.id}")).status_code == 404  # not sent yet
    assert (await ada.say(begun["id"], "Theirs", files=[sent.id])).status_code == 422
    await do(say, one, Said("agent", "Here", "a1", member_id=cast.agnes.id, files=[sent.id]), clock.now())
    await do(say, one, Said("agent", "No", "n1", kind="note", member_id=cast.agnes.id, files=[noted.id]), clock.now())
    assert (await ada.post(f"files/{sent.id}")).status_code == 200
    assert (await ada.post(f"files/{noted.id}")).status_code == 404
    exported = ok(await ada.post("me/export"))["tables"]["contact_file"]
    assert [file["name"] for file in exported] == ["seen.png", "a.png"]


async def test_what_is_refused(ada: Writer, ben: Writer, clock: MovingClock) -> None:
    for content, status in ((b"MZ\x90\0", 415), (b"", 415), (b"PK\x03\x04", 415), (b"a" * (LARGEST + 1), 413)):
        answer = await attach(ada, content)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
    assert (await attach(ada, b"a" * (LARGEST + 200_000))).status_code == 413
    assert (await ada.post("conversations/files")).status_code == 415
    for _ in range(16):
        ok(await attach(ada, b"text", "a.txt"), 201)
        clock.advance(HOUR // 20)
    for _ in range(4):
        ok(await attach(ada, b"text", "a.txt"), 201)
    refused = await attach(ada, b"text", "a.txt")
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/rate_limited")
    assert 0 < int(refused.headers["retry-after"]) <= HOUR // 1_000
    ok(await attach(ben, b"text", "a.txt"), 201)


async def test_what_is_never_sent_is_forgotten_after_a_day(ada: Writer, clock: MovingClock) -> None:
    kept = ok(await attach(ada), 201)
    clock.advance(DAY)
    await ada.arrive("ada")
    ok(await attach(ada), 201)
    assert (await ada.post(f"files/{kept['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"%PDF-1.4", "application/pdf"),
        ("Ærlig talt\n\tja\r\n".encode(), "text/plain"),
        (b"<svg onload=alert(1)>", "text/plain"),
        (b"<!doctype html><script>", "text/plain"),
        (b"\xef\xbb\xbfid,name", "text/plain"),
        (b"text\0", None),
        (b"\xff\xfe", None),
        (b"RIFF\0\0\0\0AVI ", None),
        (b"\x7fELF", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, media_type: str | None) -> None:
    if media_type is None:
        with pytest.raises(UnknownKind):
            find_media_type(content)
    else:
        assert find_media_type(content) == media_type


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\ada\\log.txt", "log.txt"),
        ('a"b\r\nSet-Cookie: x=1.txt', "a b Set-Cookie  x=1.txt"),
        ("invoice\u202egnp.exe", "invoice gnp.exe.txt"),
        ("", "file.txt"),
        ("...", "file.txt"),
        ("data.CSV", "data.CSV"),
        ("x" * 400 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_a_name_is_one_to_save_it_by(given: str, kept: str) -> None:
    assert clean_name(given, "text/plain") == kept
