"""How much of a segment's words a run of segments on the other side accounts for.

One vector a sentence blurs: it cannot tell whether the second half of a long sentence has a
counterpart. Token vectors can. Each token looks for its best match among the tokens of a
run on the other side, and the matches, weighted by how rare the token is, add up to the
*coverage* of its segment (late interaction; Khattab and Zaharia 2020, arXiv:2004.12832). On
news it ranks translations as well as the sentence vector does, and its errors are others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Tokens
from align.lattice.band import Band, Cells
from align.lexicon.token_links import KnownTokens, raised

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
    source: Tokens, target: Tokens, band: Band, known: KnownTokens | None = None
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


def _one_way(source: Tokens, target: Tokens, band: Band, known: KnownTokens | None) -> Cells:
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
