"""The commands export, import and clean, with a small store."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from command_line import daeyeok, files, refused
from entry_strategies import PLAIN
from repository import EXAMPLE, EXAMPLES

from corpora.formats.entry_file import EntryFile, read_entries
from corpora.formats.release_file import read_release, write_release
from corpora.model.entry import Entry, entries_of, entry_of
from corpora.model.selection import Selection
from corpora.store import Store
from corpora.workflows.check import MAX_ENTRIES

RELEASES = ("01-ocean-dialogue", "03-rescue-drill")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Two releases, aligned once, as files of ours."""
    folder = tmp_path_factory.mktemp("made")
    for name in RELEASES:
        pages = (EXAMPLES / name / f"{side}_raw.txt" for side in ("ko", "en"))
        assert daeyeok("align", *pages, "-o", folder / f"{name}.jsonl").exit_code == 0
    return folder


@pytest.fixture
def store(made):
    """A store of both."""
    for name in RELEASES:
        assert daeyeok("import", made / f"{name}.jsonl", "-o", "all.db").exit_code == 0
    return Path("all.db")


def entries_in(path, **options):
    return list(read_entries(path, notices=Counter(), **options))


def units_in(path, **options):
    with Store.open(path) as store:
        return [entry_of(unit) for unit in store.units(Selection(**options))]


@pytest.mark.parametrize("suffix", ["tmx", "xliff", "csv", "tsv", "jsonl"])
def test_a_store_comes_back_from_every_format(store, suffix):
    result = daeyeok("export", store, "-o", f"out.{suffix}")
    units = units_in(store)
    assert result.stderr == f"Wrote {len(units)} units to out.{suffix}\n"
    assert entries_in(f"out.{suffix}") == units
    assert daeyeok("import", f"out.{suffix}", "-o", "copy.db").exit_code == 0
    copies = units_in("copy.db")
    assert [(c.source_text, c.target_text, c.gap, c.release) for c in copies] == [
        (u.source_text, u.target_text, u.gap, u.release) for u in units
    ]


def test_importing_twice_changes_nothing(store, made):
    units = units_in(store)
    assert len({unit.release for unit in units}) == 2
    for name in RELEASES:
        result = daeyeok("import", made / f"{name}.jsonl", "-o", store)
        assert result.stderr.splitlines() == [
            "Left as they are, since nothing is new: 1 release",
            "Added 0 units of 0 releases to all.db",
        ]
    assert units_in(store) == units


def test_what_breaks_half_way_says_what_went_in():
    with EntryFile("in.jsonl") as file:
        file.put_all(PLAIN)
    with Path("in.jsonl").open("a") as stream:
        stream.write("{}\n")
    message = refused("import", "in.jsonl", "-o", "all.db")
    assert message == (
        "in.jsonl:7: an entry needs a text on at least one side; 1 release before it went into "
        "the store"
    )
    assert len(units_in("all.db")) == 2
    Path("bad.jsonl").write_text("{}\n")
    refused("import", "bad.jsonl", "-o", "new.db")
    assert "new.db" not in files(Path())


def test_releases_of_one_name_do_not_replace_each_other():
    for text in ("가나다라 마바사 아자차.", "한국은 회담을 열었다."):
        with EntryFile("in.csv", force=True) as file:
            file.put(Entry(text, f"Of {len(text)} letters.", release="news", title="News"))
        assert daeyeok("import", "in.csv", "-o", "all.db").exit_code == 0
    assert len(units_in("all.db")) == 2


def test_a_large_memory_becomes_several_releases():
    with EntryFile("in.tmx") as file:
        file.put_all(Entry(f"문장 {n}번이다.", f"Sentence {n}.") for n in range(MAX_ENTRIES + 5))
    result = daeyeok("import", "in.tmx", "-o", "all.db")
    assert result.stderr == f"Added {MAX_ENTRIES + 5:,} units of 2 releases to all.db\n"
    assert [u.source_text for u in units_in("all.db")] == [
        f"문장 {n}번이다." for n in range(MAX_ENTRIES + 5)
    ]


@pytest.mark.parametrize(
    ("options", "selection"),
    [
        (["--no-gaps"], {"gaps": False}),
        (["--gaps"], {"gaps": True}),
        (["--min-probability", "0.9"], {"min_probability": 0.9}),
        (["--min-score", "0.6"], {"min_score": 0.6}),
        (["--kind", "bullet", "--kind", "title"], {"kinds": ("bullet", "title")}),
        (["--state", "unreviewed"], {"states": ("unreviewed",)}),
    ],
)
def test_filters(store, options, selection):
    assert daeyeok("export", store, "-o", "out.jsonl", *options).exit_code == 0
    found, every = entries_in("out.jsonl"), units_in(store)
    assert found == units_in(store, **selection)
    assert 0 < len(found) <= len(every)


def test_agency_and_dates_filter_releases():
    with EntryFile("in.jsonl") as file:
        file.put_all(PLAIN)
    assert daeyeok("import", "in.jsonl", "-o", "all.db").exit_code == 0
    for options, count in ((["--agency", "외교부"], 2), (["--from", "2016-01-01"], 2)):
        daeyeok("export", "all.db", "-o", "out.jsonl", "--force", *options)
        assert len(entries_in("out.jsonl")) == count
    message = refused("export", "all.db", "-o", "none.jsonl", "--to", "2015-12-31")
    assert message == "all.db holds nothing of what is wanted; nothing was written"
    assert "none.jsonl" not in files(Path())


def test_moses_files_never_come_apart(store):
    result = daeyeok("export", store, "-o", "out.moses")
    both = [u for u in units_in(store) if not u.is_gap]
    gaps = len(units_in(store)) - len(both)
    assert result.stderr.splitlines() == [
        f"Left out, gaps that the format has no place for: {gaps}",
        f"Wrote {len(both)} units to out.ko and out.en",
    ]
    korean, english = (Path(f"out.{side}").read_bytes().decode() for side in ("ko", "en"))
    assert korean.split("\n") == [u.source_text for u in both] + [""]
    assert english.split("\n") == [u.target_text for u in both] + [""]


@pytest.mark.parametrize("taken", ["out.ko", "out.en"])
def test_moses_files_are_made_both_or_none(store, taken):
    Path(taken).write_text("mine")
    message = refused("export", store, "-o", "out.moses")
    assert message == f"{taken} already exists; use --force to replace it"
    assert {"out.ko", "out.en"} & files(Path()) == {taken}
    assert Path(taken).read_text() == "mine"


def test_a_format_by_name(store):
    assert daeyeok("export", store, "-o", "out.xml", "--format", "xliff12").exit_code == 0
    assert b'version="1.2"' in Path("out.xml").read_bytes()
    assert entries_in("out.xml", format_name="xliff") == units_in(store)
    result = daeyeok("export", store, "-o", "-", "--format", "csv")
    assert len(list(csv.reader(result.stdout.splitlines()))) > 20
    assert "- is one stream" in refused("export", store, "-o", "-", "--format", "moses")


def test_cleaning_a_store(store):
    result = daeyeok("export", store, "-o", "out.tmx", "--clean", "training")
    kept, left = entries_in("out.tmx"), entries_in("out.rejected.jsonl")
    units = units_in(store)
    assert len(kept) + len(left) == len(units)
    assert all(not entry.is_gap for entry in kept)
    counts = Counter(entry.note.split(":")[0].removeprefix("left out, ") for entry in left)
    for reason, count in counts.items():
        assert f"Left out, {reason}: {count}\n" in result.stderr
    assert counts["gap"] == len([unit for unit in units if unit.is_gap])
    assert f"Wrote {len(left)} units to out.rejected.jsonl\n" in result.stderr


def test_clean_reads_files_and_stores(store, made):
    daeyeok("clean", store, "-o", "one.csv", "--rejected", "left.csv", "--preset", "memory")
    daeyeok("export", store, "-o", "all.xlf")
    daeyeok("clean", "all.xlf", "-o", "two.csv", "--rejected", "left2.csv", "--preset", "memory")
    assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()
    assert Path("left.csv").read_bytes() == Path("left2.csv").read_bytes()


def test_when_nothing_is_kept(store):
    with EntryFile("in.jsonl") as file:
        file.put_all([entry for entry in PLAIN if entry.is_gap])
    result = daeyeok("clean", "in.jsonl", "-o", "out.tmx")
    assert result.exit_code == 1
    assert "nothing is left to write" in result.stderr
    assert files(Path()) == {"in.jsonl", "all.db", "out.rejected.jsonl"}
    assert len(Path("out.rejected.jsonl").read_text().splitlines()) == 2


def test_what_is_left_out_needs_a_place(store):
    message = refused("clean", store, "-o", "out.tmx", "--rejected", "left.moses")
    assert "left.moses: moses has no place for reasons and gaps" in message
    assert refused("clean", store, "-o", "a.csv", "--rejected", "a.csv") == (
        "a.csv is an input too; write to another file"
    )
    assert "need --clean" in refused(
        "export", store, "-o", "a.csv", "--without", "numbers", status=2
    )


def test_an_output_that_is_there_stays(store):
    Path("out.tmx").write_text("mine")
    for command in ("export", "import", "clean"):
        source = store if command != "import" else "in.csv"
        Path("in.csv").write_text("source,target\n네.,Yes.\n")
        assert refused(command, source, "-o", "out.tmx") == (
            "out.tmx already exists; use --force to replace it"
        )
    assert Path("out.tmx").read_text() == "mine"


def test_a_broken_file_leaves_no_output():
    Path("in.jsonl").write_text('{"source": "네.", "target": "Yes."}\n{"source": 3}\n')
    for output in ("out.tmx", "out.moses", "out.xlf"):
        message = refused("import", "in.jsonl", "-o", output)
        assert message == "in.jsonl:2: 'source' is 3, which it cannot be"
    assert files(Path()) == {"in.jsonl"}


def test_a_table_of_two_columns():
    Path("in.csv").write_text("source,target\n'네.,Yes.\n,\n=끝.,End.\n", encoding="utf-16")
    assert daeyeok("import", "in.csv", "-o", "out.jsonl").exit_code == 0
    lines = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [(line["source"], line["target"]) for line in lines] == [
        ("'네.", "Yes."),
        ("=끝.", "End."),
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"ko,en\n", "a.csv:1: the table lacks the columns source, target"),
        ("a.csv", b"source,target,source\n", "a.csv:1: the table has the column source twice"),
        ("a.csv", b'source,target\n"a\n', "a.csv:2: this is no table: unexpected end of data"),
        ("a.csv", "source,target\n네,a\n".encode("cp949"), "the table is not in UTF-8"),
        ("a.csv", b"source,target,score\n1,2,x\n", "a.csv:2: the score 'x' is no number"),
        ("a.csv", b"source,target,date\n1,2,2016\n", "a.csv:2: the date of a release is written"),
        ("a.csv", b"source,target,state\n1,2,done\n", "a.csv:2: unknown state 'done'; known are"),
        ("a.jsonl", b"[]\n", "a.jsonl:1: this is no JSON object"),
        ("a.jsonl", b'\n{"source": "\\ud800"}\n', "a.jsonl:2: character 0 of"),
        ("a.jsonl", b"{}\n", "a.jsonl:1: an entry needs a text on at least one side"),
        ("a.moses", b"", "a.moses: moses is written only; import the file it came from"),
        ("a.doc", b"", "a.doc: unknown suffix; choose one of tmx"),
        ("-", b"", "- has no suffix that names a format"),
    ],
)
def test_inputs_that_are_refused(name, data, message):
    if name != "-":
        Path(name).write_bytes(data)
    assert message in refused("import", name, "-o", "out.tmx")
    assert "out.tmx" not in files(Path())


def test_standard_input():
    data = "source\ttarget\n네.\tYes.\n".encode()
    result = daeyeok("import", "-", "--from-format", "tsv", "-o", "out.jsonl", stdin=data)
    assert result.exit_code == 0
    assert len(entries_in("out.jsonl")) == 1


def test_other_languages_stay_out_of_a_store():
    Path("in.csv").write_text("source,target\nUn,One\n")
    message = refused("import", "in.csv", "-o", "a.db", "--languages", "fr-en")
    assert message == "in.csv: needed is Korean with English, or the reverse; it holds fr to en"
    assert daeyeok("import", "in.csv", "-o", "a.tmx", "--languages", "fr-en").exit_code == 0
    assert b'xml:lang="fr"' in Path("a.tmx").read_bytes()
    assert "written ko-en" in refused(
        "import", "in.csv", "-o", "b.tmx", "--languages", "korean", status=2
    )


def test_check_reads_what_other_programs_wrote():
    korean = (EXAMPLE / "ko.txt").read_text().splitlines()[:2]
    Path("a.xlf").write_text(
        '<xliff version="1.2"><file source-language="ko" target-language="en"><body>'
        + "".join(
            f'<trans-unit id="{n}"><source>{text}</source><target>{other}</target></trans-unit>'
            for n, (text, other) in enumerate(
                [(korean[0], "A title"), ("1,240명이 왔다.", "Some 1,420 people came.")]
            )
        )
        + "</body></file></xliff>"
    )
    result = daeyeok("check", "a.xlf", "--checks", "number_mismatch", "--fail-on-findings")
    assert result.exit_code == 3
    assert "Pair 2 - number mismatch, high" in result.stdout
    Path("b.xlf").write_text('<xliff version="1.2"/>')
    assert refused("check", "b.xlf") == "b.xlf holds no pair of texts"


def test_findings_stand_in_the_notes(made):
    pages = (EXAMPLE / f"{side}_raw.txt" for side in ("ko", "en"))
    assert daeyeok("add", "checked.db", *pages).exit_code == 0
    for name in ("out.xlf", "out.tmx"):
        assert daeyeok("export", "checked.db", "-o", name).exit_code == 0
        (found,) = [e for e in entries_in(name) if "date_mismatch" in e.note]
        assert found.note == (
            "date_mismatch: The Korean says May (‘24.5월); the English says March (March 2024)."
        )


@pytest.mark.parametrize(
    "suffix", ["tmx", "csv", "tsv", "jsonl", "xliff", "xlf", "xlsx", "parquet"]
)
def test_align_writes_every_format_with_the_same_units(suffix, made, tmp_path):
    release = read_release(made / f"{RELEASES[0]}.jsonl")
    (path,) = write_release(release, tmp_path / f"release.{suffix}")
    assert entries_in(path) == list(entries_of(release))
    result = daeyeok("check", path, "--checks", "date_mismatch")
    assert "The Korean says May (‘24.5월); the English says March (March 2024)." in result.stdout


@pytest.mark.parametrize(("suffix", "package"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_library_is_named(suffix, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setitem(sys.modules, f"{package}.{suffix}", None)
    Path("in.csv").write_text("source,target\n네.,Yes.\n")
    message = refused("import", "in.csv", "-o", f"out.{suffix}")
    assert message == (
        f'this format needs {package}; install it with: pip install "daeyeok[{suffix}]"'
    )
    assert files(Path()) == {"in.csv"}


def test_a_report_is_made_of_whole_releases_only(made, tmp_path):
    said = refused("import", made / f"{RELEASES[0]}.jsonl", "-o", tmp_path / "a.html")
    assert "a.html: html shows one release, of align or check" in said
    assert files(tmp_path) == set()


def test_what_a_search_prints_can_be_imported(store, tmp_path):
    found = daeyeok("search", "all.db", "해양", "--json").stdout
    (tmp_path / "hits.jsonl").write_text(found, encoding="utf-8")
    result = daeyeok("import", tmp_path / "hits.jsonl", "-o", tmp_path / "hits.tmx")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "hits.tmx").read_bytes().count(b"</tu>") == len(found.splitlines()) > 0
