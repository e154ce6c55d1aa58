"""What speaks for a bead: every feature has a name, and both sides are treated alike."""

import json
from importlib.resources import files

import numpy as np
import pytest
from random_bands import some_tokens
from small_bitext import document
from word_encoder import WordEncoder

from align.bitext import SEGMENT_KINDS
from align.lattice.band import Band
from align.lattice.bead_types import MATCH_TYPES, MAX_GROUP
from align.scoring.bead_features import GAP_FEATURES, MATCH_FEATURES, BandMeasurements, BeadFeatures
from align.scoring.bead_scores import learned_weights, score_beads
from align.scoring.segment_features import CLASSES, segment_features

KOREAN = document(
    "회의 결과\n1. 양측은 3억 원을 쓴다.\nㅇ 20척을 짓는다.\n※ 톨란 차관 참석\n배 20척\n끝.",
    "ko", "title", "paragraph", "bullet", "note", "table_row", "closing",
)  # fmt: skip
ENGLISH = document(
    "Outcome\n1. The sides spend KRW 300 million. They agreed.\nThey build 20 ships.\n"
    "* Vice Minister Tolan attended\n- Yes",
    "en", "title", "paragraph", "paragraph", "note", "bullet",
)  # fmt: skip


def features(band: Band, *, with_tokens: bool, swapped: bool = False) -> BeadFeatures:
    sides = (ENGLISH, KOREAN) if swapped else (KOREAN, ENGLISH)
    one, two = (WordEncoder().encode_groups(side.texts(), MAX_GROUP) for side in sides)
    three, four = (some_tokens(len(side), seed=len(side)) for side in sides)
    tokens = (three, four) if with_tokens else None
    side_features = segment_features(sides[0]), segment_features(sides[1])
    return BeadFeatures(BandMeasurements.of(band, (one, two), side_features, tokens))


FULL = Band.full(6, 5)
NARROW = Band.around(np.array([0, 1, 2, 3, 4, 5, 5]), 5, 1)


@pytest.mark.parametrize("with_tokens", [False, True])
@pytest.mark.parametrize("band", [FULL, NARROW])
def test_every_feature_has_a_name(band, with_tokens):
    found = features(band, with_tokens=with_tokens)
    assert found.has_coverage == with_tokens
    for a, b in MATCH_TYPES:
        rows = list(found.match(a, b))
        assert len(rows) == len(found.match_names)
        assert all(row.shape == (len(band),) and row.dtype == np.float32 for row in rows)
        assert np.isfinite(rows).all()
    for rows, count in ((found.omission(), 6), (found.addition(), 5)):
        assert rows.shape == (len(found.gap_names), count)
        assert np.isfinite(rows).all()


@pytest.mark.parametrize("names", [MATCH_FEATURES, GAP_FEATURES])
def test_no_name_stands_twice(names):
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("with_tokens", [False, True])
def test_the_weights_are_those_of_the_features(with_tokens):
    found = features(FULL, with_tokens=with_tokens)
    table = json.loads(
        files("align.scoring").joinpath("bead_weights.json").read_text(encoding="utf-8")
    )
    table = table["with coverage" if with_tokens else "without coverage"]
    assert tuple(table["match"]) == found.match_names
    assert tuple(table["omission"]) == tuple(table["addition"]) == found.gap_names
    weights = learned_weights(found)
    assert weights.match.tolist() == pytest.approx(
        [table["match"][name] for name in found.match_names]
    )


def test_scores_are_weighted_sums():
    found = features(FULL, with_tokens=True)
    weights = learned_weights(found)
    scores = score_beads(found, weights)
    for t, (a, b) in enumerate(MATCH_TYPES):
        expected = weights.match @ np.stack(list(found.match(a, b)))
        np.testing.assert_allclose(scores.match[t], expected, rtol=1e-4, atol=1e-4)
    swap = scores.match[-1, FULL.cell(4, 4)]
    crossed = scores.match[0, FULL.cell(3, 4)] + scores.match[0, FULL.cell(4, 3)]
    assert swap == pytest.approx(crossed + weights.swap, abs=1e-4)


@pytest.mark.parametrize("with_tokens", [False, True])
def test_no_feature_but_length_knows_which_side_is_which(with_tokens):
    one = features(FULL, with_tokens=with_tokens)
    two = features(FULL.transposed, with_tokens=with_tokens, swapped=True)
    unlike = {"length", "length squared"}
    for a, b in MATCH_TYPES:
        ends = (FULL.i >= a) & (FULL.j >= b)
        pairs = zip(one.match_names, one.match(a, b), two.match(b, a), strict=True)
        for name, row, other in pairs:
            if name not in unlike:
                back = np.empty_like(other)
                back[FULL.transposition] = other
                np.testing.assert_allclose(row[ends], back[ends], atol=1e-5, err_msg=name)
    np.testing.assert_allclose(one.omission(), two.addition(), atol=1e-5)
    np.testing.assert_allclose(one.addition(), two.omission(), atol=1e-5)


def feature(name: str, a: int, b: int, i: int, j: int) -> float:
    found = features(FULL, with_tokens=False)
    return float(list(found.match(a, b))[MATCH_FEATURES.index(name)][FULL.cell(i, j)])


@pytest.mark.parametrize(
    ("name", "bead", "expected"),
    [
        ("one to one", (1, 1, 2, 2), 1),
        ("one to one", (1, 2, 2, 3), 0),
        ("merge", (1, 2, 2, 3), 1),
        ("segments beyond three", (2, 4, 4, 4), 3),
        ("many to many", (2, 2, 3, 3), 1),
        ("shared numbers", (1, 1, 2, 2), 2),  # 1. and 300 million
        ("lost numbers", (1, 1, 2, 2), 0),
        ("sentences", (1, 1, 2, 2), abs(np.log(1.5 / 2.5))),
        ("full stop", (1, 1, 2, 2), 0),
        ("full stop", (1, 1, 2, 1), 0.825),  # as far as the two documents keep them
        ("same mark", (1, 1, 2, 2), 1),
        ("mark alone", (1, 1, 3, 3), 0.7),
        ("titles", (1, 1, 1, 1), 1),
        ("same kind", (1, 1, 1, 1), 0),
        ("titles", (1, 1, 2, 1), 0),
        ("title and other", (1, 1, 2, 1), 1),
        ("title and other", (1, 1, 1, 1), 0),
        ("heading and text", (1, 1, 2, 1), 0),
        ("title inside", (2, 1, 2, 1), 1),
        ("title inside", (1, 1, 1, 1), 0),
        ("title inside", (2, 1, 3, 2), 0),
        ("same kind", (1, 1, 4, 4), 1),
        ("other kind", (1, 1, 5, 5), 1),
        ("kinds inside", (2, 1, 4, 3), 1),
        ("kinds inside", (2, 1, 2, 1), 0),  # a title is counted apart
        ("marks inside", (2, 1, 3, 2), 1),
    ],
)
def test_single_features(name, bead, expected):
    assert feature(name, *bead) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("english", "name"), [("By region", "heading and text"), ("They met.", "other kind")]
)
def test_a_heading_may_be_plain_text_but_no_sentence(english, name):
    sides = document("지역\n끝.", "ko", "heading", "closing"), document(english, "en", "paragraph")
    vectors = [WordEncoder().encode_groups(side.texts(), MAX_GROUP) for side in sides]
    side_features = segment_features(sides[0]), segment_features(sides[1])
    band = Band.full(2, 1)
    found = BeadFeatures(BandMeasurements.of(band, tuple(vectors), side_features, None))
    rows = dict(zip(MATCH_FEATURES, found.match(1, 1), strict=True))
    told = {kind for kind in ("heading and text", "other kind") if rows[kind][band.cell(1, 1)]}
    assert told == {name}


def test_every_kind_of_segment_has_a_class():
    assert set(CLASSES) == set(SEGMENT_KINDS)
