"""Manifests: which Korean document belongs to which English one, as a table people can edit.

A manifest is a CSV file with a row for each pair and for each document that has none. Only the
columns ``source`` and ``target`` are needed, so that it can be written by hand; columns that
daeyeok does not know are kept. Paths are meant from the folder in which the manifest lies.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from align.errors import InputError
from corpora.formats.rows import number_of, reading
from corpora.formats.table import FORMULA_STARTS, guarded
from corpora.io.decoding import decode
from corpora.io.input import read_bytes
from corpora.io.output import atomic_writer
from corpora.io.paths import STANDARD_STREAM, input_name

#: What a row says of its documents.
STATES = (
    "paired",  # source and target belong together
    "unpaired",  # a document without a counterpart
    "unreadable",  # a file that cannot be read; the reason says why
    "other_language",  # a file that is not in the language of its folder
)

#: Columns that must be there.
NEEDED = ("source", "target")

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
#: What may stand between two cells; Excel writes ; where a comma is the decimal point.
_DELIMITERS = ",;\t"
#: Decimal places of a score: more are noise to whoever reads the table.
_PLACES = 4


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A pair of documents, or one document and why it has no counterpart."""

    source: str = ""  #: path of the Korean document, from the manifest's folder; "" if none
    target: str = ""  #: path of the English document, likewise
    state: str = "paired"  #: one of STATES
    score: float | None = None  #: probability that the two belong together, 0 to 1
    reason: str = ""  #: the evidence in words
    candidate: str = ""  #: for a document without counterpart: the best one that was found
    # What the files tell of themselves; the source's word, or the target's if it has none.
    date: str = ""  #: of the publication, as 2016-10-14
    agency: str = ""
    number: str = ""  #: of the release
    title: str = ""  #: of the Korean document
    target_date: str = ""
    target_title: str = ""
    extra: tuple[tuple[str, str], ...] = ()  #: other columns, with their names
    line: int | None = field(default=None, compare=False)  #: where it ends in the file, from 1

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise InputError(f"the state is one of {', '.join(STATES)}, not {self.state!r}")
        if not self.source and not self.target:
            raise InputError("a row names a source, a target or both, but this one has neither")
        is_pair = bool(self.source and self.target)
        if self.state == "paired" and not is_pair:
            missing = "target" if self.source else "source"
            raise InputError(f"a pair needs a source and a target, but the {missing} is missing")
        if self.state != "paired" and is_pair:
            raise InputError(
                f"the row names a source and a target, but its state is {self.state}; "
                "write paired, or clear one of them"
            )
        if self.score is not None and not (math.isfinite(self.score) and 0 <= self.score <= 1):
            raise InputError(f"a score lies between 0 and 1, not at {self.score}")
        for date in (self.date, self.target_date):
            if date and not _DATE.fullmatch(date):
                raise InputError(f"a date is written 2016-10-14, not {date!r}")

    @property
    def is_pair(self) -> bool:
        """Whether both documents are there."""
        return self.state == "paired"


#: The columns of a manifest, in their order.
COLUMNS = tuple(item.name for item in fields(ManifestRow) if item.name not in ("extra", "line"))


def read_manifest(path: Path | str) -> tuple[ManifestRow, ...]:
    """The rows of a manifest, in order; rows without any cell are passed over.

    Args:
        path: A CSV file with the columns ``source`` and ``target``; cells may be separated by
            commas, semicolons or tabs. "-" is standard input.

    Raises:
        InputError: It cannot be read, a row makes no sense, or a document is in two pairs; the
            message names the line.
    """
    name = input_name(path)
    text, _ = decode(read_bytes(path), name)
    rows: list[ManifestRow] = []
    for line, cells in _read_cells(text, name):
        with reading(f"{name}:{line}"):
            rows.append(_row(cells, line))
    check_pairs(rows, name)
    return tuple(rows)


def write_manifest(rows: Iterable[ManifestRow], path: Path | str, *, force: bool = False) -> None:
    """Write a manifest that spreadsheets open and `read_manifest` reads.

    Args:
        rows: What to write; their own columns come after those of every manifest.
        path: The file to make; "-" is standard output.
        force: Whether a file of that name may be replaced.

    Raises:
        OutputError: The file exists, or cannot be written.
    """
    rows = list(rows)
    columns = [*COLUMNS, *dict.fromkeys(name for row in rows for name, _ in row.extra)]
    with atomic_writer(path, force=force) as stream:
        # A name that is no valid text is listed all the same, as what is wrong with it.
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="backslashreplace", newline="")
        try:
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(columns)
            writer.writerows(_cells(row, columns) for row in rows)
            text.flush()
        finally:
            text.detach()


def path_for_manifest(file: Path, manifest: Path | str) -> str:
    """How a manifest names a file: from the manifest's folder, with / between folders.

    Where there is no way from one to the other (two drives of Windows), the whole path.

    >>> path_for_manifest(Path("archive/ko/1.hwp"), "archive/pairs.csv")
    'ko/1.hwp'
    """
    folder = os.path.realpath(_folder(manifest))
    whole = os.path.join(os.path.realpath(file.parent), file.name)
    try:
        return Path(os.path.relpath(whole, folder)).as_posix()
    except ValueError:
        return Path(whole).as_posix()


def path_in_manifest(name: str, manifest: Path | str) -> Path:
    """The file that a manifest names: the other way round of `path_for_manifest`.

    >>> path_in_manifest("ko/1.hwp", "archive/pairs.csv").as_posix()
    'archive/ko/1.hwp'
    """
    return _folder(manifest) / name


def check_pairs(rows: Sequence[ManifestRow], name: str) -> None:
    """Raise InputError if a document is in two pairs, and say in which lines."""
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        line = row.line or number
        for side in NEEDED if row.is_pair else ():
            document = os.path.normpath(getattr(row, side))
            if (side, document) in seen:
                raise InputError(
                    f"{name}:{line}: {getattr(row, side)} is paired in line "
                    f"{seen[side, document]} already; keep one of the two pairs"
                )
            seen[side, document] = line


def _folder(manifest: Path | str) -> Path:
    return Path() if str(manifest) == STANDARD_STREAM else Path(manifest).parent


def _cells(row: ManifestRow, columns: Sequence[str]) -> Iterator[str]:
    extra = dict(row.extra)
    for column in columns:
        if column == "score":
            yield "" if row.score is None else f"{row.score:.{_PLACES}f}"
        else:
            yield guarded(getattr(row, column) if column in COLUMNS else extra.get(column, ""))


def _read_cells(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The line on which each row ends, and its cells by column."""
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip() for column in next(reader, [])]
        _check_columns(columns, name)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(columns) :]):
                    raise InputError(
                        f"{name}:{reader.line_num}: the row has {len(cells)} cells, but there are "
                        f"{len(columns)} columns; put quotation marks around a cell with a comma"
                    )
                padded = cells + [""] * (len(columns) - len(cells))
                yield reader.line_num, dict(zip(columns, map(_unguarded, padded), strict=False))
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num}: this is no table: {error}") from None


def _check_columns(columns: Sequence[str], name: str) -> None:
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise InputError(
            f"{name}:1: a manifest needs the columns source and target, but "
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        )
    twice = next((column for column in columns if column and columns.count(column) > 1), "")
    if twice:
        raise InputError(f"{name}:1: the manifest has the column {twice} twice")


def _row(cells: dict[str, str], line: int) -> ManifestRow:
    told = {column: cells.get(column, "").strip() for column in COLUMNS}
    score = number_of(told.pop("score"))
    told["state"] = told["state"] or ("paired" if told["source"] and told["target"] else "unpaired")
    extra = tuple((name, cell) for name, cell in cells.items() if name and name not in COLUMNS)
    return ManifestRow(**told, score=score, extra=extra, line=line)


def _unguarded(cell: str) -> str:
    """What ``guarded`` was given; an apostrophe that somebody wrote by hand stays."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell
