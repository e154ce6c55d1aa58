"""Gaps: their kind, their place, and the reason that a person reads."""

import numpy as np
import pytest
from small_bitext import BITEXT, ENGLISH, KOREAN, SOURCE, TARGET, document

from align.bitext import Bead, Bitext
from align.gaps import EXPECTED_GAPS, GAP_KINDS, REAL_GAPS, find_gaps
from align.lexicon import numbers

GAPS = find_gaps(BITEXT, SOURCE, TARGET)


def test_every_gap_bead_is_a_gap_and_no_other():
    assert [(gap.kind, gap.bead, gap.language, gap.line, gap.confidence) for gap in GAPS] == [
        ("omission", 2, "ko", 5, 0.97),
        ("addition", 5, "en", 5, 0.45),
        ("disclaimer", 6, "en", 6, 0.9),
        ("closing", 7, "ko", 8, 0.9),
    ]
    assert [gap.is_real for gap in GAPS] == [True, True, False, False]
    assert [gap.text for gap in GAPS[:2]] == [
        "ㅇ 5년 간 20척을 짓는다.",
        "Velonia has 3.2 million people.",
    ]


def test_reasons():
    nearest = float((SOURCE[2] @ TARGET.T).max())
    assert GAPS[0].reason == (
        f"The nearest English, line 6 (“* unofficial translation”), is {nearest:.2f} alike; "
        "a translation here is 0.60 alike. 5, 20 occur nowhere in the English."
    )
    assert GAPS[1].reason.endswith("0.60 alike. 3,200,000 occurs nowhere in the Korean.")
    assert GAPS[2].reason == "A disclaimer line, which the other version usually lacks."


def test_a_long_neighbour_is_cut_short():
    long = document("word " * 30, "en", "paragraph")
    beads = (*(Bead(range(i, i + 1), range(0, 0), 1.0) for i in range(6)),)
    bitext = Bitext(KOREAN, long, (*beads, Bead(range(6, 6), range(0, 1), 1.0)), "")
    reason = find_gaps(bitext, SOURCE, TARGET[:1])[1].reason
    quoted = reason.partition("“")[2].partition("”")[0]
    assert quoted == "word " * 7 + "word…"
    assert "a translation here" not in reason


def test_without_another_side_there_is_no_neighbour():
    nothing = document("", "en", "")
    beads = tuple(Bead(range(i, i + 1), range(0, 0)) for i in range(6))
    gaps = find_gaps(Bitext(KOREAN, nothing, beads), SOURCE, np.zeros((0, 6), np.float32))
    assert gaps[0].reason == "There is no English text."
    assert gaps[0].confidence == 1
    assert len(gaps) == 6


def test_segments_of_one_gap_stand_together():
    beads = (
        Bead(range(0, 1), range(0, 1), 1.0, 0.5),
        Bead(range(1, 3), range(1, 1), 0.7),
        Bead(range(3, 6), range(1, 6), 0.5, 0.5),
    )
    (gap,) = find_gaps(Bitext(KOREAN, ENGLISH, beads), SOURCE, TARGET)
    assert gap.text == "양측은 3억 원을 쓴다. ㅇ 5년 간 20척을 짓는다."
    assert (gap.line, len(gap.segments)) == (4, 2)


@pytest.mark.parametrize("kind", EXPECTED_GAPS)
def test_what_custom_leaves_out_is_no_real_gap(kind):
    korean = document("협의 결과\n붙임", "ko", "title", kind)
    english = document("Outcome", "en", "title")
    beads = (Bead(range(0, 1), range(0, 1), 1.0, 0.5), Bead(range(1, 2), range(1, 1), 1.0))
    (gap,) = find_gaps(Bitext(korean, english, beads), SOURCE[:2], TARGET[:1])
    assert (gap.kind, gap.is_real) == (kind, False)


def test_no_kind_is_both():
    assert set(GAP_KINDS) == {*REAL_GAPS, *EXPECTED_GAPS}
    assert len(GAP_KINDS) == len(REAL_GAPS) + len(EXPECTED_GAPS)


def test_numbers_of_a_document_are_read_once_whatever_the_number_of_gaps(monkeypatch):
    read = []
    real = numbers.find_numbers
    monkeypatch.setattr(
        numbers, "find_numbers", lambda text, language: read.append(text) or real(text, language)
    )
    count = 40
    lines = [str(number) for number in range(count)]
    sides = [document("\n".join(lines), language, *["paragraph"] * count)
             for language in ("ko", "en")]  # fmt: skip
    beads = [Bead(range(i, i + 1), range(0, 0), 1.0) for i in range(count)]
    beads += [Bead(range(count, count), range(j, j + 1), 1.0) for j in range(count)]
    vectors = np.ones((count, 1), dtype=np.float32)
    assert len(find_gaps(Bitext(*sides, tuple(beads), ""), vectors, vectors)) == 2 * count
    assert sorted(read) == sorted(lines * 2)
