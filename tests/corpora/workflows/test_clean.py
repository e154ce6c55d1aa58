"""Cleaning: every filter keeps and leaves out what it should, and nothing vanishes."""

from __future__ import annotations

import pytest
from entry_strategies import entries
from hypothesis import given
from hypothesis import strategies as st

from align.errors import SettingsError
from corpora.model.entry import Entry
from corpora.workflows.clean.cleaner import Cleaner, Rejection
from corpora.workflows.clean.duplicates import Duplicates, NearDuplicates
from corpora.workflows.clean.filters import Filter, Scored
from corpora.workflows.clean.presets import PRESETS

KOREAN = "양측은 2016년 10월 14일 해양 협력을 강화하기로 합의하였다."
ENGLISH = "On October 14, 2016, the two sides agreed to strengthen maritime cooperation."
LONG = "양측은 2016년 10월 14일 해양 협력을 강화하고 어업, 해운, 연구, 인력 교류를 늘리기로 하였다."
GOOD = Entry(KOREAN, ENGLISH, probability=0.95, score=0.8)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_good_pair_is_kept(preset):
    assert Cleaner.of(preset).judge(GOOD) is None


@pytest.mark.parametrize(
    ("entry", "training", "memory"),
    [
        pytest.param(Entry(KOREAN, ENGLISH, state="rejected", reviewer="김"), "rejected",
                     "rejected", id="a reviewer said no"),
        pytest.param(Entry(KOREAN, ""), "gap", "gap", id="no English"),
        pytest.param(Entry(" ", ENGLISH), "gap", "gap", id="blank Korean"),
        pytest.param(Entry("문의: 해양정책과", "Contact: Ocean Policy Division",
                           source_kind="contact"), "furniture", None, id="a contact line"),
        pytest.param(Entry(KOREAN, ENGLISH, probability=0.7), None, "low_probability",
                     id="a doubtful bead"),
        pytest.param(Entry(KOREAN, ENGLISH, probability=0.3), "low_probability",
                     "low_probability", id="a bead more likely wrong"),
        pytest.param(Entry(KOREAN, ENGLISH, score=0.1), "low_score", "low_score",
                     id="nothing in common"),
        pytest.param(Entry("네.", "Yes."), "too_short", None, id="one syllable"),
        pytest.param(Entry("1.", "1."), "too_short", "too_short", id="no letters at all"),
        pytest.param(Entry("가" * 2000, "a b " * 900), "too_long", None, id="a page"),
        pytest.param(Entry(ENGLISH, ENGLISH), "wrong_language", "wrong_language",
                     id="English on both sides"),
        pytest.param(Entry(KOREAN, KOREAN), "wrong_language", "wrong_language",
                     id="Korean on both sides"),
        pytest.param(Entry(KOREAN, "The two sides agreed to strengthen 해양 협력."),
                     "untranslated", "untranslated", id="Hangul left in English"),
        pytest.param(Entry(LONG, "They agreed on October 14, 2016."), "length_ratio",
                     "length_ratio", id="half of it is missing"),
        pytest.param(Entry(KOREAN, ENGLISH.replace("14", "15")), "numbers", "numbers",
                     id="another day"),
        pytest.param(Entry("예산을 3억 달러 늘리기로 하였다.",
                           "The budget will grow by USD 300 billion."), "numbers", "numbers",
                     id="another scale"),
        pytest.param(Entry("장관은 회담을 열고 협력을 논의하였다.",
                           "The minister held talks and discussed cooperation."), None, None,
                     id="nothing known of it"),
        pytest.param(Entry("北核 문제에 관해 협의하였다.",
                           "They consulted on the North Korean nuclear issue."), None, None,
                     id="hanja"),
    ],
)  # fmt: skip
def test_reasons(entry, training, memory):
    for preset, reason in (("training", training), ("memory", memory)):
        cleaner = Cleaner.of(preset)
        rejection = cleaner.judge(entry)
        assert (rejection and rejection.filter) == reason
        assert cleaner.kept == (reason is None)
        assert cleaner.counts == ({reason: 1} if reason else {})


@pytest.mark.parametrize(
    ("other", "exact", "near"),
    [
        (GOOD, 1, 1),
        (Entry(KOREAN.replace(" ", "  "), ENGLISH + "\n", state="accepted"), 1, 1),
        (Entry(KOREAN[:-1], ENGLISH.upper()), 0, 1),
        (Entry(KOREAN.replace("2016", "２０１６"), f"“{ENGLISH}”"), 0, 1),
        (Entry(KOREAN, ENGLISH.replace("14", "15")), 0, 0),
        (Entry(ENGLISH, KOREAN, source_language="en", target_language="ko"), 0, 0),
        (Entry(KOREAN + ENGLISH[:2], ENGLISH[2:]), 0, 0),
    ],
)
def test_duplicates(other, exact, near):
    for seen, expected in ((Duplicates(), exact), (NearDuplicates(), near)):
        assert seen(GOOD).value == 0
        assert seen(other).value == expected


def test_memory_keeps_other_wordings_and_training_does_not():
    loud = Entry(KOREAN, ENGLISH.upper(), probability=0.95)
    for preset, reason in (("training", "near_duplicate"), ("memory", None)):
        cleaner = Cleaner.of(preset)
        assert cleaner.judge(GOOD) is None
        rejection = cleaner.judge(loud)
        assert (rejection and rejection.filter) == reason
        assert cleaner.judge(GOOD).filter == "duplicate"


def test_the_reason_goes_before_the_note():
    rejection = Cleaner.of("training").judge(Entry(KOREAN, "", gap="omission", note="Why."))
    noted = rejection.noted(Entry(KOREAN, "", gap="omission", note="Why."))
    assert noted == Entry(KOREAN, "", gap="omission", note="left out, gap: omission. Why.")


def test_a_reason_that_is_a_sentence_ends_once():
    noted = Rejection("numbers", "It says 14.").noted(Entry(KOREAN, ENGLISH, note="Why."))
    assert noted.note == "left out, numbers: It says 14. Why."


def test_filters_can_be_left_out():
    wrong = Entry(KOREAN, ENGLISH.replace("14", "15"))
    assert Cleaner.of("training", without=["numbers"]).judge(wrong) is None
    with pytest.raises(SettingsError, match="the preset memory has no filter furniture, x; it has"):
        Cleaner.of("memory", without=["x", "furniture"])
    with pytest.raises(SettingsError, match="unknown preset 'all'; choose one of training, memory"):
        Cleaner.of("all")


@pytest.mark.parametrize(
    ("least", "most", "value", "kept"),
    [(1, None, 1, True), (1, None, 0.9, False), (None, 1, 1, True), (None, 1, 1.1, False),
     (0, 1, 2, False), (1, 1, None, True)],
)  # fmt: skip
def test_bounds(least, most, value, kept):
    chosen = Filter("x", lambda entry: Scored(value), least, most)
    assert chosen.accept(chosen.score(GOOD)) == kept


def test_a_filter_needs_a_bound():
    with pytest.raises(ValueError, match="keeps everything"):
        Filter("x", lambda entry: Scored(0))


@given(st.lists(entries(), max_size=6), st.sampled_from(list(PRESETS)))
def test_nothing_vanishes(some, preset):
    cleaner, kept, left = Cleaner.of(preset), [], []
    for entry in some:
        cleaner.sort(entry, keep=kept.append, leave=left.append)
    assert len(kept) == cleaner.kept
    assert len(left) == sum(cleaner.counts.values())
    assert len(kept) + len(left) == len(some)
    assert all(entry in some for entry in kept)
    texts = [(entry.source_text, entry.target_text) for entry in some]
    assert all((entry.source_text, entry.target_text) in texts for entry in left)
    assert all(entry.note.startswith("left out, ") for entry in left)
    again = Cleaner.of(preset)
    assert all(again.judge(entry) is None for entry in kept)
