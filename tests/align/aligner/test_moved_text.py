"""Leftovers on both sides that form one moved bead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.moved_text import join_moved
from align.bitext import Bead, check_cover
from align.pipeline import align_texts


def beads_of(pairs):
    return tuple(Bead(range(*a), range(*b), 0.9, None if a[0] == a[1] or b[0] == b[1] else 0.8)
                 for a, b in pairs)  # fmt: skip


#: Segment 1 of the source stands last in the target.
LEFT_OVER = beads_of([((0, 1), (0, 1)), ((1, 2), (1, 1)), ((2, 3), (1, 2)), ((3, 3), (2, 3))])
EYE = np.eye(4, dtype=np.float32)


def runs(lines):
    """The vectors of runs of lines: (4, n, d), each of unit length."""
    made = np.zeros((4, *np.shape(lines)), dtype=np.float32)
    for g in range(4):
        for i in range(g, len(lines)):
            total = np.sum(lines[i - g : i + 1], axis=0)
            made[g, i] = total / max(np.linalg.norm(total), 1e-6)
    return made


def test_two_similar_leftovers_become_one_moved_bead():
    joined = join_moved(LEFT_OVER, runs(EYE[[0, 1, 2]]), runs(EYE[[0, 2, 1]]))
    assert [(bead.source, bead.target, bead.moved) for bead in joined] == [
        (range(1), range(1), False),
        (range(1, 2), range(2, 3), True),
        (range(2, 3), range(1, 2), False),
    ]
    assert (joined[1].probability, joined[1].score) == (0.9, 1.0)
    check_cover(joined, 3, 3)


@pytest.mark.parametrize(
    ("source", "target", "apart"),
    [
        pytest.param([0, 1, 2], [0, 2, 3], (frozenset(), frozenset()), id="unlike"),
        pytest.param([0, 1, 1], [0, 1, 1], (frozenset(), frozenset()), id="a repeated line"),
        pytest.param([0, 1, 2], [0, 2, 1], (frozenset({1}), frozenset()), id="a contact line"),
        pytest.param([0, 1, 2], [0, 2, 1], (frozenset(), frozenset({2})), id="an attachment"),
    ],
)
def test_what_stays_a_gap(source, target, apart):
    assert join_moved(LEFT_OVER, runs(EYE[source]), runs(EYE[target]), apart=apart) == LEFT_OVER


@pytest.mark.parametrize(
    ("likeness", "rival", "joined"),
    [
        pytest.param(0.62, 0.58, True, id="as alike as a translation here"),
        pytest.param(0.52, 0.2, True, id="less alike, but like nothing else"),
        pytest.param(0.52, 0.4, False, id="less alike, and another comes near"),
        pytest.param(0.44, 0.0, False, id="hardly alike"),
    ],
)
def test_how_similar_two_leftovers_must_be(likeness, rival, joined):
    """A translation here is .8 alike; the other line that comes near is one of the target's."""
    omitted = np.array([rival, likeness, 0, 0])
    omitted[2] = np.sqrt(1 - rival**2 - likeness**2)
    source = np.stack([EYE[0], omitted.astype(np.float32), EYE[3]])
    found = join_moved(LEFT_OVER, runs(source), runs(EYE[[0, 3, 1]]))
    assert any(bead.moved for bead in found) is joined


#: Source segments 1 and 2 stand in one sentence at the end of the target, or do not.
TWO_LEFT = beads_of(
    [((0, 1), (0, 1)), ((1, 2), (1, 1)), ((2, 3), (1, 1)), ((3, 4), (1, 2)), ((4, 4), (2, 3))]
)


@pytest.mark.parametrize(
    ("weights", "apart", "grown"),
    [
        pytest.param((0.8, 0.6), frozenset(), True, id="both are said there"),
        pytest.param((1.0, 0.1), frozenset(), False, id="one is said there"),
        pytest.param((0.8, 0.6), frozenset({2}), False, id="the other is a contact line"),
    ],
)
def test_a_neighbour_that_is_left_over_joins_what_moved(weights, apart, grown):
    source, target = EYE, np.stack([EYE[0], EYE[3], weights @ EYE[[1, 2]]])
    found = join_moved(TWO_LEFT, runs(source), runs(target), apart=(apart, frozenset()))
    moved = next(bead for bead in found if bead.moved)
    assert (moved.source, moved.target) == (range(1, 3 if grown else 2), range(2, 3))
    check_cover(found, 4, 3)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 3), st.integers(0, 99))
def test_beads_still_cover_both_sides(omitted, added, pairs, seed):
    kinds = [(1, 0)] * omitted + [(0, 1)] * added + [(1, 1)] * pairs
    rng = np.random.default_rng(seed)
    beads, i, j = [], 0, 0
    for a, b in rng.permutation(kinds):
        beads.append(Bead(range(i, i + a), range(j, j + b), 0.5, 0.1 if a and b else None))
        i, j = i + int(a), j + int(b)
    vectors = rng.normal(size=(i + j, 3)).astype(np.float32)
    joined = join_moved(beads, runs(vectors[:i]), runs(vectors[i:]))
    check_cover(joined, i, j)
    assert {i for bead in joined if bead.moved for i in bead.source} <= {
        bead.source[0] for bead in beads if not bead.target
    }


def test_a_paragraph_moved_to_the_end_of_the_english():
    korean = [
        "양국 장관은 해양 안보 분야의 협력을 확대하기로 하였다.",
        "한편 외교부는 청년 인턴을 30명 채용할 계획이다.",
        "올해 쌀 생산량은 지난해보다 5% 늘어날 것으로 보인다.",
        "서울시는 새 도서관을 내년 봄에 연다.",
        "기상청은 주말에 큰 눈이 올 것으로 내다보았다.",
        "소방청은 산불 예방 훈련을 실시하였다.",
    ]
    english = [
        "The two ministers agreed to expand cooperation in maritime security.",
        "Rice production this year is expected to rise by 5% from last year.",
        "The city of Seoul opens a new library next spring.",
        "The weather office forecasts heavy snow at the weekend.",
        "The fire agency held a drill for the prevention of forest fires.",
        "Meanwhile, the Ministry of Foreign Affairs plans to hire 30 young interns.",
    ]
    bitext = align_texts("\n".join(korean), "\n".join(english)).bitext
    moved = [(bead.source, bead.target) for bead in bitext if bead.moved]
    assert moved == [(range(1, 2), range(5, 6))]
    assert not any(bead.is_gap for bead in bitext)
