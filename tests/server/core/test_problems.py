"""The catalogue of problems is a contract: integrators tell them apart by `type`."""

from __future__ import annotations

import re

import httpx

from handrail.core.problems import PROBLEMS

CATALOGUE = {
    "acting": 403,
    "answered_already": 409,
    "already_claimed": 409,
    "already_open": 409,
    "attempt_finished": 409,
    "bad_preview_link": 403,
    "bad_token": 401,
    "bad_user_token": 401,
    "blocked": 403,
    "busy": 503,
    "demo_only": 403,
    "forbidden": 403,
    "foreign_origin": 403,
    "forged_form": 403,
    "internal": 500,
    "invalid_body": 422,
    "invalid_content": 422,
    "invalid_media": 422,
    "invalid_query": 422,
    "last_owner": 409,
    "mail_refused": 422,
    "media_missing": 409,
    "method_not_allowed": 405,
    "no_attempts_left": 409,
    "no_author": 422,
    "no_conversations": 403,
    "no_offer": 409,
    "no_such_origin": 422,
    "not_closed": 409,
    "not_done": 409,
    "not_finished": 409,
    "not_found": 404,
    "not_graded": 409,
    "not_json": 400,
    "not_previewed": 404,
    "nothing_before": 409,
    "preview_busy": 503,
    "preview_ended": 410,
    "preview_silent": 504,
    "range_not_satisfiable": 416,
    "rate_limited": 429,
    "shared_member": 409,
    "taken": 409,
    "too_fast": 429,
    "too_large": 413,
    "too_many": 409,
    "too_many_attempts": 429,
    "unauthorised": 401,
    "unavailable": 503,
    "unknown_file": 422,
    "unknown_kind": 415,
    "unknown_question": 422,
    "unsigned_mail": 401,
    "unsupported_media": 415,
    "wrong_answer": 422,
    "wrong_password": 401,
}


def test_the_catalogue_is_what_integrators_know() -> None:
    """What `handrail dev` refuses on an author's own machine is none of them."""
    ours = {
        slug: problem.status
        for slug, problem in PROBLEMS.items()
        if problem.__module__.startswith("handrail.") and not problem.__module__.startswith("handrail.authoring.")
    }
    assert ours == CATALOGUE


def test_every_problem_has_a_name_a_title_and_a_meaning() -> None:
    for slug, problem in PROBLEMS.items():
        assert re.fullmatch(r"[a-z][a-z_]+", slug)
        assert problem.title
        assert (problem.__doc__ or "").strip(), slug


async def test_every_problem_explains_itself(client: httpx.AsyncClient) -> None:
    for slug, problem in PROBLEMS.items():
        answer = await client.get(f"/problems/{slug}")
        assert answer.json()["status"] == problem.status
        assert len(answer.json()["meaning"]) > 20
    assert (await client.get("/problems/other")).status_code == 404
