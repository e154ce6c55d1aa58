"""Approximate nearest-neighbour search in a large collection of vectors.

Up to `EXACT` vectors are compared in blocks, which is fastest. Larger collections are put into
clusters (k-means; an inverted file, Jégou et al. 2011, "Product quantization for nearest
neighbor search", section IV), and a query searches the few clusters whose centres are nearest.
The number of clusters grows with the square root of the collection, and so does the time of a
query.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit_length

#: Collections up to this size are searched exactly.
EXACT = 10_000
#: Clusters as a multiple of the square root of the collection's size.
_CLUSTERS = 4.0
#: Clusters that a query searches.
PROBES = 256
#: Vectors per cluster used to train k-means, and its rounds.
_SAMPLE = 16
_ROUNDS = 5
#: The number of these that are searched first.
_FIRST = 8
#: Rows compared in one batch, and queries searched in one batch.
_BLOCK = 2048
_QUERIES = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The nearest vectors of each query; missing ones are filled with -1."""

    indices: NDArray[np.int64]  #: (n, k), nearest first
    cosines: NDArray[np.float32]  #: (n, k); -inf where missing


def nearest(queries: Vectors, items: Vectors, k: int, *, probes: int = PROBES) -> Neighbours:
    """The ``k`` items nearest to each query by cosine.

    Args:
        queries: (n, d) unit vectors.
        items: (m, d) unit vectors.
        k: Number of neighbours.
        probes: Clusters to search if there are too many items to compare them all.
    """
    k = min(k, len(items))
    if k == 0 or not len(queries):
        return Neighbours(
            np.zeros((len(queries), 0), dtype=np.int64),
            np.zeros((len(queries), 0), dtype=np.float32),
        )
    if len(items) <= EXACT:
        return _exact(queries, items, k)
    return _Clusters(items).search(queries, k, probes)


def _exact(queries: Vectors, items: Vectors, k: int) -> Neighbours:
    indices = np.empty((len(queries), k), dtype=np.int64)
    cosines = np.empty((len(queries), k), dtype=np.float32)
    for first in range(0, len(queries), _BLOCK):
        block = slice(first, first + _BLOCK)
        indices[block], cosines[block] = _best(queries[block] @ items.T, k)
    return Neighbours(indices, cosines)


def _best(cosines: Vectors, k: int) -> tuple[NDArray[np.int64], Vectors]:
    """Columns and values of the k largest of each row, largest first; ties by column."""
    if k < cosines.shape[1]:
        columns = np.sort(np.argpartition(-cosines, k - 1, axis=1)[:, :k], axis=1)
    else:
        columns = np.broadcast_to(np.arange(k), (len(cosines), k)).copy()
    values = np.take_along_axis(cosines, columns, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(columns, order, axis=1), np.take_along_axis(values, order, axis=1)


class _Clusters:
    """Vectors grouped by cluster."""

    def __init__(self, items: Vectors) -> None:
        count = max(1, round(_CLUSTERS * math.sqrt(len(items))))
        self._centres = _k_means(items, count)
        owners = _nearest_centre(items, self._centres)
        self._order = np.argsort(owners, kind="stable")
        self._starts = np.searchsorted(owners[self._order], np.arange(count + 1))
        self._items = items[self._order]

    def search(self, queries: Vectors, k: int, probes: int) -> Neighbours:
        """The ``k`` nearest to each query among those in the clusters nearest to it."""
        probes = min(probes, len(self._centres))
        parts = [
            self._search(queries[first : first + _QUERIES], k, probes)
            for first in range(0, len(queries), _QUERIES)
        ]
        return Neighbours(
            np.concatenate([part.indices for part in parts]),
            np.concatenate([part.cosines for part in parts]),
        )

    def _search(self, queries: Vectors, k: int, probes: int) -> Neighbours:
        """The same for one block of queries.

        The nearest clusters give a bound on the distance; from all other clusters only nearer
        vectors are kept, which are few and need no sorting.
        """
        lists = _exact(queries, self._centres, probes).indices
        first = self._in_lists(queries, lists[:, :_FIRST], k)
        last = first.cosines[:, -1]
        bound = last if first.cosines.shape[1] == k else np.full_like(last, -np.inf)
        rows, places, values = self._nearer(queries, lists[:, _FIRST:], bound)
        rows = np.concatenate([np.repeat(np.arange(len(queries)), first.indices.shape[1]), rows])
        found = np.concatenate([first.indices.ravel(), self._order[places]])
        values = np.concatenate([first.cosines.ravel(), values])
        order = np.lexsort((found, -values, rows))
        rank = np.arange(len(order)) - np.searchsorted(rows[order], rows[order])
        kept, rank = order[rank < k], rank[rank < k]
        indices = np.full((len(queries), k), -1, dtype=np.int64)
        cosines = np.full((len(queries), k), -np.inf, dtype=np.float32)
        indices[rows[kept], rank] = found[kept]
        cosines[rows[kept], rank] = values[kept]
        return Neighbours(indices, cosines)

    def _nearer(
        self, queries: Vectors, lists: NDArray[np.int64], bound: Vectors
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Vectors]:
        """Query, index and cosine of all vectors in the listed clusters above the query's bound."""
        rows, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        values: list[Vectors] = [np.zeros(0, np.float32)]
        for cluster, asking in self._asking(lists):
            start, stop = self._starts[cluster], self._starts[cluster + 1]
            owners = asking // lists.shape[1]
            cosines = queries[owners] @ self._items[start:stop].T
            hits = np.flatnonzero(cosines > bound[owners, None])
            one, two = np.divmod(hits, stop - start)
            rows.append(owners[one])
            places.append(start + two)
            values.append(cosines.ravel()[hits])
        return np.concatenate(rows), np.concatenate(places), np.concatenate(values)

    def _asking(self, lists: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Each non-empty cluster, with the indices in ``lists`` that name it."""
        by_list = np.argsort(lists, axis=None, kind="stable")
        bounds = np.searchsorted(lists.ravel()[by_list], np.arange(len(self._centres) + 1))
        for cluster in range(len(self._centres)):
            asking = by_list[bounds[cluster] : bounds[cluster + 1]]
            if len(asking) and self._starts[cluster] < self._starts[cluster + 1]:
                yield cluster, asking

    def _in_lists(self, queries: Vectors, lists: NDArray[np.int64], k: int) -> Neighbours:
        """The nearest of each query in the clusters listed for it."""
        probes = lists.shape[1]
        indices = np.full((len(queries), probes, k), -1, dtype=np.int64)
        cosines = np.full((len(queries), probes, k), -np.inf, dtype=np.float32)
        # All queries that search a cluster are compared with it in one product.
        for cluster, asking in self._asking(lists):
            start, stop = self._starts[cluster], self._starts[cluster + 1]
            rows, places = np.divmod(asking, probes)
            found, values = _best(queries[rows] @ self._items[start:stop].T, min(k, stop - start))
            indices[rows, places, : found.shape[1]] = self._order[start + found]
            cosines[rows, places, : found.shape[1]] = values
        flat = cosines.reshape(len(queries), -1)
        chosen, values = _best(flat, min(k, flat.shape[1]))
        return Neighbours(
            np.take_along_axis(indices.reshape(len(queries), -1), chosen, axis=1), values
        )


def _k_means(items: Vectors, count: int) -> Vectors:
    """(count, d) unit centres, trained on an evenly spaced, deterministic sample."""
    sample = items[np.linspace(0, len(items) - 1, min(len(items), _SAMPLE * count)).astype(int)]
    centres: Vectors = sample[np.linspace(0, len(sample) - 1, count).astype(int)].copy()
    for _ in range(_ROUNDS):
        owners = _nearest_centre(sample, centres)
        order = np.argsort(owners, kind="stable")
        held, starts = np.unique(owners[order], return_index=True)
        sums = np.add.reduceat(sample[order], starts, axis=0)
        centres[held] = sums  # an empty cluster keeps its centre
        centres = unit_length(centres)
    return centres


def _nearest_centre(items: Vectors, centres: Vectors) -> NDArray[np.int64]:
    owners = np.empty(len(items), dtype=np.int64)
    for first in range(0, len(items), _BLOCK):
        block = slice(first, first + _BLOCK)
        owners[block] = (items[block] @ centres.T).argmax(axis=1)
    return owners
