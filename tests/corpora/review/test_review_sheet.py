"""Reviewing in a spreadsheet: out, changed, and back."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest
from command_line import daeyeok, refused
from hypothesis import given, settings
from hypothesis import strategies as st
from release_strategies import releases
from small_bitext import FOUND
from small_bitext import release as hand_made

from corpora.review.sheet import sheet_of
from corpora.review.sheet_files import read_rows, write_sheet
from corpora.store import Store

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as opened:
        opened.add(hand_made(), FOUND)
    return path


@pytest.fixture(params=[".xlsx", ".csv"])
def table(request, store, tmp_path):
    """A table of the release, and a way to change its cells by row and column."""
    path = tmp_path / f"review{request.param}"
    assert daeyeok("sheet", store, 1, "-o", path).exit_code == 0
    return Table(path)


class Table:
    def __init__(self, path):
        self.path = path
        if path.suffix == ".csv":
            text = path.read_text("utf-8-sig")
            self.columns, *self.rows = csv.reader(io.StringIO(text, newline=""))
        else:
            page = openpyxl.load_workbook(path)["review"]
            self.columns, *self.rows = ([c.value for c in row] for row in page.iter_rows())

    def put(self, row, column, value):
        self.rows[row][self.columns.index(column)] = value

    def get(self, row, column):
        return self.rows[row][self.columns.index(column)]

    def place(self, row, column):
        """What messages call a cell."""
        index = self.columns.index(column) + 1
        if self.path.suffix == ".csv":
            return f"{self.path}, row {row + 2} ({column})"
        return f"{self.path}, cell {openpyxl.utils.get_column_letter(index)}{row + 2} ({column})"

    def save(self):
        rows = [self.columns, *self.rows]
        if self.path.suffix == ".csv":
            with self.path.open("w", newline="", encoding="utf-8") as stream:
                csv.writer(stream).writerows(rows)
            return
        book = openpyxl.load_workbook(self.path)
        page = book["review"]
        page.delete_rows(1, page.max_row)
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row, start=1):
                page.cell(number, index, value)
                if value is not None:
                    page.cell(number, index).data_type = "s"  # as when somebody types a text
        book.save(self.path)


def apply(store, table, *more, status=0):
    table.save()
    result = daeyeok("apply", store, table.path, "--reviewer", "Kim", *more)
    assert result.exit_code == status, result.output
    return result


def reviews(store):
    with Store.open(store) as opened:
        stored = opened.release(1)
        return [(r.state, r.revised_text) for r in stored.reviews], [
            (f.state, f.reason) for f in stored.findings
        ]


def test_answers_in_any_order_are_applied(store, table):
    table.put(0, "state", "accepted")
    table.put(1, "state", "revised")
    table.put(1, "revised", "=The sides spend\nKRW 300 million")
    table.put(2, "revised", "'24: it builds 20 ships.")
    table.put(4, "state", "rejected")
    table.put(1, "finding_state_1", "dismissed")
    table.put(1, "finding_reason_1", "둘 다 맞음")
    table.put(4, "finding_state_1", "confirmed")
    table.put(5, "revised", "No.")  # the state need not be chosen, too
    random.Random(1).shuffle(table.rows)
    result = apply(store, table)
    assert "5 beads and 2 findings changed, 3 rows as before" in result.stdout
    beads, findings = reviews(store)
    assert beads[:6] == [
        ("accepted", None),
        ("revised", "=The sides spend KRW 300 million"),
        ("revised", "'24: it builds 20 ships."),
        ("unreviewed", None),
        ("rejected", None),
        ("revised", "No."),
    ]
    assert findings == [("dismissed", "둘 다 맞음"), ("confirmed", "")]
    with Store.open(store) as opened:
        assert {entry.who for entry in opened.log(1)} == {"daeyeok", "Kim"}
        opened.reviewer(1, "Kim").undo()


def test_a_table_that_nobody_touched_changes_nothing(store, table):
    before = reviews(store)
    with Store.open(store) as opened:
        opened.reviewer(1, "Lee").accept(3, 0)  # no row of the table says otherwise
    result = apply(store, table)
    assert "0 beads and 0 findings changed, 8 rows as before" in result.stdout
    assert reviews(store)[0][2] == ("accepted", None)
    assert reviews(store)[1] == before[1]


def test_a_revised_text_can_be_taken_back(store, tmp_path):
    with Store.open(store) as opened:
        kim = opened.reviewer(1, "Kim")
        kim.revise(1, 0, "A.")
        kim.revise(2, 0, "B.")
    daeyeok("sheet", store, 1, "-o", tmp_path / "a.csv")
    table = Table(tmp_path / "a.csv")
    table.put(0, "revised", "")
    table.put(0, "state", "accepted")
    table.put(1, "state", "unreviewed")
    apply(store, table)
    assert reviews(store)[0][:2] == [("accepted", None), ("unreviewed", None)]


@pytest.mark.parametrize(
    ("changes", "place", "says"),
    [
        ([(1, "bead", "3")], (1, "bead"), "the id, version or text of this row was changed"),
        ([(1, "version", "7")], (1, "bead"), "the id, version or text of this row was changed"),
        ([(1, "source", "x")], (1, "bead"), "the id, version or text of this row was changed"),
        ([(1, "check", "")], (1, "bead"), "the id, version or text of this row was changed"),
        ([(1, "state", "fine")], (1, "state"), "one of unreviewed, accepted"),
        ([(1, "state", "revised")], (1, "revised"), "no text is given"),
        ([(1, "state", "rejected"), (1, "revised", "x")], (1, "state"), "choose revised"),
        ([(1, "finding_state_1", "dismissed")], (1, "finding_reason_1"), "give one"),
        ([(1, "finding_reason_1", "x")], (1, "finding_state_1"), "is open, not dismissed"),
        ([(1, "finding_state_1", "")], (1, "finding_state_1"), "one of open, confirmed"),
        ([(1, "finding_id_1", "2")], (1, "bead"), "the id, version or text"),
    ],
)
def test_each_problem_is_named_with_its_cell_and_nothing_applied(
    store, table, changes, place, says
):
    before = reviews(store)
    table.put(0, "state", "accepted")
    for change in changes:
        table.put(*change)
    result = apply(store, table, status=1)
    assert result.stderr.startswith(f"{table.place(*place)}: ")
    assert says in result.stderr.splitlines()[0]
    assert "nothing was applied" in result.stderr
    assert reviews(store) == before
    apply(store, table, "--partial")
    assert reviews(store)[0][0] == ("accepted", None)
    assert reviews(store)[0][1] == before[0][1]


def test_deleted_and_doubled_rows_are_named(store, table):
    gone = table.rows.pop(3)
    result = apply(store, table, status=1)
    assert "the row of bead 4, at place 4, is not there" in result.stderr
    table.rows += [gone, list(gone)]
    table.put(8, "state", "accepted")
    result = apply(store, table, status=1)
    assert result.stderr.startswith(f"{table.place(8, 'bead')}: the bead 4 stands in ")
    assert reviews(store)[0][3] == ("unreviewed", None)


def test_stale_rows_are_named(store, table):
    with Store.open(store) as opened:
        lee = opened.reviewer(1, "Lee")
        lee.reject(1, 0)
        lee.confirm(1, 0)
        lee.merge(3, {3: 0, 4: 0})
    table.put(0, "state", "accepted")
    table.put(1, "finding_state_1", "dismissed")
    table.put(1, "finding_reason_1", "x")
    table.put(3, "state", "accepted")
    table.put(4, "state", "accepted")
    before = reviews(store)
    result = apply(store, table, status=1)
    lines = result.stderr.splitlines()
    assert lines[0].startswith(f"{table.place(0, 'version')}: the bead was changed since: it is "
                               "rejected by Lee")  # fmt: skip
    assert "the finding was changed since: it is confirmed by Lee" in lines[1]
    assert lines[2].startswith(f"{table.place(3, 'bead')}: the bead 4 is there no more")
    assert reviews(store) == before
    apply(store, table, "--partial")
    assert reviews(store)[0][3] == ("accepted", None)


def test_an_answer_that_is_there_already_is_no_problem(store, table):
    with Store.open(store) as opened:
        opened.reviewer(1, "Lee").accept(1, 0)
    table.put(0, "state", "accepted")
    apply(store, table)


def test_a_workbook_offers_states_and_locks_ids(store, tmp_path):
    path = tmp_path / "a.xlsx"
    daeyeok("sheet", store, 1, "-o", path)
    page = openpyxl.load_workbook(path)["review"]
    columns = [cell.value for cell in page[1]]
    assert page.protection.sheet
    for column, cell in zip(columns, page[3], strict=True):
        free = column in ("state", "revised", "finding_state_1", "finding_reason_1")
        assert cell.protection.locked is not free, column
    lists = {v.formula1: str(v.sqref) for v in page.data_validations.dataValidation}
    state = openpyxl.utils.get_column_letter(columns.index("state") + 1)
    assert lists['"unreviewed,accepted,revised,rejected"'] == f"{state}2:{state}9"
    assert '"open,confirmed,dismissed"' in lists
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_formula_is_an_answer_nobody_can_read(store, tmp_path):
    path = tmp_path / "a.xlsx"
    daeyeok("sheet", store, 1, "-o", path)
    book = openpyxl.load_workbook(path)
    page = book["review"]
    columns = [cell.value for cell in page[1]]
    cell = page.cell(3, columns.index("revised") + 1)
    cell.value = "=1+1"
    cell.data_type = "f"
    book.save(path)
    result = daeyeok("apply", store, path, "--reviewer", "Kim")
    assert result.exit_code == 1
    assert "a formula stands here" in result.stderr


@settings(max_examples=60)
@given(releases().filter(lambda one: one.bitext.beads), st.sampled_from([".xlsx", ".csv"]))
def test_any_release_comes_back_untouched(release, suffix):
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store.db", create=True) as store,
    ):
        added = store.add(release, release.findings)
        sheet = sheet_of(store.release(added.release))
    stream = io.BytesIO()
    write_sheet(sheet, stream, suffix=suffix)
    rows = list(read_rows(stream.getvalue(), "a", suffix=suffix))
    assert [{column: row.get(column, "") for column in sheet.columns} for row in sheet.rows] == [
        row.values for row in rows
    ]
    assert not any(row.formulas for row in rows)


def test_impossible_files_are_refused(store, tmp_path):
    assert "ends with .xlsx or .csv" in refused("sheet", store, 1, "-o", tmp_path / "a.ods")
    assert "no release 9" in refused("sheet", store, 9, "-o", tmp_path / "a.csv")
    path = tmp_path / "b.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    assert "lacks the columns release, bead" in refused("apply", store, path)
    assert "cannot be read" in refused("apply", store, tmp_path / "none.csv")
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"PK nothing")
    assert "no Excel workbook" in refused("apply", store, path)
    assert "already exists" in refused("sheet", store, 1, "-o", path)
