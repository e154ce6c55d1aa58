"""Gaps and joined beads that are frequent in a document score higher in it."""

import numpy as np
import pytest

from align.aligner.document_priors import (
    JOINED,
    WORTH,
    ExpectedCounts,
    document_priors,
    expected_counts,
    with_priors,
)
from align.lattice.bead_types import MATCH_TYPES, SWAP
from align.lattice.posteriors import Posteriors, Scores


def test_a_document_with_average_rates_changes_nothing():
    found = document_priors(
        ExpectedCounts(WORTH.usual_gaps * 500, 500, WORTH.usual_joined * 200, 200)
    )
    assert found.gaps == pytest.approx(0, abs=1e-6)
    assert found.joined == pytest.approx(0, abs=1e-6)


def test_few_gaps_and_joined_beads_are_below_zero_and_many_above():
    few, many = (
        document_priors(ExpectedCounts(0, 200, 0, 100)),
        document_priors(ExpectedCounts(60, 200, 50, 100)),
    )
    assert few.gaps < -2
    assert few.joined < -2
    assert many.gaps > 0.5
    assert many.joined > 0.5


def test_a_short_document_says_little_about_its_habits():
    short, long = (
        document_priors(ExpectedCounts(0, 4, 0, 2)),
        document_priors(ExpectedCounts(0, 400, 0, 200)),
    )
    assert long.gaps < short.gaps < 0
    assert short.gaps > -1


def test_empty_counts_give_the_average_rates():
    assert document_priors(ExpectedCounts(0, 0, 0, 0)) == document_priors(
        ExpectedCounts(0.0, 0, 0.0, 0)
    )
    assert document_priors(ExpectedCounts(0, 0, 0, 0)).gaps == pytest.approx(0)


def test_beads_are_counted_by_their_probability():
    match = np.zeros((SWAP + 1, 3), dtype=np.float32)
    match[MATCH_TYPES.index((1, 1)), 0] = 0.5
    match[MATCH_TYPES.index((2, 1)), 1] = 0.25
    match[SWAP, 2] = 0.125  # two beads
    some = np.array([0.5, 0.25], dtype=np.float32)
    found = expected_counts(Posteriors(match, some, some[:1], 0.0, some))
    assert found == ExpectedCounts(gaps=1.25, segments=3, joined=0.25, beads=1.0)


def test_only_gaps_and_joined_beads_change():
    zeros = np.zeros((SWAP + 1, 4), dtype=np.float32)
    scores = Scores(zeros, zeros[0], zeros[0], zeros[0, :3])
    found = document_priors(ExpectedCounts(0, 200, 0, 100))
    again = with_priors(scores, found)
    changed = np.flatnonzero(again.match.any(axis=1))
    assert changed.tolist() == list(range(JOINED.start, JOINED.stop))
    assert (again.match[JOINED] == np.float32(WORTH.joined * found.joined)).all()
    assert (again.omission < 0).all()
    assert (again.omission == again.addition).all()
    assert not scores.match.any()
    assert again.continued is scores.continued
