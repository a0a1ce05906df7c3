"""The ledger: statements, claims, parties and positions, kept for good, on two clocks."""

from onrecord.ledger.ledger import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
