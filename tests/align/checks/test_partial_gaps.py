"""Clauses that one side of a bead lacks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.bitext import Bead, Bitext
from align.checks.clause_search import (
    best_run,
    candidates,
    clause_starts,
    composition,
    log_ratio,
    probability,
)
from align.checks.partial_gaps import partial_findings
from align.scoring.token_text import token_texts, word_spans
from align.segmentation.segment import segment_lines

KOREAN = (
    "양국 장관은 해양 안보 분야의 협력을 확대하기로 하였으며, "
    "내년 상반기에 서울에서 제3차 회의를 열기로 하였다."
)
WHOLE = (
    "The two ministers agreed to expand cooperation in maritime security, "
    "and to hold the third meeting in Seoul in the first half of next year."
)
FIRST, SECOND = "해양 안보 분야의 협력", "제3차 회의"


def bitext_of(korean, english):
    source, target = segment_lines("\n".join(korean), "ko"), segment_lines("\n".join(english), "en")
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(korean)))
    return Bitext(source, target, beads)


def found(korean, english, **options):
    return [
        (index, finding)
        for index, finding in partial_findings(bitext_of(korean, english), **options)
        if finding.confidence >= 0.5
    ]


def test_a_clause_that_the_english_lacks_is_marked():
    english = "The two ministers agreed to expand cooperation in maritime security."
    ((index, finding),) = found([KOREAN], [english])
    assert (index, finding.kind, finding.target_span) == (0, "partial_omission", None)
    start, end = finding.source_span
    assert "제3차 회의" in KOREAN[start:end]
    assert finding.sentence.startswith("The English seems to lack a part of the Korean: “")


def test_a_first_clause_that_the_english_lacks():
    english = "The two ministers agreed to hold the third meeting in Seoul next year."
    ((_, finding),) = found([KOREAN], [english])
    assert finding.kind == "partial_omission"


def test_a_clause_that_the_korean_lacks_is_marked():
    korean = "양국 장관은 해양 안보 분야의 협력을 확대하기로 하였다."
    ((_, finding),) = found([korean], [WHOLE])
    assert (finding.kind, finding.source_span) == ("partial_addition", None)
    start, end = finding.target_span
    assert "third meeting in Seoul" in WHOLE[start:end]


def test_a_whole_translation_lacks_nothing():
    assert found([KOREAN], [WHOLE]) == []


def test_the_other_way_round_it_is_an_addition():
    bitext = bitext_of([KOREAN], ["The two ministers agreed to expand maritime cooperation."])
    turned = Bitext(bitext.target, bitext.source, bitext.beads)
    kinds = [finding.kind for _, finding in partial_findings(turned)]
    assert kinds == ["partial_addition"]


def test_a_clause_in_the_next_sentence_is_not_missing():
    rest = "They will hold the third meeting in Seoul in the first half of next year."
    first = "The two ministers agreed to expand cooperation in maritime security."
    other = "회의에는 양국의 관계 부처 관계자들이 참석하였다."
    assert found([KOREAN, other], [first, "Officials of both sides attended."])
    assert found([KOREAN, other], [first, rest]) == []


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["장관은", "회의를,", "열었으며", "ㄱ", "½", "\u200b가", "3억"]), min_size=1
    ),
    st.lists(
        st.sampled_from(["the", "minister,", "and", "said", "…", "x\u200d", "2016"]), min_size=1
    ),
)
def test_spans_lie_on_words(korean, english):
    own, other = token_texts([" ".join(korean)], "ko")[0], token_texts([" ".join(english)], "en")[0]
    for text, candidate in zip((own, other), candidates(own, other), strict=True):
        assert candidate is None or len(clause_starts(text.text, text.language)) > 1
        if candidate:
            assert candidate.start in {start for start, _ in text.words}
            assert candidate.end in {end for _, end in text.words}
            assert (candidate.start, candidate.end) != (text.words[0][0], text.words[-1][1])
            assert candidate.start < candidate.end
            assert 0 < candidate.weight < text.weights.sum()
            assert 0 <= probability(candidate) <= 1


def test_even_a_whole_translation_has_candidates_that_are_unlikely():
    (korean,), (english,) = token_texts([KOREAN], "ko"), token_texts([WHOLE], "en")
    for candidate in candidates(korean, english):
        assert candidate is not None
        assert probability(candidate) < 0.5


def test_the_candidates_of_a_pair_do_not_depend_on_which_comes_first():
    (korean,), (english,) = token_texts([KOREAN], "ko"), token_texts([WHOLE], "en")
    assert candidates(korean, english) == candidates(english, korean)[::-1]


@given(st.lists(st.integers(-9, 9), max_size=9))
def test_the_best_run_is_the_best_of_all_but_the_whole(gains):
    total, low, high = best_run([float(gain) for gain in gains])
    sums = [
        sum(gains[i:j])
        for i in range(len(gains))
        for j in range(i + 1, len(gains) + 1)
        if (i, j) != (0, len(gains))
    ]
    assert total == max([*sums, 0])
    if total:
        assert total == sum(gains[low:high])
        assert (low, high) != (0, len(gains))
    else:
        assert low == high


def test_a_pair_of_usual_make_up_has_a_usual_length():
    """Latin names and figures in the Korean lengthen it, and that is expected."""
    plain = log_ratio(
        "양국 장관은 협력을 확대하기로 하였다.", "The ministers agreed to expand cooperation."
    )
    assert plain < 0
    names = composition("APEC 2016 회의", "APEC 2016 meeting")
    assert names[1:3] == (4 / 12, 4 / 12)


@given(st.text("가나며 ,ab.(“”", max_size=40), st.sampled_from(["ko", "en"]))
def test_clauses_begin_at_words(text, language):
    starts = clause_starts(text, language)
    words = word_spans(text)
    assert starts[:1] == [0][: len(words)]
    assert starts == sorted(set(starts))
    assert all(start < len(words) for start in starts)
