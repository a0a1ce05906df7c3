"""The indexes that lists are read along."""

from alembic import op

from onrecord.ledger.schema import metadata

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OTHERWISE = ("ix_position_claim", "ix_position_said", "ix_position_since")  # fewer columns before
_NEW = (
    "ix_article_since",
    "ix_article_outlet",
    "ix_article_language",
    "ix_article_replaces",
    "ix_board_standing_changed",
    "ix_statement_waiting",
    "ix_suggestion_waiting",
)


def upgrade() -> None:
    """Make those that the ledger lacks, and those that had fewer columns anew."""
    connection = op.get_bind()
    for name in _OTHERWISE:
        op.drop_index(name, "position")
    indexes = [each for table in metadata.tables.values() for each in table.indexes]
    for each in indexes:
        if each.name in (*_OTHERWISE, *_NEW):
            each.create(connection, checkfirst=True)
