"""A store and a reviewers' table: out and back."""

from __future__ import annotations

from pathlib import Path

from align.errors import InputError
from corpora.io.output import atomic_writer
from corpora.io.paths import input_name
from corpora.review.applying import Applied, apply_rows
from corpora.review.sheet import sheet_of
from corpora.review.sheet_files import check_suffix, read_rows, write_sheet
from corpora.store import Store


def write_release_sheet(
    store: Path, release: int, output: Path, *, language: str = "en", force: bool = False
) -> int:
    """Write the table of a release, its findings in a language; how many rows it has comes back.

    Raises:
        StoreError: The store is broken or has no such release.
        OutputError: The table cannot be written.
    """
    suffix = check_suffix(output)
    with Store.open(store) as opened:
        sheet = sheet_of(opened.release(release), language=language)
    with atomic_writer(output, force=force) as stream:
        write_sheet(sheet, stream, suffix=suffix)
    return len(sheet.rows)


def apply_file(store: Path, table: Path, *, who: str, partial: bool = False) -> Applied:
    """Apply a table to a store.

    Raises:
        StoreError: The store is broken or cannot be written.
        InputError: The table cannot be read.
    """
    suffix, name = check_suffix(table), input_name(table)
    with Store.open(store) as opened:
        try:
            data = table.read_bytes()
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror}") from None
        rows = list(read_rows(data, name, suffix=suffix))
        return apply_rows(opened, rows, name, who=who, partial=partial)
