"""The benchmark of the checks: every kind is planted, and its figures are told."""

import pytest
from repository import ROOT

from align.checks.kinds import CHECK_KINDS, FINDING_KINDS
from benchmarks.checks import Score, judge, plants
from benchmarks.planting.pairs import bitext_of, documents
from benchmarks.planting.plants import PLANTS

TEXTS = list(documents(ROOT / "corpora" / "examples"))
#: Kinds that have no place in the examples.
ABSENT = {"time_mismatch", "weekday_mismatch", "scale_error", "term_inconsistent"}


def test_every_kind_is_planted_and_in_the_table():
    assert set(PLANTS) == set(CHECK_KINDS)
    table = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert [kind for kind in FINDING_KINDS if f"| {kind} |" not in table] == []


@pytest.mark.parametrize("kind", [kind for kind in CHECK_KINDS if kind not in ABSENT])
def test_a_plant_changes_what_it_says_and_nothing_else(kind):
    planted = [one for _, one in plants(TEXTS, kind)]
    for one in planted:
        changed = [n for n, pair in enumerate(one.after) if pair != one.before[n]]
        assert changed
        assert set(changed) <= set(one.places)
        assert len(bitext_of(one.after).beads) == len(one.before)
    assert planted or kind.startswith(("term_", "title"))


def test_a_planted_number_is_found_and_one_that_is_not_is_missed():
    name, planted = next(plants(TEXTS, "number_mismatch"))
    score = Score()
    judge(score, "number_mismatch", name, planted)
    assert (score.planted, score.found, score.noticed, score.false) == (1, 1, 1, 0)
    judge(score, "doubled", name, planted)
    assert (score.planted, score.found, score.noticed, len(score.misses)) == (2, 1, 2, 1)


def test_places_are_the_same_in_every_run():
    first, second = ([one.after for _, one in plants(TEXTS, "doubled")] for _ in range(2))
    assert first == second
