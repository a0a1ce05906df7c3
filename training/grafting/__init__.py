"""Builds sentences that report speech by grafting treebank clauses onto reporting frames."""
