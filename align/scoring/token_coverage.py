"""How much of a segment's words a run of segments on the other side accounts for.

One vector a sentence blurs: it cannot tell whether the second half of a long sentence has a
counterpart. Token vectors can. Each token looks for its best match among the tokens of a
run on the other side, and the matches, weighted by how rare the token is, add up to the
*coverage* of its segment (late interaction; Khattab and Zaharia 2020, arXiv:2004.12832). On
news it ranks translations as well as the sentence vector does, and its errors are others. What the
two sides leave unexplained of each other makes features of a bead (`CoverageSums`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import TokenVectors
from align.lattice.band import Band, Cells
from align.lexicon.token_links import KnownTokens, raised
from align.scoring.feature_table import FeatureTable
from align.scoring.segment_features import Floats, between, running
from align.scoring.similarity import top_mean

#: The longest run looked at: one segment more than a bead may have on a side.
LONGEST_RUN = 5
#: Segments whose tokens are compared in one matrix product.
_BLOCK = 24


@dataclass(frozen=True, eq=False)
class Coverage:
    """Coverage of single segments by runs, in the units of the token weights."""

    #: (LONGEST_RUN, cells): of source segment i - 1 by the run of g + 1 target segments
    #: that ends before j
    source: Cells
    target: Cells  #: (LONGEST_RUN, cells): of target segment j - 1 by source runs, likewise
    source_weights: NDArray[np.float32]  #: (n,): the sum of each segment's token weights
    target_weights: NDArray[np.float32]  #: (m,)


def coverage(
    source: TokenVectors, target: TokenVectors, band: Band, known: KnownTokens | None = None
) -> Coverage:
    """Coverage in both directions, for all cells of a band.

    Args:
        source: The tokens of the source segments.
        target: Those of the target segments.
        band: The cells to look at.
        known: Which tokens are of words that are known to render each other.
    """
    back = np.empty(len(band), dtype=np.int64)
    back[band.transposition] = np.arange(len(band))
    return Coverage(
        _one_way(source, target, band, known),
        _one_way(target, source, band.transposed, known and known.transposed)[:, back],
        np.add.reduceat(source.weights, source.starts),
        np.add.reduceat(target.weights, target.starts),
    )


def _one_way(
    source: TokenVectors, target: TokenVectors, band: Band, known: KnownTokens | None
) -> Cells:
    out = np.zeros((LONGEST_RUN, len(band)), dtype=np.float32)
    bounds = np.append(source.starts, len(source.vectors))
    other_bounds = np.append(target.starts, len(target.vectors))
    for first in range(1, band.n + 1, _BLOCK):
        last = min(first + _BLOCK, band.n + 1)
        # Runs reach to the left of the window by up to LONGEST_RUN - 1 segments.
        low = max(int(band.low[first]) - LONGEST_RUN, 0)
        high = int(band.high[last - 1]) - 1
        if high <= low:
            continue
        rows = slice(bounds[first - 1], bounds[last - 1])
        columns = slice(other_bounds[low], other_bounds[high])
        cosines = source.vectors[rows] @ target.vectors[columns].T
        if known is not None:
            raised(cosines, known, rows, columns)
        best = np.maximum.reduceat(cosines, target.starts[low:high] - columns.start, axis=1)
        cells = slice(int(band.starts[first]), int(band.starts[last]))
        i, j = band.i[cells] - first, band.j[cells] - 1 - low
        inside = band.j[cells] > 0
        run = best
        for g in range(LONGEST_RUN):
            if 0 < g < best.shape[1]:
                run = run.copy()
                np.maximum(run[:, g:], best[:, : best.shape[1] - g], out=run[:, g:])
            weighted = run * source.weights[rows, None]
            sums = np.add.reduceat(weighted, source.starts[first - 1 : last - 1] - rows.start)
            out[g, cells] = np.where(inside, sums[i, np.where(inside, j, 0)], 0)
    return out


#: Token weight of a clause; what is not covered is counted in clauses.
_CLAUSE_WEIGHT = 100.0
#: Token weight below which a segment is too short for its own share to be trusted.
_SHORT_WEIGHT = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _Covered:
    """What the two sides of the beads of one type account for of each other."""

    share: Floats  #: of both sides' words, 0 to 1
    usual: Floats  #: the same by the best single segments
    least: Cells  #: of the segment that fares worst, beyond what is usual for it
    uncovered: Floats  #: share that one segment more on the other side would cover
    uncovered_weight: Cells  #: the same by token weight
    gain: Cells  #: the least that an outer segment adds
    merge: np.float32


_MATCH = FeatureTable[_Covered](
    {
        "coverage": lambda it: (it.share - 0.5).astype(np.float32),
        "coverage margin": lambda it: (it.share - it.usual).astype(np.float32),
        "least coverage": lambda it: it.least,
        "uncovered share": lambda it: it.uncovered.astype(np.float32),
        "uncovered words": lambda it: np.minimum(it.uncovered_weight / _CLAUSE_WEIGHT, 2).astype(
            np.float32
        ),
        "coverage gain": lambda it: it.gain,
        "merge coverage": lambda it: ((it.share - it.usual) * it.merge).astype(np.float32),
        "merge least coverage": lambda it: it.least * it.merge,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class _BestCovered:
    """What any one segment of the other side covers of each segment, at best."""

    over: Cells  #: beyond what is usual
    usual: NDArray[np.float32]


_GAP = FeatureTable[_BestCovered](
    {
        "best coverage margin": lambda it: it.over,
        "best coverage": lambda it: it.over + it.usual - np.float32(0.5),
    }
)

#: What token vectors add to the features of a match, and to those of a gap, in order.
COVERAGE_FEATURES = _MATCH.names
GAP_COVERAGE_FEATURES = _GAP.names


@dataclass(frozen=True, eq=False)
class CoverageSums:
    """Coverage of the segments of a run, and what each segment's neighbours reach."""

    band: Band
    coverage: Coverage
    source_weights: Floats  #: (n + 1,), running sums
    target_weights: Floats  #: (m + 1,)
    source_usual: NDArray[np.float32]  #: (n,): mean coverage by the best single segments
    target_usual: NDArray[np.float32]  #: (m,)
    source_over: Cells  #: (LONGEST_RUN, cells): share covered less the usual one
    target_over: Cells

    @classmethod
    def of(cls, coverage: Coverage, band: Band) -> CoverageSums:
        """The sums from which the features of every bead follow."""
        source = np.append(coverage.source_weights, np.float32(1))
        target = np.append(coverage.target_weights, np.float32(1))
        source_share = coverage.source / source[band.i - 1]
        target_share = coverage.target / target[band.j - 1]
        source_usual = top_mean(source_share[0], band)[1:]
        target_usual = top_mean(target_share[0][band.transposition], band.transposed)[1:]
        return cls(
            band,
            coverage,
            running(coverage.source_weights),
            running(coverage.target_weights),
            source_usual,
            target_usual,
            source_share - np.append(source_usual, np.float32(0))[band.i - 1],
            target_share - np.append(target_usual, np.float32(0))[band.j - 1],
        )

    def match(self, a: int, b: int) -> Iterator[Cells]:
        """The coverage features of the beads of a source and b target segments."""
        return _MATCH.values(self._covered(a, b))

    def _covered(self, a: int, b: int) -> _Covered:
        band = self.band
        weights = (
            np.maximum(between(self.source_weights, band.i, a), 1),
            np.maximum(between(self.target_weights, band.j, b), 1),
        )
        covered = self._source_sum(a, b), self._target_sum(a, b)
        share = (covered[0] / weights[0] + covered[1] / weights[1]) / 2
        usual = (
            between(running(self.source_usual * self.coverage.source_weights), band.i, a)
            / weights[0]
            + between(running(self.target_usual * self.coverage.target_weights), band.j, b)
            / weights[1]
        ) / 2
        more = self._more(a, b, covered)
        nothing = np.zeros(len(band), dtype=np.float32)
        return _Covered(
            share,
            usual,
            self._least(a, b),
            more[0] / weights[0] + more[1] / weights[1],
            more[0] + more[1],
            self._gain(a, b, covered) if a + b > 2 else nothing,
            np.float32(a + b > 2),
        )

    def source_best(self) -> list[Cells]:
        """The most that any one target segment covers of each source segment."""
        return self._best(self.source_over[0], self.source_usual, self.band)

    def target_best(self) -> list[Cells]:
        """Likewise of each target segment."""
        over = self.target_over[0][self.band.transposition]
        return self._best(over, self.target_usual, self.band.transposed)

    def _best(self, over: Cells, usual: NDArray[np.float32], band: Band) -> list[Cells]:
        return list(_GAP.values(_BestCovered(top_mean(over, band, 1)[1:], usual)))

    def _source_sum(self, a: int, b: int, di: int = 0, dj: int = 0) -> Cells:
        values = self.coverage.source[b - 1]
        total = sum(self.band.shifted(values, di - s, dj, 0) for s in range(a))
        return np.asarray(total)

    def _target_sum(self, a: int, b: int, di: int = 0, dj: int = 0) -> Cells:
        values = self.coverage.target[a - 1]
        total = sum(self.band.shifted(values, di, dj - s, 0) for s in range(b))
        return np.asarray(total)

    def _least(self, a: int, b: int) -> Cells:
        shifted = self.band.shifted
        over = [shifted(self.source_over[b - 1], -s, 0, 0) for s in range(a)]
        over += [shifted(self.target_over[a - 1], 0, -s, 0) for s in range(b)]
        least: Cells = np.min(over, axis=0)
        return least

    def _more(self, a: int, b: int, covered: tuple[Cells, Cells]) -> tuple[Cells, Cells]:
        """What one segment more on the other side would cover of each side."""
        band = self.band
        after = self._source_sum(a, b + 1, 0, 1), self._target_sum(a + 1, b, 1, 0)
        before = self._source_sum(a, b + 1), self._target_sum(a + 1, b)
        room = band.j > b, band.i > a
        wider = [
            np.maximum(after[side], np.where(room[side], before[side], np.float32(0)))
            for side in (0, 1)
        ]
        none = np.float32(0)
        return np.maximum(wider[0] - covered[0], none), np.maximum(wider[1] - covered[1], none)

    def _gain(self, a: int, b: int, covered: tuple[Cells, Cells]) -> Cells:
        """The least that an outer segment of the bead adds, per weight of that segment."""
        band, gains = self.band, []
        source = np.append(self.coverage.source_weights, np.float32(1))
        target = np.append(self.coverage.target_weights, np.float32(1))
        if b > 1:
            first = np.maximum(target[np.clip(band.j - b, 0, band.m)], _SHORT_WEIGHT)
            last = np.maximum(target[band.j - 1], _SHORT_WEIGHT)
            gains += [
                (covered[0] - self._source_sum(a, b - 1)) / first,
                (covered[0] - self._source_sum(a, b - 1, 0, -1)) / last,
            ]
        if a > 1:
            first = np.maximum(source[np.clip(band.i - a, 0, band.n)], _SHORT_WEIGHT)
            last = np.maximum(source[band.i - 1], _SHORT_WEIGHT)
            gains += [
                (covered[1] - self._target_sum(a - 1, b)) / first,
                (covered[1] - self._target_sum(a - 1, b, -1, 0)) / last,
            ]
        gain: Cells = np.clip(np.min(gains, axis=0), -0.5, 0.5).astype(np.float32)
        return gain
