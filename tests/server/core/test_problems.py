from __future__ import annotations

import re

import httpx

from handrail.core.problems import PROBLEMS


def test_every_problem_has_a_name_a_title_and_a_meaning() -> None:
    for slug, problem in PROBLEMS.items():
        assert re.fullmatch(r"[a-z][a-z_]+", slug)
        assert 400 <= problem.status < 600
        assert problem.title
        assert (problem.__doc__ or "").strip(), slug


async def test_every_problem_explains_itself(client: httpx.AsyncClient) -> None:
    for slug, problem in PROBLEMS.items():
        answer = await client.get(f"/problems/{slug}")
        assert answer.json()["status"] == problem.status
        assert len(answer.json()["meaning"]) > 20
    assert (await client.get("/problems/other")).status_code == 404
