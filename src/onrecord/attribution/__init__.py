"""Finds the statements of a parsed article and judges them; pure."""
