"""Somebody of the team, who answers what people write as the team's own programs do: by `/api/sites/{site}/conversations`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.flows.stage import Site

numbers = count(1)


@dataclass(frozen=True)
class Agent:
    site: Site

    def read(self) -> dict[str, Any]:
        """The newest conversation of the site."""
        newest = self.site.call("GET", "/conversations?limit=1")["conversations"][0]
        found: dict[str, Any] = self.site.call("GET", f"/conversations/{newest['id']}")
        return found

    def texts(self) -> list[str]:
        """What was said, in its order."""
        return [message["text"] for message in self.read()["messages"] if message["kind"] == "message"]

    def say(self, text: str = "", **more: Any) -> None:
        self.act("messages", text=text, client_id=f"agent-{next(numbers)}", **more)

    def offer(self, kind: str, name: str, title: str) -> None:
        self.say(kind="offer", offer={"kind": kind, "id": name, "title": title})

    def close(self, reason: str = "solved") -> None:
        self.act("close", reason=reason)

    def act(self, what: str, **body: Any) -> None:
        self.site.call("POST", f"/conversations/{self.read()['id']}/{what}", body)
