"""Finds the statements of a parsed article and judges them; pure."""

from onrecord.attribution.statements import find_statements

__all__ = ["find_statements"]
