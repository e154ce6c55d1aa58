"""One analysis of a release: each text is read and embedded once, and nothing else changes."""

import pkgutil
from pathlib import Path

import numpy as np
import pytest

from align import analysis as analyses
from align.analysis import Analysis
from align.checks.check_bitext import check_bitext
from align.encoders.universal import NetworkOutput, universal_encoder
from align.pipeline import align_documents
from align.segmentation.segment import segment

EXAMPLES = Path(__file__).parents[2] / "corpora" / "examples"
FOLDER = sorted(path for path in EXAMPLES.iterdir() if path.is_dir())[0]
DOCUMENTS = tuple(
    segment((FOLDER / f"{language}_raw.txt").read_text("utf-8"), language)
    for language in ("ko", "en")
)


def aligned_and_checked(analysis=None):
    aligned = align_documents(*DOCUMENTS, analysis=analysis)
    return aligned, check_bitext(aligned.bitext, analysis=analysis)


@pytest.fixture
def through_network(monkeypatch):
    """The tokens of each text that goes through the network."""
    network = universal_encoder()._network
    seen, real = [], network.features

    def watched(stream, owners):
        seen.extend(tuple(stream[owners == owner]) for owner in np.unique(owners))
        return real(stream, owners)

    monkeypatch.setattr(network, "features", watched)
    return seen


@pytest.mark.parametrize(
    "places",
    [
        ("align.lexicon.numbers.find_numbers", "align.lexicon.token_links.find_numbers"),
        ("align.checks.fact_matching.find_facts",),
        ("align.names.matching.find_names",),
    ],
)
def test_each_text_is_read_once(monkeypatch, places):
    read, real = [], pkgutil.resolve_name(places[0])

    def watched(*asked, **options):
        read.append((*asked, *options.values()))
        return real(*asked, **options)

    for place in places:
        monkeypatch.setattr(place, watched)
    aligned_and_checked(Analysis())
    assert read
    assert len(read) == len(set(read))


def test_each_text_goes_through_the_network_once(through_network):
    aligned_and_checked(Analysis())
    shared = {*DOCUMENTS[0].texts()} & {*DOCUMENTS[1].texts()}
    assert len(through_network) - len(set(through_network)) == len(shared)
    through_network.clear()
    aligned_and_checked()
    assert len(through_network) > len(set(through_network))


def test_what_is_known_changes_nothing():
    shared = Analysis()
    apart, together = aligned_and_checked(), aligned_and_checked(shared)
    assert together == apart
    assert aligned_and_checked(shared) == apart


def test_where_there_is_no_room_nothing_changes(monkeypatch):
    expected = aligned_and_checked()
    monkeypatch.setattr(analyses, "MOST_TEXTS", 1)
    monkeypatch.setattr("align.encoders.universal.MOST_TOKENS", 100)
    assert aligned_and_checked(Analysis()) == expected


def test_readings_are_kept_apart_by_function_and_analysis():
    asked = []

    def length(text):
        asked.append(text)
        return len(text)

    one, two = Analysis(), Analysis()
    assert [one.once(length, "가나"), one.once(str.upper, "ab"), one.once(length, "가나")] == [
        2, "AB", 2,
    ]  # fmt: skip
    assert asked == ["가나"]
    assert two.once(length, "가나") == 2
    assert asked == ["가나", "가나"]


def test_an_analysis_remembers_the_latest_texts(monkeypatch):
    monkeypatch.setattr(analyses, "MOST_TEXTS", 2)
    asked = []
    analysis = Analysis()
    read = asked.append
    for text in ("a", "b", "c", "c", "a"):
        analysis.once(read, text)
    assert asked == ["a", "b", "c", "a"]


LINES = ["양측은 해양 협력을 강화하기로 합의하였다.", "", "The two sides agreed.", " ", "끝."]
#: More tokens than go through the network at a time.
LONG = " ".join(f"제{number}차 회의를 서울에서 열었다." for number in range(200))


@pytest.mark.parametrize(
    "lists",
    [
        [LINES, LINES],
        [LINES, [*LINES[2:], "새 글이다. 회담을 열었다.", *LINES]],
        [[LONG], ["앞의 글이다.", LONG, "뒤의 글이다.", LONG]],
        [["앞의 글이다."], [LONG, "앞의 글이다.", LONG]],
        [[], LINES, []],
    ],
    ids=["the same", "some known", "a long text known", "a long text new", "nothing"],
)
def test_vectors_are_the_same_whatever_is_known(lists):
    known, encoder = NetworkOutput("ko"), universal_encoder()
    for texts in lists:
        groups, tokens = encoder.encode_all(texts, 2)
        again, tokens_again = encoder.encode_all(texts, 2, known)
        np.testing.assert_allclose(again, groups, atol=1e-6)
        np.testing.assert_allclose(tokens_again.vectors, tokens.vectors, atol=1e-5)
        assert np.array_equal(tokens_again.starts, tokens.starts)
        assert np.array_equal(tokens_again.weights, tokens.weights)
    assert set(known) == {text for texts in lists for text in texts}


def test_a_list_for_which_there_is_no_room_is_not_kept():
    known, encoder = NetworkOutput("ko"), universal_encoder()
    known.room = 30
    encoder.encode_tokens(LINES[:1], known)
    assert set(known) == {LINES[0]}
    groups, _ = encoder.encode_all([LINES[0], LONG], 1, known)
    assert set(known) == {LINES[0]}
    assert np.array_equal(groups, encoder.encode_all([LINES[0], LONG], 1)[0])
