"""Trains the learned reader: a large teacher first, then the small network that ships."""
