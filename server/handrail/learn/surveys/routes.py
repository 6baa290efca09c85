"""`POST /v1/surveys/{id}/responses`."""

from __future__ import annotations

from handrail.core.http import KILOBYTE
from handrail.learn.surveys.respond import post_response
from handrail.sites.endpoints import serve_page

ROUTES = (
    serve_page("/surveys/{id}/responses", post_response, summary="Answer a survey", limit=60 * KILOBYTE, mends=True),
)
