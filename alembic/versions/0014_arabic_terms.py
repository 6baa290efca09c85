"""Arabic words have other terms: where there are any the index is emptied, and made again by the first search of each version."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    if bind.scalar(sa.text("SELECT count(*) FROM help_scope WHERE lower(locale) LIKE 'ar%'")):
        for name in ("help_trigram", "help_word", "help_document"):
            op.execute(sa.delete(sa.table(name)))
        # One of several sites cannot be taken out of an index that keeps no texts.
        if bind.dialect.name == "postgresql":
            op.execute("DELETE FROM help_index")
        else:
            op.execute("INSERT INTO help_index (help_index) VALUES ('delete-all')")


def downgrade() -> None:
    pass
