"""Numbers, names and Latin words that two languages share: cases, and counts in a band."""

from fractions import Fraction

import numpy as np
import pytest
from random_bands import cells_of

from align.lattice.band import Band
from align.lexicon.numbers import number_values
from align.names.pronunciation import hangul_skeletons, latin_skeletons
from align.scoring.anchors import EVIDENCE, anchor_tokens, find_anchors


def values(text: str, language: str) -> set[str]:
    return {f"{float(value):g}" for value in number_values(text, language)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("네.", set()),
        ("12.4%", {"12.4"}),
        ("1,106건", {"1106"}),
        ("3만5천명", {"35000"}),
        ("3만 5천 명", {"35000"}),
        ("1조 2천억 원", {"1.2e+12"}),
        ("4억 2,000만 달러", {"4.2e+08"}),
        ("300억불", {"3e+10"}),
        ("5백만", {"5e+06"}),
        ("5.25.(목)", {"5", "25"}),
        ("2016. 10. 14.", {"2016", "10", "14"}),
        ("제7차 회의", {"7"}),
        ("90% 이상", {"90"}),
        ("02-123-4567", {"2", "123", "4567"}),
        ("2023년 5월", {"2023", "5"}),
    ],
)
def test_korean_numbers(text, expected):
    assert values(text, "ko") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes.", set()),
        ("12.4 percent", {"12.4"}),
        ("1,106 hits", {"1106"}),
        ("USD 3.2 billion", {"3.2e+09"}),
        ("KRW 300 million", {"3e+08"}),
        ("two million people", {"2e+06"}),
        ("a hundred ships", {"100"}),
        ("a ship", set()),
        ("the fifth round", {"5"}),
        ("twelve of them", {"12"}),
        ("on May 25", {"5", "25"}),
        ("it may be in march", set()),
        ("in Oct. 2016", {"10", "2016"}),
        ("everyone, often", set()),
        ("90-percent", {"90"}),
    ],
)
def test_english_numbers(text, expected):
    assert values(text, "en") == expected


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("68억불", "USD 6.8 billion"),
        ("320만 명", "3.2 million people"),
        ("5.25.(목)", "May 25"),
        ("2척", "two ships"),
        ("1,200명", "1,200 people"),
        ("4천만 달러", "40 million dollars"),
    ],
)
def test_the_same_in_both(korean, english):
    assert number_values(korean, "ko") == number_values(english, "en")


def test_values_are_exact():
    assert number_values("0.1", "en") == {Fraction(1, 10)}


def _known_failure(korean: str, english: str, reason: str):
    return pytest.param(korean, english, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("윤병세", "Yun Byung-se"), ("톨란", "Tolan"), ("카터", "Carter"), ("블링컨", "Blinken"),
        ("아르데니아", "Ardenia"), ("벨로니아", "Velonia"), ("모렌", "Moren"),
        ("부산", "Busan"), ("서울", "Seoul"), ("표지훈", "Pyo Ji-hun"), ("필립스", "Phillips"),
        ("오바마", "Obama"),
        _known_failure("리오센", "Rhiosen", "the h of rh is heard as one"),
        _known_failure("슐츠", "Schulz", "a German z is read as s"),
        _known_failure("마이클", "Michael", "a Greek ch is read as j"),
    ],
)  # fmt: skip
def test_names_that_sound_alike(korean, english):
    assert hangul_skeletons(f"{korean} 장관은") & latin_skeletons(f"Minister {english} said")


@pytest.mark.parametrize(
    ("korean", "english"),
    [("톨란", "Carter"), ("부산", "Seoul"), ("오바마", "Blinken"), ("카터", "Moren")],
)
def test_names_that_do_not(korean, english):
    assert not hangul_skeletons(korean) & latin_skeletons(english)


@pytest.mark.parametrize("text", ["", "네", "a b", "the minister", "아", "12", "Aa", "ㅇ"])
def test_nothing_that_could_be_a_name(text):
    assert not hangul_skeletons(text)
    assert not latin_skeletons(text)


def test_tokens_by_kind():
    numbers, latin, names = anchor_tokens("KOICA는 ODA 3건을 부산에서 논의했다.", "ko")
    assert numbers == {Fraction(3)}
    assert latin == {"koica", "oda"}
    assert "psn" in names


SOURCE = [("a b", "x", ""), ("b", "", ""), ("b c", "x", "z"), ("", "", "q")]
TARGET = [("b", "", ""), ("a", "x", "z"), ("d", "x", "z")]


def split(segments):
    return [tuple(frozenset(kind.split()) for kind in segment) for segment in segments]


@pytest.mark.parametrize("band", [Band.full(4, 3), Band.around(np.array([0, 1, 2, 2, 3]), 3, 1)])
def test_shared_weights(band):
    source, target = split(SOURCE), split(TARGET)
    found = find_anchors(source, target, band)
    counts = [
        {token: sum(token in s[kind] for s in side) for s in side for token in s[kind]}
        for kind in range(len(EVIDENCE))
        for side in (source, target)
    ]
    for kind in range(len(EVIDENCE)):
        ours, theirs = counts[2 * kind], counts[2 * kind + 1]
        weights = {t: (ours[t] * theirs[t]) ** -0.5 for t in ours.keys() & theirs.keys()}
        for place, (i, j) in enumerate(cells_of(band)):
            shared = source[i - 1][kind] & target[j - 1][kind] if i and j else set()
            expected = sum(weights[token] for token in shared)
            assert found.shared[kind, place] == pytest.approx(expected, abs=1e-6)
        for side, totals in ((source, found.source), (target, found.target)):
            expected = [sum(weights.get(token, 0) for token in s[kind]) for s in side]
            np.testing.assert_allclose(totals[kind], expected, atol=1e-6)


def test_what_is_everywhere_tells_nothing():
    everywhere = split([("1", "", "")] * 13)
    found = find_anchors(everywhere, split([("1", "", "")]), Band.full(13, 1))
    assert not found.shared.any()
    assert not found.source.any()
    assert find_anchors(everywhere[:12], split([("1", "", "")]), Band.full(12, 1)).shared.any()


def test_a_row_of_a_table_is_known_in_another_unit():
    korean = ["제도 개선\t100\t150\t750", "인프라 확충\t1,000\t1,900\t11,000"]
    english = ["Infrastructure\t100\t190\t1,100"]
    for table_row, best in ((False, 0), (True, 1)):
        found = find_anchors(
            [anchor_tokens(text, "ko", table_row=table_row) for text in korean],
            [anchor_tokens(text, "en", table_row=table_row) for text in english],
            Band.full(2, 1),
        )
        numbers = [found.shared[0, Band.full(2, 1).cell(i, 1)] for i in (1, 2)]
        assert int(np.argmax(numbers)) == best


def test_the_digits_of_a_row_are_told_from_its_values():
    values, _, _ = anchor_tokens("수소차 7 1.5 1,500 0.15 0", "ko", table_row=True)
    assert {value for value in values if isinstance(value, tuple)} == {("digits", "15")}
    assert Fraction(1500) in values
    assert anchor_tokens("1,500대", "ko") == anchor_tokens("1,500대", "ko", table_row=False)
    assert ("digits", "15") not in anchor_tokens("1,500대", "ko")[0]
