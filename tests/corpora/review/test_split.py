"""Where a pair can be divided, and which places of its sides belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from release_strategies import AWKWARD
from small_bitext import release as hand_made
from word_encoder import WordEncoder

from corpora.review.split import SEGMENT, SENTENCE, agreement, division, places
from corpora.store import Store

WORDS = st.text("가나.,! ab3▲", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
SIDE = st.lists(WORDS | st.sampled_from([" ".join(x.split()) for x in AWKWARD if x.split()]))


@given(SIDE, SIDE)
def test_places_are_in_order_and_have_text_on_both_sides(source, target):
    found = division(source, target, WordEncoder)
    for segments, side, other in (
        (source, found.source, found.target),
        (target, found.target, found.source),
    ):
        text = " ".join(segments)
        at = [place.at for place in side]
        assert at == sorted(set(at))
        assert at == [] or (at[0], at[-1]) == (0, len(text))
        assert all(text[:one].strip() and text[one:].strip() for one in at[1:-1])
        assert all(place.match in range(max(1, len(other))) for place in side)
    sides = zip((found.source, found.target), found.first, strict=True)
    assert all(index in range(max(1, len(side))) for side, index in sides)


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [
        ("예산을 늘린다. 세금을 줄인다.", "ko", ["예산을 늘린다."]),
        ("네. 1.20.(수) 협의를 가졌다.", "ko", ["네."]),
        ("협의를 마쳤다.다음은 표이다.", "ko", ["협의를 마쳤다."]),
        ("It grew by 3.2 percent. No. 3 fell.", "en", ["It grew by 3.2 percent."]),
        ("Mr. Kim came to St. Paul.", "en", []),
    ],
)
def test_sentences_are_told_from_words(text, language, ends):
    found = [text[: one.at] for one in places([text], language)[1:-1] if one.strength >= SENTENCE]
    assert found == ends


def test_what_means_the_same_is_put_together():
    source = ["예산 늘린다 세금 줄인다 장관 회의 열었다"]
    target = ["budget grows taxes fall minister meeting held"]
    found = division(source, target, WordEncoder)
    counts = [(k, place.match) for k, place in enumerate(found.source)][1:-1]
    assert counts == [(k, k) for k in range(1, 7)]
    alike = agreement(source[0].split(), target[0].split(), WordEncoder())
    assert alike.shape == (6, 6)
    assert alike.argmax(axis=1).tolist() == [*range(6)]


def test_segments_come_first_and_a_gap_has_one_side():
    found = division(["하나. 둘", "셋"], ["one. two", "three"], None)
    first = found.source[found.first[0]], found.target[found.first[1]]
    assert [(one.at, one.strength) for one in first] == [(5, SEGMENT), (8, SEGMENT)]
    alone = division(["하나 둘"], [], None)
    assert (alone.target, alone.first[0], alone.possible) == ((), 1, True)
    assert not division(["하나"], ["one"], None).possible


def test_every_place_can_be_cut_and_joined_again(tmp_path):
    found = division(["양측은 3억 원을 쓴다."], ["The sides spend KRW 300 million."], None)
    with Store.open(tmp_path / "store.db", create=True) as opened:
        opened.add(hand_made())
        kim = opened.reviewer(1, "Kim")
        for source in found.source[1:-1]:
            for target in found.target:
                version = opened.release(1).reviews[1].version
                assert len(kim.split(2, {2: version}, source.at, target.at).beads) == 2
                kim.undo()
        assert opened.integrity_check() == ()
