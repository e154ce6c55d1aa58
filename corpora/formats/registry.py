"""Every exchange format, by name and by suffix: one table for releases and for entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from align.errors import DaeyeokError
from corpora.formats import (
    jsonl,
    moses,
    parquet,
    table,
    tmx,
    xliff1,
    xliff2,
    xliff_read,
    xlsx,
)
from corpora.formats.base import EntryReader, EntryWriter
from corpora.io.paths import STANDARD_STREAM, shown
from corpora.model.release import Release


class ReleaseWriter(Protocol):
    """Something that writes a release into a stream of bytes."""

    def __call__(self, release: Release, stream: BinaryIO, *, created: datetime) -> None:
        """Write it; the time is that of the export."""


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is written and read, whole releases and single entries."""

    name: str
    suffixes: tuple[str, ...]  #: without the dot; none for one that is chosen by name
    write_entries: EntryWriter | None = None  #: None for what is made of whole releases only
    read_entries: EntryReader | None = None  #: None for what cannot be read back
    write_release: ReleaseWriter | None = None  #: for what is no file of entries
    #: From content and name for messages; None where a release cannot be made of its entries.
    read_release: Callable[[bytes, str], Release] | None = None
    one_pair: bool = False  #: all entries must be in the languages of the first
    holds_gaps: bool = True  #: whether an entry may have but one text
    seeks: bool = False  #: reading jumps about in the file, so that it cannot be a pipe
    by_language: bool = False  #: two files, with the languages as their suffixes

    def paths(self, path: Path | str, languages: tuple[str, str]) -> tuple[Path | str, ...]:
        """The files that an output of this name makes."""
        if not self.by_language:
            return (path,)
        stem = Path(path)
        if stem.suffix.lower().removeprefix(".") in self.suffixes:
            stem = stem.with_suffix("")
        return tuple(stem.with_name(f"{stem.name}.{language}") for language in languages)


def _write_report(release: Release, stream: BinaryIO, *, created: datetime) -> None:
    """The page for people; its templates load only when one is written."""
    from corpora.report.write import write_report  # noqa: PLC0415

    write_report(release, stream, created=created)


_TAB = "\t"
_ALL = (
    Format(
        "tmx", ("tmx",), tmx.write_tmx, tmx.read_tmx, read_release=tmx.read_release, one_pair=True
    ),
    Format(
        "csv",
        ("csv",),
        table.write_table,
        table.read_table,
        read_release=table.read_release,
    ),
    Format(
        "tsv",
        ("tsv",),
        partial(table.write_table, delimiter=_TAB),
        partial(table.read_table, delimiter=_TAB),
        read_release=partial(table.read_release, delimiter=_TAB),
    ),
    Format(
        "jsonl", ("jsonl",), jsonl.write_lines, jsonl.read_lines, read_release=jsonl.read_release
    ),
    Format("xliff", ("xliff", "xlf"), xliff2.write_xliff, xliff_read.read_xliff, one_pair=True),
    Format("xliff12", (), xliff1.write_xliff12, xliff_read.read_xliff, one_pair=True),
    Format("xlsx", ("xlsx",), xlsx.write_sheet, xlsx.read_sheet, seeks=True),
    Format("parquet", ("parquet",), parquet.write_parquet, parquet.read_parquet, seeks=True),
    Format(
        "moses", ("moses",), moses.write_moses, one_pair=True, holds_gaps=False, by_language=True
    ),
    Format("html", ("html",), write_release=_write_report),
)

#: Every format by its name.
FORMATS = {known.name: known for known in _ALL}
_BY_SUFFIX = {suffix: known.name for known in _ALL for suffix in known.suffixes}


def format_of(path: Path | str, name: str | None, error: type[DaeyeokError]) -> Format:
    """The format of that name, or without one, that of the file's suffix.

    Raises:
        DaeyeokError: There is none; of the class ``error``.
    """
    if name is not None:
        if name not in FORMATS:
            raise error(f"unknown format {name!r}; choose one of {', '.join(FORMATS)}")
        return FORMATS[name]
    if str(path) == STANDARD_STREAM:
        raise error("- has no suffix that names a format; name a file, such as release.tmx")
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in _BY_SUFFIX:
        raise error(f"{shown(path)}: unknown suffix; choose one of {', '.join(_BY_SUFFIX)}")
    return FORMATS[_BY_SUFFIX[suffix]]
