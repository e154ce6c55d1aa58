"""Our files in programs of others: they find the very pairs, and use them."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from entry_strategies import PLAIN

from corpora.formats.entry_file import EntryFile, read_entries
from corpora.model.entry import Entry

#: Pairs with what trips careless programs up.
PAIRS = (
    *(entry for entry in PLAIN if not entry.is_gap),
    Entry("가격은 < 3조 & > 2조, “인용”.", "Prices < 3 & > 2, \"quoted\" 'too'."),
    Entry("1. 첫째\t칸", "1. first\tcell"),
    Entry("😀 한자 漢字", "😀 hanja"),
)
TEXTS = [(entry.source_text, entry.target_text) for entry in PAIRS]


def entries_in(path):
    return list(read_entries(path, notices=Counter()))


def written(path, entries=PAIRS, **options):
    with EntryFile(path, **options) as file:
        file.put_all(entries)
    return path


@pytest.mark.parametrize(
    ("module", "name", "format_name"),
    [
        ("translate.storage.tmx", "tmxfile", "tmx"),
        ("translate.storage.xliff", "Xliff1File", "xliff12"),
        ("translate.storage.xliff2", "Xliff2File", "xliff"),
    ],
)
def test_translate_toolkit_finds_the_same_pairs(module, name, format_name, tmp_path):
    module = pytest.importorskip(module)
    reader = getattr(module, name, None) or module.xlifffile
    path = written(tmp_path / "a", format_name=format_name)
    store = reader.parsestring(path.read_bytes())
    assert [(str(unit.source), str(unit.target)) for unit in store.units] == TEXTS


def test_translate_toolkit_writes_what_we_read(tmp_path):
    tmx = pytest.importorskip("translate.storage.tmx")
    store = tmx.tmxfile()
    for source, target in TEXTS:
        store.addtranslation(source, "ko", target, "en")
    path = tmp_path / "theirs.tmx"
    path.write_bytes(bytes(store))
    assert [(e.source_text, e.target_text) for e in entries_in(path)] == TEXTS


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>KO</source_lang><target_lang>EN</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""


@pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed")
def test_omegat_translates_with_our_memory(tmp_path):
    """A text that we have the translation of comes out translated; our XLIFF is read, too."""
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT)
    plain = [entry for entry in PAIRS if "\t" not in entry.source_text]
    written(project / "tm" / "auto" / "ours.tmx", [*plain, *PLAIN])
    written(project / "source" / "ours.xlf", format_name="xliff12")
    text = "\n\n".join([*(entry.source_text for entry in plain), "모르는 문장이다."])
    (project / "source" / "text.txt").write_text(text + "\n", encoding="utf-8")
    done = subprocess.run(
        ["omegat", project, "--mode=console-translate", f"--config-dir={tmp_path / 'config'}"],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    translated = (project / "target" / "text.txt").read_text("utf-8").split("\n\n")
    assert [line.strip() for line in translated] == [
        *(entry.target_text for entry in plain),
        "모르는 문장이다.",
    ]
    back = entries_in(project / "target" / "ours.xlf")
    assert [(e.source_text, e.target_text, e.state) for e in back] == [
        (e.source_text, e.target_text, e.state) for e in PAIRS
    ]


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_pandas_free_readers_find_the_texts(name, tmp_path):
    """What openpyxl and pyarrow themselves read, without our reader."""
    if name == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(written(tmp_path / "a.xlsx"))
        header, *rows = book.active.iter_rows(values_only=True)
        columns = [header.index("source"), header.index("target")]
        assert all(cell.data_type in ("s", "n") for row in book.active.iter_rows() for cell in row)
        assert [tuple(row[column] for column in columns) for row in rows] == TEXTS
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        table = parquet.read_table(written(tmp_path / "a.parquet"))
        found = zip(
            *(table.column(side).to_pylist() for side in ("source", "target")),
            strict=True,
        )
        assert list(found) == TEXTS


def test_csv_of_the_standard_library(tmp_path):
    import csv  # noqa: PLC0415

    path = written(Path(tmp_path / "a.csv"))
    with path.open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["source"], row["target"]) for row in rows[2:]] == TEXTS[2:]
    assert (rows[1]["source"], rows[1]["target"]) == tuple(f"'{text}" for text in TEXTS[1])
