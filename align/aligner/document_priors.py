"""What is often done in this document: leaving text out, and joining sentences.

One translator keeps every sentence apart, another joins two wherever it reads well; a manual that
is kept up to date has hardly a gap, a release that retells has many. So how likely a gap or a
joined bead is depends on the document, and the first sums over its alignments tell about
how many there are. What is rarer here than usual is then worth less, what is more frequent more,
and the sums are made again. Fitted by `benchmarks/training/fit_rescoring.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from align.lattice.bead_types import MATCH_TYPES, SWAP
from align.lattice.posteriors import Posteriors, Scores

#: The bead types that join: all after 1-1, up to the swap, which is two 1-1 beads.
JOINED = slice(MATCH_TYPES.index((1, 1)) + 1, SWAP)
#: Segments, or beads, of usual document_priors that every document is taken to begin with.
_PRIOR = 4


@dataclass(frozen=True, slots=True)
class DocumentPriors:
    """How frequent gaps and joined beads are in a document, against the usual.

    Both are natural logarithms of a ratio: 0 is the usual share, -0.7 half of it.
    """

    gaps: float  #: share of the segments that have no counterpart
    joined: float  #: share of the beads that have more than one segment on a side


@dataclass(frozen=True, slots=True)
class PriorWeights:
    """What document_priors are measured against, and what they are worth."""

    usual_gaps: float  #: share of segments
    usual_joined: float  #: share of beads
    gap: float  #: nats for each unit of `DocumentPriors.gaps`
    joined: float  #: nats for each unit of `DocumentPriors.joined`


#: Fitted by `benchmarks/training/fit_rescoring.py`.
WORTH = PriorWeights(usual_gaps=0.09, usual_joined=0.101, gap=0.34, joined=1.22)


@dataclass(frozen=True, slots=True)
class ExpectedCounts:
    """How many gaps and beads of a document are expected."""

    gaps: float
    segments: int  #: of both sides
    joined: float  #: beads that have more than one segment on a side
    beads: float  #: with segments on both sides


def expected_counts(probabilities: Posteriors) -> ExpectedCounts:
    """The expected numbers of gaps and beads, by the probability of each."""
    joined = float(probabilities.match[JOINED].sum())
    return ExpectedCounts(
        float(probabilities.omission.sum() + probabilities.addition.sum()),
        len(probabilities.omission) + len(probabilities.addition),
        joined,
        joined + float(probabilities.match[0].sum() + 2 * probabilities.match[SWAP].sum()),
    )


def document_priors(found: ExpectedCounts, worth: PriorWeights = WORTH) -> DocumentPriors:
    """The document_priors of a document with so many gaps and beads."""
    return DocumentPriors(
        _log_ratio(found.gaps, found.segments, worth.usual_gaps),
        _log_ratio(found.joined, found.beads, worth.usual_joined),
    )


def with_priors(scores: Scores, found: DocumentPriors, worth: PriorWeights = WORTH) -> Scores:
    """The scores with gaps and joined beads worth what they are in this document."""
    match = scores.match.copy()
    match[JOINED] += np.float32(worth.joined * found.joined)
    gap = np.float32(worth.gap * found.gaps)
    return replace(
        scores, match=match, omission=scores.omission + gap, addition=scores.addition + gap
    )


def _log_ratio(count: float, of: float, usual: float) -> float:
    return float(np.log((count + _PRIOR * usual) / (of + _PRIOR) / usual))
