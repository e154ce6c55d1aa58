"""Tables for spreadsheets, CSV and TSV, and back.

A table has one row a bead and can be sorted: rows are told apart by their number. The
provenance stands as JSON in the last column of the first row alone. In every row it would
bury the text, in a line of its own it would break the table for other programs, and a
second file gets lost.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from align.errors import InputError
from corpora.formats.rows import (
    MOVED,
    BeadRow,
    findings_of,
    findings_text,
    json_object,
    moved_of,
    note_read,
    number_of,
    number_text,
    reading,
    release_of,
    rows_of,
)
from corpora.formats.segment_codec import EncodedSide, escaped, segments_of, side_of, unescaped
from corpora.io.decoding import decode
from corpora.model.release import Annotation, Provenance, Release

COLUMNS = (
    "bead",
    "type",
    "moved",
    "gap",
    "confidence",
    "probability",
    "score",
    "source",
    "target",
    "note",
    "source_kinds",
    "target_kinds",
    "source_offsets",
    "target_offsets",
    "source_blocks",
    "target_blocks",
    "source_exact",
    "target_exact",
    "id",
    "findings",
    "provenance",
)

#: Columns of numbers: a spreadsheet may take them for what they are.
_NUMBERS = {"bead", "confidence", "probability", "score"}

#: Columns that reading back does without.
_NEEDLESS = {"type", "findings"}

#: What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), and the
#: apostrophe that stops it and must itself be told from one in the text.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠'")

#: The longest cell that reading accepts, in characters; the longest line of a text is less.
_MAX_CELL = 20_000_000


def write_table(release: Release, stream: BinaryIO, *, delimiter: str = ",") -> None:
    """Write a release as a table that spreadsheets open.

    Args:
        release: What to write; its furniture is left out.
        stream: Where to, in bytes: UTF-8 with the mark that Excel needs.
        delimiter: What stands between two cells.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for cells in _cells(release):
            writer.writerow(cells.get(column, "") for column in COLUMNS)
        text.flush()
    finally:
        text.detach()


def read_table(data: bytes, name: str, *, delimiter: str = ",") -> Release:
    """The release that ``write_table`` wrote, without furniture.

    Rows may come in any order, and columns may have been added.

    Args:
        data: The content of the file.
        name: What messages call the file.
        delimiter: What stands between two cells.

    Raises:
        InputError: It is no such table, or was changed; the message names a line.
    """
    rows, provenances = [], []
    for line, cells in _read_cells(data, name, delimiter):
        if cells["provenance"]:
            with reading(f"{name}:{line}: the provenance"):
                provenances.append(Provenance.from_fields(json_object(cells["provenance"])))
        with reading(f"{name}:{line}"):
            if cells["bead"]:
                rows.append(_row(cells))
    if len(provenances) != 1:
        raise InputError(
            f"{name}: one row must hold the provenance, but {len(provenances)} do; "
            "export the table again"
        )
    with reading(name):
        return release_of(rows, provenances[0])


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


def _cells(release: Release) -> Iterator[dict[str, str]]:
    """The cells of each row by column; one row without a bead if there are no beads."""
    provenance = json.dumps(Provenance.of(release).fields(), ensure_ascii=False)
    first = {"provenance": provenance}
    for row in rows_of(release):
        source, target = side_of(row.source), side_of(row.target)
        cells = {
            "bead": str(row.number),
            # not "1-2" or "1:2", which Excel takes for a date or a time of day
            "type": row.type.replace("-", " to "),
            "moved": MOVED if row.moved else "",
            "gap": escaped(row.annotation.gap),
            "confidence": number_text(row.annotation.confidence),
            "probability": number_text(row.probability),
            "score": number_text(row.score),
            "source": source.text,
            "target": target.text,
            "note": escaped(row.annotation.note),
            "id": row.identifier,
            "findings": escaped(findings_text(row.findings)),
        }
        for prefix, side in (("source", source), ("target", target)):
            for part in ("kinds", "offsets", "blocks", "exact"):
                cells[f"{prefix}_{part}"] = getattr(side, part)
        yield first | {c: v if c in _NUMBERS else guarded(v) for c, v in cells.items()}
        first = {}
    if first:
        yield first


def _read_cells(data: bytes, name: str, delimiter: str) -> list[tuple[int, dict[str, str]]]:
    """The line on which each row ends, and its cells by column, without their guards."""
    text, _ = decode(data, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(_MAX_CELL)
    try:
        columns = next(reader, [])
        _check_columns(columns, name)
        return [(reader.line_num, _named(columns, cells)) for cells in reader if any(cells)]
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num}: this is no table: {error}") from None
    finally:
        csv.field_size_limit(before)


def _named(columns: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by column; a spreadsheet may have left out empty ones at the end."""
    padded = cells + [""] * (len(columns) - len(cells))
    named = dict(zip(columns, padded, strict=False))
    return {column: unguarded(cell) for column, cell in named.items()}


def _check_columns(columns: list[str], name: str) -> None:
    missing = [c for c in COLUMNS if c not in columns and c not in _NEEDLESS]
    if missing:
        raise InputError(f"{name}:1: the table lacks the columns {', '.join(missing)}")
    twice = [c for c in COLUMNS if columns.count(c) > 1]
    if twice:
        raise InputError(f"{name}:1: the table has the column {twice[0]} twice")


def _row(cells: Mapping[str, str]) -> BeadRow:
    if not cells["bead"].isdecimal():
        raise ValueError(f"the bead {cells['bead']!r} is no number")
    sides = [
        EncodedSide(
            cells[side],
            cells[f"{side}_exact"],
            cells[f"{side}_kinds"],
            cells[f"{side}_offsets"],
            cells[f"{side}_blocks"],
        )
        for side in ("source", "target")
    ]
    row = BeadRow(
        int(cells["bead"]),
        segments_of(sides[0]),
        segments_of(sides[1]),
        number_of(cells["probability"]),
        number_of(cells["score"]),
        Annotation(
            unescaped(cells["gap"]),
            note_read(unescaped(cells["note"])),
            number_of(cells["confidence"]),
        ),
        moved_of(cells["moved"]),
        findings_of(unescaped(cells.get("findings", ""))),
    )
    row.check(cells["id"])
    return row
