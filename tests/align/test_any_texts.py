"""For any two texts: each segment lies in exactly one bead, in order, and files give it back."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from release_files import there_and_back
from release_strategies import AWKWARD
from word_encoder import MEANINGS, WordEncoder

from align.aligner.align_segments import align_segments
from align.bitext import Bitext
from align.errors import InputError
from align.lattice.bead_types import MAX_GROUP
from align.pipeline import align_texts
from align.scoring.segment_features import segment_features
from align.segmentation.segment import segment, segment_lines
from align.settings import AlignSettings
from corpora.formats.release_file import RELEASE_FORMATS
from corpora.model.release import Release, Source
from corpora.workflows.align import annotations_of

SETTINGS = settings(suppress_health_check=list(HealthCheck))
FEW = settings(SETTINGS, max_examples=25)
#: What real texts begin or end with, and what rules for structure look out for.
MARKS = [
    "1. ", "ㅇ ", "※ ", "- ", "① ", "끝.", "/끝/", "붙임 : 자료 1부", "문의 : 02-123-4567", "\t",
    "* unofficial translation", "Attachment: photos", "조회수 : 12", "Home > News", "12.4%",
    "10.14.", "\n", "\n\n", "\r\n", ". ", '."', "(금) ", "USD 3 million ",
]  # fmt: skip
KOREAN_WORDS = [*MEANINGS, "예산을 늘린다.", "장관은 회의를 열었다.", "톨란 차관"]
ENGLISH_WORDS = [*MEANINGS.values(), "The budget grows.", "He held a meeting.", "Vice Minister T."]
any_character = st.characters(exclude_categories=("Cs",)) | st.sampled_from(AWKWARD)


def texts(words: list[str]) -> st.SearchStrategy[str]:
    pieces = st.sampled_from(words) | st.sampled_from(MARKS) | st.text(any_character, max_size=6)
    spaced = st.tuples(pieces, st.sampled_from([" ", "", "\n"])).map("".join)
    return st.lists(spaced, min_size=1, max_size=25).map("".join)


korean_texts, english_texts = texts(KOREAN_WORDS), texts(ENGLISH_WORDS)


def check_beads(bitext: Bitext) -> None:
    """Each segment once; sources in order; targets too, but for what is marked as moved."""
    sources = [i for bead in bitext for i in bead.source]
    assert sources == list(range(len(bitext.source)))
    targets = [j for bead in bitext for j in bead.target]
    assert Counter(targets) == Counter(range(len(bitext.target)))
    kept = [j for bead in bitext if not bead.moved for j in bead.target]
    assert kept == sorted(kept)
    for bead in bitext:
        assert 0 <= bead.probability <= 1
        assert bead.is_gap == (bead.score is None)


def check_files(release: Release) -> None:
    for name in RELEASE_FORMATS:
        back = there_and_back(release, name)
        whole = release.bitext
        assert back.bitext == (whole if name == "jsonl" else whole.without_furniture())
        assert back.annotations == release.annotations


SOURCES = (
    Source.of(b"ko", name="ko.txt", encoding="utf-8"),
    Source.of(b"en", name="en.txt", encoding="utf-8"),
)


@pytest.mark.parametrize("split", [segment, segment_lines])
@SETTINGS
@given(korean=korean_texts, english=english_texts)
def test_with_an_encoder_of_words(split, korean, english):
    documents = split(korean, "ko"), split(english, "en")
    vectors = [WordEncoder().encode_groups(side.texts(), MAX_GROUP) for side in documents]
    side_features = segment_features(documents[0]), segment_features(documents[1])
    beads = align_segments(*vectors, side_features, wrong_cost=0.4)
    bitext = Bitext(*documents, beads, "words")
    check_beads(bitext)
    check_files(Release.plain(bitext, *SOURCES))


@pytest.mark.parametrize("one_per_line", [False, True])
@FEW
@given(korean=korean_texts, english=english_texts)
def test_with_the_embedded_encoder(one_per_line, korean, english):
    # A long line makes sure of the language, so that most examples get through.
    korean += "\n" + 20 * "장관은 회의를 열었다. "
    english += "\n" + 20 * "He held a meeting. "
    try:
        aligned = align_texts(korean, english, settings=AlignSettings(one_per_line=one_per_line))
    except InputError:
        assume(False)
    check_beads(aligned.bitext)
    bitext = aligned.bitext
    gaps = [index for index, bead in enumerate(bitext.beads) if bead.is_gap]
    assert [gap.bead for gap in aligned.gaps] == gaps
    check_files(Release(bitext, *SOURCES, annotations_of(aligned)))


def test_words_that_mean_the_same_are_found():
    korean = "예산을 늘린다.\n세금을 줄인다.\n장관은 회의를 열었다.\n"
    english = "The budget grows.\nThe minister held a meeting.\n"
    documents = segment_lines(korean, "ko"), segment_lines(english, "en")
    vectors = [WordEncoder().encode_groups(side.texts(), MAX_GROUP) for side in documents]
    side_features = segment_features(documents[0]), segment_features(documents[1])
    beads = align_segments(*vectors, side_features, wrong_cost=0.4)
    assert [(list(bead.source), list(bead.target)) for bead in beads] == [
        ([0], [0]), ([1], []), ([2], [1]),
    ]  # fmt: skip
