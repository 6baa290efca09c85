"""A mail as it came in, what it says out: whatever a stranger sends, the answer is an `Inbound` or `Unreadable`. Pure.

Nothing is believed: charsets may be wrong or unknown, structures deep or broken, headers folded in odd ways.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from handrail.contact.mail.automatic import find_automatic
from handrail.contact.mail.charsets import decode
from handrail.contact.mail.fold import fold, unwrap
from handrail.contact.mail.html_text import read_html

LARGEST = 15_000_000
MOST_PARTS = 100
MOST_FILES = 10
LONGEST_TEXT = 10_000
LONGEST_HEADER = 1_000
DEEPEST = 20
# Nobody sends these on purpose: signatures of the mail itself.
NOT_FILES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
LINE_BREAKS = re.compile(r"[\r\n\t\0]+")
CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Unreadable(Exception):
    """No mail that we read; the message says why."""


@dataclass(frozen=True)
class InboundFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class Inbound:
    """`text` is folded and may be empty. `sender` is the bare address in `From`, in small letters. `key` is the same for the same mail sent twice.

    `automatic`: why it is taken for the work of a program, if it is. `addressed`: whom its headers name, in case the envelope is not known.
    """

    key: str
    sender: str
    subject: str
    text: str
    files: tuple[InboundFile, ...]
    left_out: tuple[str, ...]
    automatic: str | None
    addressed: tuple[str, ...]
    authentication: tuple[str, ...]


def parse_mail(raw: bytes, envelope_from: str | None = None) -> Inbound:
    """Raises `Unreadable`."""
    if len(raw) > LARGEST:
        raise Unreadable("it is too large")
    lowered = raw.lower()
    # Counted before it is taken apart, for that takes as long as they are deep.
    if lowered.count(b"multipart/") + lowered.count(b"message/rfc822") > MOST_PARTS:
        raise Unreadable("it has too many parts")
    try:
        mail = message_from_bytes(raw, policy=policy.compat32)
        text, files, left_out = read_body(mail)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError) as error:
        raise Unreadable("its structure is broken") from error
    senders = [address.strip().lower() for _, address in addresses_in(mail, "From") if "@" in address]
    if len(senders) != 1:
        raise Unreadable("it does not name one sender")
    content_type = mail.get_content_type()

    def read(name: str) -> str:
        return read_header(mail, name)

    return Inbound(
        key=write_key(mail, raw),
        sender=senders[0],
        subject=read("Subject"),
        text=text,
        files=tuple(files[:MOST_FILES]),
        left_out=(*left_out, *(file.name for file in files[MOST_FILES:])),
        automatic=find_automatic(read, content_type, envelope_from, senders[0]),
        addressed=tuple(
            address
            for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
            for _, address in addresses_in(mail, name)
        )[:50],
        authentication=tuple(
            LINE_BREAKS.sub(" ", str(one))[:2_000] for one in mail.get_all("Authentication-Results", [])[:20]
        ),
    )


def write_key(mail: Message, raw: bytes) -> str:
    """Of its Message-ID; without one, of what does not change on the way."""
    named = read_header(mail, "Message-ID")
    if named:
        return hashlib.sha256(named.encode(errors="replace")).hexdigest()
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
    said = "\n".join(read_header(mail, name) for name in ("From", "Date", "Subject"))
    return hashlib.sha256(said.encode(errors="replace") + b"\n" + body.replace(b"\r\n", b"\n")).hexdigest()


def read_header(mail: Message, name: str) -> str:
    """Decoded, in one line; as it stands when it cannot be decoded."""
    found = mail.get(name)
    if found is None:
        return ""
    text = str(found)[: 4 * LONGEST_HEADER]
    try:
        text = str(make_header(decode_header(text)))
    except (MessageError, ValueError, LookupError):
        text = text.encode(errors="replace").decode()
    return clean(LINE_BREAKS.sub(" ", text)).strip()[:LONGEST_HEADER]


def addresses_in(mail: Message, name: str) -> list[tuple[str, str]]:
    """Display names are looked at as they were sent: decoded, one could pass for an address."""
    found = [LINE_BREAKS.sub(" ", str(one))[:10_000] for one in mail.get_all(name, [])[:10]]
    try:
        return getaddresses(found, strict=True)
    except TypeError:  # a Python whose `getaddresses` knows no `strict`
        return getaddresses(found)


def read_body(mail: Message) -> tuple[str, list[InboundFile], list[str]]:
    """Text, attachments, and the names of what could not be read."""
    plain: list[str] = []
    html: list[str] = []
    files: list[InboundFile] = []
    left_out: list[str] = []
    for part in walk(mail):
        kind = part.get_content_type()
        if kind.startswith("multipart/"):  # it says so, and is not
            kind = "text/plain"
        attached = part.get_content_disposition() == "attachment" or bool(part.get_filename())
        if kind in NOT_FILES:
            continue
        if kind in ("text/plain", "text/html") and not attached:
            (plain if kind == "text/plain" else html).append(read_text(part))
            continue
        name, content = name_of(part), content_of(part)
        if content:
            files.append(InboundFile(name, content))
        elif attached:
            left_out.append(name)
    written = "\n\n".join(one for one in plain if one.strip())
    text = fold(written) if written.strip() else fold(read_html("\n".join(html)))
    return clean(text), files, left_out


def walk(mail: Message, depth: int = 0) -> Iterator[Message]:
    """The leaves. A mail inside a mail is a leaf too: it is somebody else's."""
    payload = mail.get_payload()
    if not mail.is_multipart() or not isinstance(payload, list) or mail.get_content_type() == "message/rfc822":
        yield mail
        return
    if depth == DEEPEST:
        raise Unreadable("its parts are too deep")
    for part in payload:
        if isinstance(part, Message):
            yield from walk(part, depth + 1)


def content_of(part: Message) -> bytes:
    """Empty for what has none, as a mail inside a mail."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def name_of(part: Message) -> str:
    """The last part of a path, in one line; by the kind if it has none."""
    try:
        named = part.get_filename() or ""
        named = str(make_header(decode_header(named)))
    except (MessageError, ValueError, LookupError, TypeError):
        named = ""
    named = clean(LINE_BREAKS.sub(" ", named)).replace("\\", "/").rpartition("/")[2].strip(" .")
    return named[:120] or part.get_content_type().replace("/", ".")


def read_text(part: Message) -> str:
    text = decode(content_of(part), str(part.get_content_charset() or ""))
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        text = unwrap(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def clean(text: str) -> str:
    """Without what no database keeps and nobody sees."""
    return CONTROL.sub("", text)
