"""How terms were rendered."""

from __future__ import annotations

import json

import numpy as np
import pytest
from command_line import daeyeok, refused
from hypothesis import given
from hypothesis import strategies as st
from repository import EXAMPLES
from store_reviews import review
from word_encoder import WordEncoder

from align.lexicon.renderings import renderings
from align.lexicon.term_candidates import word_groups
from corpora.model.entry import Entry
from corpora.store import Store
from corpora.workflows.check import release_of
from corpora.workflows.search import phrase_renderings

#: Texts about this and that, so that it is known which words are common.
OTHERS = [
    f"On day {day} the {thing} of {place} said that the {deed} was good for the people."
    for day in range(5)
    for thing in ("mayor", "school", "company", "budget", "police")
    for place in ("Busan", "Paris", "Velonia", "the city")
    for deed in ("meeting", "report", "match")
]


class EvenEncoder(WordEncoder):
    """Finds everything equally like the first text."""

    def encode(self, texts):
        return np.array([[1, 0], *[[0.4, 0.84**0.5]] * (len(texts) - 1)], dtype=np.float32)


def counts(term, texts, encoder=None):
    found = renderings(term, texts, OTHERS, "en", encoder or WordEncoder())
    return [(one.text, len(one.places)) for one in found]


def test_what_comes_with_a_term_and_else_not_is_its_rendering():
    texts = [
        f"The {group} was good for {place}."
        for group, times in (("strategic dialogue", 6), ("strategy talks", 4))
        for place in ("Busan", "Paris", "the people", "Velonia", "the city", "the school")[:times]
    ]
    found = counts("전략대화", texts, EvenEncoder())
    assert [count for _, count in found] == [6, 4]
    assert found[0][0] in ("strategic", "dialogue", "strategic dialogue")
    assert found[1][0] in ("strategy", "talks", "strategy talks")


def test_one_pair_is_enough_if_the_encoder_knows_the_term():
    assert counts("항구", ["A harbour was built for the city."]) == [("harbour", 1)]
    assert counts("항구", ["The mayor of the city said so."]) == []


def test_a_name_is_told_by_its_sound():
    texts = ["Maintainer Kowal said so.", "A maintainer was in Paris.", "The people are good."]
    ((text, count),) = counts("메인테이너", texts)
    assert (text.lower(), count) == ("maintainer", 2)


def test_a_longer_group_that_fits_better_is_taken():
    texts = ["The harbour ship was good.", "A harbour ship in Paris.", "The harbour of Busan."]
    found = counts("항구 배", texts)
    assert found[0] == ("harbour ship", 2)


@pytest.mark.parametrize(
    ("text", "language", "name", "written"),
    [
        pytest.param("the ministers’ talks", "en", "talk", "talks", id="plural"),
        pytest.param("Korea's policies", "en", "korea", "Korea", id="genitive"),
        pytest.param("the U.S. envoy", "en", "u.s.", "U.S.", id="points inside"),
        pytest.param("6자회담에서는", "ko", "6자회담", "6자회담", id="particle"),
        pytest.param("전략 대화를", "ko", "전략 대화", "전략 대화", id="two words"),
    ],
)
def test_groups_have_one_name_however_they_end(text, language, name, written):
    start, stop = word_groups(text, language)[name]
    assert text[start:stop] == written


def test_marks_part_groups():
    assert "paris busan" not in word_groups("Paris, Busan", "en")
    assert not any(name.startswith("the ") for name in word_groups("the city of Busan", "en"))


words = st.sampled_from(["harbour", "ship", "the", "Minister", "U.S.", "항구를", "배", "3억", ","])
texts = st.lists(st.lists(words, max_size=8).map(" ".join), max_size=8)


@given(
    st.sampled_from(["항구", "배", "harbour", "U.S."]), texts, texts, st.sampled_from(["ko", "en"])
)
def test_each_pair_counts_once_and_places_hold_the_rendering(term, some, others, language):
    found = renderings(term, some, others, language, WordEncoder())
    places = [index for one in found for index, _ in one.places]
    assert len(places) == len(set(places))
    for one in found:
        written = [some[index][start:stop] for index, (start, stop) in one.places]
        assert one.text in written
        assert all(group.strip() for group in written)
    sizes = [len(one.places) for one in found]
    assert sizes == sorted(sizes, reverse=True)


def pairs_store(path, pairs):
    with Store.open(path, create=True) as store:
        entries = [Entry(source, target) for source, target in pairs]
        store.add(release_of(entries, "made up"), key="made up")
    return path


PAIRS = [
    *[(f"항구를 {n}번 보았다.", f"They saw the harbour {n} times.") for n in range(4)],
    ("항구에 갔다.", "The mayor went there."),
    *[(f"시장이 {n}번 말했다.", f"The mayor spoke {n} times.") for n in range(9)],
    ("항구는 없다.", ""),
]


def test_counts_examples_and_pairs_without_any_sum_up(tmp_path):
    path = pairs_store(tmp_path / "store.db", PAIRS)
    with Store.open(path) as store:
        found = phrase_renderings(store, "항구", encoder=WordEncoder())
        back = phrase_renderings(store, "Harbour", encoder=WordEncoder())
    assert [(one.text, one.count) for one in found.found] == [("harbour", 4), ("", 1)]
    assert (found.language, found.pairs) == ("ko", 5)
    example = found.found[0].example
    start, stop = example.target_spans[0]
    assert example.unit.target_text[start:stop] == "harbour"
    assert found.found[1].example.unit.target_text == "The mayor went there."
    assert (back.language, back.pairs) == ("en", 4)
    assert back.found[0].text in ("항구", "항구를")


def test_what_was_rejected_does_not_count(tmp_path):
    path = pairs_store(tmp_path / "store.db", PAIRS)
    with Store.open(path) as store:
        review(path, next(store.search("항구")).unit.bead, "rejected")
        assert phrase_renderings(store, "항구", encoder=WordEncoder()).pairs == 4


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "releases.db"
    for folder in sorted(EXAMPLES.glob("0*")):
        daeyeok("add", path, folder / "ko_raw.txt", folder / "en_raw.txt", "--key", folder.name)
    return path


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("해양", "Ocean 3"),
        ("장관", "Minister 10"),
        ("협력", "cooperation 6"),
        ("Velonia", "벨로니아 4"),
    ],
)
def test_the_example_releases_tell_their_terms(releases, phrase, first):
    result = daeyeok("search", releases, phrase, "--renderings")
    assert result.stdout.splitlines()[0].startswith(f"{phrase} -> {first}")


def test_renderings_as_json_and_lines_of_example(releases):
    result = daeyeok("search", releases, "대화", "--renderings", "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert sum(record["count"] for record in records) == records[0]["pairs"] == 6
    assert records[0]["rendering"] == "dialogue"
    assert "dialogue" in records[0]["example"]["target"].lower()
    lines = daeyeok("search", releases, "대화", "--renderings").stdout.splitlines()
    assert len(lines) == 2 + len(records)
    assert "dialogue" in lines[2].lower()


def test_renderings_of_what_is_not_there_and_of_two_wishes(releases):
    result = daeyeok("search", releases, "없는말", "--renderings")
    assert (result.stdout, result.stderr) == ("", "Nothing found.\n")
    assert "--kwic" in refused("search", releases, "x", "--renderings", "--kwic", status=2)
