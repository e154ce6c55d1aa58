"""Tables of entries for spreadsheets, CSV and TSV, in UTF-8 with a mark that Excel looks for.

One row an entry, under columns that are named like those of a release's table where they mean
the same. Any table with columns ``source`` and ``target`` can be read.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from align.errors import InputError
from corpora.formats.base import COLUMN_OF, FileHead, Languages, Notices, Put, column_of
from corpora.formats.release_table import guarded, unguarded
from corpora.formats.rows import json_object, reading
from corpora.formats.tmx_read import release_facts
from corpora.model.entry import FIELDS, NUMBERS, Entry, entry_from, gap_of, text_of

_FIELD_OF = {column: field for field, column in COLUMN_OF.items()}
#: The texts first, then what a person looks for, then the rest.
_FIRST = ("source_text", "target_text", "state", "gap", "note", "type")
_FIELDS = (*_FIRST, *(name for name in FIELDS if name not in _FIRST))
COLUMNS = (*(column_of(field) for field in _FIELDS), "id")

#: The longest cell that reading accepts, in characters.
_MAX_CELL = 20_000_000


@contextmanager
def write_table(stream: BinaryIO, *, head: FileHead, delimiter: str = ",") -> Iterator[Put]:
    """A table into which entries are put."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(COLUMNS)
    try:
        yield lambda entry: writer.writerow(_cells(entry))
        text.flush()
    finally:
        text.detach()


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
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    named = dict(zip(columns, padded, strict=False))
    if guards and "id" in named:  # ours: another program's apostrophe is text
        named = {column: unguarded(cell) for column, cell in named.items()}
    if named.get("provenance"):  # in the first row of a release's table
        shared = release_facts(json_object(named["provenance"]))
    fields = dict(shared) | {_FIELD_OF.get(column, column): cell for column, cell in named.items()}
    fields["type"] = fields.get("type", "").replace(" to ", "-")
    for side, kinds in (("source_kind", "source_kinds"), ("target_kind", "target_kinds")):
        fields.setdefault(side, fields.get(kinds, "").partition(" ")[0])
    if languages is not None:
        fields["source_language"] = fields.get("source_language") or languages.source
        fields["target_language"] = fields.get("target_language") or languages.target
    texts = fields.get("source_text", ""), fields.get("target_text", "")
    if not any(texts):
        return None, dict(shared)
    fields["gap"] = gap_of(fields, *texts)
    return entry_from(fields, source_text=texts[0], target_text=texts[1]), dict(shared)


def _cells(entry: Entry) -> list[str]:
    return [guarded(text) if isinstance(text, str) else str(text) for text in cells_of(entry)]


def cells_of(entry: Entry) -> list[str | float]:
    """The cells of an entry under COLUMNS: numbers as such, all else as text."""
    cells: list[str | float] = []
    for column in COLUMNS[:-1]:
        field = _FIELD_OF.get(column, column)
        value = getattr(entry, field)
        if field in NUMBERS and value is not None:
            cells.append(float(value))
            continue
        text = text_of(entry, field)
        # not "1-2", which Excel takes for a date
        cells.append(text.replace("-", " to ") if field == "type" else text)
    return [*cells, entry.tuid]


def check_columns(columns: Sequence[str], name: str) -> None:
    """Raise InputError if the texts are missing, or a column stands there twice."""
    missing = [column for column in ("source", "target") if column not in columns]
    if missing:
        raise InputError(f"{name}:1: the table lacks the columns {', '.join(missing)}")
    twice = [column for column in columns if column and columns.count(column) > 1]
    if twice:
        raise InputError(f"{name}:1: the table has the column {twice[0]} twice")
