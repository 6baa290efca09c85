"""Refusals that concern end users."""

from __future__ import annotations

from handrail.core.problems import Problem


class BadPersonToken(Problem):
    """The `token` is forged, too old, revoked, of another environment, or its person was erased. A sync gives a new one."""

    status, type, title = 401, "bad_token", "Bad token"


class BadUserTokenProblem(Problem):
    """The `user_token` (the JWT that the host signs) is not good; `problem` names what is wrong with it. A sync goes on without it, other calls do not."""

    status, type, title = 401, "bad_user_token", "Bad user token"


class Acting(Problem):
    """The `user_token` has an `act` claim: somebody else looks through this person's eyes. They see, and change nothing."""

    status, type, title = 403, "acting", "Only looking"
