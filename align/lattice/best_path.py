"""The path with the highest expected number of correct beads (minimum Bayes risk)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.lattice.band import Band
from align.lattice.bead_types import ADDITION, OMISSION, STEPS, SWAP
from align.lattice.posteriors import NEVER, Posteriors, Predecessors

#: Number of beads in each step.
_BEADS = np.array([2 if step == SWAP else 1 for step in range(OMISSION)], dtype=np.float32)


def best_path(
    band: Band, predecessors: Predecessors, probabilities: Posteriors, *, cost: float
) -> list[int]:
    """The path with the highest sum of bead probabilities, each reduced by `cost`.

    With a cost of 0 it maximises the expected number of correct beads; the cost accounts for
    the effect of a wrong bead on F1 (minimum Bayes risk decoding). The path is a list of
    indices of STEPS, in order.
    """
    value = np.full(len(band) + 1, NEVER, dtype=np.float64)
    gains = (probabilities.match - np.float32(cost)) * _BEADS[:, None]
    choice = np.zeros(len(band), dtype=np.int8)
    additions = np.concatenate([[0.0], probabilities.addition - cost])
    for i in range(band.n + 1):
        row = slice(int(band.starts[i]), int(band.starts[i + 1]))
        offers = np.empty((OMISSION + 1, row.stop - row.start))
        offers[:-1] = value[predecessors.match[:, row]] + gains[:, row]
        offers[-1] = value[predecessors.omission[row]] + (
            probabilities.omission[i - 1] - cost if i else 0
        )
        entering = offers.max(axis=0)
        if i == 0:
            entering[0] = 0.0
        reached = np.cumsum(additions[band.low[i] : band.high[i]])
        ahead = np.maximum.accumulate(entering - reached)
        value[row] = ahead + reached
        choice[row] = np.where(entering - reached >= ahead, offers.argmax(axis=0), ADDITION)
    return _trace(band, choice)


def _trace(band: Band, choice: NDArray[np.int8]) -> list[int]:
    path = []
    i, j = band.n, band.m
    while i or j:
        step = int(choice[band.starts[i] + j - band.low[i]])
        path.append(step)
        a, b = STEPS[step]
        i, j = i - a, j - b
    return path[::-1]
