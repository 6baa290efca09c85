"""Mails as strangers send them: broken, hostile, or merely odd."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.contact.mail.parse import Inbound, Unreadable, parse_mail

HEAD = "From: Paula <Paula@Prosper.example>\r\nTo: reply+x@reply.acme.example\r\nSubject: Re: It fails\r\nMessage-ID: <1@prosper.example>\r\n"


def mail(body: str | bytes, *headers: str, head: str = HEAD) -> bytes:
    content = body if isinstance(body, bytes) else body.encode()
    return (head + "".join(f"{one}\r\n" for one in headers) + "\r\n").encode() + content


def multipart(kind: str, *parts: str, boundary: str = "b") -> bytes:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"
    return mail(body, "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="{boundary}"')


PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\nHello there"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hello <b>there</b></p>"
PNG = 'Content-Type: image/png\r\nContent-Disposition: attachment; filename="{}"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo='

TEXTS: dict[str, tuple[bytes, str]] = {
    "plain": (mail("It works.\r\n"), "It works."),
    "UTF-8 without saying so": (mail("Blåbær"), "Blåbær"),
    "Latin-1 without saying so": (mail("Blåbær".encode("latin-1")), "Blåbær"),
    "said to be UTF-8, and is not": (
        mail("Blåbær".encode("latin-1"), "Content-Type: text/plain; charset=utf-8"),
        "Blåbær",
    ),
    "an unknown charset": (mail("Blåbær", "Content-Type: text/plain; charset=x-nobody-knows"), "Blåbær"),
    "a charset that is a codec of another sort": (mail("abc", "Content-Type: text/plain; charset=zlib"), "abc"),
    "a charset that is no charset": (mail("abc", 'Content-Type: text/plain; charset="\0"'), "abc"),
    "Latin-1 that is Windows": (mail(b"\x93quoted\x94", "Content-Type: text/plain; charset=iso-8859-1"), "“quoted”"),
    "Japanese": (
        mail("直りました".encode("iso-2022-jp"), "Content-Type: text/plain; charset=iso-2022-jp"),
        "直りました",
    ),
    "Japanese of Windows": (
        mail(b'\x1b$B-!$"9b66\x1b(B ok \x1b(I1X\x1b(B', "Content-Type: text/plain; charset=iso-2022-jp"),
        "①あ高橋 ok ｱﾘ",
    ),
    "Shift JIS of Windows": (mail("①髙橋".encode("cp932"), "Content-Type: text/plain; charset=shift_jis"), "①髙橋"),
    "Chinese beyond what it is called": (
        mail("朱镕基".encode("gbk"), "Content-Type: text/plain; charset=gb2312"),
        "朱镕基",
    ),
    "Korean": (mail("똠방각하".encode("cp949"), "Content-Type: text/plain; charset=ks_c_5601-1987"), "똠방각하"),
    "UTF-8, cut off within a character": (
        mail("Blåbær på fjellå".encode()[:-1], "Content-Type: text/plain; charset=utf-8"),
        "Blåbær på fjell\ufffd",
    ),
    "Arabic": (mail("يعمل".encode("windows-1256"), "Content-Type: text/plain; charset=windows-1256"), "يعمل"),
    "quoted-printable": (
        mail(
            "Bl=C3=A5=\r\nb=C3=A6r",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ),
        "Blåbær",
    ),
    "base64": (
        mail(
            base64.b64encode("Blåbær".encode()),
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ),
        "Blåbær",
    ),
    "base64 that breaks off": (mail("SGVsbG8gdGhlcmU", "Content-Transfer-Encoding: base64"), "Hello there"),
    "an unknown encoding": (mail("Hello", "Content-Transfer-Encoding: x-uu-nothing"), "Hello"),
    "flowed": (mail("One \r\nline.", "Content-Type: text/plain; format=flowed"), "One line."),
    "HTML only": (
        mail("<p>Hello<br>there &amp; <script>alert(1)</script>you</p>", "Content-Type: text/html"),
        "Hello\nthere & you",
    ),
    "HTML with a quote": (
        mail(
            '<div>Yes.</div><div class="gmail_quote">On Thu, Feb 5, 2026 at 10:12 AM Acme &lt;help@acme.example&gt; wrote:<blockquote>Try again</blockquote></div>',
            "Content-Type: text/html",
        ),
        "Yes.",
    ),
    "HTML by Outlook": (
        mail(
            '<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Acme<br><b>Sent:</b> today</div><div>Try again</div>',
            "Content-Type: text/html",
        ),
        "Yes.",
    ),
    "both: the plain one": (multipart("alternative", PLAIN, HTML), "Hello there"),
    "both, the plain one empty": (
        multipart("alternative", "Content-Type: text/plain\r\n\r\n \r\n", HTML),
        "Hello there",
    ),
    "two texts": (multipart("mixed", PLAIN, PLAIN), "Hello there\n\nHello there"),
    "no boundary": (mail("--b\r\nHello\r\n", "Content-Type: multipart/mixed"), "--b\nHello"),
    "a boundary that never closes": (
        mail("--b\r\nContent-Type: text/plain\r\n\r\nHello", 'Content-Type: multipart/mixed; boundary="b"'),
        "Hello",
    ),
    "a NUL and other control characters": (mail("a\0b\x07c\x1b[31m"), "abc[31m"),
    "nothing": (mail(""), ""),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_what_somebody_wrote(name: str) -> None:
    raw, text = TEXTS[name]
    assert parse_mail(raw).text == text


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("screen.png", "screen.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\p\\screen.png", "screen.png"),
        ("=?utf-8?b?U2tqZXJtLnBuZw==?=", "Skjerm.png"),
        ("=?nonsense?q?x", "=?nonsense?q?x"),
        ("", "image.png"),
        ("...", "image.png"),
    ],
)
def test_an_attachment_has_a_name_and_no_path(named: str, kept: str) -> None:
    found = parse_mail(multipart("mixed", PLAIN, PNG.format(named)))
    assert [(file.name, file.content) for file in found.files] == [(kept, b"\x89PNG\r\n\x1a\n")]
    assert found.text == "Hello there"


def test_a_mail_in_a_mail_is_not_its_text() -> None:
    inner = 'Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="old.eml"\r\n\r\nFrom: x@y.example\r\n\r\nSecret words'
    found = parse_mail(multipart("mixed", PLAIN, inner))
    assert found.text == "Hello there"
    assert found.left_out == ("old.eml",)


def test_signatures_of_the_mail_are_no_attachments() -> None:
    found = parse_mail(multipart("signed", PLAIN, 'Content-Type: application/pgp-signature; name="s.asc"\r\n\r\nabc'))
    assert (found.files, found.left_out) == ((), ())


def test_more_attachments_than_we_keep_are_named() -> None:
    found = parse_mail(multipart("mixed", PLAIN, *(PNG.format(f"{n}.png") for n in range(12))))
    assert len(found.files) == 10
    assert found.left_out == ("10.png", "11.png")


def nested(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return HEAD.encode() + head.encode() + b"\r\nHello"


REFUSED = {
    "nested too deep": nested(30),
    "nested far too deep": nested(5_000),
    "mails in mails": HEAD.encode() + b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
    "no sender": mail("Hello", head="Subject: x\r\n"),
    "two senders": mail("Hello", head="From: a@prosper.example, b@prosper.example\r\n"),
    "two From headers": mail("Hello", "From: b@prosper.example"),
    "a sender that is no address": mail("Hello", head="From: Paula\r\n"),
    "nothing at all": b"",
    "noise": bytes(range(256)) * 20,
    "too large": b"From: a@prosper.example\r\n\r\n" + b"x" * 15_000_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        parse_mail(REFUSED[name])


def test_an_address_in_a_name_is_not_the_sender() -> None:
    for written in (
        '"paula@prosper.example" <mallory@evil.example>',
        "=?utf-8?q?paula=40prosper.example?= <mallory@evil.example>",
        "paula@prosper.example <mallory@evil.example>",
    ):
        try:
            assert parse_mail(mail("Hi", head=f"From: {written}\r\n")).sender != "paula@prosper.example"
        except Unreadable:
            continue


def test_headers_stay_in_one_line() -> None:
    found = parse_mail(
        mail("Hi", head="From: a@prosper.example\r\nSubject: =?utf-8?q?one=0D=0ABcc=3A_x=40y.example?=\r\n")
    )
    assert found.subject == "one Bcc: x@y.example"


def test_two_megabytes_of_text_are_read_whole() -> None:
    found = parse_mail(mail("many words " * 200_000))
    assert len(found.text) > 2_000_000


def test_a_mail_sent_twice_has_one_key_whatever_happened_on_the_way() -> None:
    def key(raw: bytes) -> str:
        return parse_mail(raw).key

    assert key(b"Received: from a\r\n" + mail("Hi")) == key(b"Received: from b\r\n" + mail("Hi"))
    without = "From: a@prosper.example\r\nDate: Mon, 5 Jan 2026 09:00:00 +0000\r\n"
    assert key(b"Received: from a\r\n" + mail("Hi", head=without)) == key(mail("Hi", head=without))
    assert key(mail("Hi", head=without)) != key(mail("Hello", head=without))
    assert key(mail("Hi")) != key(mail("Hi", head=HEAD.replace("<1@", "<2@")))


AUTOMATIC = {
    "out of office": ["Auto-Submitted: auto-replied"],
    "generated": ["Auto-Submitted: auto-generated; owner=x"],
    "bulk": ["Precedence: bulk"],
    "Exchange": ["X-Auto-Response-Suppress: All"],
    "old": ["X-Autoreply: yes"],
    "Exchange, by kinds": ["X-Auto-Response-Suppress: DR, OOF, AutoReply"],
    "an old bounce": ["X-Failed-Recipients: ada@acme.example"],
    "a list": ["List-Id: <x.example>"],
    "null return path": ["Return-Path: <>"],
    "our own": ["X-Handrail-Mail: 1"],
    "a report": ["Content-Type: multipart/report; boundary=b"],
}


@pytest.mark.parametrize("name", AUTOMATIC)
def test_what_a_program_wrote_is_known(name: str) -> None:
    assert parse_mail(mail("I am away until Monday.", *AUTOMATIC[name])).automatic is not None


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: It fails",
        "Abwesenheitsnotiz: x",
        "Automatisk svar: x",
        "رد تلقائي: x",
        "自動応答: x",
        "不在: x",
        "Réponse automatique : x",
        "Respuesta automática: x",
        "Automatisch antwoord: x",
        "自动答复: x",
    ],
)
def test_or_by_its_subject(subject: str) -> None:
    raw = EmailMessage()
    raw["From"], raw["Subject"] = "a@prosper.example", subject
    raw.set_content("I am away.")
    assert parse_mail(raw.as_bytes()).automatic is not None


def test_people_are_taken_for_people() -> None:
    for headers in (
        [],
        ["Auto-Submitted: no"],
        ["Precedence: first-class"],
        ["X-Auto-Response-Suppress: None"],
        ["Return-Path: <a@b.example>"],
    ):
        assert parse_mail(mail("Hello", *headers)).automatic is None
    assert parse_mail(mail("Hello"), envelope_from="").automatic == "an empty return path"
    replied = HEAD.replace("Re: It fails", "Re: Automatic reply does not work")
    assert parse_mail(mail("Hello", head=replied)).automatic is None


@given(st.binary(max_size=400), st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(head: bytes, body: bytes) -> None:
    for raw in (head + body, HEAD.encode() + head + b"\r\n\r\n" + body, mail(body, "Content-Type: text/html")):
        try:
            assert isinstance(parse_mail(raw), Inbound)
        except Unreadable:
            continue


def test_no_text_takes_for_ever() -> None:
    """Each of these takes the square of its length in one parser or another, minutes for what is here: this test would not end."""
    for bad in ("<!--", "<a ", "<a href='", "</", "<div style=display:none>", "<blockquote>"):
        assert parse_mail(mail(bad * (300_000 // len(bad)), "Content-Type: text/html")).sender
    for bad in ("> ", "On ", " ", "On 1 wrote:\n", "From: x\nTo: y\n", "\n", ">:\n", "a@b:\n> x\n", "-- \n"):
        assert parse_mail(mail(bad * (300_000 // len(bad)))).sender
