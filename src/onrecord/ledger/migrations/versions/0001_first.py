"""The first schema."""

from alembic import op

from onrecord.ledger.extras import make_extras
from onrecord.ledger.schema import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, and what the databases do each in its own way."""
    metadata.create_all(op.get_bind())
    make_extras(op.get_bind())
