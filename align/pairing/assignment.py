"""One-to-one assignment: from the odds of single pairs to their probabilities in all pairings.

A pairing is a set of pairs in which no document occurs twice. Its weight is the product of the
odds of its pairs; an unpaired document counts as 1. The probability of a pair is the share of the
total weight held by pairings that contain it: two near-copies that could each be the counterpart
divide the probability, and a document whose only candidate clearly belongs to another stays
unpaired. The probabilities are computed by belief propagation (Huang and Jebara 2009,
"Approximating the permanent with belief propagation"), in time linear in the number of
candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

#: Messages converge after some dozen rounds. They are damped by half, in the log domain, to
#: prevent oscillation.
_ROUNDS = 200
_STILL = 1e-6
#: Log odds beyond this are treated as certain; larger values would lose the small terms of a sum.
_CERTAIN = 25.0


def pair_probabilities(rows: Indices, columns: Indices, log_odds: Floats) -> Floats:
    """The probability of each candidate pair among all one-to-one pairings.

    Args:
        rows: (e,) the source of each candidate pair.
        columns: (e,) its target; no pair occurs twice.
        log_odds: (e,) that the two belong together, judged in isolation, in nats.

    Returns:
        (e,) between 0 and 1; the probabilities of one document sum to at most 1.

    >>> pair_probabilities(np.array([0]), np.array([0]), np.array([0.0]))
    array([0.5])
    """
    if not len(rows):
        return np.zeros(0)
    odds = np.exp(np.clip(log_odds, -_CERTAIN, _CERTAIN))
    # Message from each end to the other: the odds that it would be free without this pair.
    of_row, of_column = np.ones_like(odds), np.ones_like(odds)
    for _ in range(_ROUNDS):
        new_row = 1 / (1 + _others(odds * of_column, rows))
        new_column = 1 / (1 + _others(odds * of_row, columns))
        change = max(
            np.abs(np.log(new_row / of_row)).max(), np.abs(np.log(new_column / of_column)).max()
        )
        of_row = np.sqrt(of_row * new_row)
        of_column = np.sqrt(of_column * new_column)
        if change < _STILL:
            break
    together = odds * of_row * of_column
    probabilities: Floats = together / (1 + together)
    return probabilities


def _others(values: Floats, owners: Indices) -> Floats:
    """For each value, the sum of the other values with the same owner."""
    sums = np.bincount(owners, weights=values)
    return np.maximum(sums[owners] - values, 0)


def one_to_one(rows: Indices, columns: Indices, scores: Floats, *, least: float) -> Sequence[int]:
    """The chosen candidates, best first, each document at most once.

    Ties are ordered by row, then column.

    Args:
        rows: (e,) the source of each candidate pair.
        columns: (e,) its target.
        scores: (e,) the score of each candidate; higher is better.
        least: Candidates with a lower score are not chosen.
    """
    chosen: list[int] = []
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    # Rounded, so that rounding errors do not break ties.
    for edge in np.lexsort((columns, rows, -np.round(scores, 9))):
        row, column = int(rows[edge]), int(columns[edge])
        if scores[edge] >= least and row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            chosen.append(int(edge))
    return chosen
