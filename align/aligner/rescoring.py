"""Rescores the beads that are uncertain after the first pass.

The features of `bead_features` are cheap, since they are computed for every cell of the band. A few
beads stay uncertain: two sentences on one topic that may or may not translate each other, a line
without counterpart that may or may not belong to the neighbouring pair. For these, the network of
`missing_tokens` estimates for each token, in context, whether the other side accounts for it. A
translation may contain additional content on one side, but hardly on both, and no segment of a bead
is entirely without counterpart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from align.analysis import Analysis
from align.lattice.band import Band
from align.lattice.bead_types import MATCH_TYPES
from align.lattice.posteriors import Posteriors, Scores
from align.scoring.missing_tokens import missing_log_odds
from align.scoring.token_text import TokenText, token_texts

#: Probabilities between which a bead is uncertain.
DOUBT = (0.002, 0.998)
#: Texts embedded in one batch.
_BATCH = 512

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class UncertainBead:
    """An uncertain bead: its index in the scores, and its segments."""

    step: int  #: index of MATCH_TYPES
    cell: int
    source: range
    target: range

    @property
    def joins(self) -> bool:
        """Whether a side has more than one segment."""
        return len(self.source) + len(self.target) > 2


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """How much of a bead the other side does not account for, as shares from 0 to 1."""

    better_side: float  #: share on the side with less unaccounted content
    segment: float  #: share of the worst segment on a side with several; 0 if neither has several


@dataclass(frozen=True, slots=True)
class RescoringWeights:
    """The bonus of an uncertain bead, in nats, and the costs of its unaccounted shares."""

    gain: float
    joined: float  #: additional bonus of a bead that joins segments
    better_side: float
    segment: float


#: Fitted by `benchmarks/training/fit_rescoring.py`.
WORTH = RescoringWeights(gain=-0.06, joined=0.36, better_side=9.08, segment=3.73)


@dataclass(frozen=True)
class Texts:
    """The segments of both sides as text, each on one line."""

    source: Sequence[str]
    target: Sequence[str]
    source_language: str = "ko"
    target_language: str = "en"
    #: What has been read of them.
    analysis: Analysis = field(default_factory=Analysis, compare=False, repr=False)


def rescore(
    scores: Scores,
    probabilities: Posteriors,
    band: Band,
    texts: Texts,
    worth: RescoringWeights = WORTH,
) -> Scores:
    """The scores with the uncertain beads rescored by their tokens.

    Args:
        scores: Scores of all beads.
        probabilities: Their probabilities, which determine the uncertain beads.
        band: The band that both cover.
        texts: The segments as text.
        worth: The rescoring weights.
    """
    doubts = doubtful(probabilities, band)
    match = scores.match.copy()
    for doubt, found in zip(doubts, unaccounted(doubts, texts), strict=True):
        match[doubt.step, doubt.cell] += np.float32(_worth_of(doubt, found, worth))
    return replace(scores, match=match)


def _worth_of(doubt: UncertainBead, found: Unaccounted, worth: RescoringWeights) -> float:
    return (
        worth.gain
        + worth.joined * doubt.joins
        - worth.better_side * found.better_side
        - worth.segment * found.segment
    )


def doubtful(probabilities: Posteriors, band: Band) -> list[UncertainBead]:
    """The beads whose probability is neither low nor high."""
    found = []
    for step, (a, b) in enumerate(MATCH_TYPES):
        likely = probabilities.match[step]
        for cell in np.flatnonzero((likely > DOUBT[0]) & (likely < DOUBT[1])):
            i, j = int(band.i[cell]), int(band.j[cell])
            found.append(UncertainBead(step, int(cell), range(i - a, i), range(j - b, j)))
    return found


def unaccounted(doubts: Sequence[UncertainBead], texts: Texts) -> list[Unaccounted]:
    """For each bead, the shares of its text without a counterpart in the bead."""
    found: list[Unaccounted] = []
    for first in range(0, len(doubts), _BATCH):
        part = doubts[first : first + _BATCH]
        sources = _runs(
            [one.source for one in part], texts.source, texts.source_language, texts.analysis
        )
        targets = _runs(
            [one.target for one in part], texts.target, texts.target_language, texts.analysis
        )
        found += [
            _judged(source.missing_from(target), target.missing_from(source))
            for source, target in zip(sources, targets, strict=True)
        ]
    return found


@dataclass(frozen=True, eq=False)
class _Run:
    """A run of segments as one text with token vectors."""

    text: TokenText
    segments: NDArray[np.int64]  #: (t,), the segment of each token, from 0

    def missing_from(self, other: _Run) -> tuple[float, Floats]:
        """The share of the text missing from the other run, and of each segment, (segments,)."""
        missing = 1 / (1 + np.exp(-missing_log_odds(self.text, other.text)))
        weights = self.text.weights
        lost = np.bincount(self.segments, weights * missing)
        whole = np.maximum(np.bincount(self.segments, weights), 1e-6)
        return float(lost.sum() / whole.sum()), lost / whole


def _judged(source: tuple[float, Floats], target: tuple[float, Floats]) -> Unaccounted:
    worst = [float(each.max()) for _, each in (source, target) if len(each) > 1]
    return Unaccounted(min(source[0], target[0]), max(worst, default=0.0))


def _runs(
    runs: Sequence[range], lines: Sequence[str], language: str, analysis: Analysis
) -> list[_Run]:
    """The runs of segments, with each distinct text embedded once."""
    parts = [[lines[k] for k in run] for run in runs]
    joined = [" ".join(each) for each in parts]
    distinct = list(dict.fromkeys(joined))
    known = dict(zip(distinct, token_texts(distinct, language, analysis), strict=True))
    return [
        _Run(known[text], _segments(known[text], each))
        for text, each in zip(joined, parts, strict=True)
    ]


def _segments(text: TokenText, lines: Sequence[str]) -> NDArray[np.int64]:
    """(t,): for each token of a text, the index of the joined line that it comes from."""
    ends = np.cumsum([len(line) + 1 for line in lines])
    of_words = np.searchsorted(ends, [start for start, _ in text.words], side="right")
    counts = np.diff(np.append(text.word_starts, len(text.weights)))
    repeated: NDArray[np.int64] = np.repeat(of_words, counts)
    return repeated
