"""A letter in, a mail out (RFC 5322): plain text, and HTML that we made of that text. Nothing that somebody wrote is ever taken for HTML or for a header. Pure.

`Auto-Submitted` and its kin keep other programs from answering (RFC 3834). There is no `List-Unsubscribe`: a mail is one of a conversation that its
receiver began, not of a list, and ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Literal

from markupsafe import Markup, escape

from handrail.contact.mail.address import write_address
from handrail.contact.mail.automatic import OWN_HEADER
from handrail.contact.mail.words import choose_mail_words
from handrail.core.clock import SECOND
from handrail.help.site.words import direction_of

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'»”]")
SPACE = re.compile(r"\s+")
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Enclosure:
    """A file. Without `content` it is only named: it is too large, and stays in the conversation."""

    name: str
    media_type: str
    content: bytes | None = None


@dataclass(frozen=True)
class Passage:
    """One message of the team. `offer`: its kind and title."""

    name: str
    text: str
    offer: tuple[Literal["tour", "article"], str] | None = None
    files: Sequence[Enclosure] = ()


@dataclass(frozen=True)
class Letter:
    """`passages`: what the team said. `asks`: that it is closed, and how it was. With neither, that a message has arrived. `id`: the same for each attempt to send it. `reply_to`: where answers are taken in, if anywhere. `at` in milliseconds."""

    id: str
    conversation_id: str
    number: int
    subject: str
    sender: str
    to: str
    site: str
    locale: str
    link: str
    reply_to: str | None
    at: int
    passages: Sequence[Passage] = ()
    asks: bool = False

    @property
    def confirms(self) -> bool:
        return not self.passages and not self.asks


def compose_mail(letter: Letter) -> EmailMessage:
    """Raises ValueError for an address that is none."""
    name, sender = parseaddr(letter.sender)
    host = sender.rpartition("@")[2]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = read_address(sender, name or letter.site)
    mail["To"] = read_address(letter.to)
    if letter.reply_to:
        mail["Reply-To"] = read_address(letter.reply_to, name or letter.site)
    mail["Subject"] = write_subject(letter)
    mail["Date"] = format_datetime(datetime.fromtimestamp(letter.at / SECOND, UTC))
    mail["Message-ID"] = f"<{letter.id}@{host}>"
    # What all mails of a conversation answer to, so that they stand together; no mail has this id itself.
    thread = f"<conversation.{letter.conversation_id}@{host}>"
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    mail["Auto-Submitted"] = "auto-replied" if letter.confirms else "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail[OWN_HEADER] = letter.id
    mail.set_content(write_text(letter))
    mail.add_alternative(write_html(letter), subtype="html")
    for passage in letter.passages:
        for file in passage.files:
            enclose(mail, file)
    return mail


def enclose(mail: EmailMessage, file: Enclosure) -> None:
    if file.content is not None:
        main, _, sub = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=in_one_line(file.name))


def read_address(address: str, name: str = "") -> Address:
    """Raises ValueError."""
    try:
        return Address(in_one_line(name), addr_spec=write_address(address))
    except (MessageError, IndexError) as error:
        raise ValueError("no address") from error


def write_subject(letter: Letter) -> str:
    """What was written to us is in no mail that somebody may not have asked for."""
    if letter.confirms:
        return choose_mail_words(letter.locale).confirm_subject.format(number=letter.number)
    return f"{in_one_line(letter.subject)[:LONGEST_SUBJECT]} (#{letter.number})".strip()


def in_one_line(text: str) -> str:
    return SPACE.sub(" ", "".join(one for one in text if one.isprintable() or one.isspace())).strip()


def write_text(letter: Letter) -> str:
    words = choose_mail_words(letter.locale)
    parts = list_parts(letter)
    if letter.confirms:
        invitation = words.confirm_add if letter.reply_to else words.go_on
        parts = [words.confirm.format(site=letter.site, number=letter.number), invitation]
    elif letter.asks:
        parts += [words.closed.format(site=letter.site, number=letter.number), words.rate]
    else:
        parts.append(words.answer if letter.reply_to else words.go_on)
    foot = words.not_you if letter.confirms else words.why.format(site=letter.site)
    return "\n\n".join([*parts, letter.link, foot]) + "\n"


def list_parts(letter: Letter) -> list[str]:
    words, last, parts = choose_mail_words(letter.locale), "", []
    for passage in letter.passages:
        name = in_one_line(passage.name) or words.somebody
        if name != last:
            parts.append(words.wrote.format(name=name, site=letter.site))
            last = name
        parts += list_sayings(passage, letter)
    return parts


def list_sayings(passage: Passage, letter: Letter) -> list[str]:
    """What it says, what it offers, what is attached."""
    words = choose_mail_words(letter.locale)
    found = [passage.text.strip()] if passage.text.strip() else []
    if passage.offer is not None:
        kind, title = passage.offer
        offer = words.tour if kind == "tour" else words.article
        found.append(
            offer.format(name=in_one_line(passage.name) or words.somebody, title=in_one_line(title), site=letter.site)
        )
    for pattern, enclosed in ((words.attached, True), (words.files, False)):
        names = [in_one_line(file.name) for file in passage.files if (file.content is not None) is enclosed]
        if names:
            found.append(pattern.format(names=", ".join(names)))
    return found


def write_html(letter: Letter) -> str:
    """As the text reads, with a button for the link."""
    words = choose_mail_words(letter.locale)
    *said, link, foot = write_text(letter).rstrip("\n").rsplit("\n\n", 2)
    body = Markup("").join(
        Markup('<p style="margin:0 0 16px">{}</p>').format(link_addresses(paragraph))
        for part in said
        for paragraph in part.split("\n\n")
    )
    return Markup(
        '<!doctype html>\n<html lang="{locale}" dir="{direction}">\n<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>\n'
        '<body style="margin:0;padding:24px;font:15px/1.6 system-ui,sans-serif"><div style="max-width:560px">\n{body}\n'
        '<p style="margin:0 0 24px"><a href="{link}" style="display:inline-block;padding:10px 18px;border-radius:8px;'
        'background:#2f5bd0;color:#ffffff;text-decoration:none;font-weight:600">{open}</a></p>\n'
        '<p style="margin:0;font-size:13px;opacity:.75">{foot}</p>\n</div></body>\n</html>\n'
    ).format(
        locale=letter.locale, direction=direction_of(letter.locale), body=body, link=link, open=words.open, foot=foot
    )


def link_addresses(text: str) -> Markup:
    """Escaped, with its web addresses as links and its lines as lines."""
    done, at = Markup(""), 0
    for found in ADDRESS.finditer(text):
        done += escape(text[at : found.start()]) + Markup('<a href="{0}">{0}</a>').format(found[0])
        at = found.end()
    return (done + escape(text[at:])).replace("\n", Markup("<br>\n"))
