"""One-to-one: from odds of single pairs to the probability of each within all pairings.

A pairing is a set of pairs in which no document occurs twice. Its weight is the product of the
odds of its pairs, a document that stays alone counting 1. The share of the weight in which a
pair takes part is its probability: two near-copies that could each be the counterpart share what
there is, and a document whose only candidate belongs clearly to another stays alone. The
shares are found by belief propagation (Huang and Jebara 2009, "Approximating the permanent
with belief propagation"), in time linear in the number of candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

#: Messages stand still after some dozen rounds. Each goes half of its way, on a scale of
#: logarithms, so that they do not swing.
_ROUNDS = 200
_STILL = 1e-6
#: Log odds beyond this are certainty, and would lose the small terms of a sum.
_CERTAIN = 25.0


def pair_probabilities(rows: Indices, columns: Indices, log_odds: Floats) -> Floats:
    """The probability of each candidate pair among all one-to-one pairings.

    Args:
        rows: (e,) the source of each candidate pair.
        columns: (e,) its target; no pair occurs twice.
        log_odds: (e,) that the two belong together, seen alone, in nats.

    Returns:
        (e,) between 0 and 1; those of one document add up to no more than 1.

    >>> pair_probabilities(np.array([0]), np.array([0]), np.array([0.0]))
    array([0.5])
    """
    if not len(rows):
        return np.zeros(0)
    odds = np.exp(np.clip(log_odds, -_CERTAIN, _CERTAIN))
    # What each end tells the other: the chance that it is free, were it not for this pair.
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
    """For each value, the sum of the others with the same owner."""
    sums = np.bincount(owners, weights=values)
    return np.maximum(sums[owners] - values, 0)


def one_to_one(rows: Indices, columns: Indices, scores: Floats, *, least: float) -> Sequence[int]:
    """The candidates that are chosen: best first, each document once.

    Equal scores go by row, then column.

    Args:
        rows: (e,) the source of each candidate pair.
        columns: (e,) its target.
        scores: (e,) how good it is.
        least: Candidates with less are not chosen.
    """
    chosen: list[int] = []
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    # Rounded, so that the last bits of a sum do not decide between equals.
    for edge in np.lexsort((columns, rows, -np.round(scores, 9))):
        row, column = int(rows[edge]), int(columns[edge])
        if scores[edge] >= least and row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            chosen.append(int(edge))
    return chosen
