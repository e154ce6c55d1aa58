"""The part of the alignment lattice that is searched: a band around a likely path.

A cell ``(i, j)`` of the lattice means that ``i`` source and ``j`` target segments have been
covered. For each ``i``, a band keeps the cells of one window of consecutive ``j``. Every
array over the band is flat, with one value per cell, row by row, so that time and memory are
linear in the number of segments even where the path jumps across a long gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

#: One value for each cell of a band.
Cells = NDArray[np.float32]
Index = NDArray[np.int64]

#: Number of segments per side up to which every cell is searched.
FULL_SEARCH = 96
#: Cells on each side of the coarser path, doubled at the next finer level.
RADIUS = 12


@dataclass(frozen=True, eq=False)
class Band:
    """A window of target positions for every source position."""

    low: Index  #: (n + 1,), first target position of each row, non-decreasing
    high: Index  #: (n + 1,), one past the last target position of each row, non-decreasing
    m: int  #: number of target segments

    @property
    def n(self) -> int:
        """Number of source segments."""
        return len(self.low) - 1

    @cached_property
    def starts(self) -> Index:
        """(n + 2,): where each row begins in a flat array, followed by the end of the last row."""
        starts: Index = np.concatenate([[0], np.cumsum(self.high - self.low)])
        return starts

    @cached_property
    def i(self) -> Index:
        """(cells,): the source position of each cell."""
        return np.repeat(np.arange(self.n + 1), self.high - self.low)

    @cached_property
    def j(self) -> Index:
        """(cells,): the target position of each cell."""
        targets: Index = np.arange(self.starts[-1]) - (self.starts[:-1] - self.low)[self.i]
        return targets

    def __len__(self) -> int:
        return int(self.starts[-1])

    @cached_property
    def transposed(self) -> Band:
        """The same cells with source and target exchanged."""
        positions = np.arange(self.m + 1)
        low = np.searchsorted(self.high, positions, side="right")
        high = np.searchsorted(self.low, positions, side="right")
        return Band(low.astype(np.int64), high.astype(np.int64), self.n)

    @cached_property
    def transposition(self) -> Index:
        """(cells,): the index in this band of each cell of `transposed`."""
        other = self.transposed
        place: Index = self.starts[other.j] + other.i - self.low[other.j]
        return place

    @classmethod
    def full(cls, n: int, m: int) -> Band:
        """The band that contains every cell."""
        return cls(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m + 1), m)

    @classmethod
    def around(cls, path: Index, m: int, radius: int) -> Band:
        """The cells within `radius` of a path.

        Args:
            path: (n + 1,), the target position that the path has reached at each source
                position, from 0 to m, non-decreasing.
            m: number of target segments.
            radius: cells to each side of the path.
        """
        before = np.concatenate([[0], path[:-1]])
        low = np.maximum(before - radius, 0)
        high = np.minimum(path + radius, m) + 1
        high[-1] = m + 1
        return cls(low, high, m)

    def cell(self, i: int, j: int) -> int:
        """The flat index of a cell inside the band."""
        return int(self.starts[i] + j - self.low[i])

    def locate(self, di: int, dj: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """For each cell ``(i, j)``, the flat index of ``(i + di, j + dj)``, and if it is inside.

        The index of a cell outside the band is 0.
        """
        known = self._located.get((di, dj))
        if known is None:
            rows = self.i + di
            inside = (rows >= 0) & (rows <= self.n)
            rows = np.where(inside, rows, 0)
            columns = self.j + dj
            inside &= (columns >= self.low[rows]) & (columns < self.high[rows])
            place = np.where(inside, self.starts[rows] + columns - self.low[rows], 0)
            known = place.astype(np.int32), inside
            self._located[di, dj] = known
        return known

    @cached_property
    def _located(self) -> dict[tuple[int, int], tuple[NDArray[np.int32], NDArray[np.bool_]]]:
        """Cache of the results of `locate`, which the features request repeatedly."""
        return {}

    def shifted(self, values: Cells, di: int, dj: int, fill: float) -> Cells:
        """For each cell ``(i, j)``, the value of ``(i + di, j + dj)``, or `fill` if outside."""
        place, inside = self.locate(di, dj)
        return np.where(inside, values[place], np.float32(fill))
