"""What is searched: documents, their words, and which document has which term."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Words are looked up by how they begin: in the order of their characters, whatever the database's language.
word = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "help_scope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("site_id", "locale"),
    )
    op.create_table(
        "help_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("item_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["help_scope.id"]),
        sa.ForeignKeyConstraint(["site_id", "item_hash"], ["content_item.site_id", "content_item.hash"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("site_id", "item_hash", "locale"),
    )
    op.create_table(
        "help_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("word", word, nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["help_scope.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("scope_id", "word"),
    )
    op.create_table(
        "help_trigram",
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("trigram", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["help_scope.id"]),
        sa.ForeignKeyConstraint(["word_id"], ["help_word.id"]),
        sa.PrimaryKeyConstraint("scope_id", "trigram", "length", "word_id"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE help_index (id integer PRIMARY KEY, terms tsvector NOT NULL)")
        # What is searched all day is written when somebody pushes: no list of what is yet to be sorted in, which every search would read.
        op.execute("CREATE INDEX ix_help_index_terms ON help_index USING gin (terms) WITH (fastupdate = off)")
        # Whole documents go beside the table: what finds them reads numbers alone.
        op.execute("ALTER TABLE help_index SET (toast_tuple_target = 128)")
        op.execute("ALTER TABLE help_document SET (toast_tuple_target = 128)")
    else:
        # The terms are made by us: whatever is not ASCII is a part of one, and what stands where is not asked of the index.
        op.execute(
            "CREATE VIRTUAL TABLE help_index USING fts5"
            " (terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii')"
        )


def downgrade() -> None:
    op.execute("DROP TABLE help_index")
    op.drop_table("help_trigram")
    op.drop_table("help_word")
    op.drop_table("help_document")
    op.drop_table("help_scope")
