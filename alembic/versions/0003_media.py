"""Images, videos and captions, and which version has which."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "content_media",
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("site_id", "hash"),
    )
    op.create_index("ix_content_media_hash", "content_media", ["hash"], unique=False)
    op.create_table(
        "content_media_part",
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["site_id", "hash"], ["content_media.site_id", "content_media.hash"]),
        sa.PrimaryKeyConstraint("site_id", "hash", "number"),
    )
    op.create_table(
        "content_version_media",
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("media_hash", sa.String(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["content_version.id"]),
        sa.ForeignKeyConstraint(["site_id", "media_hash"], ["content_media.site_id", "content_media.hash"]),
        sa.PrimaryKeyConstraint("version_id", "media_hash"),
    )
    op.create_index(
        "ix_content_version_media_site_id_media_hash", "content_version_media", ["site_id", "media_hash"], unique=False
    )


def downgrade() -> None:
    op.drop_table("content_version_media")
    op.drop_table("content_media_part")
    op.drop_table("content_media")
