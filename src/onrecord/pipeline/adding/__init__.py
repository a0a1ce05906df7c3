"""From a reading into the ledger: speakers to parties, statements to claims, article to origin."""

from onrecord.pipeline.adding.adding import Added, Outcome, add_places, add_reading

__all__ = ["Added", "Outcome", "add_places", "add_reading"]
