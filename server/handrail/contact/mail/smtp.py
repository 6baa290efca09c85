"""Mails handed to the relay that `HANDRAIL_SMTP_URL` names (RFC 5321). Blocking: to be called in a thread.

4xx and whatever goes wrong on the way will pass; 5xx will not. Port 587 and the like get STARTTLS wherever the relay offers it, and a password only over TLS
or to this machine itself.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from handrail.contact.outbox.channels import GiveUp, TryAgain

SECONDS = 20
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def hand_over(url: str, sender: str, mail: EmailMessage) -> None:
    """Raises `TryAgain`, `GiveUp`. The envelope's sender is `sender` without its name: bounces go there."""
    relay = urlsplit(url)
    try:
        with connect(relay) as smtp:
            smtp.send_message(mail, from_addr=parseaddr(sender)[1])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise judge(code, said) from error
    except smtplib.SMTPResponseException as error:
        raise judge(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise GiveUp(f"The relay cannot do what this mail needs: {error}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise TryAgain(f"The relay {relay.hostname} cannot be reached: {type(error).__name__} {error}") from error


def connect(relay: SplitResult) -> smtplib.SMTP:
    host, context = relay.hostname or "", ssl.create_default_context()
    smtp: smtplib.SMTP
    if relay.scheme == "smtps":
        smtp = smtplib.SMTP_SSL(host, relay.port or 465, timeout=SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(host, relay.port or 25, timeout=SECONDS)
    try:
        smtp.ehlo_or_helo_if_needed()
        encrypted = relay.scheme == "smtps"
        if not encrypted and smtp.has_extn("starttls"):
            smtp.starttls(context=context)
            smtp.ehlo()
            encrypted = True
        if relay.username:
            if not encrypted and host not in LOCAL:
                raise TryAgain(f"The relay {host} offers no TLS, and a password is told nobody without.")
            smtp.login(unquote(relay.username), unquote(relay.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp


def judge(code: int, said: bytes | str) -> TryAgain | GiveUp:
    """A wrong password is ours to mend, so it is tried again, whatever its code."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    reason = f"{code} {text}".replace("\n", " ")
    return GiveUp(reason) if 500 <= code < 600 and code not in (530, 534, 535, 538) else TryAgain(reason)
