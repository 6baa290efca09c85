"""Of which kind a run is; responses to surveys, those that are anonymous in a table whose order says nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("kind", sa.String(), nullable=False, server_default="tour"))
    op.create_table(
        "survey_response",
        sa.Column("environment_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("item_hash", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("answers", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["environment_id"], ["environment.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("environment_id", "id"),
    )
    op.create_index("ix_survey_response_environment_id_item_at", "survey_response", ["environment_id", "item", "at"])
    op.create_index("ix_survey_response_person_id", "survey_response", ["person_id"])
    op.create_table(
        "survey_anonymous",
        sa.Column("environment_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("item_hash", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["environment_id"], ["environment.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("environment_id", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_survey_anonymous_environment_id_item_day", "survey_anonymous", ["environment_id", "item", "day"]
    )


def downgrade() -> None:
    op.drop_table("survey_anonymous")
    op.drop_table("survey_response")
    with op.batch_alter_table("run") as batch:
        batch.drop_column("kind")
