"""A second look at the beads that the first sums leave in doubt.

The features of `align.features` are cheap, since every cell of the band has them. A few beads
stay doubtful: two sentences on one topic that may or may not translate each other. For these
the net of `align.partial.missing` asks of each token whether the other side accounts for it,
in view of its neighbours. The side that has more without counterpart tells: its share is worth
so much in nats, and the sums are made again. Fitted by `benchmarks/fit_second_look.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.band import Band
from align.lattice import MATCH_TYPES, Posteriors, Scores
from align.partial.missing import TokenText, missing_log_odds
from align.partial.search import token_texts

#: Probabilities between which a bead is in doubt.
DOUBT = (0.02, 0.98)
#: The most segments of a bead that is looked at again, both sides together.
MOST_SEGMENTS = 4
#: What a bead gains, in nats, and what the share of its emptier side takes off: the mean of three
#: draws of exercises, two of them before one side of some beads said more.
GAIN, COST = 0.28, 1.09
#: Texts embedded at a time.
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Doubt:
    """A bead in doubt: where it is in the scores, and its segments."""

    step: int  #: index of MATCH_TYPES
    cell: int
    source: range
    target: range


@dataclass(frozen=True)
class Texts:
    """The segments of both sides as text, each on one line."""

    source: Sequence[str]
    target: Sequence[str]
    source_language: str = "ko"
    target_language: str = "en"


def look_again(scores: Scores, chances: Posteriors, band: Band, texts: Texts) -> Scores | None:
    """The scores with the doubtful beads judged by their tokens; None if there is no doubt."""
    doubts = doubtful(chances, band)
    if not doubts:
        return None
    match = scores.match.copy()
    for doubt, share in zip(doubts, missing_shares(doubts, texts), strict=True):
        match[doubt.step, doubt.cell] += np.float32(GAIN - COST * share)
    return replace(scores, match=match)


def doubtful(chances: Posteriors, band: Band) -> list[Doubt]:
    """The beads of few segments whose probability is neither low nor high."""
    found = []
    for step, (a, b) in enumerate(MATCH_TYPES):
        if a + b > MOST_SEGMENTS:
            continue
        likely = chances.match[step]
        for cell in np.flatnonzero((likely > DOUBT[0]) & (likely < DOUBT[1])):
            i, j = int(band.i[cell]), int(band.j[cell])
            found.append(Doubt(step, int(cell), range(i - a, i), range(j - b, j)))
    return found


def missing_shares(doubts: Sequence[Doubt], texts: Texts) -> list[float]:
    """For each bead, the share of its emptier side that the other does not account for."""
    shares: list[float] = []
    for first in range(0, len(doubts), _BATCH):
        part = doubts[first : first + _BATCH]
        sources = _embedded([one.source for one in part], texts.source, texts.source_language)
        targets = _embedded([one.target for one in part], texts.target, texts.target_language)
        shares += [
            max(_share(source, target), _share(target, source))
            for source, target in zip(sources, targets, strict=True)
        ]
    return shares


def _embedded(runs: Sequence[range], lines: Sequence[str], language: str) -> list[TokenText]:
    """The runs of segments as texts with token vectors, each different one embedded once."""
    joined = [" ".join(lines[run.start : run.stop]) for run in runs]
    distinct = list(dict.fromkeys(joined))
    known = dict(zip(distinct, token_texts(distinct, language), strict=True))
    return [known[text] for text in joined]


def _share(own: TokenText, other: TokenText) -> float:
    missing = 1 / (1 + np.exp(-missing_log_odds(own, other)))
    return float(np.average(missing, weights=own.weights))
