"""How alike runs of segments are, for all cells of a band.

Cosines of sentence vectors are not comparable between models, nor between documents: each
model has its own typical cosine of unrelated and of translated text. So they are scaled by
what the document itself shows: 0 is the mean of all pairs looked at, 1 the typical
translation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors
from align.lattice.band import Band, Cells

#: Nearest neighbours whose mean is taken off a cosine (margin scoring, Artetxe and Schwenk
#: 2019, ACL P19-1309).
NEIGHBOURS = 4
#: Rows of the band in one matrix product.
_BLOCK = 64
#: The typical translation is estimated from mutual nearest neighbours; this cosine, with the
#: weight of as many pairs, stands in where a document has few.
_PRIOR_COSINE, _PRIOR_PAIRS = 0.55, 4
#: The least distance between unrelated and translated text that is believed.
_LEAST_SPREAD = 0.2


@dataclass(frozen=True, eq=False)
class Similarity:
    """Scaled cosines of the runs that end at each cell, and of each run's best neighbours."""

    cells: Cells  #: (k, k, cells): run of a + 1 source segments with one of b + 1 target segments
    source: NDArray[np.float32]  #: (k, n): mean over the nearest single target segments
    target: NDArray[np.float32]  #: (k, m): likewise over the nearest source segments
    mates: NDArray[np.int64]  #: cells of single segments that are each other's nearest
    offset: float  #: the cosine that became 0
    spread: float  #: the difference in cosine that became 1


def similarity(source: Vectors, target: Vectors, band: Band) -> Similarity:
    """Scaled cosines of all runs in a band.

    Args:
        source: ``(k, n, d)`` float32, unit length; ``[g, i]`` embeds the ``g + 1``
            segments that end with segment ``i``.
        target: ``(k, m, d)``, likewise.
        band: The cells to look at.
    """
    values = cosines(source, target, band)
    k = len(source)
    mates = _mates(values[0, 0], band)
    offset, spread = _scale(values[0, 0], mates, band)
    values -= np.float32(offset)
    values /= np.float32(spread)
    other = band.transposed
    columns = values[0][:, band.transposition]
    return Similarity(
        values,
        np.stack([top_mean(values[a, 0], band)[1:] for a in range(k)]),
        np.stack([top_mean(columns[b], other)[1:] for b in range(k)]),
        mates,
        offset,
        spread,
    )


def top_mean(values: Cells, band: Band, k: int = NEIGHBOURS) -> NDArray[np.float32]:
    """(n + 1,): the mean of the k highest values in each row of a band.

    Cells with no target segment (``j == 0``) do not count; a row without any gives 0. Equal
    values count once: a repeated line is one neighbour.
    """
    left = np.where(band.j > 0, values, -np.inf).astype(np.float32)
    begins = band.starts[:-1]
    total = np.zeros(band.n + 1, dtype=np.float32)
    count = np.zeros(band.n + 1, dtype=np.float32)
    for _ in range(k):
        top = np.maximum.reduceat(left, begins)
        found = np.isfinite(top)
        total += np.where(found, top, 0)
        count += found
        left[left == top[band.i]] = -np.inf
    mean: NDArray[np.float32] = (total / np.maximum(count, 1)).astype(np.float32)
    return mean


def cosines(source: Vectors, target: Vectors, band: Band) -> Cells:
    """(k, k, cells): the cosine of every pair of runs that end at a cell; 0 at the edges."""
    k, n, d = source.shape
    out = np.zeros((k, k, len(band)), dtype=np.float32)
    for first in range(1, n + 1, _BLOCK):
        last = min(first + _BLOCK, n + 1)
        low, high = max(int(band.low[first]), 1), int(band.high[last - 1])
        if high <= low:
            continue
        left = source[:, first - 1 : last - 1].reshape(-1, d)
        right = target[:, low - 1 : high - 1].reshape(-1, d)
        product = (left @ right.T).reshape(k, last - first, k, high - low)
        cells = slice(int(band.starts[first]), int(band.starts[last]))
        i, j = band.i[cells] - first, band.j[cells] - low
        inside = j >= 0
        taken = product[:, i, :, np.where(inside, j, 0)]  # (cells, k, k)
        out[:, :, cells] = np.where(inside, taken.transpose(1, 2, 0), 0)
    return out


def _mates(pairs: Cells, band: Band) -> NDArray[np.int64]:
    """The cells whose segments are each other's nearest neighbours."""
    inside = (band.i > 0) & (band.j > 0)
    values = np.where(inside, pairs, -np.inf).astype(np.float32)
    best_of_row = np.maximum.reduceat(values, band.starts[:-1])
    other = band.transposed
    best_of_column = np.maximum.reduceat(values[band.transposition], other.starts[:-1])
    mutual = inside & (values == best_of_row[band.i]) & (values == best_of_column[band.j])
    return np.flatnonzero(mutual)


def _scale(pairs: Cells, mates: NDArray[np.int64], band: Band) -> tuple[float, float]:
    """The cosine of unrelated pairs, and what the typical translation has above it."""
    inside = (band.i > 0) & (band.j > 0)
    if not inside.any():
        return 0.0, 1.0
    offset = float(pairs[inside].mean())
    typical = (pairs[mates].sum() + _PRIOR_COSINE * _PRIOR_PAIRS) / (len(mates) + _PRIOR_PAIRS)
    return offset, max(float(typical) - offset, _LEAST_SPREAD)
