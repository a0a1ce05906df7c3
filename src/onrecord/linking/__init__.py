"""Finds what is the same across articles and languages: parties, claims, origins of articles."""

from onrecord.linking.articles import find_parallels, match_origins, sign_article
from onrecord.linking.claims import match_claims, match_whole_claims
from onrecord.linking.matching import (
    COMPARED,
    LINK,
    MERGE,
    SUGGEST,
    Match,
    OriginKind,
    OriginMatch,
    Signature,
)
from onrecord.linking.parties import match_party, sign_party
from onrecord.linking.relays import find_relayed
from onrecord.linking.statements import sign_statements

__all__ = [
    "COMPARED",
    "LINK",
    "MERGE",
    "SUGGEST",
    "Match",
    "OriginKind",
    "OriginMatch",
    "Signature",
    "find_parallels",
    "find_relayed",
    "match_claims",
    "match_origins",
    "match_party",
    "match_whole_claims",
    "sign_article",
    "sign_party",
    "sign_statements",
]
