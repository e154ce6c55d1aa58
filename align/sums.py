"""Sums over runs of consecutive segments, from running totals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def running(values: NDArray[np.generic]) -> Floats:
    """Sums over the last axis, with a zero in front."""
    summed = np.cumsum(values.astype(np.float64), axis=-1)
    front = np.zeros((*summed.shape[:-1], 1))
    total: Floats = np.concatenate([front, summed], axis=-1)
    return total


def between(running: Floats, end: NDArray[np.int64], count: int) -> Floats:
    """The sum over the `count` segments before each position."""
    difference: Floats = running[..., end] - running[..., np.maximum(end - count, 0)]
    return difference
