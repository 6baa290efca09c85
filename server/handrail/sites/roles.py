"""Roles, from the one that may look to the one that may do everything."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """viewer: reports. agent: conversations as well. editor: content as well. owner: keys, members and people's data as well."""

    VIEWER = "viewer"
    AGENT = "agent"
    EDITOR = "editor"
    OWNER = "owner"

    def reaches(self, need: Role) -> bool:
        order = list(Role)
        return order.index(self) >= order.index(need)


IdentityMode = Literal["off", "report", "enforce"]
