"""What is asked of a ledger: each question a function that gives frozen values, on two clocks."""

from onrecord.ledger.clocks import NOW, Clocks, read_clocks, read_time
from onrecord.ledger.views.articles import (
    ArticleLine,
    ArticleStatement,
    ArticleView,
    list_articles,
    show_article,
)
from onrecord.ledger.views.changes import Changed, list_changes
from onrecord.ledger.views.checked import Checked, Touched
from onrecord.ledger.views.claim import ClaimView, Part, show_claim
from onrecord.ledger.views.claims import list_claims
from onrecord.ledger.views.finding import PartyLine, find_parties
from onrecord.ledger.views.lines import ClaimLine
from onrecord.ledger.views.merges import MergedClaim
from onrecord.ledger.views.pages import Page
from onrecord.ledger.views.parties import PartyView, Said, Turn, show_party
from onrecord.ledger.views.totals import Totals, count_all
from onrecord.ledger.views.wanted import Sort, Wanted

__all__ = [
    "NOW",
    "ArticleLine",
    "ArticleStatement",
    "ArticleView",
    "Changed",
    "Checked",
    "ClaimLine",
    "ClaimView",
    "Clocks",
    "MergedClaim",
    "Page",
    "Part",
    "PartyLine",
    "PartyView",
    "Said",
    "Sort",
    "Totals",
    "Touched",
    "Turn",
    "Wanted",
    "count_all",
    "find_parties",
    "list_articles",
    "list_changes",
    "list_claims",
    "read_clocks",
    "read_time",
    "show_article",
    "show_claim",
    "show_party",
]
