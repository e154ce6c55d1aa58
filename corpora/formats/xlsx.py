"""Excel workbooks of entries, written and read row by row; needs openpyxl.

The columns are those of the tables. Every text is typed as text, so that nothing is taken for
a formula, a date or a number, and stays text when somebody edits it.
"""

from __future__ import annotations

import contextlib
import datetime
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from align.errors import InputError, OutputError
from corpora.formats.base import FileHead, Languages, Notices, Put
from corpora.formats.rows import reading
from corpora.formats.segment_codec import FORBIDDEN
from corpora.formats.table import COLUMNS, FORMULA_STARTS, Rows, check_columns, entry_of_cells
from corpora.io.extras import needed
from corpora.io.zip_archive import MAX_RATIO, SMALL_BYTES
from corpora.model.entry import Entry

#: What Excel can hold.
MAX_CELL = 32_767
MAX_ROWS = 1_048_576

#: Widths of columns in characters; all others are as wide as their name.
_WIDTHS = {"source": 60, "target": 60, "note": 40, "title": 30}

#: Office's own escape: the four digits of a character between _x and _.
_TO_ESCAPE = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}_)|[\r{FORBIDDEN}]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@contextmanager
def write_sheet(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """A workbook into which entries are put; it goes on in a new sheet where one is full."""
    openpyxl = needed("openpyxl", "xlsx")
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "daeyeok"
    book.properties.created = head.created.astimezone(datetime.UTC).replace(tzinfo=None)
    writer = _Writer(book, openpyxl.cell.WriteOnlyCell)
    rows = Rows(head, writer.write)
    try:
        yield rows.put
        book.save(stream)  # until then rows lie in temporary files, which go away with the process
    except BaseException:
        for sheet in book.worksheets:
            with contextlib.suppress(Exception):  # else it complains when it is collected
                sheet.close()
        raise


class _Writer:
    """Rows into the sheets of a workbook."""

    def __init__(self, book: Any, new_cell: Any) -> None:
        self._book, self._new_cell = book, new_cell
        self._rows = MAX_ROWS
        self._sheet: Any = None
        self._begin()

    def write(self, cells: Sequence[str | float]) -> None:
        if self._rows == MAX_ROWS:
            self._begin()
        self._sheet.append([self._cell(value) for value in cells])
        self._rows += 1

    def _begin(self) -> None:
        number = len(self._book.worksheets) + 1
        self._sheet = self._book.create_sheet("units" if number == 1 else f"units {number}")
        self._sheet.freeze_panes = "A2"
        for index, column in enumerate(COLUMNS):
            letter = chr(ord("A") + index) if index < 26 else "A" + chr(ord("A") + index - 26)
            self._sheet.column_dimensions[letter].width = _WIDTHS.get(column, len(column) + 3)
        self._sheet.append(list(COLUMNS))
        self._rows = 1

    def _cell(self, value: str | float) -> Any:
        if not isinstance(value, str):
            return value
        if not value:
            return None
        text = escaped_text(value)
        cell = self._new_cell(self._sheet, text)
        cell.data_type = "s"
        if text.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
        return cell


def escaped_text(value: str) -> str:
    """A text as a cell holds it.

    Raises:
        OutputError: It is too long for one.
    """
    text = _TO_ESCAPE.sub(lambda m: f"_x{ord(m[0]):04X}_", value)
    if len(text) > MAX_CELL:
        raise OutputError(
            f"a text of {len(text):,} characters ({value[:20]!r}) is longer than a cell of "
            f"Excel can be, {MAX_CELL:,}; write CSV or TMX"
        )
    return text


def read_sheet(
    stream: BinaryIO, name: str, *, languages: Languages | None, notices: Notices
) -> Iterator[Entry]:
    """The entries in all sheets of a workbook that have the columns source and target.

    Args:
        stream: The file, in bytes; it cannot be a pipe.
        name: What messages call it.
        languages: The pair of languages of rows that name none.
        notices: Counts what is passed over or changed.

    Raises:
        InputError: It is no such workbook; the message names a row.
    """
    openpyxl = needed("openpyxl", "xlsx")
    check_archive(stream, name)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever its parts raise
        raise _damaged(name, error) from None
    found = False
    for sheet in book.worksheets:
        rows = _rows(sheet, name)
        columns = [cell_text(value) for value in next(rows, ())]
        if not {"source", "target"} <= set(columns):
            continue
        found = True
        check_columns(columns, name)
        for number, values in enumerate(rows, start=2):
            cells = [cell_text(value) for value in values]
            if not any(cells):
                continue
            with reading(f"{name}, sheet {sheet.title!r}, row {number}"):
                entry, _ = entry_of_cells(columns, cells, languages, {}, guards=False)
            if entry is not None:
                yield entry
    if not found:
        raise InputError(f"{name}: no sheet has the columns source and target in its first row")


def check_archive(stream: BinaryIO, name: str) -> None:
    """Raise InputError for what is no archive, or unpacks to far more than a table does."""
    try:
        with zipfile.ZipFile(stream) as archive:
            for part in archive.infolist():
                packed_well = part.file_size > MAX_RATIO * max(part.compress_size, 1)
                if packed_well and part.file_size > SMALL_BYTES:
                    raise InputError(
                        f"{name}: the part {part.filename!r} unpacks to far more than a table "
                        "holds; check where it comes from"
                    )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(f"{name}: this is no Excel workbook (.xlsx); save it as one") from None
    stream.seek(0)


def _rows(sheet: Any, name: str) -> Iterator[tuple[Any, ...]]:
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # likewise
            raise _damaged(name, error) from None
        if row is None:
            return
        yield row


def _damaged(name: str, error: Exception) -> InputError:
    reason = " ".join(str(error).split())[:100]
    return InputError(f"{name}: the workbook is damaged ({reason}); open it and save it again")


def cell_text(value: Any) -> str:
    """What stands in a cell, as text."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and not value.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), str(value))
