"""The manner of a statement: its act, its certainty, its evidence and its date; pure."""

from onrecord.attribution.manner.acts import judge_act
from onrecord.attribution.manner.certainty import judge_certainty
from onrecord.attribution.manner.dates import date_statement
from onrecord.attribution.manner.evidence import find_evidence

__all__ = ["date_statement", "find_evidence", "judge_act", "judge_certainty"]
