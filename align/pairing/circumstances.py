"""What dates and file names say of a pair, learnt from the archive itself.

In one archive both files of a release have the same number in their names, in another the
numbers are those of two web sites and agree by chance; here the English follows within a day,
there after weeks. So the pairs that the texts alone make sure show how often each circumstance
holds for a pair, and the same documents wrongly combined show how often it holds by chance. The
logarithm of the ratio is added to a pair's log odds. A few imagined pairs stand for what is
usual, so that an archive with hardly any sure pairs is judged by that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pairing.candidates import Candidates
from align.pairing.digest import Digest

Floats = NDArray[np.float64]

#: Imagined pairs that stand for what is usual.
_PRIOR = 4.0
#: No circumstance says more than this, in nats.
_MOST = 4.0
#: Wrong combinations that each sure pair is part of.
_WRONG = 8
#: Probability from which the texts alone make a pair sure.
_SURE = 0.9

_LONG_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class _Circumstance:
    """One thing that can be compared, and what is usual of it."""

    classes: Callable[[Digest, Digest], int]  #: which class a pair is in; -1 if not told
    usual: tuple[float, ...]  #: share of pairs in each class
    by_chance: tuple[float, ...]  #: share of wrong combinations


def _lag(source: Digest, target: Digest) -> int:
    if source.date is None or target.date is None:
        return -1
    days = abs((target.date - source.date).days)
    return sum(days > bound for bound in (0, 3, 14, 60))


def _stems(source: Digest, target: Digest) -> int:
    if not source.stem or not target.stem:
        return -1
    if source.stem == target.stem:
        return 0
    numbers = set(_LONG_NUMBER.findall(source.stem)), set(_LONG_NUMBER.findall(target.stem))
    return 1 if numbers[0] & numbers[1] else 2


def _numbers(source: Digest, target: Digest) -> int:
    if not source.number or not target.number:
        return -1
    return int(source.number != target.number)


_CIRCUMSTANCES = (
    _Circumstance(_lag, (0.4, 0.3, 0.2, 0.07, 0.03), (0.02, 0.03, 0.06, 0.15, 0.74)),
    _Circumstance(_stems, (0.4, 0.2, 0.4), (0.02, 0.05, 0.93)),
    _Circumstance(_numbers, (0.3, 0.7), (0.01, 0.99)),
)


def circumstantial(
    source: Sequence[Digest],
    target: Sequence[Digest],
    candidates: Candidates,
    probabilities: Floats,
) -> Floats:
    """What dates, file names and release numbers add to the log odds of each candidate: (e,).

    Args:
        source: The Korean documents.
        target: The English ones.
        candidates: The pairs in question.
        probabilities: (e,) of each, by the texts alone.
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
        says = np.append(np.clip(ratio, -_MOST, _MOST), 0.0)  # the last: not told
        added += says[
            [
                circumstance.classes(source[i], target[j])
                for i, j in zip(candidates.rows, candidates.columns, strict=True)
            ]
        ]
    return added
