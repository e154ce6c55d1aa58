"""The reviewers' table as an Excel workbook or as CSV, written and read.

No cell is a formula. In a workbook the columns that must not change are locked, and states are
chosen from a list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from align.errors import InputError, OutputError
from corpora.formats.table import FORMULA_STARTS, guarded
from corpora.formats.xlsx import cell_text, check_archive, escaped_text
from corpora.io.decoding import decode
from corpora.io.extras import needed
from corpora.io.paths import shown
from corpora.model.unit import BEAD_STATES, FINDING_STATES
from corpora.review.sheet import ID_COLUMNS, Sheet, answers, findings_in

SUFFIXES = (".xlsx", ".csv")
_SHEET = "review"
_MAX_CELL = 20_000_000
_WIDTHS = {"source": 60, "target": 60, "revised": 60, "state": 14, "finding": 50}
_WRAPPED = ("source", "target", "revised", "finding", "finding_reason")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file, and where its cells stand."""

    values: dict[str, str]
    places: dict[str, str]  #: what messages call each cell, by column
    formulas: frozenset[str] = frozenset()  #: columns whose cell is a formula


def check_suffix(path: Path) -> str:
    """The suffix of a table that is written or read.

    Raises:
        OutputError: It is none of SUFFIXES.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise OutputError(f"{shown(path)}: a sheet ends with {' or '.join(SUFFIXES)}")
    if suffix == ".xlsx":
        needed("openpyxl", "xlsx")
    return suffix


def write_sheet(sheet: Sheet, stream: BinaryIO, *, suffix: str) -> None:
    """Write a table, as a workbook for ``.xlsx``, else as CSV."""
    if suffix == ".xlsx":
        _write_workbook(sheet, stream)
        return
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(sheet.columns)
        for row in sheet.rows:
            writer.writerow(guarded(row.get(column, "")) for column in sheet.columns)
        text.flush()
    finally:
        text.detach()


def read_rows(data: bytes, name: str, *, suffix: str) -> Iterator[FileRow]:
    """The rows of a table in the order of the file.

    Raises:
        InputError: It is no such table.
    """
    return _workbook_rows(data, name) if suffix == ".xlsx" else _csv_rows(data, name)


def _write_workbook(sheet: Sheet, stream: BinaryIO) -> None:
    openpyxl = needed("openpyxl", "xlsx")
    styles = openpyxl.styles
    book = openpyxl.Workbook()
    page = book.active
    page.title = _SHEET
    page.freeze_panes = "A2"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.protection.autoFilter = page.protection.sort = False  # that is: allowed
    page.auto_filter.ref = (
        f"A1:{openpyxl.utils.get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    )
    free = set(answers(findings_in(sheet.columns)))
    wrap = styles.Alignment(wrap_text=True, vertical="top")
    top = styles.Alignment(vertical="top")
    ground = styles.PatternFill("solid", fgColor="FFF6D6")
    for index, column in enumerate(sheet.columns, start=1):
        letter = openpyxl.utils.get_column_letter(index)
        base = column.rstrip("0123456789").rstrip("_")
        page.column_dimensions[letter].width = _WIDTHS.get(base, len(column) + 3)
        page.column_dimensions[letter].hidden = column == "check"
        page.cell(1, index, column).font = styles.Font(bold=True)
        _add_choice(openpyxl, page, base, letter, len(sheet.rows))
        for number, row in enumerate(sheet.rows, start=2):
            cell = page.cell(number, index)
            _fill(cell, row.get(column, ""))
            cell.alignment = wrap if base in _WRAPPED else top
            if column in free and (base in ("state", "revised") or _has_finding(row, column)):
                cell.protection = styles.Protection(locked=False)
                cell.fill = ground
    book.properties.creator = "daeyeok"
    book.save(stream)


def _has_finding(row: dict[str, str], column: str) -> bool:
    return bool(row.get(f"finding_id_{column.rpartition('_')[2]}"))


def _fill(cell: Any, value: str) -> None:
    """Put a text into a cell, as nothing but text."""
    if not value:
        cell.number_format = "@"
        return
    text = escaped_text(value)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"  # what is typed there stays text, too
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _add_choice(openpyxl: Any, page: Any, base: str, letter: str, rows: int) -> None:
    choices = {"state": BEAD_STATES, "finding_state": FINDING_STATES}.get(base)
    if choices is None or not rows:
        return
    validation = openpyxl.worksheet.datavalidation.DataValidation(
        type="list",
        formula1=f'"{",".join(choices)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="daeyeok",
        error=f"Choose one of: {', '.join(choices)}",
    )
    validation.add(f"{letter}2:{letter}{rows + 1}")
    page.add_data_validation(validation)


def _workbook_rows(data: bytes, name: str) -> Iterator[FileRow]:
    openpyxl = needed("openpyxl", "xlsx")
    stream = io.BytesIO(data)
    check_archive(stream, name)
    try:
        book = openpyxl.load_workbook(stream, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever its parts raise
        reason = " ".join(str(error).split())[:100]
        raise InputError(f"{name}: the workbook is damaged ({reason}); save it again") from None
    page = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
    grid = page.iter_rows()
    columns = [cell_text(cell.value) for cell in next(grid, ())]
    _check_columns(columns, name)
    for cells in grid:
        # A CSV that was saved as a workbook still has its apostrophes.
        values = {
            column: _unguarded(cell_text(cell.value))
            for column, cell in zip(columns, cells, strict=False)
        }
        if not any(values.values()):
            continue
        places = {
            column: f"{name}, cell {cell.coordinate} ({column})"
            for column, cell in zip(columns, cells, strict=False)
        }
        formulas = frozenset(
            column for column, cell in zip(columns, cells, strict=False) if cell.data_type == "f"
        )
        yield FileRow(values, places, formulas)


def _csv_rows(data: bytes, name: str) -> Iterator[FileRow]:
    text, _ = decode(data, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = csv.field_size_limit(_MAX_CELL)
    try:
        columns = next(reader, [])
        _check_columns(columns, name)
        for number, cells in enumerate(reader, start=2):
            if not any(cells):
                continue
            padded = [_unguarded(cell) for cell in cells]
            padded += [""] * (len(columns) - len(cells))
            places = {column: f"{name}, row {number} ({column})" for column in columns}
            yield FileRow(dict(zip(columns, padded, strict=False)), places)
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num}: this is no table: {error}") from None
    finally:
        csv.field_size_limit(before)


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that `guarded` puts before some; one that was typed stays."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell


def _delimiter(text: str) -> str:
    """What stands between cells: some spreadsheets save CSV with semicolons or tabs."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _check_columns(columns: Sequence[str], name: str) -> None:
    missing = [c for c in (*ID_COLUMNS, "source", "target", "state", "revised") if c not in columns]
    if missing:
        raise InputError(
            f"{name}: the table lacks the columns {', '.join(missing)}; "
            "make one with `daeyeok sheet`"
        )
    twice = [c for c in dict.fromkeys(columns) if c and columns.count(c) > 1]
    if twice:
        raise InputError(f"{name}: the table has the column {twice[0]} twice")
