"""What is usual in this document: how long a translation is, and how its layout differs.

English takes about twice the letters of Korean, but translators differ (Gale and Church 1993 take
one ratio for all). A list mark or a full stop that only one side has speaks against a bead where
translations keep them; it says nothing where the English turns the bullets of the Korean to prose,
or the Korean ends without full stops as notes do (개조식). So what is usual is estimated from the
document itself: from the segments that are each other's nearest neighbours, which are translations
but for a few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.scoring.segment_features import SegmentFeatures

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


Places = NDArray[np.int64]

#: Share of translations that differ where documents keep to their layout.
_PRIOR_SHARE = 0.1
#: Pairs that a share is taken to have been seen in before a document shows any.
_PRIOR_LAYOUT_PAIRS = 4
#: Share of segments with several sentences at which the number of sentences counts by half.
_HALF_SHARE = 0.03


@dataclass(frozen=True, eq=False)
class UsualLayout:
    """What a difference in layout says in a document: 1 much, 0 nothing."""

    families: tuple[Places, Places]  #: (n,) and (m,): the mark of each segment, see `_families`
    #: (families, families): how little is seen of it that these two marks, the Korean first,
    #: stand before a translation
    marks: NDArray[np.float32]
    stops: float  #: of a full stop on one side only
    #: of as many sentences on one side as on the other, in a joined bead: nothing where no
    #: segment has several, since joined beads then differ always
    sentences: float

    @classmethod
    def of(
        cls, source: SegmentFeatures, target: SegmentFeatures, mates: tuple[Places, Places]
    ) -> UsualLayout:
        """What pairs of segments show that mostly translate each other.

        Args:
            source: The visible facts of the Korean document.
            target: Those of the English one.
            mates: ``(pairs,)`` each: which segments are each other's nearest neighbours.
        """
        i, j = mates
        families = _families(source.marks), _families(target.marks)
        several = np.concatenate([source.sentences > 1, target.sentences > 1]).mean()
        return cls(
            families,
            _unusual_marks(families[0][i], families[1][j]),
            1 - _share(source.stops[i] != target.stops[j]),
            float(several / (several + _HALF_SHARE)),
        )

    def unusual_marks(self, i: Places, j: Places) -> NDArray[np.float32]:
        """(cells,): how unusual it is that segments with the marks of these translate each other;
        1 for two numbers, since those of other values never do."""
        one, two = self.families[0][i], self.families[1][j]
        unusual: NDArray[np.float32] = np.where(one == two, np.float32(1), self.marks[one, two])
        return unusual


#: Families of list marks by the first character of `list_mark`; numbers of any value
#: are one, and so are letters, Roman numerals and all that is left.
_FAMILIES = "1RLAo□-※Q"


def _families(marks: NDArray[np.str_]) -> Places:
    """(n,): 0 for no mark, else which family of marks it is of."""
    firsts = ["1" if mark[:1].isdigit() else mark[:1] for mark in marks]
    return np.array([1 + _FAMILIES.find(first) if first else 0 for first in firsts], dtype=np.int64)


def _unusual_marks(source: Places, target: Places) -> NDArray[np.float32]:
    """(families, families): the share of segments with one of the marks that lack the other.

    It is the mean of what either mark shows; but segments without a mark are many and of all
    kinds, so whether a mark stands alone is told by the mark.
    """
    size = len(_FAMILIES) + 1
    seen = np.zeros((size, size))
    np.add.at(seen, (source, target), 1)
    differ = _share(source != target)
    usual = np.full((size, size), differ)
    np.fill_diagonal(usual, 1 - differ)
    shares = [
        (seen + usual * _PRIOR_LAYOUT_PAIRS)
        / (seen.sum(axis=side, keepdims=True) + _PRIOR_LAYOUT_PAIRS)
        for side in (0, 1)
    ]
    shares[1][0] = shares[0][0]
    shares[0][:, 0] = shares[1][:, 0]
    unusual: NDArray[np.float32] = (1 - (shares[0] + shares[1]) / 2).astype(np.float32)
    return unusual


def _share(differ: NDArray[np.bool_]) -> float:
    """The share of pairs that differ."""
    return float(
        (differ.sum() + _PRIOR_SHARE * _PRIOR_LAYOUT_PAIRS) / (len(differ) + _PRIOR_LAYOUT_PAIRS)
    )
