"""What of the inbox is to be shown, as its address says it."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, Field

Show = Literal["open", "mine", "unassigned", "waiting", "closed"]
SHOWN: dict[Show, str] = {
    "open": "Open",
    "mine": "Mine",
    "unassigned": "Unassigned",
    "waiting": "Waiting longest",
    "closed": "Closed",
}
Text = Annotated[str, Field(max_length=200)]


class InboxQuery(BaseModel):
    """`site` is a slug, `environment` a name; empty is all. With `q`, `show` still says among which."""

    show: Show = "open"
    site: Annotated[str, Field(max_length=63)] = ""
    environment: Annotated[str, Field(max_length=100)] = ""
    q: Text = ""
    page: Annotated[int, Field(ge=1, le=200)] = 1

    def write(self, **changes: object) -> str:
        """As the end of an address, `?show=mine`; what is as usual is left out. A change goes to the first page unless it names another."""
        changed = self.model_copy(update={"page": 1, **changes})
        text = urlencode(changed.model_dump(exclude_defaults=True))
        return f"?{text}" if text else ""

    def fields(self) -> list[tuple[str, str]]:
        """The same as fields of a form."""
        return [(name, str(value)) for name, value in self.model_dump(exclude_defaults=True).items()]
