"""Everything under `/v1` and `/api` that is about reaching a person."""

from __future__ import annotations

from handrail.contact.channels import run_outbox
from handrail.contact.files import routes as files
from handrail.contact.form import post_contact
from handrail.contact.keeping import erase_contact, export_contact, join_contact
from handrail.contact.live import run_live
from handrail.contact.mail import webhook as inbound
from handrail.contact.mail.listen import run_listener
from handrail.contact.outbox import routes as outbox
from handrail.contact.page import routes as page
from handrail.contact.schema import ShownConversation
from handrail.contact.stream import post_stream
from handrail.contact.talk import (
    post_begin,
    post_close,
    post_conversation,
    post_email,
    post_message,
    post_mine,
    post_offer,
    post_rating,
    post_seen,
    post_typing,
)
from handrail.contact.team import routes as team
from handrail.contact.webhooks import routes as webhooks
from handrail.core.feature import Feature
from handrail.core.http import KILOBYTE
from handrail.sites.endpoints import serve_page

TALK = "/conversations/{conversation}"
LARGEST_BODY = 512 * KILOBYTE  # a text and a capsule, each character of which may be six bytes of JSON

BEGIN = serve_page("/conversations", post_begin, summary="Write to the team", limit=LARGEST_BODY, mends=True)
BEGIN.answer = ShownConversation  # with 201 or 200

FEATURE = Feature(
    name="contact",
    routes=(
        serve_page("/contact", post_contact, summary="What is shown before somebody writes", mends=True),
        BEGIN,
        serve_page("/conversations/mine", post_mine, summary="My conversations"),
        *files.ROUTES,
        serve_page(TALK, post_conversation, summary="One of my conversations, with what was said"),
        serve_page(
            TALK + "/messages", post_message, summary="Say something", status=201, limit=LARGEST_BODY, mends=True
        ),
        serve_page(TALK + "/seen", post_seen, summary="How far I have read"),
        serve_page(TALK + "/typing", post_typing, summary="I am writing", status=204),
        serve_page(TALK + "/rating", post_rating, summary="How it was", mends=True),
        serve_page(TALK + "/email", post_email, summary="Where answers go when I am away"),
        serve_page(TALK + "/offers/{message}", post_offer, summary="Accept what was offered, or not"),
        serve_page(TALK + "/close", post_close, summary="I need no more help"),
        serve_page("/stream", post_stream, summary="What is new in my conversations, as it comes"),
        *team.ROUTES,
        *outbox.ROUTES,
        *webhooks.ROUTES,
        *inbound.ROUTES,
        *page.ROUTES,
    ),
    export=export_contact,
    erase=erase_contact,
    join=join_contact,
    runs=(run_outbox, run_live, run_listener),
)
