"""How much longer a translation usually is than its source, in this document.

English takes about twice the letters of Korean, but translators differ (Gale and Church 1993 take
one ratio for all). So it is told from the document itself: from the segments that are each other's
nearest neighbours, which are translations but for a few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Lengths = NDArray[np.float64]

#: English letters for a Korean one, as a natural logarithm, with the weight of a few pairs, for
#: documents that show little themselves.
_PRIOR_RATIO, _PRIOR_LENGTH_PAIRS = 0.72, 4
#: Pairs farther from the median than this are taken for parts of wider beads, or no translations.
_FARTHEST = 0.4


def log_ratio(source: Lengths, target: Lengths) -> Lengths:
    """The logarithm of how many target letters there are for a source letter.

    A few letters are added, so that short texts, whose ratio is all chance, stay near 2.
    """
    ratio: Lengths = np.log((target + 10) / (source + 5))
    return ratio


@dataclass(frozen=True, slots=True)
class UsualLength:
    """How much longer translations are in a document."""

    log_ratio: float  #: see `log_ratio`

    @classmethod
    def of(cls, source: Lengths, target: Lengths) -> UsualLength:
        """What pairs of segments show that mostly translate each other.

        Args:
            source: ``(pairs,)``: letters of their Korean sides.
            target: ``(pairs,)``: letters of their English sides.

        >>> few = UsualLength.of(np.array([40.0]), np.array([75.0]))
        >>> round(few.log_ratio, 2)
        0.7
        """
        ratios = log_ratio(source, target)
        near = ratios[np.abs(ratios - np.median(ratios)) < _FARTHEST] if len(ratios) else ratios
        mean = (near.sum() + _PRIOR_RATIO * _PRIOR_LENGTH_PAIRS) / (len(near) + _PRIOR_LENGTH_PAIRS)
        return cls(float(mean))

    def distance(self, source: Lengths, target: Lengths) -> Lengths:
        """How far texts are from the usual ratio: the difference in logarithm, in proportion
        to how closely texts of 25 letters keep to it. Longer ones keep to it more closely."""
        trust = np.sqrt(np.minimum(source + 5, 100) / 30)
        away: Lengths = np.abs(log_ratio(source, target) - self.log_ratio) * trust
        return away
