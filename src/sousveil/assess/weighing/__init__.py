"""Weighing: from independent gateways to a word of likelihood, a confidence, a grade, and what would change them.

``weigh`` takes the voices that ``corroborate.together`` gives (``Joint.voices``, ``Joint.independence``);
``overrides_of`` reads what people set in its place.
"""

from .change import Gaps, what_would_change
from .hypotheses import Statement, diagnosticity, hypotheses
from .override import FindingOverride, Overrides, fault_of, left_out, overrides_of
from .standards import GROUNDS, ICD_203, likelihood
from .voices import NONE, Independence, Voice, Weighed
from .weigh import apart, overridden, weigh, without

__all__ = [
    "GROUNDS", "ICD_203", "NONE", "FindingOverride", "Gaps", "Independence", "Overrides", "Statement", "Voice",
    "Weighed", "apart", "diagnosticity", "fault_of", "hypotheses", "left_out", "likelihood", "overridden",
    "overrides_of", "weigh", "what_would_change", "without",
]  # fmt: skip
