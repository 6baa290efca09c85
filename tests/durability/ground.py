"""What a test of durability stands on: a database with a site in it, and servers on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.durability.server_process import ServerProcess
from tests.server.cast import Stage


@dataclass(frozen=True)
class Ground:
    database_url: str
    stage: Stage
    folder: Path
    servers: list[ServerProcess] = field(default_factory=list)

    def make_server(self) -> ServerProcess:
        """Not started yet; stopped when the test is over."""
        server = ServerProcess(self.database_url, self.folder / f"server-{len(self.servers)}.log")
        self.servers.append(server)
        return server

    def stop_servers(self) -> None:
        for server in self.servers:
            server.stop()
