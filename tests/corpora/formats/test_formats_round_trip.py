"""What is written reads back as it was, whatever the text."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from release_files import there_and_back, written
from release_strategies import any_text, releases, segment_text
from tmx_rules import check_tmx

from corpora.formats.segment_codec import escaped, from_one_line, on_one_line, unescaped
from corpora.formats.table import guarded, unguarded

NUMBERS = {"bead", "confidence", "probability", "score"}
NOON = datetime(2016, 10, 14, 3, tzinfo=UTC)


@given(releases())
def test_json_lines_keep_everything(release):
    assert there_and_back(release, "jsonl") == release


@pytest.mark.parametrize("name", ["tmx", "csv", "tsv"])
@given(release=releases())
def test_other_formats_keep_all_but_furniture(name, release):
    back = there_and_back(release, name)
    assert back.bitext == release.bitext.without_furniture()
    assert [bead.source.start for bead in back.bitext] == [
        bead.source.start for bead in release.bitext
    ]
    assert [bead.target.start for bead in back.bitext] == [
        bead.target.start for bead in release.bitext
    ]
    assert (back.source, back.target) == (release.source, release.target)
    assert back.annotations == release.annotations
    assert (back.findings, back.checks) == (release.findings, release.checks)


@given(releases())
def test_every_memory_obeys_the_rules_of_tmx(release):
    check_tmx(written(release, "tmx"), unique=False)


@given(releases())
def test_no_cell_of_a_table_is_a_formula(release):
    text = written(release, "csv").decode("utf-8-sig")
    for cells in csv.DictReader(io.StringIO(text, newline="")):
        texts = [cells[column] for column in cells if column not in NUMBERS]
        assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in texts)


@given(any_text)
def test_escapes_can_be_undone(text):
    assert unescaped(escaped(text)) == text
    assert unguarded(guarded(text)) == text


@given(segment_text, segment_text)
def test_one_line_can_be_undone(first, second):
    line, exact = on_one_line([first, second])
    assert from_one_line(line, exact) == f"{first} {second}"
    assert not any(c.isspace() and c != " " for c in line)
    assert "  " not in line
    assert line == line.strip()
