"""Which articles helped a person."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person_state") as person_state:
        person_state.add_column(sa.Column("votes", sa.String(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("person_state", "votes")
