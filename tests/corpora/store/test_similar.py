"""What is near to a text in meaning."""

from __future__ import annotations

import json

import numpy as np
import pytest
from command_line import daeyeok, refused
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from repository import EXAMPLE
from store_reviews import review, run
from word_encoder import WordEncoder

from align.encoders.base import unit_length
from align.errors import SettingsError, StoreError
from corpora.model.entry import Entry
from corpora.store import Store
from corpora.store.search.vectors import _eight_bits
from corpora.workflows.check import release_of
from corpora.workflows.search import similar_units

PAIRS = (
    ("예산을 늘린다.", "The budget grows."),
    ("세금을 줄인다.", "Taxes fall."),
    ("장관이 회의를 열었다.", "The minister held a meeting."),
    ("항구에서 배가 떠났다.", ""),
    ("", "A ship left the harbour."),
)


class Counting(WordEncoder):
    """Counts the texts that it is given."""

    def __init__(self, name="words@1"):
        self.name, self.texts = name, []

    def encode(self, texts):
        self.texts += texts
        return super().encode(texts)


def add(path, pairs, key="made up", **languages):
    with Store.open(path, create=True) as store:
        return store.add(release_of([Entry(*pair, **languages) for pair in pairs], key), key=key)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "store.db"
    add(path, PAIRS)
    return path


def found(path, text, encoder=None, **options):
    near = similar_units(path, text, encoder=encoder or WordEncoder(), **options)
    return [(one.unit.source_text, one.unit.target_text) for one in near]


def test_the_nearest_come_first_whatever_their_language(path):
    assert found(path, "예산이 늘린다")[0] == PAIRS[0]
    assert found(path, "budget grows", language="ko")[0] == PAIRS[0]
    assert found(path, "세금 줄인다", language="en")[0] == PAIRS[1]
    near = similar_units(path, "세금을 줄인다.", encoder=WordEncoder())
    assert near[0].score == pytest.approx(1, abs=0.01)
    scores = [one.score for one in near]
    assert scores == sorted(scores, reverse=True)
    assert len(near) == 4  # the addition has no Korean
    assert len(found(path, "세금", limit=2)) == 2


def test_a_text_is_compared_with_those_of_its_language(path):
    near = similar_units(path, "the ship and the harbour", encoder=WordEncoder())
    assert {one.language for one in near} == {"en"}
    assert near[0].unit.target_text == PAIRS[4][1]
    assert similar_units(path, "123", encoder=WordEncoder())[0].language == "ko"


def test_a_store_whose_source_is_english_is_found_too(path):
    add(path, [("Ports are built.", "항만을 짓는다.")], "back", source_language="en",
        target_language="ko")  # fmt: skip
    assert found(path, "항만을 짓는다")[0] == ("Ports are built.", "항만을 짓는다.")
    assert found(path, "ports are built")[0] == ("Ports are built.", "항만을 짓는다.")


def test_each_text_is_read_once_and_what_is_new_later(path):
    encoder = Counting()
    found(path, "세금", encoder)
    assert len(encoder.texts) == 4 + 1
    found(path, "세금", encoder)
    assert len(encoder.texts) == 4 + 2
    add(path, [("학교를 짓는다.", "Schools are built.")], "new")
    assert found(path, "학교 짓는다", encoder)[0] == ("학교를 짓는다.", "Schools are built.")
    assert encoder.texts[-2:] == ["학교를 짓는다.", "학교 짓는다"]


def test_what_changes_is_read_again_and_what_goes_is_gone(path):
    encoder = Counting()
    assert found(path, "budget grows", encoder)[0] == PAIRS[0]
    with Store.open(path) as store:
        bead = next(store.search("budget")).unit.bead
    review(path, bead, "accepted")
    read = len(encoder.texts)
    found(path, "budget grows", encoder)
    assert encoder.texts[read:] == ["budget grows"]
    review(path, bead, "revised", "Spending rises.")
    assert found(path, "spending rises", encoder)[0] == (PAIRS[0][0], "Spending rises.")
    add(path, [*PAIRS[1:], ("새 글이다.", "A new text.")])
    assert ("예산을 늘린다.", "Spending rises.") not in found(path, "spending rises", encoder)
    beads = run(path, "SELECT count(*) FROM beads WHERE target_text <> ''")
    assert run(path, "SELECT count(*) FROM target_vectors") == beads


def test_another_encoder_reads_all_anew(path):
    found(path, "세금")
    other = Counting("words@2")
    found(path, "세금", other)
    assert len(other.texts) == 4 + 1
    assert run(path, "SELECT DISTINCT encoder FROM source_vectors") == [("words@2",)]


def test_a_pair_that_stands_there_twice_is_shown_once_and_as_it_came_last(path):
    add(path, PAIRS[:2], "again")
    near = similar_units(path, "세금을 줄인다", encoder=WordEncoder())
    assert near[0].unit.origin.key == "again"
    texts = [(one.unit.source_text, one.unit.target_text) for one in near]
    assert len(texts) == len(set(texts))


def test_progress_and_what_was_done_before_a_stop_stays(path, monkeypatch):
    monkeypatch.setattr("corpora.store.search.vectors._BATCH", 2)
    told = []

    def stop(done, total):
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        similar_units(path, "세금", encoder=WordEncoder(), progress=stop)
    assert told == [(0, 4), (2, 4)]
    encoder = Counting()
    found(path, "세금", encoder)
    assert len(encoder.texts) == 2 + 1


def test_a_text_that_changes_while_it_is_read_keeps_no_old_vector(path):
    class Slow(WordEncoder):
        def encode(self, texts):
            run(path, "UPDATE beads SET source_text = '다른 글' WHERE source_text LIKE '예산%'")
            return super().encode(texts)

    with Store.open(path) as store:
        list(store.similar("예산", encoder=Slow(), language="ko"))
    assert run(path, "SELECT count(*) FROM source_vectors") == [(3,)]


@given(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(1, 5), st.just(16)),
        elements=st.floats(-1, 1, width=32),
    ).filter(lambda vectors: (np.abs(vectors).max(axis=1) > 0.01).all())
)
def test_eight_bits_keep_the_direction(vectors):
    kept = unit_length(_eight_bits(unit_length(vectors)).astype(np.float32))
    assert (np.sum(kept * unit_length(vectors), axis=1) > 0.999).all()


def test_what_makes_no_sense_is_refused(path):
    with pytest.raises(SettingsError, match="at least one character"):
        found(path, " \n")
    with pytest.raises(SettingsError, match="unknown language"):
        found(path, "세금", language="fr")
    with pytest.raises(StoreError, match="no such store"):
        found(path.with_name("none.db"), "세금")


def test_the_command_shows_scores_and_both_sides(tmp_path):
    path = tmp_path / "store.db"
    daeyeok("add", path, EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt")
    text = "양국은 해양 정책에 관한 대화를 했다"
    result = daeyeok("search", path, "--similar", text, "--limit", 1)
    head, *texts = result.stdout.splitlines()
    assert 0.3 < float(head.split()[0]) <= 1
    assert len(texts) >= 2
    result = daeyeok("search", path, "--similar", text, "--json", "--language", "en")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["similarity"] for one in records] == sorted(
        (one["similarity"] for one in records), reverse=True
    )
    assert all(one["target"] for one in records)


def test_one_wish_at_a_time(path):
    assert "PHRASE" in refused("search", path, status=2)
    assert "PHRASE" in refused("search", path, "x", "--similar", "y", status=2)
    assert "--kwic" in refused("search", path, "--similar", "y", "--kwic", status=2)
