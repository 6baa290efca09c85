"""Everything under `/v1` and `/api` that is about reaching a person."""

from __future__ import annotations

from handrail.contact.channels import run_outbox
from handrail.contact.outbox import routes as outbox
from handrail.contact.webhooks import routes as webhooks
from handrail.core.feature import Feature

FEATURE = Feature(name="contact", routes=(*outbox.ROUTES, *webhooks.ROUTES), runs=(run_outbox,))
