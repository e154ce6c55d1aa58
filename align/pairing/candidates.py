"""Candidate pairs: a few for each document, however large the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors, unit_length
from align.pairing.fingerprint import WORD_KINDS, Fingerprint
from align.pairing.nearest import nearest

Indices = NDArray[np.int64]

#: Nearest documents considered, by vector and by rare words, in both directions. Half as many are
#: enough except for dozens of releases from one template.
NEAREST = 16
#: A word that occurs in more documents of a side than this is not rare.
_RARE = 20
#: Number of documents of a language at which their mean is subtracted at half weight.
_HALF_MEAN = 20


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of documents, each once, sorted by source, then target."""

    rows: Indices  #: (e,) sources
    columns: Indices  #: (e,) targets

    @classmethod
    def of(cls, rows: Indices, columns: Indices, targets: int) -> Candidates:
        """The distinct pairs, sorted; `targets` is the number of target documents."""
        keys = np.unique(rows * max(targets, 1) + columns)
        return cls(*np.divmod(keys, max(targets, 1)))


def find_candidates(source: Sequence[Fingerprint], target: Sequence[Fingerprint]) -> Candidates:
    """The candidate pairs to measure.

    These are pairs whose vectors are near, that share rare words, or whose files have the
    same name or number.
    """
    pairs = [_by_name(source, target), _by_words(source, target)]
    vectors = document_vectors(source), document_vectors(target)
    pairs.append(_by_vector(*vectors))
    return Candidates.of(
        np.concatenate([rows for rows, _ in pairs]),
        np.concatenate([columns for _, columns in pairs]),
        len(target),
    )


def line_weights(fingerprints: Sequence[Fingerprint]) -> list[NDArray[np.float32]]:
    """For each document, the weights of the segments of its head: (n,), summing to 1.

    A line that occurs in r documents of the side has ``1 / sqrt(r)`` of the weight of a unique one.
    """
    lines = [fingerprint.lines for fingerprint in fingerprints]
    if not sum(map(len, lines)):
        return [np.zeros(0, dtype=np.float32) for _ in lines]
    known, where = np.unique(np.concatenate(lines), return_inverse=True)
    owners = np.repeat(np.arange(len(lines)), [len(each) for each in lines])
    distinct = np.unique(np.stack([where, owners]), axis=1)[0]
    weights = np.bincount(distinct, minlength=len(known))[where] ** -0.5
    parts = np.split(weights.astype(np.float32), np.cumsum([len(each) for each in lines])[:-1])
    return [part / part.sum() if len(part) else part for part in parts]


def document_vectors(fingerprints: Sequence[Fingerprint]) -> Vectors:
    """One unit vector per document: (n, d) float32, from the segments of its head.

    The mean of the side is subtracted, with a weight that grows with the number of documents,
    because it reflects the language and the kind of archive, which carry no information.
    """
    weights = line_weights(fingerprints)
    means = [
        weight @ fingerprint.vectors
        for weight, fingerprint in zip(weights, fingerprints, strict=True)
    ]
    dimension = max((fingerprint.vectors.shape[1] for fingerprint in fingerprints), default=0)
    vectors = np.array(means, dtype=np.float32).reshape(len(fingerprints), dimension)
    if len(vectors):
        vectors = unit_length(vectors)
        vectors -= vectors.mean(axis=0) * (len(vectors) / (len(vectors) + _HALF_MEAN))
    return unit_length(vectors)


def _by_vector(source: Vectors, target: Vectors) -> tuple[Indices, Indices]:
    forth, back = nearest(source, target, NEAREST), nearest(target, source, NEAREST)
    rows = np.concatenate(
        [np.repeat(np.arange(len(source)), forth.indices.shape[1]), back.indices.ravel()]
    )
    columns = np.concatenate(
        [forth.indices.ravel(), np.repeat(np.arange(len(target)), back.indices.shape[1])]
    )
    found = (rows >= 0) & (columns >= 0)
    return rows[found], columns[found]


def _by_words(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint]
) -> tuple[Indices, Indices]:
    """For each document, the few documents with which it shares the most rare words."""
    rows, columns, weights = [], [], []
    for kind in range(len(WORD_KINDS)):
        here, there = _places(source, kind), _places(target, kind)
        for word in here.keys() & there.keys():
            one, two = here[word], there[word]
            if len(one) <= _RARE and len(two) <= _RARE:
                rows.append(np.repeat(one, len(two)))
                columns.append(np.tile(two, len(one)))
                weights.append(np.full(len(one) * len(two), (len(one) * len(two)) ** -0.5))
    if not rows:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    keys, where = np.unique(
        np.concatenate(rows) * len(target) + np.concatenate(columns), return_inverse=True
    )
    shared = np.bincount(where, weights=np.concatenate(weights))
    i, j = np.divmod(keys, len(target))
    kept = _first_of_each(i, shared) | _first_of_each(j, shared)
    return i[kept], j[kept]


def _first_of_each(owners: Indices, weights: NDArray[Any]) -> NDArray[np.bool_]:
    """Which entries are among the NEAREST largest weights of their owner."""
    order = np.lexsort((-np.round(weights, 9), owners))
    ranked = owners[order]
    starts = np.searchsorted(ranked, ranked)
    kept = np.zeros(len(owners), dtype=bool)
    kept[order] = np.arange(len(order)) - starts < NEAREST
    return kept


def _places(fingerprints: Sequence[Fingerprint], kind: int) -> dict[int, list[int]]:
    """The documents in which each word occurs; lists of common words are cut short."""
    places: dict[int, list[int]] = defaultdict(list)
    for index, fingerprint in enumerate(fingerprints):
        for word in fingerprint.words[kind].tolist():
            where = places[word]
            if len(where) <= _RARE:
                where.append(index)
    return places


def _by_name(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint]
) -> tuple[Indices, Indices]:
    """Pairs with the same stem or release number, if few documents share it."""
    rows, columns = [], []
    for attribute in ("stem", "number"):
        here: dict[str, list[int]] = defaultdict(list)
        for i, fingerprint in enumerate(source):
            here[getattr(fingerprint, attribute)].append(i)
        there: dict[str, list[int]] = defaultdict(list)
        for j, fingerprint in enumerate(target):
            there[getattr(fingerprint, attribute)].append(j)
        for name in here.keys() & there.keys() - {""}:
            if len(here[name]) * len(there[name]) <= NEAREST:
                rows += [i for i in here[name] for _ in there[name]]
                columns += there[name] * len(here[name])
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
