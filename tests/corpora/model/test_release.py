"""A release that makes no sense cannot be built."""

from dataclasses import replace

import pytest
from release_strategies import small_release

from align.bitext import Bead, Bitext, Document, Segment
from align.errors import InputError
from corpora.model.release import Annotation, Provenance, Release, Source, plain_annotations


def test_plain_annotations_name_the_empty_side():
    one = Document.from_segments([Segment("네.", "paragraph", 0, 2)], "ko")
    two = Document.from_segments([Segment("Yes.", "paragraph", 0, 4)], "en")
    beads = (Bead(range(0, 1), range(0, 0)), Bead(range(1, 1), range(0, 1)))
    found = plain_annotations(Bitext(one, two, beads))
    assert [annotation.gap for annotation in found] == ["omission", "addition"]


def test_provenance_reads_back():
    provenance = Provenance.of(small_release())
    assert Provenance.from_fields(provenance.fields()) == provenance


def test_what_a_file_tells_reads_back():
    whole = small_release()
    source = replace(whole.source, title="회담 결과", date="2016-10-14", address="https://a.kr/1")
    provenance = Provenance.of(replace(whole, source=source))
    assert provenance.fields()["source-title"] == "회담 결과"
    assert "source-number" not in provenance.fields()
    assert Provenance.from_fields(provenance.fields()) == provenance


@pytest.mark.parametrize("name", sorted(Provenance.of(small_release()).fields()))
def test_provenance_must_be_whole(name):
    fields = Provenance.of(small_release()).fields()
    del fields[name]
    with pytest.raises(InputError, match=f"the provenance lacks '{name}'"):
        Provenance.from_fields(fields)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"annotations": ()}, "0 annotations do not fit 3 beads"),
        ({"annotations": (Annotation(),) * 3}, "bead 3 is a gap, but its annotation names no kind"),
        ({"source": Source.of(b"", name="\ud800", encoding="utf-8")}, "half a surrogate pair"),
    ],
)
def test_what_is_no_release(change, message):
    with pytest.raises(InputError, match=message):
        replace(small_release(), **change)


def test_one_language_twice_is_no_release():
    whole = small_release()
    source = Document.from_segments(whole.bitext.source.segments, "en")
    with pytest.raises(InputError, match="needs two languages, not 'en' twice"):
        replace(whole, bitext=replace(whole.bitext, source=source))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_score_must_be_a_number(number):
    segment = Segment("네.", "paragraph", 0, 2)
    sides = [Document.from_segments([segment], language) for language in ("ko", "en")]
    bitext = Bitext(*sides, (Bead(range(0, 1), range(0, 1), 0.5, number),))
    source = Source.of(b"", name="a", encoding="utf-8")
    with pytest.raises(InputError, match="bead 1 has a probability or score that is no number"):
        Release.plain(bitext, source, source)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_lies_between_0_and_1(confidence):
    with pytest.raises(InputError, match="a confidence lies between 0 and 1"):
        Annotation(confidence=confidence)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "needs a file name"),
        ({"name": "folder/a.txt"}, "without a folder"),
        ({"sha256": "0"}, "no SHA-256"),
        ({"size": -1}, "cannot have -1 bytes"),
        ({"date": "14.10.2016"}, "is written 2016-10-14"),
    ],
)
def test_what_is_no_source(change, message):
    with pytest.raises(InputError, match=message):
        replace(Source.of(b"", name="a.txt", encoding="utf-8"), **change)
