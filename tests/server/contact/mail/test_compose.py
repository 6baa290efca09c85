from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.contact.mail.compose import Enclosure, Letter, Passage, compose_mail
from handrail.contact.mail.link import LIFETIME, read_link, sign_link, write_link
from handrail.contact.mail.parse import parse_mail
from handrail.contact.mail.words import read_mail_words
from handrail.core.signing import BadToken, Signer
from tests.server.cast import START, MovingClock

LETTER = Letter(
    id="018f",
    conversation_id="c1",
    number=12,
    subject="Invoices do not leave",
    sender="Acme Invoices <help@acme.example>",
    to="paula@prosper.example",
    site="Acme Invoices",
    locale="en",
    link="https://help.acme.example/help/acme/conversation#token",
    reply_to="reply+abc@reply.acme.example",
    at=START,
    passages=(
        Passage(
            "Agnes", "Try again.\n\nSee https://acme.example/a?b=1&c=2.", files=(Enclosure("one.png", "image/png"),)
        ),
    ),
)


def sent(letter: Letter) -> EmailMessage:
    """As its receiver gets it."""
    found = message_from_bytes(bytes(compose_mail(letter)), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def text_of(letter: Letter, kind: str = "plain") -> str:
    body = sent(letter).get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_an_answer_says_who_wrote_what_and_how_to_go_on() -> None:
    assert text_of(LETTER) == (
        "Agnes from Acme Invoices wrote:\n\nTry again.\n\nSee https://acme.example/a?b=1&c=2.\n\nIn the conversation, too large for a mail: one.png\n\n"
        "Answer this mail, or go on here:\n\nhttps://help.acme.example/help/acme/conversation#token\n\n"
        "You get this mail because somebody wrote to Acme Invoices and left this address. The link is for you alone.\n"
    )
    mail = sent(LETTER)
    assert mail["Subject"] == "Invoices do not leave (#12)"
    assert mail["From"] == "Acme Invoices <help@acme.example>"
    assert mail["Reply-To"] == "Acme Invoices <reply+abc@reply.acme.example>"
    assert mail["Message-ID"] == "<018f@acme.example>"
    assert mail["References"] == mail["In-Reply-To"] == "<conversation.c1@acme.example>"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_messages_in_a_row_stand_in_one_mail() -> None:
    passages = (
        Passage("Agnes", "One"),
        Passage("Agnes", "Two"),
        Passage("Eddie", "Three"),
        Passage("Agnes", "", ("tour", "Send it")),
    )
    text = text_of(replace(LETTER, passages=passages))
    assert [text.count(name) for name in ("Agnes from", "Eddie from")] == [2, 1]
    assert "Agnes offers to show you how on your screen: “Send it”. Open Acme Invoices to start it." in text


def test_files_go_along_under_their_names_as_what_they_are() -> None:
    files = (
        Enclosure("søk\r\nBcc: x@y.example.txt", "text/plain", "<b>søk</b>\n".encode()),
        Enclosure("bild.png", "image/png", b"\x89PNG\r\n\x1a\n\0"),
        Enclosure("large.pdf", "application/pdf"),
    )
    letter = replace(LETTER, passages=(Passage("Agnes", "Here", files=files),))
    mail = sent(letter)
    found = [
        (one.get_filename(), one.get_content_type(), one.get_payload(decode=True)) for one in mail.iter_attachments()
    ]
    assert found == [
        ("søk Bcc: x@y.example.txt", "text/plain", "<b>søk</b>\n".encode()),
        ("bild.png", "image/png", b"\x89PNG\r\n\x1a\n\0"),
    ]
    assert mail["Bcc"] is None
    assert all(one.get_content_disposition() == "attachment" for one in mail.iter_attachments())
    text = text_of(letter)
    assert (
        "Attached: søk Bcc: x@y.example.txt, bild.png\n\nIn the conversation, too large for a mail: large.pdf\n" in text
    )


def test_what_was_closed_asks_how_it_was() -> None:
    letter = replace(LETTER, passages=(), asks=True)
    assert text_of(letter) == (
        "Your conversation with Acme Invoices (#12) is closed.\n\nHow was our help? Tell us here, or write on if anything is left:\n\n"
        "https://help.acme.example/help/acme/conversation#token\n\n"
        "You get this mail because somebody wrote to Acme Invoices and left this address. The link is for you alone.\n"
    )
    assert sent(letter)["Auto-Submitted"] == "auto-generated"
    assert text_of(replace(LETTER, asks=True)).index("Try again.") < text_of(replace(LETTER, asks=True)).index("closed")


def test_a_mail_that_nobody_may_have_asked_for_repeats_nothing_of_what_was_written() -> None:
    mail = sent(replace(LETTER, passages=()))
    assert "Invoices do not leave" not in str(mail)
    assert mail["Subject"] == "We have your message (#12)"
    assert mail["Auto-Submitted"] == "auto-replied"


def test_without_an_address_to_answer_to_none_is_promised() -> None:
    letter = replace(LETTER, reply_to=None)
    assert sent(letter)["Reply-To"] is None
    assert "Answer this mail" not in text_of(letter)


def test_text_is_never_html() -> None:
    html = text_of(
        replace(LETTER, passages=(Passage("<b>A</b>", '<script>alert(1)</script> "&" https://x.test/"onclick=1'),)),
        "html",
    )
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert '<a href="https://x.test/">https://x.test/</a>&#34;onclick=1' in html


@pytest.mark.parametrize("locale", ["ar", "de", "en", "ja", "nb"])
def test_each_language_has_its_words(locale: str) -> None:
    words = read_mail_words(locale)
    letter = replace(LETTER, locale=locale)
    assert words.answer in text_of(letter)
    assert f'dir="{"rtl" if locale == "ar" else "ltr"}"' in text_of(letter, "html")


LINES = "a\r\nBcc: everybody@x.example\r\n\r\n<p>"


def test_no_header_comes_out_of_a_text() -> None:
    letter = replace(LETTER, subject=LINES, site=LINES, sender="help@acme.example", passages=(Passage(LINES, LINES),))
    mail = sent(letter)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "a Bcc: everybody@x.example <p> (#12)"


@pytest.mark.parametrize(
    "to", ["a@b.example\r\nBcc: x@y.example", "a@b.example, c@d.example", "", "nobody", "a b@c.example"]
)
def test_what_is_no_address_gets_no_mail(to: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        compose_mail(replace(LETTER, to=to))


def test_a_domain_goes_out_as_every_relay_takes_it() -> None:
    assert compose_mail(replace(LETTER, to="ada@bücher.example"))["To"] == "ada@xn--bcher-kva.example"


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_written_arrives(subject: str, text: str) -> None:
    subject, text = (one.encode(errors="ignore").decode() for one in (subject, text))
    mail = compose_mail(replace(LETTER, subject=subject, passages=(Passage("Agnes", text),)))
    found = message_from_bytes(bytes(mail), policy=policy.default)
    assert {name.lower() for name, _ in found.items()} == {name.lower() for name, _ in mail.items()}


def test_our_own_mail_is_known_when_it_comes_back() -> None:
    assert parse_mail(bytes(compose_mail(LETTER))).automatic == "a mail of our own"


def test_a_link_is_for_one_conversation_and_thirty_days() -> None:
    clock = MovingClock()
    signer = Signer("s" * 32, clock)
    link = write_link(signer, "https://help.acme.example", "acme", "nb", "c1")
    address, _, token = link.partition("#")
    assert address == "https://help.acme.example/help/acme/conversation?locale=nb"
    assert read_link(signer, token) == "c1"
    clock.advance(LIFETIME - 1_000)
    assert read_link(signer, token) == "c1"
    clock.advance(2_000)
    with pytest.raises(BadToken):
        read_link(signer, token)
    for forged in (token[:-3], "", sign_link(Signer("t" * 32, clock), "c1")):
        with pytest.raises(BadToken):
            read_link(signer, forged)
