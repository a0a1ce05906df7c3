"""What parties said, tallied; positions of one claim and party found together."""

from alembic import op
from sqlalchemy import Index

from onrecord.ledger import schema
from onrecord.ledger.tallying import tally_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what the first schema had not; a new ledger has it all already."""
    connection = op.get_bind()
    for table in (schema.party_claim, schema.party_board):
        table.create(connection, checkfirst=True)
    op.drop_index("ix_position_claim", "position")
    _find_index("ix_position_claim").create(connection)
    tally_all(connection)


def _find_index(name: str) -> Index:
    return next(each for each in schema.position.indexes if each.name == name)
