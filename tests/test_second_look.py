"""Beads in doubt are judged again by their tokens."""

import numpy as np

from align.band import Band
from align.lattice import MATCH_TYPES, Posteriors, Scores
from align.second_look import GAIN, Texts, doubtful, look_again, missing_shares

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
    _, chances = look(
        {(1, 1, 1, 1): 0.99, (1, 1, 2, 2): 0.5, (1, 1, 1, 2): 0.01, (1, 2, 1, 2): 0.4}
    )
    found = doubtful(chances, BAND)
    assert [(one.source, one.target) for one in found] == [
        (range(1, 2), range(1, 2)),
        (range(1), range(2)),
    ]


def test_without_doubt_there_is_nothing_to_look_at():
    assert look_again(*look({(1, 1, 1, 1): 0.999}), BAND, TEXTS) is None


def test_a_translation_gains_and_another_topic_loses():
    scores, chances = look({(1, 1, 1, 1): 0.5, (1, 1, 2, 2): 0.5})
    again = look_again(scores, chances, BAND, TEXTS)
    gained = again.match - scores.match
    right, wrong = gained[ONE_ONE, BAND.cell(1, 1)], gained[ONE_ONE, BAND.cell(2, 2)]
    assert 0 < right <= GAIN
    assert wrong < right - 0.3
    assert np.count_nonzero(gained) == 2


def test_shares_are_shares():
    _, chances = look({(1, 1, i, j): 0.5 for i in (1, 2) for j in (1, 2)})
    shares = missing_shares(doubtful(chances, BAND), TEXTS)
    assert len(shares) == 4
    assert all(0 <= share <= 1 for share in shares)
