"""The checks through the command line, on the examples' planted errors."""

import pytest
from click.testing import CliRunner
from repository import EXAMPLES

from corpora.commands.group import main
from corpora.formats.release_file import read_release as read_bitext

PLANTED = [
    pytest.param("01-ocean-dialogue", "date mismatch", "March 2024", id="date"),
    pytest.param("03-rescue-drill", "number mismatch", "1,420", id="number"),
]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def pages(name):
    return EXAMPLES / name / "ko_raw.txt", EXAMPLES / name / "en_raw.txt"


@pytest.mark.parametrize(("name", "kind", "words"), PLANTED)
def test_align_shows_the_planted_error(name, kind, words):
    result = run("align", *pages(name))
    assert result.exit_code == 0
    after = result.output.partition(kind)[2]
    assert words in after.splitlines()[1]
    assert kind not in run("align", "--no-checks", *pages(name)).output


@pytest.mark.parametrize("suffix", ["tmx", "csv", "tsv", "jsonl"])
def test_check_finds_it_again_in_every_format(suffix, tmp_path):
    output = tmp_path / f"release.{suffix}"
    assert run("align", *pages("03-rescue-drill"), "-o", output).exit_code == 0
    release = read_bitext(output)
    assert not any(annotation.note for bead, annotation in release.items() if not bead.is_gap)
    assert any(
        one.finding.kind == "number_mismatch" and "1,420" in one.finding.sentence
        for one in release.findings
    )
    assert "number_mismatch: The Korean says" in output.read_text(encoding="utf-8")
    result = run("check", output, "--checks", "number_mismatch", "--fail-on-findings")
    assert result.exit_code == 3
    assert "1,420" in result.output
    assert "name variant" not in result.output
    assert "name variant" in run("check", output).output


def test_nothing_is_found_where_nothing_is_planted(tmp_path):
    output = tmp_path / "release.jsonl"
    run("align", *pages("06-rice-aid"), "-o", output)
    result = run("check", output, "--fail-on-findings")
    assert (result.exit_code, result.output) == (0, "Nothing found.\n")


def test_an_unknown_kind_is_refused_with_those_known(tmp_path):
    output = tmp_path / "release.csv"
    run("align", *pages("06-rice-aid"), "-o", output)
    result = run("check", output, "--checks", "numbers")
    assert result.exit_code == 1
    assert "number_mismatch" in result.stderr


def test_a_glossary_is_obeyed(tmp_path):
    (tmp_path / "terms.csv").write_text("source,target\n해양정책대화,Sea Talks\n", encoding="utf-8")
    result = run("align", *pages("01-ocean-dialogue"), "--glossary", tmp_path / "terms.csv")
    assert "term missing" in result.output
