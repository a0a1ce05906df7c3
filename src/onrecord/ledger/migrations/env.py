"""Run by Alembic: migrates over the connection that the ledger has open, in its transaction."""

from alembic import context

from onrecord.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
