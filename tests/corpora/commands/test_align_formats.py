"""The commands take files of every format that is read, not only text."""

import json

import board_pages
import office_files
import pytest
from click.testing import CliRunner
from repository import EXAMPLE

from corpora.commands.group import main
from corpora.formats.release_file import read_release as read_bitext

KOREAN = {
    "ko.docx": office_files.docx_release,
    "ko.hwp": office_files.hwp_release,
    "ko.hwpx": office_files.hwpx_release,
    "ko.odt": office_files.odt_release,
}


@pytest.mark.parametrize("name", KOREAN)
def test_align_takes_an_office_file_and_a_page(name, tmp_path):
    korean, english, output = tmp_path / name, tmp_path / "en.html", tmp_path / "out.jsonl"
    korean.write_bytes(KOREAN[name]())
    page = board_pages.ministry_page(board_pages.release(EXAMPLE.name, "en"), "utf-8")
    english.write_text(page, encoding="utf-8")
    result = CliRunner().invoke(main, ["align", str(korean), str(english), "-o", str(output)])
    assert result.exit_code == 0, result.output
    release = read_bitext(output)
    pairs = {
        release.bitext.target_text(bead)[:40]: release.bitext.source_text(bead)
        for bead in release.bitext
    }
    assert "한-벨로니아 해양정책대화" in pairs["Outcome of 7th ROK-Velonia Ocean Policy "]
    assert release.source.name == name


def test_read_lists_segments_with_their_kinds():
    result = CliRunner().invoke(main, ["read", str(EXAMPLE / "ko_raw.txt")])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert "# language: ko" in lines
    assert any(line.startswith("title ") and "해양정책대화" in line for line in lines)


def test_read_gives_json_with_offsets():
    result = CliRunner().invoke(main, ["read", "--json", str(EXAMPLE / "en_raw.txt")])
    found = json.loads(result.output)
    assert found["language"] == "en"
    for segment in found["segments"]:
        assert found["text"][segment["start"] : segment["end"]] == segment["text"]


def test_read_wants_a_language_where_none_shows(tmp_path):
    (tmp_path / "numbers.txt").write_text("1234 5678\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["read", str(tmp_path / "numbers.txt")])
    assert result.exit_code == 1
    assert "--language" in result.stderr
