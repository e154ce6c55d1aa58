"""The commands on a store: add, stats, gaps and search."""

from __future__ import annotations

import json
import re

import pytest
from click import unstyle
from click.testing import CliRunner
from command_line import ENGLISH, KOREAN, daeyeok, files, process, refused
from repository import EXAMPLE
from store_reviews import review

from align.gaps import REAL_GAPS
from corpora.commands.gaps import KINDS
from corpora.commands.group import main
from corpora.store import Selection, Store
from corpora.summaries.plots import write_plot
from corpora.summaries.stats import overview_values

KO, EN = EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt"
FACTS = ("--agency", "해양부", "--date", "2024-05-25", "--number", "24-7", "--title", "대화")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "store.db"
    assert daeyeok("add", path, KO, EN, *FACTS).exit_code == 0
    return path


def test_add_makes_the_store_and_says_what_came_of_it(tmp_path):
    path = tmp_path / "new.db"
    result = daeyeok("add", path, KO, EN, *FACTS)
    assert result.output == (
        "Added: release 1, 해양부 24-7 2024-05-25\n  16 beads, 4 gaps (4 sure), 2 findings\n"
    )
    assert files(tmp_path) == {"new.db"}
    with Store.open(path) as store:
        origin = store.origin(1)
        assert (origin.facts.title, origin.facts.date) == ("대화", "2024-05-25")
        assert origin.source.name == "ko_raw.txt"
    assert "Unchanged: release 1" in daeyeok("add", path, KO, EN).output
    assert "Updated: release 1" in daeyeok("add", path, KO, EN, "--number", "8").output


def test_align_keeps_the_release_as_add_does(tmp_path):
    added, aligned = tmp_path / "added.db", tmp_path / "aligned.db"
    daeyeok("add", added, KO, EN)
    result = daeyeok("align", KO, EN, "--store", aligned, "-o", tmp_path / "a.tmx")
    assert result.stdout == daeyeok("align", KO, EN).stdout
    wrote, *told = result.stderr.splitlines()
    assert wrote.startswith("Wrote ")
    assert told == [
        "Added: release 1, ko_raw.txt + en_raw.txt",
        "  16 beads, 4 gaps (4 sure), 1 finding",
    ]
    with Store.open(added) as one, Store.open(aligned) as other:
        assert one.release(1).release == other.release(1).release
        found = [[stored.found for stored in store.release(1).findings] for store in (one, other)]
        assert found[0] == found[1] != []
    again = daeyeok("align", KO, EN, "--store", aligned, "--fail-on-gaps")
    assert again.exit_code == 3
    assert "Unchanged: release 1" in again.stderr


def test_align_says_at_once_if_the_store_cannot_be(tmp_path):
    other = tmp_path / "other.db"
    other.write_text("no store", encoding="utf-8")
    said = refused("align", KO, EN, "--store", other, "-o", tmp_path / "a.tmx")
    assert "is no store" in said
    assert files(tmp_path) == {"other.db"}
    said = refused("align", KO, EN, "--store", tmp_path / "a.tmx", "-o", tmp_path / "a.tmx")
    assert "is an input too" in said


def test_add_keeps_what_was_reviewed_and_names_what_is_lost(tmp_path):
    path, ko, en = tmp_path / "store.db", tmp_path / "ko.txt", tmp_path / "en.txt"
    ko.write_text(
        KOREAN + "회의는 부산에서 열렸다.\n다음 회의는 서울에서 열린다.\n", encoding="utf-8"
    )
    en.write_text(
        ENGLISH + "The meeting was held in Busan.\nThe next one is held in Seoul.\n",
        encoding="utf-8",
    )
    assert daeyeok("add", path, ko, en).exit_code == 0
    with Store.open(path) as store:
        beads = [unit.bead for unit in store.units()]
    review(path, beads[0], "accepted")
    review(path, beads[1], "revised", "It met in Busan.")
    changed = en.read_text(encoding="utf-8").replace("was held in Busan", "took place in Ulsan")
    en.write_text(changed, encoding="utf-8")
    output = daeyeok("add", path, ko, en).output
    assert output.startswith("Aligned anew: release 1")
    assert "1 reviewed bead kept" in output
    assert "Reviewed, but no longer in the texts (1); the log keeps them" in output
    assert "revised, by Kim" in output
    assert "It met in Busan." in output


def test_add_checks_anew_where_beads_have_given_way(tmp_path, monkeypatch):
    path, ko, en = tmp_path / "store.db", tmp_path / "ko.txt", tmp_path / "en.txt"
    ko.write_text("예산은 3억 원이다.\n인원은 40명이다.\n", encoding="utf-8")
    en.write_text("The budget is KRW 300 million.\nThere are 50 people.\n", encoding="utf-8")
    daeyeok("add", path, ko, en, "--one-per-line")
    with Store.open(path) as store:
        units = list(store.units())
        assert [unit.type for unit in units] == ["1-1", "1-1"]
        assert units[1].findings == 1
    review(path, units[0].bead, "accepted")
    from corpora.model.release import Release  # noqa: PLC0415
    from corpora.workflows import align as aligning  # noqa: PLC0415

    real = aligning.align_files

    def joined(*arguments, **options):
        """The same files as one bead, as other settings might have them."""
        from dataclasses import replace  # noqa: PLC0415

        from align.bitext import Bead  # noqa: PLC0415

        found = real(*arguments, **options)
        bitext = replace(found.release.bitext, beads=(Bead(range(2), range(2)),), signature="other")
        release = Release.plain(bitext, found.release.source, found.release.target)
        return replace(found, release=release, gaps=())

    monkeypatch.setattr("corpora.workflows.add.align_files", joined)
    output = daeyeok("add", path, ko, en, "--one-per-line").output
    assert "2 beads, 0 gaps, 1 finding, 1 reviewed bead kept" in output
    with Store.open(path) as store:
        assert [(u.state, u.findings) for u in store.units()] == [
            ("accepted", 0),
            ("unreviewed", 1),
        ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--date", "May 25"), "2016-10-14"),
        (("--glossary", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_add_refuses_before_it_makes_a_store(tmp_path, options, message):
    assert message in refused("add", tmp_path / "store.db", KO, EN, *options)
    assert files(tmp_path) == set()


def test_add_leaves_files_alone_that_are_no_store(tmp_path):
    other = tmp_path / "notes.txt"
    other.write_text("notes", encoding="utf-8")
    assert "is no store of daeyeok" in refused("add", other, KO, EN)
    assert other.read_text(encoding="utf-8") == "notes"
    assert "no such folder" in refused("add", tmp_path / "no" / "store.db", KO, EN)
    assert "only one" in refused("add", tmp_path / "s.db", "-", "-", status=2)
    assert "--key" in refused("add", tmp_path / "s.db", KO, EN, "--key", "", status=2)


def test_add_takes_a_key_and_leaves_checks_out(tmp_path):
    path = tmp_path / "store.db"
    output = daeyeok("add", path, KO, EN, "--key", "ocean/7", "--no-checks").output
    assert "release 1, ocean/7" in output
    assert "0 findings" in output


@pytest.mark.parametrize("command", ["stats", "gaps"])
def test_a_store_that_is_not_there_is_not_made(tmp_path, command):
    assert "no such store" in refused(command, tmp_path / "store.db")
    assert "no such store" in refused("search", tmp_path / "store.db", "x")
    assert files(tmp_path) == set()


def test_gaps_can_be_chosen_by_the_kinds_there_are():
    assert KINDS == REAL_GAPS


def test_gaps_are_listed_with_place_text_and_reason(filled):
    result = daeyeok("gaps", filled)
    lines = result.stdout.splitlines()
    assert lines[0] == "2024-05-25 - 해양부 - 대화 - release 1, 해양부 24-7 2024-05-25"
    said = re.compile(r"  (\w+, \w+ line \d+, \w+) - (?:sure|likely|doubtful) \(\d+%\)")
    places = [found[1] for line in lines if (found := said.fullmatch(line))]
    assert places == [
        "addition, English line 16, paragraph",
        "omission, Korean line 22, note",
        "omission, Korean line 37, bullet",
        "omission, Korean line 43, paragraph",
    ]
    assert "    모렌 국장은 특히 北의 불법 해상환적에 대해 우려를 표하였다." in lines
    assert any(line.startswith("    Why: The nearest Korean") for line in lines)
    assert result.stderr == "4 gaps\n"


@pytest.mark.parametrize(("options", "count"), [((), 4), (("--kind", "omission"), 3)])
def test_gaps_as_json_are_the_same(filled, options, count):
    result = daeyeok("gaps", filled, "--json", *options)
    values = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(values) == count
    assert {one["release"] for one in values} == {"해양부 24-7 2024-05-25"}
    with Store.open(filled) as store:
        fields = {unit.bead: unit.fields() for unit in store.units(Selection(gaps=True))}
    assert values == [fields[one["bead"]] for one in values]


def test_gaps_that_are_sure_leave_the_others_out(tmp_path):
    path = tmp_path / "store.db"
    folder = EXAMPLE.parent / "04-briefing"
    assert daeyeok("add", path, folder / "ko_raw.txt", folder / "en_raw.txt").exit_code == 0
    found = {}
    for options in ((), ("--sure",)):
        lines = daeyeok("gaps", path, "--json", *options).stdout.splitlines()
        found[options] = {one["bead"]: one["confidence"] for one in map(json.loads, lines)}
    sure = {bead: value for bead, value in found[()].items() if value >= 0.9}
    assert found[("--sure",)] == sure
    assert 0 < len(sure) < len(found[()])


def test_gaps_can_fail_and_a_rejected_one_is_none(tmp_path):
    path = tmp_path / "store.db"
    daeyeok("add", path, KO, EN)
    assert daeyeok("gaps", path, "--fail-on-gaps").exit_code == 3
    with Store.open(path) as store:
        gaps = [u.bead for u in store.units(Selection(gap_kinds=("omission", "addition")))]
    review(path, gaps[0], "accepted")
    assert "- accepted" in daeyeok("gaps", path).stdout
    for bead in gaps:
        review(path, bead, "rejected")
    result = daeyeok("gaps", path, "--fail-on-gaps")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 gaps\n")


def test_search_shows_both_sides_and_sets_the_phrase_off(filled):
    plain = daeyeok("search", filled, "unofficial", "--language", "en")
    assert plain.stdout == (
        "2024-05-25 - 해양부 - 대화 - release 1, 해양부 24-7 2024-05-25 - bead 15, unreviewed\n"
        "    (no Korean)\n"
        "    *unofficial translation\n"
    )
    styled = CliRunner().invoke(main, ["search", str(filled), "unofficial"], color=True).stdout
    assert unstyle(styled) == plain.stdout
    assert "*\x1b[1munofficial\x1b[0m translation" in styled


def test_a_phrase_that_runs_over_two_lines_is_set_off_on_both(filled):
    with Store.open(filled) as store:
        text = max((unit.target_text for unit in store.units()), key=len)
    styled = CliRunner().invoke(main, ["search", str(filled), text[:300]], color=True).stdout
    bold = re.findall(r"\x1b\[1m(.*?)\x1b\[0m", styled)
    assert len(bold) > 1
    assert " ".join(bold) == text[:300].strip()


def test_search_says_when_there_is_more_or_nothing(filled):
    result = daeyeok("search", filled, "해양", "--limit", 2, "--json")
    assert len(result.stdout.splitlines()) == 2
    assert all("해양" in json.loads(line)["source"] for line in result.stdout.splitlines())
    assert "--limit" in result.stderr
    nothing = daeyeok("search", filled, "기린")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "Nothing found.\n")
    assert "at least one character" in refused("search", filled, " ")


def test_stats_are_printed_and_the_same_as_json(filled):
    lines = daeyeok("stats", filled).stdout.splitlines()
    assert lines[0] == ("1 release, 16 units: 10 pairs, 3 omissions, 1 addition, 2 usual gaps")
    assert lines[-1].split() == ["2024", "1", "11", "84.9%", "93.5%", "18.8%", "7.1%"] or lines[-1]
    values = json.loads(daeyeok("stats", filled, "--json").stdout)
    with Store.open(filled) as store:
        assert values == overview_values(store.statistics())
    assert values["by_agency"]["해양부"]["omissions"] == 3
    assert values["total"]["omission_rate"] == pytest.approx(
        values["total"]["omitted_segments"] / values["total"]["source_segments"]
    )


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".html", b"<!DOCTYPE html>")]
)
def test_stats_draw_a_picture(filled, tmp_path, suffix, begins):
    pytest.importorskip("matplotlib")
    path = tmp_path / f"stats{suffix}"
    result = daeyeok("stats", filled, "-o", path)
    assert result.exit_code == 0
    content = path.read_bytes()
    assert content.startswith(begins)
    if suffix != ".png":
        assert "해양부 (1)" in content.decode()
        assert "18.8%" in content.decode() or "omitted" in content.decode()
    assert "already exists" in refused("stats", filled, "-o", path)
    assert daeyeok("stats", filled, "-o", path, "--force").exit_code == 0
    assert path.read_bytes() == content  # no time, no chance


def test_stats_of_an_empty_store_can_be_drawn(tmp_path):
    pytest.importorskip("matplotlib")
    with Store.open(tmp_path / "store.db", create=True) as store:
        write_plot(store.statistics(), tmp_path / "empty.svg")
    assert daeyeok("stats", tmp_path / "store.db").stdout.startswith("0 releases, 0 units")


def test_what_is_drawn_cannot_break_a_page(tmp_path):
    pytest.importorskip("matplotlib")
    path, page = tmp_path / "store.db", tmp_path / "stats.html"
    daeyeok("add", path, KO, EN, "--agency", "<script>$x_1$ & 부")
    assert daeyeok("stats", path, "-o", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert text.count("&lt;script&gt;$x_1$ &amp; 부") >= 2


def test_pictures_ask_for_what_they_need(filled, tmp_path, monkeypatch):
    assert "unknown suffix" in refused("stats", filled, "-o", tmp_path / "stats.pdf")
    monkeypatch.setattr("corpora.summaries.plots.find_spec", lambda name: None)
    assert ".[plots]" in refused("stats", filled, "-o", tmp_path / "stats.png")
    assert files(tmp_path) == set()


def test_stats_without_a_picture_load_no_matplotlib(filled):
    code = (
        "import sys; from corpora.commands import main; main(sys.argv[1:], standalone_mode=False); "
    )
    code += "assert 'matplotlib' not in sys.modules"
    run = process("stats", filled, code=code)
    assert run.wait(timeout=60) == 0, run.stderr.read().decode()
