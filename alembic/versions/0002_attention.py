"""What a person put off until when, and what came to them by itself."""

import json
import time
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WEEK = 7 * 24 * 60 * 60


def upgrade() -> None:
    with op.batch_alter_table("person_state") as person_state:
        person_state.add_column(sa.Column("starts", sa.String(), nullable=False, server_default="{}"))
    with op.batch_alter_table("run") as run:
        run.add_column(sa.Column("until", sa.BigInteger(), nullable=True))
    remember_starts()


def downgrade() -> None:
    """What was put off was unknown before: it counts as left."""
    forget_snoozes()
    op.drop_column("run", "until")
    op.drop_column("person_state", "starts")


def remember_starts() -> None:
    """What came by itself in the last 7 days counts on: by item, when it started, and when the last of it was seen."""
    conn = op.get_bind()
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in ("person_id", "item", "started_at", "at")]
    auto = sa.column("auto", sa.Boolean())
    run = sa.table("run", *columns, auto)
    state = sa.table("person_state", sa.column("person_id"), sa.column("starts"))
    since = int((time.time() - WEEK) * 1_000)
    recent = sa.select(*columns).where(auto, run.c.started_at > since).order_by(run.c.started_at)
    found: dict[str, dict[str, tuple[list[int], int]]] = defaultdict(dict)
    for person_id, item, started_at, at in conn.execute(recent.select_from(run)):
        starts, last = found[person_id].get(item, ([], 0))
        found[person_id][item] = ([*starts, started_at], max(last, at))
    for person_id, kept in found.items():
        text = json.dumps(kept, separators=(",", ":"))
        conn.execute(sa.update(state).where(state.c.person_id == person_id).values(starts=text))


def forget_snoozes() -> None:
    conn = op.get_bind()
    run = sa.table("run", sa.column("status"))
    state = sa.table("person_state", sa.column("person_id"), sa.column("progress"))
    conn.execute(sa.update(run).where(run.c.status == "snoozed").values(status="left"))
    for person_id, text in conn.execute(sa.select(state.c.person_id, state.c.progress)).all():
        progress = json.loads(text)
        for item in progress.values():
            item.pop("until", None)
            item["status"] = "left" if item["status"] == "snoozed" else item["status"]
        kept = json.dumps(progress, separators=(",", ":"))
        conn.execute(sa.update(state).where(state.c.person_id == person_id).values(progress=kept))
