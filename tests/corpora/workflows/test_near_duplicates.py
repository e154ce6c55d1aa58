"""Pairs that are nearly the same as one before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.model.entry import Entry
from corpora.workflows.clean import near_duplicates as similar
from corpora.workflows.clean.cleaner import Cleaner
from corpora.workflows.clean.near_duplicates import ALIKE, Similar

KOREAN = (
    "양측은 2016년 10월 14일 부산에서 열린 제7차 회의에서 해양 협력을 크게 강화하기로 합의하였다."
)
ENGLISH = (
    "At the seventh meeting, which was held in Busan on October 14, 2016, the two sides agreed to "
    "greatly strengthen their maritime cooperation."
)
PAIR = Entry(KOREAN, ENGLISH)


def pair(source=KOREAN, target=ENGLISH):
    return Entry(source, target)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        pytest.param(pair(), True, id="the same"),
        pytest.param(pair(KOREAN.replace("부산", "서울"), ENGLISH.replace("Busan", "Seoul")),
                     True, id="another place"),
        pytest.param(pair(KOREAN.replace("14일", "15일"), ENGLISH.replace("14,", "15,")),
                     True, id="another day"),
        pytest.param(pair(KOREAN.upper() + "!", f"“{ENGLISH.upper()}”"), True, id="marks, case"),
        pytest.param(pair(target="It was in Busan that both parties decided to be closer at se"),
                     False, id="the same Korean, another English"),
        pytest.param(pair(source="부산 회의에서 두 나라는 바다에서 함께 일하기로 뜻을 모았다."),
                     False, id="another Korean, the same English"),
        pytest.param(pair("양측은 회의에서 어업과 해운, 연구, 인력 교류를 늘리기로 하였다.",
                          "At the meeting, the sides agreed on more fishery, shipping and "
                          "exchange."), False, id="another pair"),
        pytest.param(pair("네, 그렇습니다.", "Yes, it is."), False, id="a short one"),
    ],
)  # fmt: skip
def test_alike_or_not(other, alike):
    seen = Similar()
    assert seen(PAIR).value == 0
    scored = seen(other)
    assert ((scored.value or 0) >= ALIKE) == alike
    if alike:
        assert scored.words.startswith(f"near duplicate of {PAIR.tuid}, ")


def test_short_pairs_are_never_alike():
    seen = Similar()
    assert [seen(pair("네, 그렇습니다.", "Yes, it is.")).value for _ in range(2)] == [None, None]


def test_a_chain_of_small_changes_is_judged_by_what_was_kept():
    seen, texts, english = Similar(), list("가나다라마바사아자차카타파하" * 3), ENGLISH
    values = []
    for position in range(0, len(texts), 3):
        texts[position : position + 3] = "거너더"
        values.append(seen(pair("".join(texts), english)).value)
    assert values[1] >= ALIKE
    assert any(value < ALIKE for value in values[2:])  # far enough from the first by now


def made_up(count, seed=5):
    """Pairs of random words, which have nothing in common."""
    chance = random.Random(seed)
    for _ in range(count):
        sides = [
            " ".join("".join(chance.choices(letters, k=4)) for _ in range(12))
            for letters in (
                "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허",
                "abcdefghijklmnopqrst",
            )
        ]
        yield pair(*sides)


def test_pairs_are_found_again_after_the_tables_grew(monkeypatch):
    monkeypatch.setattr(similar, "_FIRST", 16)
    seen, pairs = Similar(), list(made_up(300))
    assert all((seen(one).value or 0) < ALIKE for one in pairs)
    changed = [pair(one.source_text + " 끝", one.target_text + " end") for one in pairs]
    found = [seen(one) for one in changed]
    right = [
        f"near duplicate of {one.tuid}," in scored.words
        for one, scored in zip(pairs, found, strict=True)
    ]
    assert sum(right) >= 295  # a place in a table can be taken by another


def test_memory_is_bounded_whatever_the_texts_are():
    small, large = Similar(), Similar()
    for number, one in enumerate(made_up(40)):
        small(one)
        large(pair(one.source_text * 20 + str(number), one.target_text * 20))
    sizes = [
        [array.nbytes for array in (seen._signatures, seen._names, seen._last)]
        for seen in (small, large)
    ]
    assert sizes[0] == sizes[1]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_pair_is_alike_to_itself_unless_it_is_short(source, target):
    entry = pair(source or "가", target or "a")
    first, again = (seen := Similar())(entry), seen(entry)
    assert (first.value, again.value) in ((None, None), (0, 1))


def test_presets():
    other = pair(KOREAN.replace("14일", "15일"), ENGLISH.replace("14,", "15,"))
    training, memory = Cleaner.of("training"), Cleaner.of("memory")
    assert [cleaner.judge(PAIR) for cleaner in (training, memory)] == [None, None]
    assert training.judge(other).filter == "similar"
    assert memory.judge(other) is None
    assert training.counts == {"similar": 1}
    kept = Cleaner.of("training", without=["similar"])
    assert [kept.judge(one) for one in (PAIR, other)] == [None, None]


def test_a_pair_never_gives_way_to_one_that_is_left_out():
    cleaner = Cleaner.of("training")
    wrong = pair(target=ENGLISH.replace("14,", "19,"))
    assert cleaner.judge(wrong).filter == "numbers"
    assert cleaner.judge(PAIR) is None
