"""The probability of every bead: forward-backward sums over the alignment lattice.

The lattice of Gale and Church (1993) holds a path for every way to cover both documents with
beads, in order. Each bead has a score in nats; a path's score is the sum over its beads, and
the softmax over all paths is a distribution over alignments: a conditional random field
(Lafferty et al. 2001) in two dimensions. `posteriors` sums over it by forward-backward.

Opening a gap costs more than extending it, so the sums run over three states: the last bead
was a match, an omission, or an addition. Within one gap, omissions come first; otherwise each
pair of adjacent gaps would be counted once in each order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.lattice.band import Band, Cells
from align.lattice.bead_types import OMISSION, STEPS

#: Used as the logarithm of zero: finite, so that differences of it are not NaN.
NEVER = np.float32(-1e30)

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scores:
    """The score of every bead in a band, in nats. Higher is more likely."""

    #: (SWAP + 1, cells): a bead of each type that ends at each cell, and the swap that ends there
    match: Cells
    omission: Cells  #: (n,): source segment i is an omission and the first of its gap
    addition: Cells  #: (m,): likewise for additions in the target
    #: (3,): added where a gap continues: omission after omission, addition after omission,
    #: addition after addition
    continued: Cells


@dataclass(frozen=True, eq=False)
class Posteriors:
    """The probability of every bead given the scores, 0 to 1."""

    match: Cells  #: (SWAP + 1, cells)
    omission: Cells  #: (n,)
    addition: Cells  #: (m,)
    log_total: float  #: logarithm of the sum over all paths
    #: (3,): expected count of each kind of continuation, as in Scores.continued
    continued: Cells


@dataclass(frozen=True, eq=False)
class Predecessors:
    """Index of the cell where each bead ending at a cell begins; one past the end if outside."""

    match: NDArray[np.int32]  #: (SWAP + 1, cells)
    omission: NDArray[np.int32]  #: (cells,)

    @classmethod
    def of(cls, band: Band) -> Predecessors:
        """The predecessors for all bead types of a band."""

        def begin(a: int, b: int) -> NDArray[np.int32]:
            place, inside = band.locate(-a, -b)
            return np.where(inside, place, len(band)).astype(np.int32)

        return cls(np.stack([begin(a, b) for a, b in STEPS[:OMISSION]]), begin(1, 0))


def _log_sum(values: Floats) -> Floats:
    """Logarithm of the sum of exponentials over the first axis."""
    top = values.max(axis=0)
    total: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return total


def _run_on(entering: Floats, steps: Floats) -> Floats:
    """x with ``x[w] = log(exp(entering[w]) + exp(x[w - 1] + steps[w]))``."""
    reached = np.concatenate([[0.0], np.cumsum(steps[1:])])  # nothing precedes the first
    total: Floats = reached + np.logaddexp.accumulate(entering - reached)
    return total


def forward(band: Band, predecessors: Predecessors, scores: Scores) -> Floats:
    """(4, cells + 1): log sums over all paths to each cell, by state, then over all states.

    The last column represents all cells outside the band.
    """
    out = np.full((4, len(band) + 1), NEVER, dtype=np.float64)
    match, omitted, added, total = out
    more_omitted, added_after, more_added = scores.continued.astype(np.float64)
    additions = np.concatenate([[0.0], scores.addition.astype(np.float64)])
    for i in range(band.n + 1):
        row = slice(int(band.starts[i]), int(band.starts[i + 1]))
        match[row] = _log_sum(total[predecessors.match[:, row]] + scores.match[:, row])
        if i == 0:
            match[row.start] = 0.0
        else:
            before = predecessors.omission[row]
            omitted[row] = np.logaddexp(match[before], omitted[before] + more_omitted)
            omitted[row] += scores.omission[i - 1]
        step = additions[band.low[i] : band.high[i]]
        entering = np.full(len(step), float(NEVER))
        entering[1:] = np.logaddexp(match[row], omitted[row] + added_after)[:-1] + step[1:]
        added[row] = _run_on(entering, step + more_added)
        total[row] = _log_sum(out[:3, row])
    return out


def backward(band: Band, predecessors: Predecessors, scores: Scores) -> Floats:
    """(3, cells): log sums over all paths from each cell to the end, by state at the cell."""
    # The last column represents all cells outside the band, as in `forward`.
    out = np.full((3, len(band) + 1), NEVER, dtype=np.float64)
    after_match, after_omission, after_addition = out
    more_omitted, added_after, more_added = scores.continued.astype(np.float64)
    additions = np.concatenate([scores.addition.astype(np.float64), [float(NEVER)]])
    for i in range(band.n, -1, -1):
        row = slice(int(band.starts[i]), int(band.starts[i + 1]))
        step = additions[band.low[i] : band.high[i]]
        ends = _ends(band, i)
        # The score of a match that ends outside the band does not matter: nothing follows it.
        held = np.minimum(ends[:OMISSION], len(band) - 1)
        here = _log_sum(after_match[ends[:OMISSION]] + scores.match[_EACH_MATCH, held])
        if i == band.n:
            here[-1] = 0.0
        omitted = after_omission[ends[OMISSION]] + (scores.omission[i] if i < band.n else 0)
        # After an addition: continue with any match, or with another addition in the same row.
        added = _run_on(here[::-1], (step + more_added)[::-1])[::-1]
        following = np.full(len(step), float(NEVER))
        following[:-1] = added[1:] + step[:-1]
        after_addition[row] = added
        after_match[row] = _log_sum(np.stack([here, omitted, following]))
        after_omission[row] = _log_sum(
            np.stack([here, omitted + more_omitted, following + added_after])
        )
    return out[:, :-1]


#: How far the steps of `_ends` advance on each side, and which of them are matches.
_ENDS = np.array([*STEPS[:OMISSION], (1, 0)])
_EACH_MATCH = np.arange(OMISSION)[:, None]


def _ends(band: Band, i: int) -> NDArray[np.int64]:
    """(OMISSION + 1, width): where each match, and an omission, that begins in a row ends."""
    rows = i + _ENDS[:, :1]
    j = np.arange(band.low[i], band.high[i]) + _ENDS[:, 1:]
    held = np.minimum(rows, band.n)
    low = band.low[held]
    inside = (rows <= band.n) & (j >= low) & (j < band.high[held])
    ends: NDArray[np.int64] = np.where(inside, band.starts[held] + j - low, len(band))
    return ends


def posteriors(band: Band, predecessors: Predecessors, scores: Scores) -> Posteriors:
    """The probability of every bead: forward-backward over the band."""
    alpha, beta = forward(band, predecessors, scores), backward(band, predecessors, scores)
    log_total = float(alpha[3, -2])
    match, omitted, _, total = alpha
    with np.errstate(under="ignore"):
        after = beta[0] - log_total
        matches = np.empty(scores.match.shape, dtype=np.float32)
        for t, begins in enumerate(predecessors.match):  # one type at a time, to save memory
            matches[t] = np.exp(total[begins] + scores.match[t] + after)
        omission = np.concatenate([[NEVER], scores.omission])[band.i] + beta[1] - log_total
        opened = np.exp(match[predecessors.omission] + omission)
        went_on = np.exp(omitted[predecessors.omission] + scores.continued[0] + omission)
        before, inside = band.locate(0, -1)
        addition = np.concatenate([[NEVER], scores.addition])[band.j] + beta[2] - log_total
        addition = np.where(inside, addition, NEVER)
        added = np.exp(alpha[0, before] + addition)
        added_after = np.exp(alpha[1, before] + scores.continued[1] + addition)
        more_added = np.exp(alpha[2, before] + scores.continued[2] + addition)
    omissions = np.bincount(band.i, opened + went_on, band.n + 1)[1:]
    additions = np.bincount(band.j, added + added_after + more_added, band.m + 1)[1:]
    continued = np.array([went_on.sum(), added_after.sum(), more_added.sum()])
    return Posteriors(
        matches,
        omissions.astype(np.float32),
        additions.astype(np.float32),
        log_total,
        continued.astype(np.float32),
    )
