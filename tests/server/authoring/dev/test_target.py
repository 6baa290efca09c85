"""Which page a preview opens."""

from __future__ import annotations

import pytest

from handrail.authoring.dev.target import NoTarget, Target, choose_target, write_link

APP, STAGING = "https://app.test", "https://staging.test"


def environments(**origins: list[str]) -> list[dict[str, object]]:
    return [{"environment": name, "origins": found} for name, found in origins.items()]


@pytest.mark.parametrize(
    ("known", "url", "environment", "expected"),
    [
        (environments(production=[APP], staging=[STAGING]), None, None, Target("staging", STAGING, f"{STAGING}/")),
        (environments(production=[APP], staging=[]), None, None, Target("production", APP, f"{APP}/")),
        (environments(production=[], staging=[], qa=[APP]), None, None, Target("qa", APP, f"{APP}/")),
        (environments(production=[APP], staging=[STAGING]), None, "production", Target("production", APP, f"{APP}/")),
        (environments(production=[APP], staging=[STAGING]), f"{APP}/x#y", None, Target("production", APP, f"{APP}/x#y")),
        (environments(production=[APP], staging=[APP]), f"{APP}/x", None, Target("staging", APP, f"{APP}/x")),
        (environments(production=[APP], staging=[APP]), f"{APP}/x", "production", Target("production", APP, f"{APP}/x")),
        (environments(production=[APP]), "HTTPS://App.test:443/x", None, Target("production", APP, "HTTPS://App.test:443/x")),
    ],
)  # fmt: skip
def test_a_page_is_chosen(
    known: list[dict[str, object]], url: str | None, environment: str | None, expected: Target
) -> None:
    assert choose_target(known, url, environment) == expected


@pytest.mark.parametrize(
    ("known", "url", "environment"),
    [
        (environments(production=[], staging=[]), None, None),
        (environments(production=[], a=[APP], b=[STAGING]), None, None),
        (environments(production=[APP], staging=[]), None, "staging"),
        (environments(production=[APP], staging=[]), f"{APP}/", "staging"),
        (environments(production=[APP]), STAGING, None),
        (environments(production=[APP]), "app.test", None),
        (environments(production=[APP]), "javascript:alert(1)", None),
    ],
)
def test_or_it_is_said_why_not(known: list[dict[str, object]], url: str | None, environment: str | None) -> None:
    with pytest.raises(NoTarget):
        choose_target(known, url, environment)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (f"{APP}/", f"{APP}/#handrail=T"),
        (f"{APP}/x?a=b", f"{APP}/x?a=b#handrail=T"),
        (f"{APP}/#/inbox", f"{APP}/#/inbox&handrail=T"),
        (f"{APP}/#", f"{APP}/#handrail=T"),
    ],
)
def test_the_token_goes_where_no_server_sees_it(url: str, link: str) -> None:
    assert write_link(url, "T") == link
