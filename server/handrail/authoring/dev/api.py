"""The server that the preview is shown through, as `handrail dev` asks it; how it is reached is the command line's to know."""

from __future__ import annotations

from typing import Any, Protocol


class ApiRefused(Exception):
    """The server's answer was a problem; `problem` is its body."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title")))
        self.problem = problem

    @property
    def type(self) -> str:
        """As in `preview_ended`."""
        return str(self.problem.get("type", "")).rpartition("/")[2]

    @property
    def may_pass(self) -> bool:
        """A fault of the server's, as while its database is busy."""
        return int(self.problem.get("status", 0)) >= 500


class ApiAway(Exception):
    """The server does not answer, or not as Handrail does. It may again."""


class Api(Protocol):
    async def ask(self, method: str, path: str, body: Any = None, seconds: float = 30.0) -> Any:
        """The answer's JSON. Raises `ApiRefused`, `ApiAway`."""
        ...
