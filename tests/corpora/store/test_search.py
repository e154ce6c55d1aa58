"""Looking for a phrase in a store."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from old_store import make_old_store
from small_bitext import document
from small_bitext import release as hand_made
from store_reviews import review

from align.bitext import Bead, Bitext
from align.errors import SettingsError
from corpora.model.release import Release, Source
from corpora.store import ReleaseMetadata, Store
from corpora.store.search import full_text


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as store:
        store.add(hand_made(), facts=ReleaseMetadata(date="2024-01-01"))
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
        store.add(other, key=key, facts=ReleaseMetadata(date=date))
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


def store_of(folder, lines):
    """A store of one release, in which each line is a bead of its own."""
    source = document("\n".join(lines), "ko", *["paragraph"] * len(lines))
    beads = tuple(Bead(range(k, k + 1), range(0, 0)) for k in range(len(lines)))
    files = [Source.of(b"", name=name, encoding="utf-8") for name in ("k", "e")]
    store = Store.open(folder / "store.db", create=True)
    store.add(Release.plain(Bitext(source, document("", "en", ""), beads), *files))
    return store


@pytest.fixture
def by_index(monkeypatch):
    """Searches look into the index alone, not first at the latest texts."""
    monkeypatch.setattr(full_text, "_LATEST", 0)


texts = st.text(st.sampled_from("가나 aB\"%_*'\\\x00"), min_size=1, max_size=8).filter(
    lambda text: text.strip()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=4), texts)
def test_every_text_that_holds_a_phrase_is_found(tmp_path_factory, by_index, lines, phrase):
    lines = [" ".join(line.split()) for line in lines]
    phrase = " ".join(phrase.split())
    with store_of(tmp_path_factory.mktemp("search"), lines) as store:
        hits = {hit.unit.number for hit in store.search(phrase)}
    expected = {k + 1 for k, line in enumerate(lines) if phrase.lower() in line.lower()}
    if "\0" in phrase:
        expected = set()
    whole = {k for k in expected if "\0" not in lines[k - 1]}  # SQLite may stop at a NUL
    assert whole <= hits <= expected


#: Hangul, old letters, Han, Latin and Greek with marks, and what lies beyond 16 bits.
letters = st.sampled_from("가각회담힣ㄱ北國aAbBéÉñΩω1 .,'\"-(%_🚢\U00020000")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_every_part_of_a_text_is_found_however_it_is_typed(tmp_path_factory, by_index, data):
    draw = data.draw
    line = st.text(letters, min_size=1, max_size=7).map(lambda text: " ".join(text.split()))
    lines = draw(st.lists(line.filter(bool), min_size=1, max_size=3))
    with store_of(tmp_path_factory.mktemp("search"), lines) as store:
        for number, text in enumerate(lines, start=1):
            for start in range(len(text)):
                phrase = text[start : start + draw(st.integers(1, 4))]
                phrase = draw(st.sampled_from([phrase, phrase.upper(), phrase.lower()]))
                form = draw(st.sampled_from(["NFC", "NFD"]))
                if phrase.strip():
                    hits = store.search(unicodedata.normalize(form, phrase))
                    assert number in {hit.unit.number for hit in hits}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("phrase", ["담", "회담", "é", "CAFÉ"])
def test_texts_that_were_typed_on_another_system_are_found(tmp_path, by_index, form, phrase):
    with store_of(tmp_path, [unicodedata.normalize(form, "café 회담")]) as store:
        (hit,) = store.search(phrase)
        ((start, stop),) = hit.source_spans
        text = unicodedata.normalize("NFC", hit.unit.source_text[start:stop])
        assert text.lower() == phrase.lower()


@pytest.mark.parametrize("latest", [0, 1, 3, 100])
@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_hits_are_the_same_wherever_they_are_looked_for(tmp_path, monkeypatch, latest, limit):
    monkeypatch.setattr(full_text, "_LATEST", latest)
    with store_of(tmp_path, ["회담", "대화", "회담 회담", "회의", "양국 회담"]) as store:
        numbers = [hit.unit.number for hit in store.search("회담", limit=limit)]
    assert numbers == [1, 3, 5][:limit]


def test_a_store_made_before_is_indexed_anew(tmp_path):
    path = tmp_path / "old.db"
    make_old_store(path, hand_made(), migrations=1)
    with Store.open(path) as store:
        assert found(store, "원을") == [PAIR]
        assert store.integrity_check() == ()
