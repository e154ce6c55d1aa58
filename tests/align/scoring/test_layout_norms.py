"""What a difference in layout says is told from the document."""

import numpy as np
import pytest
from small_bitext import document

from align.scoring.document_norms import UsualLayout
from align.scoring.segment_features import segment_features


def layout(korean, english, mates=None):
    """The layout of two lists of lines of which those in the same place translate each other."""
    sides = [
        segment_features(document("\n".join(lines), language, *["paragraph"] * len(lines)))
        for lines, language in ((korean, "ko"), (english, "en"))
    ]
    pairs = range(len(korean)) if mates is None else mates
    places = np.array(list(pairs), dtype=np.int64)
    return UsualLayout.of(*sides, (places, places))


def unusual(found, i, j):
    return float(found.unusual_marks(np.array([i]), np.array([j]))[0])


KEPT = ["1. 양측은 만났다.", "ㅇ 배를 짓는다.", "ㅇ 집을 짓는다.", "양측은 떠났다."] * 5
KEPT_EN = ["1. They met.", "° They build ships.", "° They build houses.", "They left."] * 5
PROSE_EN = ["They met.", "They build ships.", "They build houses.", "They left."] * 5


def test_a_mark_alone_says_much_where_marks_are_kept_and_little_in_prose():
    kept, prose = layout(KEPT, KEPT_EN), layout(KEPT, PROSE_EN)
    assert unusual(kept, 1, 3) > 0.9
    assert unusual(prose, 1, 3) < 0.35
    assert unusual(prose, 0, 3) < unusual(kept, 0, 3)


def test_each_mark_is_told_by_its_own():
    # The paragraphs keep their numbers, the bullets become prose.
    mixed = layout(KEPT, ["1. They met.", *PROSE_EN[1:4]] * 5)
    assert unusual(mixed, 0, 3) > 0.8
    assert unusual(mixed, 1, 3) < 0.4


def test_marks_of_another_kind_are_usual_where_they_stand_for_each_other():
    swapped = layout(["□ 양측은 만났다.", "- 떠났다."] * 10, ["1. They met.", "a) They left."] * 10)
    assert unusual(swapped, 0, 0) < 0.4
    assert unusual(swapped, 0, 1) > 0.7


def test_numbers_of_other_values_never_stand_for_each_other():
    numbered = layout(["1. 하나", "2. 둘"] * 6, ["1. one", "2. two"] * 6)
    assert unusual(numbered, 0, 1) == 1


def test_full_stops_are_told_from_the_pairs():
    clipped = [line.removesuffix("다.") + "함" for line in KEPT]
    assert layout(KEPT, PROSE_EN).stops > 0.9
    assert layout(clipped, PROSE_EN).stops < 0.25


def test_sentences_count_only_where_segments_have_several():
    assert layout(KEPT, PROSE_EN).sentences == 0
    several = ["양측은 만났다. 배를 짓는다.", *KEPT[1:]]
    assert 0 < layout(several, PROSE_EN).sentences < 0.6
    assert layout(["하나다. 둘이다."] * 8, ["This is one. That is two."] * 8).sentences > 0.95


def test_a_document_that_shows_nothing_is_taken_to_keep_its_layout():
    found = layout(KEPT, KEPT_EN, mates=[])
    assert found.stops == pytest.approx(0.9)
    assert unusual(found, 1, 3) == pytest.approx(0.9)
