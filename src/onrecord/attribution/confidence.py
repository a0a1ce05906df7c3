"""Confidence."""
from onrecord.attribution.context import Context
from onrecord.attribution.found import Found
def is_kept(context: Context, found: Found) -> bool:
    return True
def estimate_confidence(context: Context, found: Found) -> float:
    return 0.7
