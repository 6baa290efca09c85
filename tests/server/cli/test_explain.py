"""`handrail explain`: the verdict in a line, then every clause."""

from __future__ import annotations

from tests.server.cli.conftest import Run


def test_it_says_why(offline: Run) -> None:
    assert offline("init", "mysite", "--origin", "https://app.example.com").code == 0
    assert offline("push", "mysite", "--publish", "production").code == 0
    told = offline("explain", "mysite", "welcome", "--url", "https://app.example.com/", "--env", "production")
    assert told.code == 0, told.err
    assert told.out.startswith("welcome would start by itself")
    assert "attention.per_day" in told.out
    withdrawn = offline("explain", "mysite", "other")
    assert withdrawn.out.startswith(
        "other would not start by itself: listed. What is published in production has nothing of this id."
    )
    found = offline("explain", "mysite", "welcome", "--json", "--now", "2026-01-31T09:00:00Z", "--locale", "en").json
    assert (found["now"], found["person"]) == ("2026-01-31T09:00:00.000Z", None)
    assert {"clause": "lock", "value": None, "saw": None} in found["clauses"]


def test_it_says_what_is_wrong_with_the_question(offline: Run) -> None:
    assert offline("init", "mysite", "--origin", "https://app.example.com").code == 0
    for wrong, said in (
        (("--person", "nobody"), "no such person"),
        (("--env", "nowhere"), "no environment"),
        (("--device", "watch"), "phone"),
        (("--now", "soon"), "instant"),
    ):
        told = offline("explain", "mysite", "welcome", *wrong)
        assert told.code == 1
        assert said in told.err
