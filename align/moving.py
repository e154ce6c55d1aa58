"""Text that stands elsewhere in the other version: a gap on each side that is one moved bead.

The aligner keeps to the order of both documents, but for neighbours that changed places. What
a translator moved farther is left over as an omission here and an addition there. After the
alignment these leftovers are compared with each other and with all else.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead
from align.embedding import Vectors

#: How alike the two must be, as a share of what a translation in this document is. Leftovers
#: that do not belong together reach .74 in the documents of `benchmarks.moves`.
LEAST_SHARE = 0.75
#: Less is enough, where nothing else comes near: a short note has fewer words to be alike in. Of
#: those leftovers that do not belong together none is so far above all else.
LEAST_SHARE_ALONE, LEAST_DISTANCE = 0.6, 0.2
#: Comparisons above which the search is left out, as between two documents that have little
#: in common: about 5 seconds.
_MOST_COMPARISONS = 200_000_000
_BLOCK = 512

_Indices = NDArray[np.int64]


def join_moved(
    beads: Sequence[Bead],
    source: Vectors,
    target: Vectors,
    *,
    apart: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset()),
) -> tuple[Bead, ...]:
    """The beads with each omission joined to the addition that translates it.

    Two leftovers belong together if each is more like the other than like any segment of
    the other document, and they are alike enough, in themselves or against all others.

    Args:
        beads: An alignment in order.
        source: ``(n, d)`` float32, unit length: a vector for each source segment.
        target: ``(m, d)``, likewise.
        apart: Source and target segments that are never joined, such as contact lines.
    """
    omitted = {
        bead.source[0]: index
        for index, bead in enumerate(beads)
        if not bead.target and len(bead.source) == 1 and bead.source[0] not in apart[0]
    }
    added = {
        bead.target[0]: index
        for index, bead in enumerate(beads)
        if not bead.source and len(bead.target) == 1 and bead.target[0] not in apart[1]
    }
    scores = [bead.score for bead in beads if bead.score is not None]
    work = len(omitted) * len(target) + len(added) * len(source)
    if not omitted or not added or not scores or work > _MOST_COMPARISONS:
        return tuple(beads)
    usual = float(np.median(scores))
    there = _only_best(source, target, np.array(list(omitted)), usual)
    back = _only_best(target, source, np.array(list(added)), usual)
    joined: dict[int, Bead] = {}
    gone: set[int] = set()
    for i, (j, cosine) in there.items():
        if j in back and back[j][0] == i:
            one, two = beads[omitted[i]], beads[added[j]]
            sure = [p for p in (one.probability, two.probability) if p is not None]
            joined[omitted[i]] = Bead(
                range(i, i + 1), range(j, j + 1), min(sure, default=None), cosine, moved=True
            )
            gone.add(added[j])
    return tuple(joined.get(k, bead) for k, bead in enumerate(beads) if k not in gone)


def _only_best(
    own: Vectors, other: Vectors, which: _Indices, usual: float
) -> dict[int, tuple[int, float]]:
    """For some segments, the one most like each and its cosine, if it is alike enough.

    `usual` is the cosine of a translation. A segment with several equally good ones, such as a
    repeated line, is left out.
    """
    least, least_alone = LEAST_SHARE * usual, LEAST_SHARE_ALONE * usual
    found: dict[int, tuple[int, float]] = {}
    for first in range(0, len(which), _BLOCK):
        rows = which[first : first + _BLOCK]
        cosines = own[rows] @ other.T
        best = cosines.argmax(axis=1)
        top = cosines[np.arange(len(rows)), best]
        cosines[np.arange(len(rows)), best] = -np.inf
        second = cosines.max(axis=1)
        for i, j, cosine, rival in zip(rows, best, top, second, strict=True):
            alone = cosine >= least_alone and cosine - rival >= LEAST_DISTANCE * usual
            if (cosine >= least and cosine > rival) or alone:
                found[int(i)] = (int(j), float(cosine))
    return found
