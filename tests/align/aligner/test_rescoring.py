"""Uncertain beads are rescored by their tokens."""

import numpy as np

from align.aligner.rescoring import WORTH, Texts, doubtful, rescore, unaccounted
from align.lattice.band import Band
from align.lattice.bead_types import MATCH_TYPES
from align.lattice.posteriors import Posteriors, Scores

KOREAN = ["양국은 해양 협력을 강화하기로 하였다.", "회의는 내년 서울에서 열린다."]
ENGLISH = [
    "The two countries agreed to strengthen maritime cooperation.",
    "Rice production is expected to rise by five per cent this year.",
]
TEXTS = Texts(KOREAN, ENGLISH)
BAND = Band.full(2, 2)
ONE_ONE = MATCH_TYPES.index((1, 1))


def look(likely):
    """Scores of zero, and probabilities by type and cell."""
    shape = (len(MATCH_TYPES) + 1, len(BAND))
    match = np.zeros(shape, dtype=np.float32)
    for (a, b, i, j), p in likely.items():
        match[MATCH_TYPES.index((a, b)), BAND.cell(i, j)] = p
    gaps = np.zeros(2, dtype=np.float32)
    more = np.zeros(3, dtype=np.float32)
    scores = Scores(np.zeros(shape, dtype=np.float32), gaps, gaps, more)
    return scores, Posteriors(match, gaps, gaps, 0.0, more)


def test_only_what_is_neither_sure_nor_unlikely_is_in_doubt():
    _, probabilities = look(
        {(1, 1, 1, 1): 0.999, (1, 1, 2, 2): 0.5, (1, 1, 1, 2): 0.001, (1, 2, 1, 2): 0.4}
    )
    found = doubtful(probabilities, BAND)
    assert [(one.source, one.target, one.joins) for one in found] == [
        (range(1, 2), range(1, 2), False),
        (range(1), range(2), True),
    ]


def test_without_doubt_nothing_changes():
    scores, probabilities = look({(1, 1, 1, 1): 0.999})
    assert np.array_equal(rescore(scores, probabilities, BAND, TEXTS).match, scores.match)


def gained_by_joining(english):
    """What a bead of one Korean and both English lines gains."""
    band = Band.full(1, 2)
    match = np.zeros((len(MATCH_TYPES) + 1, len(band)), dtype=np.float32)
    place = MATCH_TYPES.index((1, 2)), band.cell(1, 2)
    none = np.zeros(3, dtype=np.float32)
    scores = Scores(match.copy(), none[:1], none[:2], none)
    match[place] = 0.5
    korean = ["양국은 해양 협력을 강화하고 내년 서울에서 회의를 열기로 하였다."]
    probabilities = Posteriors(match, none[:1], none[:2], 0.0, none)
    again = rescore(scores, probabilities, band, Texts(korean, english))
    assert np.count_nonzero(again.match) == 1
    return float(again.match[place])


def test_a_line_of_another_topic_costs_the_bead_that_it_is_drawn_into():
    right = gained_by_joining([ENGLISH[0], "They will meet in Seoul next year."])
    wrong = gained_by_joining(ENGLISH)
    assert wrong < right - 1
    assert right <= WORTH.gain + WORTH.joined


def test_a_side_that_joins_a_line_of_another_topic_shows_it():
    _, probabilities = look({(1, 1, 1, 1): 0.5, (1, 2, 1, 2): 0.5})
    alone, joined = unaccounted(doubtful(probabilities, BAND), TEXTS)
    assert alone.segment == 0
    assert joined.segment > 0.6
    assert joined.segment > joined.better_side


def test_shares_are_shares():
    _, probabilities = look(
        {(a, b, 2, 2): 0.5 for a in (1, 2) for b in (1, 2)} | {(1, 1, 1, 1): 0.5}
    )
    shares = unaccounted(doubtful(probabilities, BAND), TEXTS)
    assert len(shares) == 5
    for each in shares:
        assert 0 <= each.better_side <= 1
        assert 0 <= each.segment <= 1


def test_each_segment_of_a_run_is_judged_by_its_own_tokens():
    texts = Texts(["양국은 해양 협력을 강화하기로 하였다."], ENGLISH)
    turned = Texts(texts.source, ENGLISH[::-1])
    band = Band.full(1, 2)
    match = np.zeros((len(MATCH_TYPES) + 1, len(band)), dtype=np.float32)
    match[MATCH_TYPES.index((1, 2)), band.cell(1, 2)] = 0.5
    none = np.zeros(3, dtype=np.float32)
    doubts = doubtful(Posteriors(match, none[:1], none[:2], 0.0, none), band)
    (one,), (two,) = unaccounted(doubts, texts), unaccounted(doubts, turned)
    assert min(one.segment, two.segment) > 0.6
    assert abs(one.segment - two.segment) < 0.2
