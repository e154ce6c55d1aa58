"""Looking for a phrase in a store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_bitext import document
from small_bitext import release as hand_made
from store_reviews import review

from align.bitext import Bead, Bitext
from align.errors import SettingsError
from corpora.release import Release, Source
from corpora.store import Facts, Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as store:
        store.add(hand_made(), facts=Facts(date="2024-01-01"))
        yield store


def found(store, phrase, **options):
    return [(hit.unit.source_text, hit.unit.target_text) for hit in store.search(phrase, **options)]


PAIR = ("양측은 3억 원을 쓴다.", "The sides spend KRW 300 million.")


@pytest.mark.parametrize(
    "phrase", ["양측은", "측은 3억", "억", "3억", "SIDES spend", "krw", "KR", "  300   million.  "]
)
def test_a_phrase_is_found_in_parts_of_words_and_in_any_case(store, phrase):
    assert PAIR in found(store, phrase)


def test_only_texts_of_one_language_are_looked_at_if_wanted(store):
    assert found(store, "3", language="ko") == [PAIR]
    assert len(found(store, "3", language="en")) == 2
    assert found(store, "양측은", language="en") == []
    assert found(store, "sides", language="ko") == []


@pytest.mark.parametrize("phrase", ['"', "%", "_", "\\", "300\0", '" OR "', "source_text : x", "*"])
def test_no_character_means_anything_else(store, phrase):
    assert found(store, phrase) == ([] if phrase != "*" else found(store, "* unofficial"))


def test_hits_tell_where_the_phrase_stands(store):
    (hit,) = store.search("KRW 300")
    start, stop = hit.target_spans[0]
    assert hit.unit.target_text[start:stop] == "KRW 300"
    assert hit.source_spans == ()


def test_revised_and_original_texts_are_both_found(store):
    bead = next(store.search("KRW 300")).unit.bead
    review(store.path, bead, "revised", "Both sides expend 300 million won.")
    (hit,) = store.search("expend")
    assert (hit.unit.bead, hit.unit.state) == (bead, "revised")
    (hit,) = store.search("KRW 300")
    assert hit.target_spans == ()
    assert hit.original_spans != ()
    assert [hit.unit.bead for hit in store.search("ex")] == [bead]


def test_later_releases_come_first_and_the_limit_holds(store):
    other = replace(hand_made(), source=replace(hand_made().source, sha256="0" * 64))
    for key, date in (("b", "2025-01-01"), ("c", ""), ("d", "2023-01-01")):
        store.add(other, key=key, facts=Facts(date=date))
    hits = list(store.search("KRW 300"))
    dates = [hit.unit.origin.facts.date for hit in hits]
    assert dates == ["2025-01-01", "2024-01-01", "2023-01-01", ""]
    assert len(list(store.search("KRW 300", limit=2))) == 2


def test_what_makes_no_sense_is_refused(store):
    with pytest.raises(SettingsError, match="at least one character"):
        list(store.search("  "))
    with pytest.raises(SettingsError, match="unknown language"):
        list(store.search("x", language="fr"))


def test_beads_that_are_replaced_are_found_no_more(store):
    one = hand_made()
    whole = replace(one.bitext, beads=(Bead(range(6), range(6)),), signature="other")
    store.add(replace(one, bitext=whole, annotations=one.annotations[:1]))
    hits = list(store.search("KRW 300"))
    assert [hit.unit.type for hit in hits] == ["6-6"]


texts = st.text(st.sampled_from("가나 aB\"%_*'\\\x00"), min_size=1, max_size=8).filter(
    lambda text: text.strip()
)


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), texts)
def test_every_text_that_holds_a_phrase_is_found(tmp_path_factory, lines, phrase):
    lines = [" ".join(line.split()) for line in lines]
    source = document("\n".join(lines), "ko", *["paragraph"] * len(lines))
    target = document("", "en", "")
    beads = tuple(Bead(range(k, k + 1), range(0, 0)) for k in range(len(lines)))
    files = [Source.of(b"", name=name, encoding="utf-8") for name in ("k", "e")]
    phrase = " ".join(phrase.split())
    path = tmp_path_factory.mktemp("search") / "store.db"
    with Store.open(path, create=True) as store:
        store.add(Release.plain(Bitext(source, target, beads), *files))
        hits = {hit.unit.number for hit in store.search(phrase)}
    expected = {k + 1 for k, line in enumerate(lines) if phrase.lower() in line.lower()}
    if "\0" in phrase:
        expected = set()
    whole = {k for k in expected if "\0" not in lines[k - 1]}  # SQLite may stop at a NUL
    assert whole <= hits <= expected
