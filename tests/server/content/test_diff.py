"""What two versions differ in, of every kind that starts."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tests.server.cast import Cast
from tests.server.content.kinds import write_announcement, write_checklist, write_quiz, write_survey
from tests.server.content.writing import write_files, write_tour

VERSIONS = "/api/sites/acme/versions"


def write(*items: dict[str, Any]) -> dict[str, str]:
    return write_files(write_tour()) | {f"{item['id']}.json": json.dumps(item) for item in items}


async def test_each_kind_is_told_by_the_ids_within_it(client: httpx.AsyncClient, cast: Cast) -> None:
    options = [{"id": "no", "text": "Not at all"}, {"id": "yes", "text": "Yes", "right": True}]
    asked = write_quiz()["questions"][0] | {"options": options, "hint": "Look again."}
    score, _ = write_survey()["questions"]
    logo, tea = write_checklist()["items"]
    before = write(
        write_quiz(), write_survey(), write_checklist(), write_announcement(), write_quiz("goes"), write_survey("same")
    )
    after = write(
        write_quiz(questions=[asked, {"id": "q2", "type": "true-false", "text": "So?", "answer": True}]),
        write_survey(questions=[{**score, "low": "Never"}], anonymous=True, thanks="Thank you."),
        write_checklist(items=[tea, {**logo, "url": "/logo"}], ordered=True),
        write_announcement(show="banner", start={"when": {"url": "/"}}),
        write_survey("same"),
        write_announcement("comes"),
    )
    before["setup.nb.json"], after["setup.nb.json"] = ('{"items.tea.title": "Te"}', '{"items.tea.title": "Kaffe"}')
    for files in (before, after):
        pushed = await client.post(VERSIONS, json={"files": files}, headers=cast.acme.bearer)
        assert pushed.status_code == 201, pushed.text
    answer = await client.get("/api/sites/acme/diff?from=1&to=2", headers=cast.acme.bearer)
    told = {(item["kind"], item["id"]): item for item in answer.json()["items"]}
    assert {of: item["change"] for of, item in told.items()} == {
        ("announcement", "comes"): "added",
        ("announcement", "dark-mode"): "changed",
        ("checklist", "setup"): "changed",
        ("quiz", "basics"): "changed",
        ("quiz", "goes"): "removed",
        ("survey", "opinion"): "changed",
    }
    keys = {of: {(key["path"], key["change"]) for key in item["keys"]} for of, item in told.items()}
    assert keys["quiz", "basics"] == {
        ("questions.q1.hint", "added"),
        ("questions.q1.options", "moved"),
        ("questions.q1.options.no.text", "changed"),
        ("questions.q2", "added"),
    }
    assert keys["survey", "opinion"] == {
        ("anonymous", "added"),
        ("questions.score.low", "added"),
        ("questions.why", "removed"),
        ("thanks", "added"),
    }
    assert keys["checklist", "setup"] == {
        ("items", "moved"),
        ("items.logo.url", "changed"),
        ("nb: items.tea.title", "changed"),
        ("ordered", "added"),
    }
    assert keys["announcement", "dark-mode"] == {("show", "added"), ("start", "added")}
