"""Who speaks: each source of an article resolved to a person, a body or nobody named."""

from onrecord.attribution.speakers.resolving import Resolved, resolve_speakers

__all__ = ["Resolved", "resolve_speakers"]
