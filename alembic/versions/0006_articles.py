"""What is told of an article without its text."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("content_item") as content_item:
        content_item.add_column(sa.Column("head", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("content_item", "head")
