"""Sums over runs of consecutive segments, from running totals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.surface import BODY, Surface

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


@dataclass(frozen=True, eq=False)
class Totals:
    """Sums over the segments before each position, from which any run's sum is a difference."""

    letters: Floats  #: (n + 1,)
    sentences: Floats  #: (n + 1,)
    special: Floats  #: (n + 1,), segments that are not body text
    marked: Floats  #: (n + 1,), segments with a list mark
    continues: Floats  #: (n + 1,), segments that go on with the paragraph before
    evidence: Floats  #: (3, n + 1)

    @classmethod
    def of(cls, surface: Surface, evidence: NDArray[np.float32]) -> Totals:
        """The running totals of what is seen of a document and of its evidence."""
        return cls(
            running(surface.letters),
            running(surface.sentences),
            running(surface.classes != BODY),
            running(surface.marks != ""),
            running(surface.continues),
            running(evidence),
        )
