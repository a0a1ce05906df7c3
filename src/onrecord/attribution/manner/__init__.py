"""The manner of a statement: its act, its certainty, its evidence and its date; pure."""

from onrecord.attribution.manner.acts import judge_act
from onrecord.attribution.manner.certainty import judge_certainty
from onrecord.attribution.manner.dates import date_statement
from onrecord.attribution.manner.evidence import find_evidence
from onrecord.attribution.manner.view import View

__all__ = ["View", "date_statement", "find_evidence", "judge_act", "judge_certainty"]
