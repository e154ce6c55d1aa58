"""Files that version 0.2.0 wrote, in its two dialects, read for ever as what they were."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import small_bitext
from command_line import daeyeok
from entry_strategies import PLAIN

from align.messages import quoted
from corpora.formats.entry_file import read_entries
from corpora.formats.release_file import is_release, read_release
from corpora.model.entry import Entry
from corpora.model.release import Annotation

GOLDEN = Path(__file__).parents[2] / "support" / "golden" / "0.2.0"
RELEASES = sorted(path.name for path in GOLDEN.glob("release.*"))
FILM_WEEK = sorted(path.name for path in GOLDEN.glob("film-week.*"))
ENTRIES = sorted(path.name for path in GOLDEN.glob("entries.*"))
LIBRARY = {".xlsx": "openpyxl", ".parquet": "pyarrow"}


def entries_in(name):
    """The entries of a golden file; nothing of it may be passed over or changed."""
    if Path(name).suffix in LIBRARY:
        pytest.importorskip(LIBRARY[Path(name).suffix])
    notices = Counter()
    format_name = "xliff12" if name.endswith("xliff12") else None
    found = list(read_entries(GOLDEN / name, notices=notices, format_name=format_name))
    assert not +notices
    return found


def test_no_golden_file_is_missing():
    assert (len(RELEASES), len(FILM_WEEK), len(ENTRIES)) == (4, 3, 8)


@pytest.mark.parametrize("name", RELEASES)
def test_a_release_of_0_2_0_is_read_as_it_was(name):
    back = read_release(GOLDEN / name)
    whole = small_bitext.release()
    bitext = whole.bitext
    assert back.bitext == (bitext if name.endswith("jsonl") else bitext.without_furniture())
    assert [bead.moved for bead in back.bitext] == [bead.moved for bead in bitext]
    assert [bead.target.start for bead in back.bitext] == [bead.target.start for bead in bitext]
    assert back.annotations == (
        Annotation(),
        Annotation(),
        Annotation("omission", (quoted('nothing in the English says "5년"'),), 0.97),
        Annotation(),
        Annotation(),
        Annotation("addition"),
        Annotation("addition"),
        Annotation("closing", (quoted("끝. marks the end"),), 0.99),
    )
    found = [(f.bead, f.finding.kind, f.finding.severity) for f in back.findings]
    assert found == [(1, "number_mismatch", "high"), (1, "name_mismatch", "low")]
    first, second = (f.finding for f in back.findings)
    assert (first.confidence, first.source_span, first.target_span) == (0.9, (4, 9), (17, 32))
    assert (second.confidence, second.source_span, second.target_span) == (0.5, None, (4, 9))
    assert back.checks == "number_mismatch: high"
    assert back.target == whole.target
    assert back.source == replace(
        whole.source,
        title="회의 결과",
        date="2016-10-14",
        agency="외교부",
        department="북미국",
        number="16-700",
        address="https://example.org/ko?a=1&b=2",
    )


@pytest.mark.parametrize("name", RELEASES)
def test_a_release_of_0_2_0_is_read_as_entries(name):
    found = entries_in(name)
    bitext = small_bitext.BITEXT
    assert [(e.source_text, e.target_text) for e in found] == [
        (bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext
    ]
    assert [e.type for e in found] == [bead.type for bead in bitext]
    assert [(e.probability, e.score) for e in found] == [(b.probability, b.score) for b in bitext]
    assert [e.gap for e in found] == ["", "", "omission", "", "", "addition", "addition", "closing"]
    assert [e.source_kind for e in found][:3] == ["title", "paragraph", "bullet"]
    assert (found[2].note, found[2].confidence) == ('nothing in the English says "5년"', 0.97)
    assert "KRW 300 million" in found[1].note
    for entry in found:
        assert entry.release == "보도자료.txt + release.txt"
        assert (entry.title, entry.date, entry.agency) == ("회의 결과", "2016-10-14", "외교부")
        assert entry.number == "16-700"
        assert entry.source_address == "https://example.org/ko?a=1&b=2"
        assert entry.signature == "by hand"


@pytest.mark.parametrize("name", ENTRIES)
def test_entries_of_0_2_0_are_read_as_they_were(name):
    found = entries_in(name)
    assert tuple(found[: len(PLAIN)]) == PLAIN
    awkward, *rest = found[len(PLAIN) :]
    assert awkward == Entry("\x01네.\n그래.", "Yes.\u3000So.")
    assert len(rest) == len(small_bitext.BITEXT.beads)
    assert {e.release for e in rest} == {"보도자료.txt + release.txt"}
    assert [e.tuid for e in rest] == [e.tuid for e in entries_in("release.jsonl")]


@pytest.mark.parametrize("name", FILM_WEEK)
def test_an_aligned_example_of_0_2_0_is_read_whole(name):
    first = read_release(GOLDEN / "film-week.jsonl")
    back = read_release(GOLDEN / name)
    assert back.bitext.without_furniture() == first.bitext.without_furniture()
    assert (back.annotations, back.findings) == (first.annotations, first.findings)
    assert (back.source, back.target) == (first.source, first.target)
    assert (len(back.bitext.beads), len(back.findings)) == (16, 1)


@pytest.mark.parametrize("name", [*RELEASES, *FILM_WEEK, *ENTRIES])
def test_what_0_2_0_wrote_is_known_as_a_release_or_not(name):
    known = name in (*RELEASES, *FILM_WEEK)
    if not name.endswith("xliff12"):
        assert is_release(GOLDEN / name) is known


@pytest.mark.parametrize("name", [*RELEASES, *ENTRIES])
@pytest.mark.parametrize("command", ["import", "clean"])
def test_commands_take_files_of_0_2_0(name, command, tmp_path):
    expected = len(entries_in(name))
    golden = GOLDEN / name
    if name.endswith("xliff12"):
        golden = tmp_path / "in.xliff"
        shutil.copy(GOLDEN / name, golden)
    out = tmp_path / "out.jsonl"
    result = daeyeok(command, golden, "-o", out)
    assert result.exit_code == 0, result.output
    assert 0 < len(out.read_text("utf-8").splitlines()) <= expected


@pytest.mark.parametrize("name", RELEASES)
def test_check_takes_a_release_of_0_2_0(name):
    result = daeyeok("check", GOLDEN / name, "--checks", "number_mismatch")
    assert result.exit_code == 0, result.output
