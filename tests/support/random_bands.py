"""Bands of many shapes, and random vectors for them."""

from __future__ import annotations

import numpy as np

from align.encoders.base import TokenVectors, unit_length
from align.lattice.band import Band


def wandering(n: int, m: int, radius: int, seed: int = 0) -> Band:
    """A band around a random path that rises from 0 to m."""
    path = np.sort(np.random.default_rng(seed).integers(0, m + 1, n + 1))
    path[0], path[-1] = 0, m
    return Band.around(path, m, radius)


#: Full ones, narrow ones, ones that leap over a long gap, and ones with an empty side.
BANDS = [
    Band.full(4, 5), Band.full(1, 7), Band.full(6, 1), wandering(12, 9, 2), wandering(5, 40, 1, 1),
    wandering(70, 66, 3, 2), wandering(40, 5, 0, 3), Band.around(np.array([0, 30, 30, 30]), 30, 2),
]  # fmt: skip
EMPTY = [Band.full(0, 4), Band.full(4, 0), Band.full(0, 0)]


def cells_of(band: Band) -> list[tuple[int, int]]:
    """Every cell of a band, row after row."""
    return [(i, j) for i in range(band.n + 1) for j in range(band.low[i], band.high[i])]


def groups(n: int, k: int, dimension: int = 8, seed: int = 0) -> np.ndarray:
    """Vectors of all runs of 1 to k segments, as encoders give them."""
    vectors = np.random.default_rng(seed).normal(size=(k, n, dimension))
    for g in range(k):
        vectors[g, :g] = 0
    return unit_length(vectors)


def some_tokens(n: int, seed: int) -> TokenVectors:
    """Token vectors of n segments, 1 to 5 each."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 6, n)
    vectors = unit_length(rng.normal(size=(counts.sum(), 8)))
    weights = rng.uniform(0.1, 9, counts.sum()).astype(np.float32)
    return TokenVectors(vectors, weights, np.concatenate([[0], np.cumsum(counts)[:-1]]))
