"""What a person put off until when, and what came to them by itself."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person_state") as person_state:
        person_state.add_column(sa.Column("starts", sa.String(), nullable=False, server_default="{}"))
    with op.batch_alter_table("run") as run:
        run.add_column(sa.Column("until", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """What was put off was unknown before: it counts as left."""
    forget_snoozes()
    with op.batch_alter_table("run") as run:
        run.drop_column("until")
    with op.batch_alter_table("person_state") as person_state:
        person_state.drop_column("starts")


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
