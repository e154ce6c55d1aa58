"""Finds a likely path through a long document, from coarse to fine.

Neighbouring segments are averaged in pairs until the document is short enough for a full
search; the path found there is then refined at each finer level within a narrow band (after
Salvador and Chan 2007, as in Vecalign: Thompson and Koehn 2019, ACL D19-1136). Each level
is linear in its length and half as long as the one below, so the whole is linear.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit_length
from align.lattice.band import FULL_SEARCH, RADIUS, Band, Cells, Index
from align.scoring.similarity import cosines

#: Scores of the rough alignment, on the scale of `_scaled`: the penalty of a match with unrelated
#: text, and of leaving out a segment. The path only has to come near the right one.
_UNRELATED = 0.4
_GAP = -0.15


def likely_path(source: Vectors, target: Vectors) -> Index:
    """(n + 1,): the target position reached by a rough alignment at each source position.

    Args:
        source: ``(n, d)`` float32, unit length, one vector a segment.
        target: ``(m, d)``, likewise.
    """
    n, m = len(source), len(target)
    if min(n, m) <= 1 or max(n, m) <= FULL_SEARCH:
        return _best_path(source, target, Band.full(n, m))
    coarse = likely_path(_halved(source), _halved(target))
    positions = np.minimum(2 * np.interp(np.arange(n + 1) / 2, np.arange(len(coarse)), coarse), m)
    path = np.ceil(positions).astype(np.int64)
    path[-1] = m
    return _best_path(source, target, Band.around(path, m, RADIUS))


def _halved(vectors: Vectors) -> Vectors:
    pairs = vectors[: len(vectors) // 2 * 2].reshape(-1, 2, vectors.shape[1]).sum(axis=1)
    if len(vectors) % 2:
        pairs = np.concatenate([pairs, vectors[-1:]])
    return unit_length(pairs)


def _scaled(values: Cells, band: Band) -> NDArray[np.float64]:
    """Cosines rescaled: 0 is the mean of the band, 1 the mean of the row maxima."""
    inside = (band.i > 0) & (band.j > 0)
    mean = values[inside].mean()
    best = np.maximum.reduceat(np.where(inside, values, mean), band.starts[:-1]).mean()
    scaled: NDArray[np.float64] = (values - mean) / max(float(best - mean), 0.05)
    return scaled


def _best_path(source: Vectors, target: Vectors, band: Band) -> Index:
    """The path of 1-1 matches and gaps with the highest sum."""
    n, m = band.n, band.m
    if not n or not m:
        return np.full(n + 1, m)
    match = _scaled(cosines(source[None], target[None], band)[0, 0], band) - _UNRELATED
    diagonal, inside = band.locate(-1, -1)
    above, inside_above = band.locate(-1, 0)
    match[~inside] = -np.inf
    omission = np.where(inside_above, _GAP, -np.inf)
    value = np.full(len(band), -np.inf)
    steps = np.zeros(len(band), dtype=np.int8)
    columns = _GAP * np.arange(m + 2)
    for i in range(n + 1):
        row = slice(int(band.starts[i]), int(band.starts[i + 1]))
        joined = value[diagonal[row]] + match[row]
        left_out = value[above[row]] + omission[row]
        entering = np.maximum(joined, left_out)
        if i == 0:
            entering[0] = 0.0
        reached = columns[: row.stop - row.start]
        ahead = np.maximum.accumulate(entering - reached)
        value[row] = ahead + reached
        steps[row] = np.where(entering - reached < ahead, 2, np.where(joined >= left_out, 0, 1))
    return _positions(band, steps)


def _positions(band: Band, steps: NDArray[np.int8]) -> Index:
    """Trace back the steps (0 match, 1 omission, 2 addition) to target positions, (n + 1,)."""
    path = np.zeros(band.n + 1, dtype=np.int64)
    i, j = band.n, band.m
    path[i] = j
    while i:
        step = steps[band.starts[i] + j - band.low[i]]
        if step == 2 and j:
            j -= 1
            continue
        i -= 1
        j -= int(step == 0)
        path[i] = j
    return path
