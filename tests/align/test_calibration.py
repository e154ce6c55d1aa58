"""Calibration, thresholds and retrieval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from repository import EXAMPLES

from align.bitext import Bead
from align.calibration import BINS, JudgedBead, bins, calibration_error, judge, thresholds
from align.evaluation import retrieval
from corpora.workflows.evaluate import by_set, measure_folder

JUDGED = st.lists(st.builds(JudgedBead, st.floats(0, 1), st.booleans(), st.booleans()), min_size=1)


def test_a_bead_is_right_only_if_gold_has_exactly_it():
    gold = [(frozenset({0}), frozenset({0})), (frozenset({1}), frozenset())]
    beads = [Bead(range(0, 1), range(0, 1), 0.9), Bead(range(1, 2), range(1, 2), 0.4)]
    beads.append(Bead(range(2, 3), range(2, 2)))
    assert judge(beads, gold) == (
        JudgedBead(0.9, True, False),
        JudgedBead(0.4, False, False),
        JudgedBead(0.0, False, True),
    )


@given(JUDGED)
def test_every_bead_is_in_one_bin_between_its_ends(judged):
    found = bins(judged)
    assert sum(each.count for each in found) == len(judged)
    for each in found:
        assert each.low - 1e-9 <= each.said <= each.low + 1 / BINS + 1e-9
    right = sum(each.count * each.right for each in found)
    assert right == pytest.approx(sum(bead.right for bead in judged))
    assert 0 <= calibration_error(judged) <= 1


def test_certainty_that_is_wrong_is_the_worst():
    assert calibration_error([JudgedBead(1.0, False, False)]) == 1
    assert calibration_error([]) == 0


@given(JUDGED, st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_a_higher_threshold_keeps_no_more(judged, levels):
    found = thresholds(judged, sorted(levels))
    kept = [each.kept for each in found]
    recall = [each.recall for each in found]
    assert kept == sorted(kept, reverse=True)
    assert recall == sorted(recall, reverse=True)
    assert thresholds(judged, [0.0])[0].recall == 1


def test_measuring_judges_every_bead():
    measured = measure_folder(EXAMPLES)
    for each in measured:
        assert len(each.judged) == each.evaluation.strict.answers
        assert sum(bead.right for bead in each.judged) == each.evaluation.strict.right_answers
    assert len(by_set(measured)[0].judged) == sum(len(each.judged) for each in measured)


def test_retrieval_counts_both_directions():
    source = np.array([[1, 0], [0, 1]], dtype=np.float32)
    target = np.array([[1, 0], [1, 0]], dtype=np.float32)
    assert retrieval(source, target).cosine == 0.5
    assert retrieval(source, source[::-1]).cosine == 0


def test_margins_help_where_one_text_is_near_to_all():
    # The third target is near to every source: by cosine it wins each row.
    source = np.eye(3, 4, dtype=np.float32)
    target = np.array([[6, 0, 0, 8], [0, 6, 0, 8], [7, 7, 1, 1]], dtype=np.float32) / 10
    found = retrieval(source, target)
    assert found.margin >= found.cosine


@pytest.mark.parametrize("shapes", [((2, 3), (3, 3)), ((0, 3), (0, 3))])
def test_vectors_of_different_shapes_are_refused(shapes):
    with pytest.raises(ValueError, match="differ or are empty"):
        retrieval(*(np.zeros(shape, dtype=np.float32) for shape in shapes))
