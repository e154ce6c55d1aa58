"""How much longer a translation usually is is told from the document."""

import numpy as np
import pytest

from align.scoring.document_norms import UsualLength, log_ratio


def lengths(ratio, *, pairs=30, seed=0):
    rng = np.random.default_rng(seed)
    source = rng.uniform(20, 90, pairs)
    return source, (source + 5) * ratio - 10


def test_a_document_shows_its_own_ratio():
    for ratio in (1.7, 2.0, 2.6):
        found = UsualLength.of(*lengths(ratio))
        assert found.log_ratio == pytest.approx(np.log(ratio), abs=0.05)


def test_pairs_that_are_parts_of_wider_beads_do_not_count():
    source, target = lengths(2.0)
    target[:8] *= 3
    assert UsualLength.of(source, target).log_ratio == pytest.approx(np.log(2), abs=0.05)


def test_few_pairs_or_none_leave_what_is_usual():
    nothing = np.zeros(0)
    usual = UsualLength.of(nothing, nothing).log_ratio
    assert 0.6 < usual < 0.8
    source, target = lengths(2.6, pairs=1)
    one = UsualLength.of(source, target).log_ratio
    assert usual < one < log_ratio(source, target)[0]


def test_distance_is_from_the_usual_and_counts_more_for_long_texts():
    usual = UsualLength.of(*lengths(2.0))
    source, same = lengths(2.0, seed=3)
    assert usual.distance(source, same).max() < 0.1
    short, long = usual.distance(np.array([10.0, 90.0]), np.array([50.0, 370.0]))
    assert 0 < short < long
