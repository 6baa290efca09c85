"""What search is compared with: every word of the query somewhere in title or text, by `LIKE`; those with most of them in the title first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from evaluation.corpus import Page


class Like:
    def __init__(self, pages: Iterable[Page]) -> None:
        self._conn = sqlite3.connect(":memory:")
        self._conn.execute("CREATE TABLE page (id TEXT, title TEXT, text TEXT)")
        self._conn.executemany(
            "INSERT INTO page VALUES (?, ?, ?)", [(page.id, page.title, page.text) for page in pages]
        )

    def search(self, q: str, limit: int) -> list[str]:
        patterns = [f"%{word}%" for word in q.split()]
        has = " AND ".join("(title LIKE ? OR text LIKE ?)" for _ in patterns)
        in_title = " + ".join("(title LIKE ?)" for _ in patterns)
        rows = self._conn.execute(
            f"SELECT id FROM page WHERE {has} ORDER BY {in_title} DESC, rowid LIMIT ?",
            [*(twice for pattern in patterns for twice in (pattern, pattern)), *patterns, limit],
        )
        return [row[0] for row in rows]
