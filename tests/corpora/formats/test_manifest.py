"""Manifests: written and read back, by hand and by machine, and what is wrong in them."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError, OutputError
from corpora.formats.manifest import (
    COLUMNS,
    ManifestRow,
    path_for_manifest,
    path_in_manifest,
    read_manifest,
    write_manifest,
)

#: What may stand in a cell: anything that is text, without blanks at the ends.
cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=-,\n\t"), max_size=12
).map(str.strip)
names = cells.filter(bool)


@st.composite
def rows(draw):
    number = draw(st.integers(0, 5))
    made = []
    for index in range(number):
        source, target = f"{draw(names)}{index}", f"{draw(names)}{index}"
        state = draw(st.sampled_from(["paired", "unpaired", "unreadable", "other_language"]))
        if state != "paired":
            source, target = draw(st.sampled_from([(source, ""), ("", target)]))
        made.append(
            ManifestRow(
                source,
                target,
                state,
                draw(st.none() | st.sampled_from([0.0, 0.25, 0.9876, 1.0])),
                reason=draw(cells),
                candidate=draw(cells),
                date=draw(st.sampled_from(["", "2016-10-14"])),
                agency=draw(cells),
                title=draw(cells),
                extra=(("my note", draw(cells)),),
            )
        )
    return made


@given(rows())
def test_what_is_written_is_read(tmp_path_factory, written):
    path = tmp_path_factory.mktemp("manifest") / "m.csv"
    write_manifest(written, path)
    assert read_manifest(path) == tuple(written)


def test_no_cell_is_a_formula(tmp_path):
    path = tmp_path / "m.csv"
    write_manifest([ManifestRow("=1+1.txt", "-en.txt", title="@sum", reason="+1")], path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.reader(stream))
    assert not [cell for row in table for cell in row if cell[:1] in tuple("=+-@")]
    assert read_manifest(path)[0].source == "=1+1.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("source,target\na.hwp,a.html\n", [("a.hwp", "a.html")], id="two columns"),
        pytest.param("target;source\r\na.html;a.hwp\r\n", [("a.hwp", "a.html")], id="semicolons"),
        pytest.param("source\ttarget\nㄱ 1.hwp\tb,c.html\n", [("ㄱ 1.hwp", "b,c.html")], id="tabs"),
        pytest.param("source,target\n'16.1.20.hwp,a\n", [("'16.1.20.hwp", "a")], id="apostrophe"),
        pytest.param("source,target\n\n,,\na,b\n", [("a", "b")], id="blank rows"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_manifests_written_by_hand(tmp_path, text, expected, encoding):
    path = tmp_path / "m.csv"
    path.write_bytes(text.encode(encoding))
    assert [(row.source, row.target) for row in read_manifest(path)] == expected
    assert all(row.is_pair for row in read_manifest(path))


def test_a_row_with_one_document_is_unpaired(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("source,target\na,\n,b\n", encoding="utf-8")
    assert [row.state for row in read_manifest(path)] == ["unpaired", "unpaired"]


def test_other_columns_are_kept(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("source,checked by,target\na,Kim,b\n", encoding="utf-8")
    write_manifest(read_manifest(path), path, force=True)
    assert path.read_text("utf-8-sig").splitlines()[0] == ",".join([*COLUMNS, "checked by"])
    assert read_manifest(path)[0].extra == (("checked by", "Kim"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "m.csv:1: a manifest needs the columns source and target", id="empty"),
        pytest.param("source,file\na,b\n", "m.csv:1: .*target is missing", id="column"),
        pytest.param("source,target,source\n", "m.csv:1: .*column source twice", id="twice"),
        pytest.param("source,target\na,b\na,c\n", "m.csv:3: a is paired in line 2", id="source"),
        pytest.param("source,target\na,b\nc,./b\n", "m.csv:3: ./b is paired", id="target"),
        pytest.param("source,target,state\na,b,sure\n", "m.csv:2: the state is one of", id="state"),
        pytest.param("source,target,state\na,b,unpaired\n", "m.csv:2: .*clear one", id="both"),
        pytest.param("source,target,state\na,,paired\n", "m.csv:2: .*target is missing", id="one"),
        pytest.param("source,target,score\na,b,high\n", "m.csv:2: 'high' is no number", id="word"),
        pytest.param("source,target,score\na,b,2\n", "m.csv:2: a score lies between", id="score"),
        pytest.param("source,target,title\n,,x\n", "m.csv:2: .*has neither", id="nothing"),
        pytest.param("source,target,date\na,b,20.1.2016\n", "m.csv:2: a date is", id="date"),
        pytest.param("source,target\na,b,c\n", "m.csv:2: the row has 3 cells", id="comma"),
        pytest.param('source,target\n"a,b\n', "m.csv:2: this is no table", id="quotation"),
    ],
)
def test_errors_name_the_row(tmp_path, text, words):
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_manifest(path)


def test_a_manifest_is_kept(tmp_path):
    path = tmp_path / "m.csv"
    write_manifest([ManifestRow("a", "b")], path)
    with pytest.raises(OutputError, match="--force"):
        write_manifest([], path)
    assert len(read_manifest(path)) == 1


def test_paths_are_meant_from_the_folder_of_the_manifest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("archive/ko", "lists"):
        Path(folder).mkdir(parents=True)
    Path("archive/ko/1.txt").write_text("한국어", encoding="utf-8")
    manifest = Path("lists/m.csv")
    name = path_for_manifest(Path("archive/ko/1.txt"), manifest)
    assert name == "../archive/ko/1.txt"
    assert path_in_manifest(name, manifest).read_text(encoding="utf-8") == "한국어"
    assert path_for_manifest(Path("archive/ko/1.txt"), "-") == "archive/ko/1.txt"
    assert path_in_manifest(str(tmp_path / "x"), manifest) == tmp_path / "x"


def test_a_row_can_be_corrected():
    row = ManifestRow("a", "", "unpaired", 0.4, candidate="b")
    assert replace(row, target="b", state="paired", candidate="").is_pair
    with pytest.raises(InputError, match="write paired"):
        replace(row, target="b")
