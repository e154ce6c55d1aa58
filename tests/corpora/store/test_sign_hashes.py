"""The signs that pick what is compared: never stale, and nothing near is passed over."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from old_store import make_old_store
from store_reviews import run
from word_encoder import WordEncoder

from align.encoders.base import unit_length
from corpora.model.entry import Entry
from corpora.store import Store
from corpora.store.database.connection import connect
from corpora.store.database.schema import MIGRATIONS
from corpora.store.search import sign_hashes, vectors
from corpora.store.search.sign_hashes import BLOCK, Kind
from corpora.workflows.check import release_of

WORDS = ("예산", "세금", "장관", "회의", "항구", "배", "budget", "taxes", "ship", "", "끝.")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda w: " ".join(w).strip())
PAIRS = st.lists(st.tuples(TEXTS, TEXTS).filter(any), min_size=1, max_size=4)


class Made:
    """Vectors by number; texts are numbers."""

    name = "made@1"

    def __init__(self, known):
        self.known, self.dimension = unit_length(known), known.shape[1]

    def encode(self, texts):
        return self.known[[int(text) for text in texts]].reshape(-1, self.dimension)

    def encode_groups(self, segments, k):
        raise NotImplementedError


class Counting(WordEncoder):
    """Knows which texts it was given."""

    def __init__(self):
        self.texts = []

    def encode(self, texts):
        self.texts += texts
        return super().encode(texts)


def add(path, pairs, key, **languages):
    with Store.open(path, create=True) as store:
        return store.add(release_of([Entry(*pair, **languages) for pair in pairs], key), key=key)


def numbered(path, count, key="made"):
    """A store whose Korean texts are numbers."""
    add(path, [(str(number), f"text {number}") for number in range(count)], key)
    return path


def next_block(path):
    """Let the next bead be the last but one of a block."""
    run(
        path, "UPDATE sqlite_sequence SET seq = (seq / ?1 + 1) * ?1 - 3 WHERE name = 'beads'", BLOCK
    )


def found(path, text, encoder=None, language="ko", limit=1000):
    with Store.open(path) as store:
        near = store.similar(text, encoder=encoder or WordEncoder(), language=language, limit=limit)
        return [(one.unit.source_text, one.unit.target_text, one.score) for one in near]


def compared_whole(path, text, encoder, language, limit=1000):
    """What an exact comparison with the texts as they are now finds."""
    with Store.open(path) as store:
        units = sorted(store.units(), key=lambda unit: -unit.bead)
    texts = [
        (own, unit)
        for unit in units
        for own, its in (
            (unit.source_text, unit.origin.source_language),
            (unit.target_text, unit.origin.target_language),
        )
        if own and its == language
    ]
    if not texts:
        return []
    kept = vectors._eight_bits(encoder.encode([own for own, _ in texts]))
    cosines = (unit_length(kept.astype(np.float32)) @ encoder.encode([text])[0]).round(4)
    order = np.argsort(-cosines, kind="stable")
    rows = {}
    for place in order:
        unit = texts[place][1]
        rows.setdefault((unit.source_text, unit.target_text), float(cosines[place]))
    return [(*pair, pytest.approx(score, abs=2e-4)) for pair, score in rows.items()][:limit]


def check_signs(path):
    """Each block's signs are those of the vectors that are there now."""
    rows = run(path, "SELECT block, side, language, encoder, places FROM vector_signs")
    for block, side, language, encoder, places in rows:
        name = ("source", "target")[side]
        beads = run(
            path,
            f"SELECT bead FROM {name}_vectors JOIN beads ON bead = beads.id"
            f" JOIN releases ON release = releases.id WHERE {name}_language = ? AND encoder = ?"
            " AND bead / ? = ? ORDER BY bead",
            language, encoder, BLOCK, block,
        )  # fmt: skip
        assert [bead for (bead,) in beads] == [
            block * BLOCK + place for place in np.frombuffer(places, "<u2").tolist()
        ]


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), PAIRS, st.booleans()),
        st.tuples(st.just("change"), st.integers(0, 30), TEXTS),
        st.tuples(st.just("revise"), st.integers(0, 30), TEXTS),
        st.tuples(st.just("remove"), st.integers(0, 30)),
        st.tuples(st.just("again"), st.integers(0, 5), PAIRS),
        st.tuples(st.just("turn"), st.integers(0, 5)),
        st.tuples(st.just("search"), TEXTS.filter(bool), st.sampled_from(("ko", "en"))),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=30)
@given(changes=CHANGES, text=TEXTS.filter(bool), language=st.sampled_from(("ko", "en")))
def test_what_is_found_is_right_whatever_happens(tmp_path_factory, changes, text, language):
    path = tmp_path_factory.mktemp("changes") / "store.db"
    add(path, [("예산 배", "budget ship")], "0")
    broken = set()  # keys of releases that lack a bead, which nothing can be added to again
    for number, (what, *values) in enumerate(changes, start=1):
        if what == "add":
            pairs, swapped = values
            languages = ("en", "ko") if swapped else ("ko", "en")
            next_block(path)
            add(path, pairs, f"added {number}", source_language=languages[0],
                target_language=languages[1])  # fmt: skip
        elif what == "search":
            found(path, values[0], language=values[1])
        elif what == "again":
            if str(values[0]) not in broken:
                add(path, values[1], str(values[0]))
        else:
            table = "releases" if what == "turn" else "beads"
            statement = {
                "change": "UPDATE beads SET source_text = ?2 WHERE id = ?1",
                "revise": "UPDATE beads SET revised_text = ?2 WHERE id = ?1",
                "remove": "DELETE FROM beads WHERE id = ?1",
                "turn": "UPDATE releases SET source_language = target_language,"
                " target_language = source_language WHERE id = ?1",
            }[what]
            ids = [row[0] for row in run(path, f"SELECT id FROM {table} ORDER BY id")]
            if ids:
                which = ids[values[0] % len(ids)]
                if what == "remove":
                    of_bead = "SELECT key FROM releases JOIN beads ON release = releases.id"
                    broken |= {key for (key,) in run(path, f"{of_bead} WHERE beads.id = ?", which)}
                run(path, statement, which, *values[1:])
    answer = found(path, text, language=language)
    expected = compared_whole(path, text, WordEncoder(), language)
    # Of scores that are equal but for the last digit the order is anybody's.
    assert Counter(row[:2] for row in answer) == Counter(row[:2] for row in expected)
    assert [row[2] for row in answer] == [row[2] for row in expected]
    check_signs(path)


def test_of_many_only_those_that_signs_pick_are_compared(tmp_path, monkeypatch):
    rng = np.random.default_rng(5)
    groups = rng.normal(size=(300, 100)).repeat(10, axis=0)
    # All to one side, as those of some encoders are.
    known = groups + rng.normal(size=groups.shape) / 2 + 3
    made = Made(known)
    path = numbered(tmp_path / "store.db", len(known))
    found(path, "0", made)
    monkeypatch.setattr(vectors, "_PICKED", 300)
    monkeypatch.setattr(vectors, "_PICKED_EACH", 1)
    read = []
    compare = vectors._compare
    monkeypatch.setattr(
        vectors, "_compare", lambda *given: read.append(compare(*given)) or read[-1]
    )
    right = 0
    for number in range(0, 3000, 100):
        answer = found(path, str(number), made, limit=10)
        assert answer[0] == (str(number), f"text {number}", pytest.approx(1, abs=0.01))
        expected = np.argsort(-(made.known @ made.known[number]))[:10]
        right += len({int(row[0]) for row in answer} & set(expected.tolist()))
    assert right >= 0.9 * 300
    assert all(len(one.beads) < 1000 for one in read)


def test_more_are_asked_for_than_are_picked(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "_PICKED", 2)
    monkeypatch.setattr(vectors, "_PICKED_EACH", 1)
    made = Made(np.random.default_rng(6).normal(size=(200, 64)))
    path = numbered(tmp_path / "store.db", 200)
    for limit in (1, 7, 199, 200, 1000):
        answer = found(path, "3", made, limit=limit)
        assert len(answer) == len(set(answer)) == min(limit, 200)
    assert answer == compared_whole(path, "3", made, "ko")


def test_many_copies_do_not_hide_what_is_less_near(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "_PICKED", 40)
    monkeypatch.setattr(vectors, "_PICKED_EACH", 1)
    rng = np.random.default_rng(7)
    near = rng.normal(size=(1, 64)) + rng.normal(size=(40, 64)) * np.linspace(0.1, 3, 40)[:, None]
    made = Made(near)
    path = tmp_path / "store.db"
    add(path, [(str(number), "one") for number in range(40)], "all")
    add(path, [("1", "copy")] * 500, "copies")
    add(path, [("1", "copy")] * 500, "later")
    answer = found(path, "0", made, limit=3)
    assert answer == compared_whole(path, "0", made, "ko", 3)
    with Store.open(path) as store:
        near = list(store.similar("1", encoder=made, language="ko", limit=3))
    assert [one.unit.number for one in near if one.unit.target_text == "copy"] == [500]
    assert {one.unit.origin.key for one in near if one.unit.target_text == "copy"} == {"later"}


def test_a_store_with_vectors_and_no_signs_gets_these_and_reads_no_text_again(tmp_path):
    path = tmp_path / "old.db"
    pairs = [("예산 배", "budget ship"), ("세금", "taxes"), ("", "ship")]
    make_old_store(path, release_of([Entry(*pair) for pair in pairs], "old"), migrations=3)
    with closing(connect(path, migrations=MIGRATIONS[:3])) as old:
        for bead, (ko, _) in enumerate(pairs[:2], start=1):
            row = vectors._eight_bits(WordEncoder().encode([ko]))[0].tobytes()
            old.execute("INSERT INTO source_vectors VALUES (?, ?, ?)", (bead, "words@1", row))
    encoder, told = Counting(), []
    with Store.open(path) as store:
        near = list(
            store.similar(
                "예산", encoder=encoder, language="ko", progress=lambda *some: told.append(some)
            )
        )
        assert store.integrity_check() == ()
    assert [one.unit.source_text for one in near] == ["예산 배", "세금"]
    assert encoder.texts == ["예산"]
    assert told == [(0, 2), (2, 2)]
    check_signs(path)
    assert found(path, "예산", encoder) == compared_whole(path, "예산", WordEncoder(), "ko")


def test_several_at_once_find_the_same(tmp_path):
    path = tmp_path / "store.db"
    for number in range(3):
        add(path, [(f"예산 {k} {number}", f"budget {k} {number}") for k in range(30)], str(number))
        next_block(path)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: found(path, "예산 7"), range(8)))
    assert len(answers[0]) == 90
    assert all(answer == answers[0] for answer in answers)
    check_signs(path)


def test_a_stop_in_the_midst_of_the_signs_leaves_nothing_half(tmp_path, monkeypatch):
    path = tmp_path / "store.db"
    for number in range(3):
        add(path, [(f"예산 {number}", f"budget {number}")], str(number))
        run(path, "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'beads'", BLOCK)
    kept = sign_hashes.keep_signs

    def stop(connection, kind, block, *rest):
        kept(connection, kind, block, *rest)
        if block == 1:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(vectors, "keep_signs", stop)
        with pytest.raises(KeyboardInterrupt):
            found(path, "예산")
    assert run(path, "SELECT block FROM vector_signs") == [(0,)]
    encoder = Counting()
    assert len(found(path, "예산", encoder)) == 3
    assert encoder.texts == ["예산 2", "예산"]
    assert [row[0] for row in run(path, "SELECT block FROM vector_signs WHERE side = 0")] == [
        0,
        1,
        2,
    ]


def test_a_text_that_comes_before_the_signs_is_not_passed_over_later(tmp_path):
    path = tmp_path / "store.db"
    add(path, [("예산", "budget"), ("세금", "taxes")], "first")

    class Slow(WordEncoder):
        def encode(self, texts):
            if not run(path, "SELECT * FROM releases WHERE key = 'second'"):
                add(path, [("예산 배", "budget ship")], "second")
            return super().encode(texts)

    assert [row[0] for row in found(path, "예산", Slow())] == ["예산", "세금"]
    assert run(path, "SELECT * FROM vector_signs WHERE side = 0") == []
    assert [row[0] for row in found(path, "예산")] == ["예산", "예산 배", "세금"]
    check_signs(path)


def test_where_signs_cannot_be_kept_all_vectors_are_compared(tmp_path):
    path = tmp_path / "store.db"
    add(path, [("예산 배", "budget ship"), ("세금", "taxes")], "made")
    before = found(path, "예산")
    run(path, "DELETE FROM vector_signs")
    with Store.open(path) as store:
        store._connection.execute("PRAGMA query_only = ON")
        near = list(store.similar("예산", encoder=WordEncoder(), language="ko"))
    assert [(one.unit.source_text, one.unit.target_text, one.score) for one in near] == before
    assert run(path, "SELECT * FROM vector_signs") == []


def test_vectors_that_somebody_empties_are_made_again(tmp_path):
    path = tmp_path / "store.db"
    add(path, [("예산 배", "budget ship"), ("세금", "taxes")], "made")
    before = found(path, "예산")
    run(path, "DELETE FROM source_vectors")
    assert run(path, "SELECT * FROM vector_signs WHERE side = 0") == []
    assert found(path, "예산") == before


@given(st.integers(0, 400), st.integers(1, 200), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_differences_are_counted_in_all_blocks_alike(tmp_path_factory, count, width, seed):
    rng = np.random.default_rng(seed)
    rows = unit_length(rng.normal(size=(count, width)) + rng.normal(size=width))
    path = tmp_path_factory.mktemp("signs") / "store.db"
    kind = Kind("target", "en", "made@1")
    with closing(connect(path, create=True)) as connection:
        for block in (0, 3):
            beads = np.arange(count, dtype=np.int64) + block * BLOCK
            sign_hashes.keep_signs(connection, kind, block, beads, rows)
        wanted = unit_length(rng.normal(size=(1, width)))[0]
        first, second = sign_hashes.differences(connection, kind, wanted)
    centre = rows.mean(axis=0) if count >= 256 else np.zeros(width)
    right = ((rows > centre.astype(np.float32)) != (wanted > centre.astype(np.float32))).sum(axis=1)
    assert first.counts.tolist() == second.counts.tolist() == right.tolist()
    assert (second.beads - first.beads == 3 * BLOCK).all()
