"""Priors of a document: its rates of gaps and joined beads, estimated from the first pass.

One translator keeps every sentence separate, another joins two wherever it reads well; an updated
manual has hardly any gaps, a release that retells has many. So the probability of a gap or a joined
bead depends on the document, and the first pass estimates how many there are. Their scores are then
lowered if they are rarer than average and raised if they are more frequent, and a second pass
recomputes the probabilities. Fitted by `benchmarks/training/fit_rescoring.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from align.lattice.bead_types import MATCH_TYPES, SWAP
from align.lattice.posteriors import Posteriors, Scores

#: The bead types that join: all after 1-1, up to the swap, which is two 1-1 beads.
JOINED = slice(MATCH_TYPES.index((1, 1)) + 1, SWAP)
#: Strength of the average rates, in segments or beads (pseudo-counts).
_PRIOR = 4


@dataclass(frozen=True, slots=True)
class DocumentPriors:
    """How frequent gaps and joined beads are in a document, relative to the average.

    Both are natural logarithms of a ratio: 0 is the average share, -0.7 half of it.
    """

    gaps: float  #: share of the segments that have no counterpart
    joined: float  #: share of the beads that have more than one segment on a side


@dataclass(frozen=True, slots=True)
class PriorWeights:
    """The average rates to which document priors are relative, and the weights of the priors."""

    usual_gaps: float  #: average share of segments that are gaps
    usual_joined: float  #: average share of beads that are joined
    gap: float  #: nats for each unit of `DocumentPriors.gaps`
    joined: float  #: nats for each unit of `DocumentPriors.joined`


#: Fitted by `benchmarks/training/fit_rescoring.py`.
WORTH = PriorWeights(usual_gaps=0.09, usual_joined=0.101, gap=0.34, joined=1.22)


@dataclass(frozen=True, slots=True)
class ExpectedCounts:
    """Expected numbers of gaps and beads in a document."""

    gaps: float
    segments: int  #: of both sides
    joined: float  #: beads that have more than one segment on a side
    beads: float  #: with segments on both sides


def expected_counts(probabilities: Posteriors) -> ExpectedCounts:
    """The expected numbers of gaps and beads, summed from their probabilities."""
    joined = float(probabilities.match[JOINED].sum())
    return ExpectedCounts(
        float(probabilities.omission.sum() + probabilities.addition.sum()),
        len(probabilities.omission) + len(probabilities.addition),
        joined,
        joined + float(probabilities.match[0].sum() + 2 * probabilities.match[SWAP].sum()),
    )


def document_priors(found: ExpectedCounts, worth: PriorWeights = WORTH) -> DocumentPriors:
    """The priors of a document with these expected counts."""
    return DocumentPriors(
        _log_ratio(found.gaps, found.segments, worth.usual_gaps),
        _log_ratio(found.joined, found.beads, worth.usual_joined),
    )


def with_priors(scores: Scores, found: DocumentPriors, worth: PriorWeights = WORTH) -> Scores:
    """The scores of gaps and joined beads adjusted to the priors of the document."""
    match = scores.match.copy()
    match[JOINED] += np.float32(worth.joined * found.joined)
    gap = np.float32(worth.gap * found.gaps)
    return replace(
        scores, match=match, omission=scores.omission + gap, addition=scores.addition + gap
    )


def _log_ratio(count: float, of: float, usual: float) -> float:
    return float(np.log((count + _PRIOR * usual) / (of + _PRIOR) / usual))
