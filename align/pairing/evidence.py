"""Odds that two documents belong together: from their texts, and from their dates and file names.

A few features of the texts give the odds of a pair. The weight of dates and file names is learnt
from the archive itself: in one archive both files of a release have the same number in their names;
in another the numbers come from two web sites and agree by chance. In some archives the English
follows within a day, in others after weeks. So the pairs that are certain from the texts alone show
how often each circumstance holds for a pair, and the same documents combined wrongly show how often
it holds by chance. The log of the ratio is added to a pair's log odds. A few pseudo-counts act as a
prior for archives with hardly any certain pairs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import Vectors
from align.pairing.candidates import Candidates, line_weights
from align.pairing.fingerprint import WORD_KINDS, Fingerprint
from align.scoring.feature_table import FeatureTable

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """What two texts have in common, for each candidate pair."""

    alike: Floats  #: (e,), mean cosine of each head segment with its best counterpart, both ways
    numbers: tuple[Floats, Floats]  #: see `_shared`
    days: tuple[Floats, Floats]  #: likewise, of days of the year


_TABLE = FeatureTable[_Compared](
    {
        "alike": lambda it: it.alike,
        # Share of their numbers, or days of the year, that they have in common, 0 to 1.
        "shared_number": lambda it: it.numbers[0],
        "shared_day": lambda it: it.days[0],
        # Those that only one of them has, though both sides know them; log.
        "lacking_number": lambda it: it.numbers[1],
        "lacking_day": lambda it: it.days[1],
    }
)
#: What is measured of a candidate pair, in the order of every array below.
FEATURES = _TABLE.names

#: Weights for the log odds of a pair: a constant, then one per feature. Learnt by
#: benchmarks/training/fit_pairing.py.
WEIGHTS = (-8.5, 22.9, 6.9, 1.9, -3.3, -1.9)

#: Candidate pairs whose words are compared in one batch.
_BLOCK = 20_000


def measure(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint], candidates: Candidates
) -> Floats:
    """The features of each candidate pair: (e, len(FEATURES))."""
    if not len(candidates.rows):
        return np.zeros((0, len(FEATURES)))
    number, day = (
        _shared(source, target, candidates, WORD_KINDS.index(kind)) for kind in ("number", "day")
    )
    weights = line_weights(source), line_weights(target)
    compared = _Compared(_similarities(source, target, weights, candidates), number, day)
    return np.stack(list(_TABLE.values(compared)), axis=1)


def log_odds(features: Floats, weights: Sequence[float] = WEIGHTS) -> Floats:
    """The log odds that each pair belongs together, judged in isolation: (e,), in nats."""
    odds: Floats = weights[0] + features @ np.array(weights[1:])
    return odds


def _stacked(fingerprints: Sequence[Fingerprint]) -> tuple[Vectors, NDArray[np.int64]]:
    """All head vectors stacked, and the index where those of each document start."""
    starts = np.cumsum([0, *(len(fingerprint.vectors) for fingerprint in fingerprints)])
    return np.concatenate([fingerprint.vectors for fingerprint in fingerprints]), starts


def _similarities(
    source: Sequence[Fingerprint],
    target: Sequence[Fingerprint],
    weights: tuple[Sequence[Vectors], Sequence[Vectors]],
    candidates: Candidates,
) -> Floats:
    """Similarity of the heads: mean cosine of each segment with its best match, both directions."""
    alike = np.zeros(len(candidates.rows))
    bounds = np.searchsorted(candidates.rows, np.arange(len(source) + 1))
    for i, fingerprint in enumerate(source):
        edges = range(bounds[i], bounds[i + 1])
        chosen = [target[j] for j in candidates.columns[edges.start : edges.stop]]
        if not chosen or not len(fingerprint.vectors):
            continue
        stacked, starts = _stacked(chosen)
        cosines = fingerprint.vectors @ stacked.T
        forth = np.maximum.reduceat(cosines, starts[:-1], axis=1)
        back = cosines.max(axis=0)
        back *= np.concatenate([weights[1][j] for j in candidates.columns[edges]])
        alike[edges] = (weights[0][i] @ forth + np.add.reduceat(back, starts[:-1])) / 2
    return alike


def _shared(
    source: Sequence[Fingerprint], target: Sequence[Fingerprint], candidates: Candidates, kind: int
) -> tuple[Floats, Floats]:
    """The share of their words of one kind that two documents both contain, 0 to 1.

    Words are weighted by their rarity in the archive; words that never occur on one side are
    ignored. The share is relative to the geometric mean of both documents' words plus one, so
    that a single common word in short documents is not conclusive.
    """
    sides = [[fingerprint.words[kind] for fingerprint in side] for side in (source, target)]
    found = [np.unique(np.concatenate(side), return_counts=True) for side in sides]
    known, first, second = np.intersect1d(found[0][0], found[1][0], return_indices=True)
    if not len(known):
        return np.zeros(len(candidates.rows)), np.zeros(len(candidates.rows))
    documents = max(len(source), len(target)) + 1
    often = np.maximum(found[0][1][first], found[1][1][second])
    weights = np.log(documents / often)
    places = [[_places_in(known, words) for words in side] for side in sides]
    totals = [np.array([weights[words].sum() for words in side]) for side in places]
    held = np.concatenate(
        [j * len(known) + words for j, words in enumerate(places[1])] or [np.zeros(0, int)]
    )
    shared = np.zeros(len(candidates.rows))
    for first_edge in range(0, len(shared), _BLOCK):
        block = slice(first_edge, first_edge + _BLOCK)
        mine = [places[0][i] for i in candidates.rows[block]]
        counts = [len(words) for words in mine]
        words = np.concatenate(mine)
        asked = np.repeat(candidates.columns[block], counts) * len(known) + words
        at = np.minimum(np.searchsorted(held, asked), max(len(held) - 1, 0))
        hit = (held[at] == asked) if len(held) else np.zeros(len(asked), dtype=bool)
        owners = np.repeat(np.arange(len(mine)), counts)
        shared[block] = np.bincount(owners, weights=weights[words] * hit, minlength=len(mine))
    means = np.sqrt(totals[0][candidates.rows] * totals[1][candidates.columns])
    both = totals[0][candidates.rows] + totals[1][candidates.columns]
    lacking = np.log1p(np.maximum(both - 2 * shared, 0) / math.log(documents))
    return shared / (means + math.log(documents)), lacking


def _places_in(known: NDArray[np.uint64], words: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Indices in ``known`` of the words that it contains."""
    at = np.searchsorted(known, words)
    inside = at < len(known)
    at, words = at[inside], words[inside]
    result: NDArray[np.int64] = at[known[at] == words]
    return result


#: Weight of the prior, in pairs (pseudo-counts).
_PRIOR = 4.0
#: Most that one circumstance can add or subtract, in nats.
_MOST = 4.0
#: Wrong combinations made from each certain pair.
_WRONG = 8
#: Probability, by the texts alone, from which a pair is certain.
_SURE = 0.9

_LONG_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class _Circumstance:
    """One kind of circumstantial evidence, with its prior distribution."""

    classes: Callable[[Fingerprint, Fingerprint], int]  #: which class a pair is in; -1 if unknown
    usual: tuple[float, ...]  #: share of pairs in each class
    by_chance: tuple[float, ...]  #: share of wrong combinations in each class


def _lag(source: Fingerprint, target: Fingerprint) -> int:
    if source.date is None or target.date is None:
        return -1
    days = abs((target.date - source.date).days)
    return sum(days > bound for bound in (0, 3, 14, 60))


def _stems(source: Fingerprint, target: Fingerprint) -> int:
    if not source.stem or not target.stem:
        return -1
    if source.stem == target.stem:
        return 0
    numbers = set(_LONG_NUMBER.findall(source.stem)), set(_LONG_NUMBER.findall(target.stem))
    return 1 if numbers[0] & numbers[1] else 2


def _numbers(source: Fingerprint, target: Fingerprint) -> int:
    if not source.number or not target.number:
        return -1
    return int(source.number != target.number)


_CIRCUMSTANCES = (
    _Circumstance(_lag, (0.4, 0.3, 0.2, 0.07, 0.03), (0.02, 0.03, 0.06, 0.15, 0.74)),
    _Circumstance(_stems, (0.4, 0.2, 0.4), (0.02, 0.05, 0.93)),
    _Circumstance(_numbers, (0.3, 0.7), (0.01, 0.99)),
)


def circumstantial(
    source: Sequence[Fingerprint],
    target: Sequence[Fingerprint],
    candidates: Candidates,
    probabilities: Floats,
) -> Floats:
    """What dates, file names and release numbers add to the log odds of each candidate: (e,), nats.

    Args:
        source: The Korean documents.
        target: The English ones.
        candidates: The candidate pairs.
        probabilities: (e,) of each pair, by the texts alone.
    """
    sure = np.flatnonzero(probabilities >= _SURE)
    rows, columns = candidates.rows[sure], candidates.columns[sure]
    added = np.zeros(len(probabilities))
    for circumstance in _CIRCUMSTANCES:
        counts = np.array(circumstance.usual) * _PRIOR, np.array(circumstance.by_chance) * _PRIOR
        for shift in range(min(_WRONG + 1, len(sure))):
            for i, j in zip(rows, np.roll(columns, shift), strict=True):
                found = circumstance.classes(source[i], target[j])
                if found >= 0:
                    counts[min(shift, 1)][found] += 1
        ratio = np.log(counts[0] / counts[0].sum()) - np.log(counts[1] / counts[1].sum())
        says = np.append(np.clip(ratio, -_MOST, _MOST), 0.0)  # the last: unknown
        added += says[
            [
                circumstance.classes(source[i], target[j])
                for i, j in zip(candidates.rows, candidates.columns, strict=True)
            ]
        ]
    return added
