"""Indexes that find what was merged, and by which judgement."""

from alembic import op

from onrecord.ledger.schema import claim, claim_link

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NEW = ("ix_claim_merged_into", "ix_claim_merged", "ix_claim_link_judgement")


def upgrade() -> None:
    """Make the indexes that are not there yet: a new ledger has them from the first."""
    for index in (*claim.indexes, *claim_link.indexes):
        if index.name in _NEW:
            index.create(op.get_bind(), checkfirst=True)
