"""What `site.json` says of `handrail check`: as whom, in which languages and at which widths the app is walked through."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from handrail.conditions.authored import (
    ByKind,
    Duration,
    Glob,
    Locale,
    Model,
    Name,
    Number,
    ShortText,
    Slug,
    Truth,
    Words,
)
from handrail.content.startable import Value

CHECK_FOLDER = "check"
"""What is in it stays on the machine where it is: scripts that sign in, and sessions that were kept."""
CheckFile = Annotated[
    str,
    Field(
        max_length=300,
        pattern=rf"^{CHECK_FOLDER}/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*$",
        description="A file in the folder check, beside site.json: what is in it is never pushed.",
    ),
]
Viewport = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{2,3}x[1-9][0-9]{2,3}$", description='Width and height, CSS px, as in "390x844".')
]
PagePath = Annotated[
    str, Field(min_length=1, max_length=2_000, pattern=r"^/([^/\\]|$)", description="As in /invoices/1.")
]
FieldValue = Annotated[
    Annotated[str, Field(max_length=2_000), Words] | Annotated[bool, Truth] | Annotated[int | float, Number], ByKind
]


class CheckRole(Model):
    """Somebody as whom the app is looked at. `traits` and `account`, where they are given, leave out items whose audience they are not."""

    sign_in: CheckFile | None = None
    """A Python file with `def sign_in(page, url, role, locale)`; `page` is Playwright's."""
    storage_state: CheckFile | None = None
    """A session that Playwright kept: cookies and what pages stored."""
    traits: dict[Name, Value] = {}
    account: dict[Name, Value] = {}

    @model_validator(mode="after")
    def check_one_way(self) -> CheckRole:
        if self.sign_in is not None and self.storage_state is not None:
            raise ValueError("has both sign_in and storage_state; one of them signs in")
        return self


class CheckSettings(Model):
    """All of it can be left out: then nobody is signed in, the locale is the site's first, and the window 1280 x 800."""

    roles: Annotated[dict[Slug, CheckRole], Field(max_length=20)] = {}
    """By a name of one's own."""
    locales: Annotated[list[Locale], Field(max_length=50)] = []
    viewports: Annotated[list[Viewport], Field(max_length=10)] = []
    pages: Annotated[dict[Glob, PagePath], Field(max_length=200)] = {}
    """One address of a page that steps name by a glob: `{ "/invoices/*": "/invoices/1" }`."""
    values: Annotated[dict[ShortText, FieldValue], Field(max_length=200)] = {}
    """What to type or choose, by `item/step`, by a field's test id, name or label, or by its type, as in `email`."""
    skip: Annotated[list[ShortText], Field(max_length=200)] = []
    """Items, or steps as `item/step`, that no browser can walk by itself."""
    timeout: Duration = "30s"
    """How long a page may take to come, and to answer when it is asked something."""
