"""Refusals: who asks, from where, and what they may."""

from __future__ import annotations

from handrail.core.problems import Problem


class Unauthorised(Problem):
    """The request brings no key, or one that is not valid (any more)."""

    status, type, title = 401, "unauthorised", "Not authorised"


class Forbidden(Problem):
    """The key or the member is known, but their role does not reach so far: owner > editor > agent > viewer."""

    status, type, title = 403, "forbidden", "Not allowed"


class ForeignOrigin(Problem):
    """The page's origin is not on the list of the environment that its publishable key names."""

    status, type, title = 403, "foreign_origin", "Foreign origin"


class DemoOnly(Problem):
    """Demo keys and demo passwords are known to everybody: only `handrail demo` takes them."""

    status, type, title = 403, "demo_only", "For the demo only"


class Taken(Problem):
    """Something of this name is there already."""

    status, type, title = 409, "taken", "Taken"


class LastOwner(Problem):
    """A site keeps at least one owner once it has had one."""

    status, type, title = 409, "last_owner", "The last owner"


class SharedMember(Problem):
    """A member of several sites belongs to none of them alone, so no single owner can take their account over."""

    status, type, title = 409, "shared_member", "A member of other sites too"


class TooMany(Problem):
    """There is a bound on how many of these there may be. Two identity secrets live at once: the old one and the new one of a rotation."""

    status, type, title = 409, "too_many", "Too many"


class WrongPassword(Problem):
    """No member has this e-mail and this password together."""

    status, type, title = 401, "wrong_password", "Wrong e-mail or password"


class TooManyAttempts(Problem):
    """Somebody tried to sign in too often. It goes on after `Retry-After` seconds."""

    status, type, title = 429, "too_many_attempts", "Too many attempts"
