"""Swedish times and amounts: read from prose, compared by meaning, written in one way."""

from rodtrad.quantities.amounts import Amount, scan_amounts
from rodtrad.quantities.expression import Comparator, Numerals, Relation, TimeExpression, TimeKind
from rodtrad.quantities.times import scan_times
from rodtrad.quantities.vague import MAYBE_VAGUE, UnreadableTime, VagueTime, scan_unreadable, scan_vague

__all__ = [
    "MAYBE_VAGUE",
    "Amount",
    "Comparator",
    "Numerals",
    "Relation",
    "TimeExpression",
    "TimeKind",
    "UnreadableTime",
    "VagueTime",
    "scan_amounts",
    "scan_times",
    "scan_unreadable",
    "scan_vague",
]
