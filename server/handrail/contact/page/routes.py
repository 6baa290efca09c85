"""`/help/{site}/contact` and `/help/{site}/conversation`, in each of the site's languages."""

from __future__ import annotations

from handrail.contact.page import thread, write
from handrail.help.site.routes import page

FORMS = (
    ("", thread.open_thread),
    ("/messages", thread.say_in_thread),
    ("/rating", thread.rate_thread),
    ("/file", thread.fetch_file),
)

ROUTES = (
    *page("/contact", write.show_contact, empty=True),
    *page("/contact", write.send_contact, "POST", empty=True),
    *page("/conversation", thread.show_door, empty=True),
    *(
        route
        for rest, handler in FORMS
        for route in page(f"/conversation{rest}", thread.by_link(handler), "POST", empty=True)
    ),
    *(route for rest, _ in FORMS[1:] for route in page(f"/conversation{rest}", thread.return_to_door, empty=True)),
)
