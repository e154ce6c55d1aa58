"""Tables for spreadsheets, CSV and TSV, in UTF-8 with a mark that Excel looks for.

One row an entry; a table of a whole release can be sorted, since a bead tells its number. The
provenance of the release stands as JSON in the last column of the first row alone: in every row
it would bury the text, in a line of its own it would break the table for other programs, and a
second file gets lost. Any table with columns ``source`` and ``target`` can be read.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from align.errors import InputError
from corpora.formats.base import FileHead, Languages, Notices, Put, column_of
from corpora.formats.rows import (
    BEAD_FIELDS,
    SEGMENT_FIELDS,
    SIDES,
    bead_fields,
    bead_number,
    check_annotation,
    check_identifier,
    entry_of_fields,
    json_object,
    number_of,
    reading,
    release_facts,
    release_of,
)
from corpora.formats.segment_codec import unescaped
from corpora.io.decoding import decode
from corpora.model.entry import FIELDS, NUMBERS, Entry, text_of
from corpora.model.release import Provenance, Release

#: The texts first, then what a person looks for, then the rest.
_FIRST = ("source_text", "target_text", "state", "gap", "note", "type")
_FIELDS = (*_FIRST, *(name for name in FIELDS if name not in _FIRST))
#: Columns of the table, in order.
COLUMNS = (*map(column_of, _FIELDS), "id", *BEAD_FIELDS, "provenance")
#: Columns that a table of a release needs to be read back as one.
_NEEDED = ("bead", "moved", "gap", *NUMBERS, "source", "target", "note", *SEGMENT_FIELDS,
           "id", "provenance")  # fmt: skip

#: What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), and the
#: apostrophe that stops it and must itself be told from one in the text.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠'")

#: The longest cell that reading accepts, in characters.
_MAX_CELL = 20_000_000


@contextmanager
def write_table(stream: BinaryIO, *, head: FileHead, delimiter: str = ",") -> Iterator[Put]:
    """A table into which entries are put."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(COLUMNS)
    rows = Rows(head, lambda cells: writer.writerow(map(_guarded, cells)))
    try:
        yield rows.put
        rows.end()
        text.flush()
    finally:
        text.detach()


class Rows:
    """The rows of a table; the first one tells of the whole release, if it is of one."""

    def __init__(self, head: FileHead, write: Callable[[Sequence[str | float]], object]) -> None:
        self._write = write
        self._provenance = ""
        if head.release is not None:
            told = Provenance.of(head.release).fields()
            self._provenance = json.dumps(told, ensure_ascii=False)

    def put(self, entry: Entry) -> None:
        """Write the row of an entry."""
        self._write([*_cells(entry), self._provenance])
        self._provenance = ""

    def end(self) -> None:
        """Write the row that tells of a release without beads."""
        if self._provenance:
            self._write([*[""] * (len(COLUMNS) - 1), self._provenance])


def read_table(
    stream: BinaryIO,
    name: str,
    *,
    languages: Languages | None,
    notices: Notices,
    delimiter: str = ",",
) -> Iterator[Entry]:
    """The entries of a table.

    Args:
        stream: The file, in bytes; UTF-8, or UTF-16 with its mark.
        name: What messages call it.
        languages: The pair of languages of rows that name none.
        notices: Counts what is passed over or changed.
        delimiter: What stands between two cells.

    Raises:
        InputError: It is no such table; the message names a line.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    utf16 = buffered.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    text = io.TextIOWrapper(buffered, encoding="utf-16" if utf16 else "utf-8-sig", newline="")
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    before = csv.field_size_limit(_MAX_CELL)
    try:
        columns = next(rows, [])
        check_columns(columns, name)
        shared: dict[str, str] = {}
        for cells in rows:
            if any(cells):
                with reading(f"{name}:{rows.line_num}"):
                    entry, shared = entry_of_cells(columns, cells, languages, shared)
                if entry is not None:
                    yield entry
    except csv.Error as error:
        raise InputError(f"{name}:{rows.line_num}: this is no table: {error}") from None
    except UnicodeDecodeError:
        raise InputError(
            f"{name}:{rows.line_num + 1}: the table is not in UTF-8; save it as CSV UTF-8"
        ) from None
    finally:
        csv.field_size_limit(before)
        text.detach()


def entry_of_cells(
    columns: Sequence[str],
    cells: Sequence[str],
    languages: Languages | None,
    shared: Mapping[str, str],
    *,
    guards: bool = True,
) -> tuple[Entry | None, dict[str, str]]:
    """The entry of a row, None for one without texts, and what the next rows share with it.

    Args:
        columns: The names of the columns.
        cells: The row; missing cells at its end are empty.
        languages: The pair of languages if the row names none.
        shared: What the rows before share with it.
        guards: Whether our tables of this kind have apostrophes before formulas.

    Raises:
        ValueError: A cell makes no sense.
    """
    named = _named(columns, cells, guards=guards)
    if named.get("provenance"):  # in the first row of a release's table
        shared = release_facts(json_object(named["provenance"]))
    known = dict(shared) | {column: text for column, text in named.items() if text}
    if languages is not None:
        known.setdefault("source_language", languages.source)
        known.setdefault("target_language", languages.target)
    texts = named.get("source", ""), named.get("target", "")
    return (_entry(known, *texts) if any(texts) else None), dict(shared)


def read_release(data: bytes, name: str, *, delimiter: str = ",") -> Release:
    """The release that a table holds whole, without furniture.

    Rows may come in any order, and columns may have been added.

    Args:
        data: The content of the file.
        name: What messages call the file.
        delimiter: What stands between two cells.

    Raises:
        InputError: It is no such table, or was changed; the message names a line.
    """
    rows = list(_release_rows(data, name, delimiter))
    told = [(line, named["provenance"]) for line, named in rows if named["provenance"]]
    if len(told) != 1:
        raise InputError(
            f"{name}: one row must hold the provenance, but {len(told)} do; export the table again"
        )
    with reading(f"{name}:{told[0][0]}: the provenance"):
        provenance = Provenance.from_fields(json_object(told[0][1]))
    entries = []
    for line, named in rows:
        with reading(f"{name}:{line}"):
            if named["bead"]:
                entries.append(_release_entry(named, provenance))
    with reading(name):
        return release_of(entries, provenance)


def _release_rows(data: bytes, name: str, delimiter: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The line on which each row ends, and its cells by column."""
    try:
        text = data.decode("utf-8-sig")  # any character, since ours hold any
    except UnicodeDecodeError:
        text, _ = decode(data, name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(_MAX_CELL)
    try:
        columns = next(rows, [])
        check_columns(columns, name, needed=_NEEDED)
        for cells in rows:
            if any(cells):
                yield rows.line_num, _named(columns, cells, guards=True)
    except csv.Error as error:
        raise InputError(f"{name}:{rows.line_num}: this is no table: {error}") from None
    finally:
        csv.field_size_limit(before)


def _release_entry(named: Mapping[str, str], provenance: Provenance) -> Entry:
    """The entry of a row that must be a bead as it was written."""
    bead_number(named["bead"])
    for number in NUMBERS:
        number_of(named[number])
    known = release_facts(provenance.fields()) | {c: text for c, text in named.items() if text}
    known |= {f"{s}_language": getattr(provenance, f"{s}_language") for s in SIDES}
    entry = _entry(known, named["source"], named["target"], strict=True)
    check_annotation(entry)
    check_identifier(entry, named["id"])
    return entry


def _named(columns: Sequence[str], cells: Sequence[str], *, guards: bool) -> dict[str, str]:
    """The cells by column; a spreadsheet may have left out empty ones at the end."""
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    named = dict(zip(columns, padded, strict=False))
    if guards and "id" in named:  # ours: another program's apostrophe is text
        named = {column: unguarded(cell) for column, cell in named.items()}
    if "id" not in named:
        named.pop("bead", None)
    elif "provenance" in named and "state" not in named:  # a release of version 0.2.0
        named |= {name: unescaped(named.get(name, "")) for name in ("gap", "note", "findings")}
    return named


def _entry(known: dict[str, str], source: str, target: str, *, strict: bool = False) -> Entry:
    known["type"] = known.get("type", "").replace(" to ", "-")
    for side in SIDES:
        known.setdefault(f"{side}_kind", known.get(f"{side}_kinds", "").partition(" ")[0])
    return entry_of_fields(known, source, target, strict=strict)


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would calculate.

    >>> guarded("=1+1"), guarded("'16.1.20."), guarded("1+1")
    ("'=1+1", "''16.1.20.", '1+1')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def unguarded(cell: str) -> str:
    """What ``guarded`` was given.

    >>> unguarded("'=1+1")
    '=1+1'
    """
    return cell.removeprefix("'")


def _guarded(cell: str | float) -> str:
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _cells(entry: Entry) -> Iterator[str | float]:
    """The cells of an entry under COLUMNS but the last: numbers as such, all else as text."""
    for field in _FIELDS:
        value = getattr(entry, field)
        if field in NUMBERS and value is not None:
            yield float(value)
        else:
            text = text_of(entry, field)
            # not "1-2", which Excel takes for a date
            yield text.replace("-", " to ") if field == "type" else text
    yield entry.tuid
    bead = bead_fields(entry)
    yield int(bead.pop("bead")) if bead else ""
    yield from (bead.get(column, "") for column in BEAD_FIELDS[1:])


def check_columns(
    columns: Sequence[str], name: str, *, needed: Sequence[str] = ("source", "target")
) -> None:
    """Raise InputError if columns are missing, or one stands there twice."""
    missing = [column for column in needed if column not in columns]
    if missing:
        raise InputError(f"{name}:1: the table lacks the columns {', '.join(missing)}")
    twice = [column for column in columns if column and columns.count(column) > 1]
    if twice:
        raise InputError(f"{name}:1: the table has the column {twice[0]} twice")
