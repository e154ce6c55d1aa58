"""Which pairs are worth a closer look: a few for each document, however large the archive."""

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

#: Nearest documents looked at, by vector and by rare words, in both directions. Half as many are
#: enough but for dozens of releases of one template.
NEAREST = 16
#: A word in more documents of a side than this is not rare.
_RARE = 20
#: Documents of a language after which their mean counts half in centring.
_HALF_MEAN = 20


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of documents, each once, sorted by source, then target."""

    rows: Indices  #: (e,) sources
    columns: Indices  #: (e,) targets

    @classmethod
    def of(cls, rows: Indices, columns: Indices, targets: int) -> Candidates:
        """The pairs in order, each once; `targets` is the number of target documents."""
        keys = np.unique(rows * max(targets, 1) + columns)
        return cls(*np.divmod(keys, max(targets, 1)))


def find_candidates(source: Sequence[Fingerprint], target: Sequence[Fingerprint]) -> Candidates:
    """The pairs that are worth a closer look.

    They are those whose vectors are near, those that share rare words, and those whose files
    have the same name or number.
    """
    pairs = [_by_name(source, target), _by_words(source, target)]
    vectors = document_vectors(source), document_vectors(target)
    pairs.append(_by_vector(*vectors))
    return Candidates.of(
        np.concatenate([rows for rows, _ in pairs]),
        np.concatenate([columns for _, columns in pairs]),
        len(target),
    )


def line_weights(digests: Sequence[Fingerprint]) -> list[NDArray[np.float32]]:
    """For each document, how much each segment of its head counts: (n,), adding up to 1.

    A line that occurs in r documents of the side counts ``1 / sqrt(r)`` of one that does not.
    """
    lines = [digest.lines for digest in digests]
    if not sum(map(len, lines)):
        return [np.zeros(0, dtype=np.float32) for _ in lines]
    known, where = np.unique(np.concatenate(lines), return_inverse=True)
    owners = np.repeat(np.arange(len(lines)), [len(each) for each in lines])
    distinct = np.unique(np.stack([where, owners]), axis=1)[0]
    weights = np.bincount(distinct, minlength=len(known))[where] ** -0.5
    parts = np.split(weights.astype(np.float32), np.cumsum([len(each) for each in lines])[:-1])
    return [part / part.sum() if len(part) else part for part in parts]


def document_vectors(digests: Sequence[Fingerprint]) -> Vectors:
    """One unit vector a document: (n, d) float32, from the segments of its head.

    The mean of the side is taken off, the more surely the more documents there are, since it
    is the language and the kind of archive, which tell nothing.
    """
    weights = line_weights(digests)
    means = [weight @ digest.vectors for weight, digest in zip(weights, digests, strict=True)]
    dimension = max((digest.vectors.shape[1] for digest in digests), default=0)
    vectors = np.array(means, dtype=np.float32).reshape(len(digests), dimension)
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
    """For each document, the few with which it shares most rare words."""
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
    """Which entries are among the NEAREST with the largest weights of their owner."""
    order = np.lexsort((-np.round(weights, 9), owners))
    ranked = owners[order]
    starts = np.searchsorted(ranked, ranked)
    kept = np.zeros(len(owners), dtype=bool)
    kept[order] = np.arange(len(order)) - starts < NEAREST
    return kept


def _places(digests: Sequence[Fingerprint], kind: int) -> dict[int, list[int]]:
    """Where each word occurs; common ones are cut short, as they lead nowhere."""
    places: dict[int, list[int]] = defaultdict(list)
    for index, digest in enumerate(digests):
        for word in digest.words[kind].tolist():
            where = places[word]
            if len(where) <= _RARE:
                where.append(index)
    return places


def _by_name(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint]
) -> tuple[Indices, Indices]:
    """Pairs with the same stem or release number, where it is not that of many."""
    rows, columns = [], []
    for attribute in ("stem", "number"):
        here: dict[str, list[int]] = defaultdict(list)
        for i, digest in enumerate(source):
            here[getattr(digest, attribute)].append(i)
        there: dict[str, list[int]] = defaultdict(list)
        for j, digest in enumerate(target):
            there[getattr(digest, attribute)].append(j)
        for name in here.keys() & there.keys() - {""}:
            if len(here[name]) * len(there[name]) <= NEAREST:
                rows += [i for i in here[name] for _ in there[name]]
                columns += there[name] * len(here[name])
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
