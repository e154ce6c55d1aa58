"""Finds text moved elsewhere in the translation: a gap on each side becomes one moved bead.

The aligner preserves the order of both documents, except for swapped neighbours. Text that a
translator moved farther is left over as an omission on one side and an addition on the other. After
the alignment, these leftovers are compared with each other and with all other segments; leftover
neighbours of such a pair may belong to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from align.bitext import Bead
from align.encoders.base import Vectors
from align.lattice.bead_types import MATCH_TYPES

#: Least similarity of the two, relative to that of a typical translation in this document.
#: Unrelated leftovers reached .74 in the documents used to choose this value.
LEAST_SHARE = 0.75
#: A lower similarity is enough if no other segment comes near, as for short notes, which have few
#: words to match. No unrelated leftover was so far above all other segments.
LEAST_SHARE_ALONE, LEAST_DISTANCE = 0.6, 0.2
#: Least gain in similarity for a leftover neighbour to be included. In those documents, unrelated
#: neighbours gained up to .05, related ones .1 and more.
LEAST_GAIN = 0.08
#: Number of comparisons above which the search is skipped, as for two documents with little in
#: common: about 5 seconds.
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

    Two leftovers belong together if each is the segment most similar to the other and they are
    similar enough, absolutely or compared with all other segments. A leftover neighbour is
    included if it raises the similarity.

    Args:
        beads: An alignment in order.
        source: ``(k, n, d)`` float32, unit length; ``[g, i]`` embeds the ``g + 1`` segments that
            end with segment ``i``.
        target: ``(k, m, d)``, likewise.
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
    work = len(omitted) * target.shape[1] + len(added) * source.shape[1]
    if not omitted or not added or not scores or work > _MOST_COMPARISONS:
        return tuple(beads)
    usual = float(np.median(scores))
    there = _only_best(source[0], target[0], np.array(list(omitted)), usual)
    back = _only_best(target[0], source[0], np.array(list(added)), usual)
    pairs = {i: j for i, j in there.items() if back.get(j) == i}
    left = set(omitted) - set(pairs), set(added) - set(pairs.values())
    joined: dict[int, Bead] = {}
    gone: set[int] = set()
    for i, j in pairs.items():
        one, two, cosine = _grown(i, j, source, target, left, LEAST_GAIN * usual)
        parts = [omitted[k] for k in one] + [added[k] for k in two]
        sure = [p for p in (beads[part].probability for part in parts) if p is not None]
        moved = Bead(one, two, min(sure, default=None), cosine, moved=True)
        joined[parts[0]] = moved
        gone.update(parts[1:])
    return _in_order(joined.get(k, bead) for k, bead in enumerate(beads) if k not in gone)


def _in_order(beads: Iterable[Bead]) -> tuple[Bead, ...]:
    """The beads in order, with each addition placed where the source has arrived."""
    placed: list[Bead] = []
    for bead in beads:
        i = placed[-1].source.stop if placed else 0
        placed.append(bead if bead.source else replace(bead, source=range(i, i)))
    return tuple(placed)


def _grown(
    i: int,
    j: int,
    source: Vectors,
    target: Vectors,
    left: tuple[set[int], set[int]],
    least_gain: float,
) -> tuple[range, range, float]:
    """The most similar runs around two segments, and their cosine.

    A neighbour is included if it adds enough, and is then removed from `left`.
    """
    one, two = range(i, i + 1), range(j, j + 1)
    cosine = float(source[0, i] @ target[0, j])
    while True:
        wider = [(run, two) for run in _wider(one, left[0])]
        wider += [(one, run) for run in _wider(two, left[1])]
        found = [
            (float(source[len(a) - 1, a[-1]] @ target[len(b) - 1, b[-1]]), a, b)
            for a, b in wider
            if (len(a), len(b)) in MATCH_TYPES
        ]
        best = max(found, key=lambda each: each[0], default=None)
        if best is None or best[0] - cosine < least_gain:
            return one, two, cosine
        cosine, one, two = best
        left[0].difference_update(one)
        left[1].difference_update(two)


def _wider(run: range, left: set[int]) -> list[range]:
    """The run extended by the segment before it, or the one after it, if these are left over."""
    before = [range(run.start - 1, run.stop)] if run.start - 1 in left else []
    return before + ([range(run.start, run.stop + 1)] if run.stop in left else [])


def _only_best(own: Vectors, other: Vectors, which: _Indices, usual: float) -> dict[int, int]:
    """For each of these segments, the most similar segment of the other side, if similar enough.

    `usual` is the typical cosine of a translation. A segment with several equally good matches,
    such as a repeated line, is left out.
    """
    least, least_alone = LEAST_SHARE * usual, LEAST_SHARE_ALONE * usual
    found: dict[int, int] = {}
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
                found[int(i)] = int(j)
    return found
