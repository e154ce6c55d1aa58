"""Streams of entries: every format gives back what was put in, and nothing is left half done."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from entry_strategies import PLAIN, entries
from hypothesis import given, settings
from hypothesis import strategies as st
from tmx_rules import check_tmx
from xliff_rules import check_xliff

from align.errors import OutputError
from corpora.formats.base import FileHead, Languages
from corpora.formats.entry_file import EntryFile, read_entries
from corpora.formats.registry import FORMATS
from corpora.model.entry import NUMBERS, Entry
from corpora.model.unit import Unit

CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EXTRAS = {"xlsx": "openpyxl", "parquet": "pyarrow"}
BOTH_WAYS = [name for name, known in FORMATS.items() if known.read_entries is not None]


def written(name, some, languages=None):
    """The bytes of a file of entries."""
    if name in EXTRAS:
        pytest.importorskip(EXTRAS[name])
    stream = io.BytesIO()
    head = FileHead(languages or Languages.of(some[0]), CREATED)
    with FORMATS[name].write_entries(stream, head=head) as put:
        for entry in some:
            put(entry)
    return stream.getvalue()


def read_back(name, data, languages=None):
    """The entries in some bytes, and what was noticed."""
    notices = Counter()
    found = FORMATS[name].read_entries(
        io.BytesIO(data), "file", languages=languages, notices=notices
    )
    return list(found), +notices


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=100)
@given(some=st.lists(entries(), min_size=1, max_size=3))
def test_round_trip(name, some):
    back, notices = read_back(name, written(name, some))
    if name == "xlsx":  # as many digits as Excel keeps
        back, some = map(rounded, back), map(rounded, some)
    assert list(back) == list(some)
    assert not notices


def rounded(entry):
    numbers = {name: getattr(entry, name) for name in NUMBERS}
    return replace(entry, **{n: None if v is None else round(v, 12) for n, v in numbers.items()})


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_the_other_direction(name):
    some = [replace(entry, source_language="en", target_language="ko") for entry in PLAIN]
    assert read_back(name, written(name, some)) == (some, {})


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.write_entries])
def test_another_pair_of_languages_in_one_file(name, tmp_path):
    some = [PLAIN[0], replace(PLAIN[1], source_language="ja")]
    if not FORMATS[name].one_pair:
        assert [entry.source_language for entry in read_back(name, written(name, some))[0]] == [
            "ko", "ja",
        ]  # fmt: skip
        return
    path = tmp_path / "a"
    with (
        pytest.raises(OutputError, match=f"{name} holds one pair of languages, but ja to en comes"),
        EntryFile(path, format_name=name) as file,
    ):
        file.put_all(some)
    assert not list(tmp_path.iterdir())


@given(some=st.lists(entries(), min_size=1, max_size=5))
def test_moses_lines_belong_together(some):
    source, target = io.BytesIO(), io.BytesIO()
    some = [entry for entry in some if not entry.is_gap]
    with FORMATS["moses"].write_entries(source, target, head=FileHead(Languages(), CREATED)) as put:
        for entry in some:
            put(entry)
    for stream, side in ((source, "source_text"), (target, "target_text")):
        lines = stream.getvalue().decode().splitlines()
        assert lines == [" ".join(getattr(entry, side).split()) for entry in some]
        assert all(lines)


@given(some=st.lists(entries(), min_size=1, max_size=3), delimiter=st.sampled_from(["csv", "tsv"]))
def test_no_cell_is_a_formula(some, delimiter):
    text = written(delimiter, some).decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="," if delimiter == "csv" else "\t")
    header, *cells = rows
    for row in cells:
        for column, cell in zip(header, row, strict=True):
            assert column in NUMBERS or not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_no_cell_of_a_workbook_is_a_formula():
    data = written("xlsx", [Entry("=1+1", "#N/A", note="@SUM(A1)"), Entry("-1", "2016-10-14")])
    book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(data))
    for row in book.active.iter_rows():
        for cell in row:
            assert cell.value is None or cell.data_type == "s"
            assert cell.quotePrefix == (str(cell.value)[0] in "=@-")


@pytest.mark.filterwarnings("error")
def test_a_text_that_no_cell_can_hold():
    with pytest.raises(OutputError, match=r"a text of 40,000 characters .* longer than a cell"):
        written("xlsx", [PLAIN[0], Entry("가" * 40_000, "a")])


def test_a_full_sheet_is_followed_by_another(monkeypatch):
    pytest.importorskip("openpyxl")
    monkeypatch.setattr("corpora.formats.xlsx.MAX_ROWS", 4)
    data = written("xlsx", PLAIN)
    assert read_back("xlsx", data) == (list(PLAIN), {})


@settings(max_examples=100)
@given(some=st.lists(entries(), min_size=1, max_size=4))
def test_memories_are_valid(some):
    check_tmx(written("tmx", some), unique=False)


@pytest.mark.parametrize("name", ["xliff", "xliff12"])
@settings(max_examples=100)
@given(some=st.lists(entries(), min_size=1, max_size=4))
def test_xliff_is_valid(name, some):
    check_xliff(written(name, some))


def test_the_name_of_a_pair_is_that_of_the_store():
    unit = SimpleNamespace(
        source_language="ko", target_language="en", source_text="네.", target_text="Yes."
    )
    assert Entry("네.", "Yes.").tuid == Unit.tuid.fget(unit)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_files(name, tmp_path):
    written(name, PLAIN)  # skips where the library is missing
    path = tmp_path / f"corpus.{name}"
    with EntryFile(path, format_name=name, created=CREATED) as file:
        file.put_all(PLAIN)
    assert file.count == len(PLAIN)
    assert file.made == (path,)
    notices = Counter()
    assert tuple(read_entries(path, format_name=name, notices=notices)) == PLAIN
    assert not +notices
