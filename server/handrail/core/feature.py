"""What a feature hands upwards. `app.py` collects the features in one tuple; what must reach them all goes through these fields."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.routing import BaseRoute


@dataclass(frozen=True)
class Feature:
    """`export` gives everything kept about a person, by table; `erase` forgets it; `join` moves one person's history to another's.

    `indexed` is told the id of a site and items of it that were just pushed (content's `Source`), in the transaction that keeps them.
    `runs` are tasks beside the requests (see `core/background.py`), given the app's `Services`.
    """

    name: str
    routes: Sequence[BaseRoute] = ()
    export: Callable[[Connection, str], Mapping[str, Sequence[BaseModel]]] | None = None
    erase: Callable[[Connection, str], None] | None = None
    join: Callable[[Connection, str, str], None] | None = None
    indexed: Callable[[Connection, str, Iterable[Any]], None] | None = None
    runs: Sequence[Callable[[Any, asyncio.Event], Coroutine[None, None, None]]] = ()
