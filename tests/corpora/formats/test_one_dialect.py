"""A release that is aligned into a file and one that a store exports are the same, pair by pair."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace

import pytest
import small_bitext
from lxml import etree

from align.errors import InputError
from corpora.formats.base import Languages
from corpora.formats.entry_file import EntryFile, read_entries
from corpora.formats.release_file import is_release, read_release, write_release
from corpora.model.entry import entries_of
from corpora.store import Store
from corpora.workflows.export import Output, export_store

FORMATS = ["tmx", "csv", "tsv", "jsonl", "xliff", "xlsx", "parquet"]
LIBRARY = {"xlsx": "openpyxl", "parquet": "pyarrow"}


@pytest.fixture(scope="module")
def release():
    whole = small_bitext.release()
    findings = small_bitext.FOUND
    return replace(whole, findings=findings, checks="by hand")


@pytest.fixture(scope="module")
def store(release, tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "one.db"
    with Store.open(path, create=True) as opened:
        opened.add(release, release.findings)
    return path


def made(name, release, store, folder):
    """The bytes that align writes, and those that export writes."""
    if name in LIBRARY:
        pytest.importorskip(LIBRARY[name])
    aligned, exported = folder / f"aligned.{name}", folder / f"exported.{name}"
    write_release(release, aligned)
    export_store(store, Output(exported))
    return aligned.read_bytes(), exported.read_bytes()


def units(data, tag):
    """Each unit of an XML file, as it stands there."""
    root = etree.fromstring(data)
    return [etree.tostring(unit, with_tail=False).decode() for unit in root.iter(f"{{*}}{tag}")]


def rows(data, delimiter):
    """Each row of a table but what its first one tells of the whole release."""
    head, *cells = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter)
    assert head[-1] == "provenance"
    return [head[:-1], *(row[:-1] for row in cells)]


@pytest.mark.parametrize(("name", "tag"), [("tmx", "tu"), ("xliff", "unit")])
def test_a_unit_is_the_same_from_align_and_from_export(name, tag, release, store, tmp_path):
    aligned, exported = (units(data, tag) for data in made(name, release, store, tmp_path))
    assert len(aligned) == len(release.bitext.beads)
    assert aligned == exported


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_row_is_the_same_from_align_and_from_export(name, delimiter, release, store, tmp_path):
    aligned, exported = (rows(data, delimiter) for data in made(name, release, store, tmp_path))
    assert len(aligned) == len(release.bitext.beads) + 1
    assert aligned == exported


def test_a_line_is_the_same_from_align_and_from_export(release, store, tmp_path):
    aligned, exported = (data.splitlines() for data in made("jsonl", release, store, tmp_path))
    assert json.loads(aligned[0])["format"] == "daeyeok-bitext"
    assert aligned[1:] == exported


def test_a_row_of_a_workbook_is_the_same_from_align_and_from_export(release, store, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    tables = []
    for data in made("xlsx", release, store, tmp_path):
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        tables.append([row[:-1] for row in sheet.iter_rows(values_only=True)])
    assert len(tables[0]) == len(release.bitext.beads) + 1
    assert tables[0] == tables[1]


@pytest.mark.parametrize("name", ["tmx", "csv", "jsonl"])
def test_what_a_store_exports_is_no_whole_release(name, release, store, tmp_path):
    made(name, release, store, tmp_path)
    assert is_release(tmp_path / f"aligned.{name}")
    assert not is_release(tmp_path / f"exported.{name}")
    with pytest.raises(InputError):
        read_release(tmp_path / f"exported.{name}")


@pytest.mark.parametrize("name", FORMATS)
def test_entries_keep_what_makes_them_beads(name, release, store, tmp_path):
    made(name, release, store, tmp_path)
    for origin in ("aligned", "exported"):
        path = tmp_path / f"{origin}.{name}"
        found = list(read_entries(path, notices=Counter()))
        assert found == list(entries_of(release))
        assert [entry.bead for entry in found] == [entry.bead for entry in entries_of(release)]


def test_a_revised_text_is_written_without_the_segments_it_replaced(release):
    entry = replace(list(entries_of(release))[1], target_text="The sides spend nothing.")
    assert entry.segments("source")
    assert not entry.segments("target")


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_edited_elsewhere_is_an_entry_still(name, release, tmp_path):
    if name in LIBRARY:
        pytest.importorskip(LIBRARY[name])
    entries = [
        replace(entry, target_text=entry.target_text and f"{entry.target_text} Edited.")
        for entry in entries_of(release)
    ]
    path = tmp_path / f"edited.{name}"
    with EntryFile(path) as file:
        file.put_all(entries)
    found = list(read_entries(path, notices=Counter()))
    assert found == entries
    assert [entry.segments("target") for entry in found] == [()] * len(found)
    assert all(entry.segments("source") for entry in found if entry.source_text)


def test_a_memory_read_in_the_other_direction_claims_no_beads(release, tmp_path):
    path = tmp_path / "a.tmx"
    write_release(release, path)
    found = list(read_entries(path, notices=Counter(), languages=Languages("en", "ko")))
    assert [entry.source_text for entry in found][:2] == [
        "Outcome", "The sides spend KRW 300 million.",
    ]  # fmt: skip
    assert not any(entry.bead for entry in found)


def test_a_table_of_another_program_may_call_a_column_as_we_do(tmp_path):
    path = tmp_path / "foreign.csv"
    path.write_text("source,target,bead,moved,findings\n네.,Yes.,glass,far,none\n", "utf-8")
    (found,) = read_entries(path, notices=Counter())
    assert (found.source_text, found.bead) == ("네.", None)


def test_a_sorted_table_of_a_release_is_known_as_one(release, tmp_path):
    path = tmp_path / "a.csv"
    write_release(release, path)
    head, first, *others = path.read_text("utf-8-sig").splitlines()
    blank = "," * head.count(",")
    path.write_text("\n".join([head, *others, *[blank] * 3000, first]), "utf-8-sig")
    assert is_release(path)
    assert read_release(path).bitext == release.bitext.without_furniture()
